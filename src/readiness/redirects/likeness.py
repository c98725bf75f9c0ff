"""How alike two addresses are, from 0 to 1, by the words in their paths and queries.

Three parts of five count how alike the last parts of the paths are, because that is where a page's
own name stands, and two how alike all words are. Words are compared in alphabetical order, without
case, signs and endings such as `.html`; host and order do not count. An address without words, such
as that of a home page, is like nothing.
"""

import re
from typing import Final, NamedTuple
from urllib.parse import unquote

from rapidfuzz import fuzz

_WORD: Final = re.compile(r"[^\W_]+")
_HOST: Final = re.compile("^[^/?]*/?")
_ENDING: Final = re.compile(r"\.(?:html?|php\d?|aspx?|jsp)(?=$|[?;])", re.IGNORECASE)


class Words(NamedTuple):
    """The words of an address, sorted: all, and those of its last part (both empty for none)."""

    all: str
    last: str


def words_of(key: str) -> Words:
    """Return the words of an address, given by its key."""
    place = _HOST.sub("", key.partition("://")[2], count=1)
    text = unquote(_ENDING.sub("", place)).casefold()
    path, _, query = text.partition("?")
    own = f"{path.rpartition('/')[2]} {query}"
    return Words(_sorted(text), _sorted(own))


def likeness(one: Words, other: Words) -> float:
    """Return how alike two addresses are, 0 to 1, to three decimals."""
    if not (one.all and other.all):
        return 0.0
    parts: float = 3 * fuzz.ratio(one.last, other.last) + 2 * fuzz.ratio(one.all, other.all)
    return round(parts / 500, 3)


def _sorted(text: str) -> str:
    return " ".join(sorted(_WORD.findall(text)))
