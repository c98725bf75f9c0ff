"""Shortcuts in asking boxes: what follows from the style alone is kept with the style."""

from collections.abc import Callable
from typing import Any, Final

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
