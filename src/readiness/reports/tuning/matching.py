"""Shortcuts in finding an element's rules: they are looked for once for elements of one place.

Elements stand in the same place when they and all around them are named alike and have the same
attributes. Which rules they match is the same then, and with the same number among as many
brothers and sisters also by rules that count those. What is asked of others, and attributes that
nearly each element has for itself, are looked at each time.
"""

from collections.abc import Callable, Iterator
from copy import copy
from types import CodeType
from typing import Any, Final

_ASKS_THE_PLACE: Final = frozenset(
    {"ancestors", "any", "attrib", "classes", "endswith", "etree_element", "get"}
    | {"in_html_document", "lang", "local_name", "lower", "namespace_url", "next", "parent"}
    | {"startswith", "tag"}
)
"""The names in a compiled selector that asks for nothing but an element's place."""

_COUNTS: Final = frozenset({"index", "etree_siblings", "len", "divmod"})
_OWN: Final = frozenset({"id", "href", "src", "alt", "title", "style", "name"})
"""Attributes that would give nearly each element a place of its own."""

_Match = Callable[[Any, Any], list[Any]]
_Entry = tuple[Any, ...]


def remembering_matches(match: _Match) -> _Match:
    """The rules an element matches, in their order."""
    parts: dict[Any, list[Any]] = {}
    places: dict[Any, int] = {}
    found: dict[Any, list[Any]] = {}

    def known_matches(matcher: Any, element: Any) -> list[Any]:
        if matcher not in parts:
            parts[matcher] = [_part(matcher, kind) for kind in (_is_settled, _is_counted, _is_own)]
        settled, counted, own = parts[matcher]
        place = _place_of(element, places)
        key: tuple[Any, ...] = (matcher, place)
        if key not in found:
            found[key] = match(settled, element)
        matches = found[key]
        if _concerns(counted, element):
            key = (matcher, place, element.index, len(element.etree_siblings))
            if key not in found:
                found[key] = match(counted, element)
            matches = matches + found[key]
        if _concerns(own, element):
            matches = matches + match(own, element)
        return matches if matches is found[matcher, place] else sorted(matches)

    return known_matches


def _concerns(part: Any, element: Any) -> bool:
    """Whether any of these selectors could match, by the names it is filed under."""
    return bool(
        element.local_name.lower() in part.lower_local_name_selectors
        or not element.classes.isdisjoint(part.class_selectors)
        or part.other_selectors
        or part.id_selectors
        or part.namespace_selectors
        or part.lang_attr_selectors
    )


def _place_of(element: Any, places: dict[Any, int]) -> int:
    """A number for an element's place in its document."""
    place: int | None = vars(element).get("place")
    if place is None:
        above = _place_of(element.parent, places) if element.parent is not None else None
        own = element.etree_element
        alike = (item for item in own.attrib.items() if item[0] not in _OWN)
        place = element.place = places.setdefault((above, own.tag, *alike), len(places))
    return place


def _part(matcher: Any, belongs: Callable[[_Entry], bool]) -> Any:
    """A matcher of those of its selectors that belong."""
    part = copy(matcher)
    for name, selectors in vars(matcher).items():
        if isinstance(selectors, dict):
            groups = ((key, list(filter(belongs, selectors[key]))) for key in selectors)
            setattr(part, name, {key: entries for key, entries in groups if entries})
        elif isinstance(selectors, list):
            setattr(part, name, list(filter(belongs, selectors)))
    return part


def _is_settled(entry: _Entry) -> bool:
    """Whether a selector asks for an element's place only."""
    codes = list(_codes(entry[0].__code__))
    constants = {constant for code in codes for constant in code.co_consts}
    return _OWN.isdisjoint(constants) and all(
        _ASKS_THE_PLACE.issuperset(code.co_names) for code in codes
    )


def _is_counted(entry: _Entry) -> bool:
    """Whether a selector also asks which of how many brothers and sisters the element itself is."""
    own, *others = _codes(entry[0].__code__)
    constants = {constant for code in (own, *others) for constant in code.co_consts}
    return (
        not _is_settled(entry)
        and _OWN.isdisjoint(constants)
        and (_ASKS_THE_PLACE | _COUNTS).issuperset(own.co_names)
        and all(_ASKS_THE_PLACE.issuperset(code.co_names) for code in others)
    )


def _is_own(entry: _Entry) -> bool:
    return not _is_settled(entry) and not _is_counted(entry)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code and that of all functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
