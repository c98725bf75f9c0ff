"""The countries of the world by name, in the language of a page."""

import unicodedata
from functools import lru_cache
from typing import Final

from readiness.reports.numbers import Numbers

_NOT_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_CODE_LENGTH: Final = 2


@lru_cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return ISO 3166 code and name of each country, by name."""
    named = Numbers(language).locale.territories.items()
    known = [(c, n) for c, n in named if len(c) == _CODE_LENGTH and c not in _NOT_COUNTRIES]
    return tuple(sorted(known, key=lambda entry: _without_marks(entry[1])))


def _without_marks(name: str) -> str:
    """What a name is sorted by: Österreich stands beside Oman."""
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
