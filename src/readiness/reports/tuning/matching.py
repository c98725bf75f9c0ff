"""Shortcuts in finding an element's rules: they are looked for once for elements of one place.

Elements stand in the same place when they and all around them are named alike and have the same
attributes. Which rules they match is the same then, but for rules that count brothers and sisters
or ask for what is nearly always different.
"""

from collections.abc import Callable, Iterator
from copy import copy
from types import CodeType
from typing import Any, Final

_ASKS_THE_PLACE: Final = frozenset(
    "local_name namespace_url classes parent ancestors next any etree_element attrib get lower "
    "startswith endswith lang tag in_html_document".split()
)
"""The names in a compiled selector that asks for nothing but an element's place."""

_OWN: Final = frozenset({"id", "href", "src", "alt", "title", "style", "name"})
"""Attributes that would give nearly each element a place of its own."""

_Match = Callable[[Any, Any], list[Any]]


def remembering_matches(match: _Match) -> _Match:
    """The rules an element matches, in their order."""
    halves: dict[Any, tuple[Any, Any]] = {}
    places: dict[Any, int] = {}
    found: dict[Any, list[Any]] = {}

    def known_matches(matcher: Any, element: Any) -> list[Any]:
        if matcher not in halves:
            halves[matcher] = (_part(matcher, settled=True), _part(matcher, settled=False))
        settled, others = halves[matcher]
        key = (matcher, _place_of(element, places))
        if key not in found:
            found[key] = match(settled, element) if settled else []
        own = match(others, element) if others else []
        return sorted(own + found[key]) if own else found[key]

    return known_matches


def _place_of(element: Any, places: dict[Any, int]) -> int:
    """A number for an element's place in its document."""
    place: int | None = vars(element).get("place")
    if place is None:
        above = _place_of(element.parent, places) if element.parent is not None else None
        own = element.etree_element
        alike = (item for item in own.attrib.items() if item[0] not in _OWN)
        place = element.place = places.setdefault((above, own.tag, *alike), len(places))
    return place


def _part(matcher: Any, *, settled: bool) -> Any:
    """A matcher's selectors that ask for the place only, or its others; None if it has none."""

    def chosen(entries: list[Any]) -> list[Any]:
        return [entry for entry in entries if _is_settled(entry) == settled]

    part = copy(matcher)
    filled = False
    for name, selectors in vars(matcher).items():
        if isinstance(selectors, dict):
            groups = ((key, chosen(entries)) for key, entries in selectors.items())
            setattr(part, name, {key: entries for key, entries in groups if entries})
        elif isinstance(selectors, list):
            setattr(part, name, chosen(selectors))
        else:
            continue
        filled = filled or bool(getattr(part, name))
    return part if filled else None


def _is_settled(entry: tuple[Any, ...]) -> bool:
    code = entry[0].__code__
    return _names(code) <= _ASKS_THE_PLACE and _OWN.isdisjoint(_constants(code))


def _names(code: CodeType) -> set[str]:
    return {name for part in _parts(code) for name in part.co_names}


def _constants(code: CodeType) -> set[object]:
    return {constant for part in _parts(code) for constant in part.co_consts}


def _parts(code: CodeType) -> Iterator[CodeType]:
    """A function's code and that of all functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _parts(constant)
