"""Likely targets for rows without one, from the new addresses the sheet has.

Comparing every row with every target would take hours. So targets are filed under their words and
under the first letters of longer ones, and a row is compared with those it shares rare marks with:
its marks are taken from the rarest on until `MOST_VISITED` entries were visited, and of the targets
met the `MOST_COMPARED` that were met most often, of equals those met first, are compared. The work
for a row is bounded by these two figures, however many targets there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from readiness.redirects.likeness import Words, likeness, words_of

MOST_VISITED: Final = 400
"""Entries under its marks that are visited for a row."""

MOST_COMPARED: Final = 40
"""Targets compared with a row."""

_BEGINNING: Final = 4


class Suggestion(NamedTuple):
    """A likely target, and how like it is, from 0 to 1."""

    address: str
    likeness: float


class Targets:
    """The new addresses of a sheet, filed so that like ones are found quickly."""

    def __init__(self, addresses: Iterable[tuple[str, str]]) -> None:
        """File `(key, address)` pairs; of several with one key the first is offered."""
        first: dict[str, str] = {}
        for key, address in addresses:
            first.setdefault(key, address)
        self._keys = sorted(first)
        self._addresses = [first[key] for key in self._keys]
        self._words = [words_of(key) for key in self._keys]
        filed: defaultdict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for mark in _marks(words):
                filed[mark].append(number)
        self._filed = dict(filed)

    def like(self, key: str, at_least: float, at_most: int) -> tuple[Suggestion, ...]:
        """Return the targets most like the address, best first; never the address itself."""
        words = words_of(key)
        found = [
            Suggestion(self._addresses[number], alike)
            for number in self._met(words)
            if self._keys[number] != key
            and (alike := likeness(words, self._words[number])) >= at_least
        ]
        return tuple(sorted(found, key=lambda each: (-each.likeness, each.address))[:at_most])

    def _met(self, words: Words) -> list[int]:
        entries = [self._filed[mark] for mark in _marks(words) if mark in self._filed]
        met: Counter[int] = Counter()
        left = MOST_VISITED
        for filed in sorted(entries, key=len):
            met.update(filed[:left])
            left -= len(filed)
            if left <= 0:
                break
        return [number for number, _ in met.most_common(MOST_COMPARED)]


def _marks(words: Words) -> tuple[str, ...]:
    """Return under what an address is filed: its words, and the beginnings of longer ones.

    The same marks come in the same order, so that the outcome does not depend on chance.
    """
    marks: dict[str, None] = {}
    for word in words.all.split():
        marks[word] = None
        if len(word) > _BEGINNING and not word.isdecimal():
            marks[f"{word[:_BEGINNING]}…"] = None
    return tuple(marks)
