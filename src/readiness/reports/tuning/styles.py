"""Shortcuts in computing styles: none for what a report never has, none twice for like pages."""

from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any, Final

from weasyprint.css import AnonymousStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

_PSEUDO_ELEMENT: Final = 3  # its place in what cssselect2 keeps of a selector
_OF_NOTES: Final = frozenset(
    {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)
_LINKS: Final = ("a", "area", "link")  # what `:link` can be
_SIDES: Final = ("top", "right", "bottom", "left")
_BORDERS: Final = tuple(f"border_{side}_width" for side in _SIDES)
_LENGTHS: Final = frozenset(
    (
        *(f"margin_{side}" for side in _SIDES),
        *(f"padding_{side}" for side in _SIDES),
        *(f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")),
    )
)
_USED: Final = (*_LENGTHS, *_BORDERS)
_LOGICAL: Final = {
    name: {logical(block="ttb", inline=direction) for direction in ("ltr", "rtl")}
    for name, logical in PHYSICAL_FUNCTIONS.items()
}
"""The names by which a rule may mean a property: `margin-inline-start` for `margin-left`."""
_PLAIN: Final = {
    name
    for name in INITIAL_VALUES.keys() - INITIAL_NOT_COMPUTED
    if not name.startswith("text_decoration_")
    and name not in ("position", "float", "display", "page")
}
"""Properties that are inherited or initial as they are where no rule names them."""


@cache
def without_notes(sheet: Any) -> Any:
    """The stylesheet of every document, which gives each element six styles for notes and markers.

    Reports have no notes, and their list items are all `li`. What is for links is asked of links.
    """
    lean = copy(sheet)
    lean.matcher = copy(sheet.matcher)
    everywhere = sheet.matcher.other_selectors
    by_name = dict(sheet.matcher.lower_local_name_selectors)
    moved = []
    for entry in everywhere:
        names = _asked_of(entry)
        for name in names:
            by_name[name] = [*by_name.get(name, ()), entry]
        if names or entry[_PSEUDO_ELEMENT] in _OF_NOTES:
            moved.append(entry)
    lean.matcher.lower_local_name_selectors = by_name
    lean.matcher.other_selectors = [entry for entry in everywhere if entry not in moved]
    return lean


def _asked_of(entry: tuple[Any, ...]) -> tuple[str, ...]:
    """The names of the only elements that a selector without a name is for; none if for all."""
    if entry[_PSEUDO_ELEMENT] == "marker":
        return ("li",)
    return _LINKS if "href" in entry[0].__code__.co_consts else ()


def of_like_pages(set_styles: Callable[..., None]) -> Callable[..., None]:
    """Styles of a page and its eighteen margins, kept for pages that no rule tells apart."""

    def set_known_styles(page_type: Any, html: Any, style_for: Any) -> None:
        if _counts_pages(style_for):
            set_styles(page_type, html, style_for)
            return
        kept = vars(style_for).setdefault("kept_pages", {})
        key = (page_type.side, page_type.blank, page_type.index == 0, page_type.name)
        computed = style_for.get_computed_styles()
        if key not in kept:
            set_styles(page_type, html, style_for)
            kept[key] = {of[1]: style for of, style in computed.items() if of[0] == page_type}
        for pseudo_type, style in kept[key].items():
            computed[page_type, pseudo_type] = style

    return set_known_styles


def _counts_pages(style_for: Any) -> bool:
    """Whether a rule is for certain pages by their number."""
    return any(
        page_type.index is not None
        for sheet, _, _ in style_for._sheets
        for _, selectors, _ in sheet.page_rules
        for _, _, page_type in selectors
    )


def plain_values(missing: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """The value of a property, at once where no rule names it and nothing has to be computed."""

    def value_of(style: Any, name: str) -> Any:
        rules, above = style.cascaded, style.parent_style
        if name in rules or name not in _PLAIN or above is None:
            return missing(style, name)
        if name in _LOGICAL and not _LOGICAL[name].isdisjoint(rules):
            return missing(style, name)
        value = style[name] = above[name] if name in INHERITED else INITIAL_VALUES[name]
        return value

    return value_of


def remembering_solved(solve: Callable[..., Any]) -> Callable[..., Any]:
    """The value of a rule with variables, found once for the same values of these."""
    found: dict[tuple[Any, ...], Any] = {}

    def solved(pending: Any, tokens: list[Any], name: str, base_url: Any) -> Any:
        key = (pending, name, *map(id, tokens))
        if key not in found:
            found[key] = (solve(pending, tokens, name, base_url), tokens)  # tokens keep their ids
        return found[key][0]

    return solved


def remembering_lengths(resolve: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Lengths without a percentage kept with their style: they do not depend on what is around."""
    anonymous: dict[Any, dict[str, Any]] = {}

    def known_lengths(box: Any, containing_block: Any) -> None:
        style, used = box.style, vars(box)
        known = vars(style).get("used_lengths")
        if known is None:
            known = style.used_lengths = _kept(style, anonymous)
        if known is False:
            resolve(box, containing_block)
            return
        collapsed = style["border_collapse"] == "collapse"  # then a box may have its own borders
        borders = tuple(map(used.get, _BORDERS)) if collapsed else None
        if borders not in known:
            resolve(box, containing_block)
            known[borders] = {name: used[name] for name in _USED}
        used.update(known[borders])

    return known_lengths


def _kept(style: Any, anonymous: dict[Any, dict[str, Any]]) -> Any:
    """Where a style's lengths are kept, False where they hang on what is around."""
    if type(style) is AnonymousStyle and not _LENGTHS & style.keys():
        return anonymous
    for name in _LENGTHS:
        length = style[name]
        if length != "auto" and getattr(length, "unit", None) != "px":
            return False
    return {}
