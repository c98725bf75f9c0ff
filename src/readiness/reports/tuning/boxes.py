"""Shortcuts in asking boxes: what follows from the style alone is kept with the style."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from weasyprint.formatting_structure.boxes import Box

_CORNERS: Final = tuple(
    f"border_{side}_radius" for side in ("top_left", "top_right", "bottom_right", "bottom_left")
)


def flowing(is_in_normal_flow: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Whether a box is in the normal flow, which its style decides."""

    def known_flow(box: Any) -> bool:
        style = box.style
        known: bool | None = vars(style).get("in_flow")
        if known is None:
            known = style.in_flow = is_in_normal_flow(box)
        return known

    return known_flow


def plain_backgrounds(lay_out: Callable[..., None]) -> Callable[..., None]:
    """Lay out backgrounds, but nothing where a style paints none and rounds no corner."""

    def lay_out_backgrounds(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if box is page or style is not None or not _is_plain(box.style):
            lay_out(page, box, get_image, layout_children, style)
            return
        for corner in _CORNERS:
            setattr(box, corner, (0, 0))
        box.background = None
        if layout_children:
            for child in box.all_children():
                lay_out_backgrounds(page, child, get_image)

    return lay_out_backgrounds


def _is_plain(style: Any) -> bool:
    known: bool | None = vars(style).get("is_plain")
    if known is None:
        known = style.is_plain = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and style["background_color"] != "currentcolor"
            and style["background_color"].alpha == 0
            and not style["box_shadow"]
            and all(not length.value for corner in _CORNERS for length in style[corner])
        )
    return known


def free_places(avoid_collisions: Callable[..., Any]) -> Callable[..., Any]:
    """Where a line or a block goes: all of its container's width where nothing floats."""

    def place(context: Any, box: Any, container: Any, outer: bool = True) -> Any:
        floats = context.excluded_shapes or box.style["float"] != "none"
        if floats or container.style["direction"] != "ltr":
            return avoid_collisions(context, box, container, outer)
        left, width = container.content_box_x(), container.width
        if outer:
            return left, box.position_y, width
        right = left + width - box.margin_right
        left += box.margin_left
        return left - box.margin_left, box.border_box_y() - box.margin_top, right - left

    return place


def named_pages(_page_values: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, Any]]:
    """The names of the pages a box begins and ends on, asked of its outermost children only."""

    def page_values(box: Any) -> tuple[Any, Any]:
        begins = ends = box.style["page"]
        first = next(filter(_is_placed, box.children), None)
        if first is None:
            return begins, ends
        last = next(filter(_is_placed, reversed(box.children)))
        values = first.page_values()
        return values[0] or begins, (values if last is first else last.page_values())[1] or ends

    return page_values


def _is_placed(child: Any) -> bool:
    return bool(child.is_in_normal_flow() or child.is_floated())


def flat_descendants(descendants: Callable[..., Any]) -> Callable[..., Any]:
    """A box and all in it, in the order of the document."""

    def walked(box: Any, placeholders: bool = False) -> Iterator[Any]:
        if placeholders:
            yield from descendants(box, placeholders)
            return
        waiting = [box]
        while waiting:
            inner = waiting.pop()
            yield inner
            if isinstance(inner, Box):
                waiting.extend(reversed(inner.children))

    return walked


def drawing_outlines(draw_outline: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Draw the outlines of a box and all in it, if there is any."""

    def draw(stream: Any, box: Any) -> None:
        waiting = [box]
        while waiting:
            inner = waiting.pop()
            if _is_outlined(inner.style):
                draw_outline(stream, box)
                return
            waiting += [child for child in inner.children if isinstance(child, Box)]

    return draw


def _is_outlined(style: Any) -> bool:
    known: bool | None = vars(style).get("is_outlined")
    if known is None:
        known = style.is_outlined = bool(style["outline_width"])
    return known
