"""Shortcuts in setting lines: none is shaped twice, and what a style decides is made once."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import font_features, get_font_description

# What ends a paragraph for Pango, or is drawn as a sign where there is only one paragraph.
_PARAGRAPH_ENDS: Final = re.compile("[\n\r\u2028\u2029]")
# A text of a drawing that has one of these may stand letter by letter.
_LETTER_POSITIONS: Final = frozenset({"dx", "dy", "rotate", "letter-spacing", "textLength"})
_FONT_FEATURES: Final = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)


def remembering_lines(split_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """Lines found once: columns, tables and pages that end too soon are laid out several times."""
    found: dict[tuple[object, ...], Any] = {}

    def split(text: str, style: Any, context: Any, *how: Any, **named: Any) -> Any:
        key = (text, id(style), how, tuple(named.items()))
        if key not in found:
            line = split_first_line(text, style, context, *how, **named)
            found[key] = (line, style)  # kept, so that its id stays its own
        return found[key][0]

    return split


def remembering_struts(strut: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Heights of lines kept with their style, not under a text of all that decides them."""

    def known_strut(style: Any) -> Any:
        known = vars(style).get("known_strut")
        if known is None:
            known = style.known_strut = strut(style)
        return known

    return known_strut


class KeptLayout(line_break.Layout):  # type: ignore[misc]  # ships no types
    """A line that stays shaped until it is drawn; what its style decides is made once."""

    def setup(self, style: Any) -> None:
        if style["text_decoration_line"] != "none":
            super().setup(style)
            return
        self.style = style
        self.first_line_direction = 0
        self.ascent = self.underline_position = self.strikethrough_position = None
        shared = vars(style).get("shared_by_lines")
        if shared is None:
            shared = style.shared_by_lines = (*_context(style), get_font_description(style))
        self.language, context, description = shared
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, description)
        features = _features(style)
        if features is not None:
            pango.pango_layout_set_attributes(self.layout, features)

    def set_text(self, text: str, justify: bool = False) -> None:
        single = not _PARAGRAPH_ENDS.search(text)  # drawing asks for it, which shapes anew
        pango.pango_layout_set_single_paragraph_mode(self.layout, single)
        super().set_text(text, justify)

    def deactivate(self) -> None:
        """Nothing: the line is drawn as it is."""

    def reactivate(self, style: Any) -> None:
        if self.justification_spacing:
            super().reactivate(style)


def _context(style: Any) -> tuple[Any, Any]:
    """The language and the context of Pango for a style's text."""
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    tag = style["lang"]
    override = style["font_language_override"]
    if override != "normal":
        tag = LST_TO_ISO.get(override.lower(), override)
    if not tag:
        return pango.pango_language_get_default(), context
    language = pango.pango_language_from_string(tag.encode())
    pango.pango_context_set_language(context, language)
    return language, context


def _features(style: Any) -> Any:
    """What Pango is told of the features of a style's font; None when nothing.

    Shared by the lines of a style, but where letters or words are spaced or broken: there each line
    adds its own.
    """
    own = (
        style["word_spacing"]
        or style["letter_spacing"] not in ("normal", 0)
        or style["overflow_wrap"] in ("anywhere", "break-word")
    )
    if not own and "shared_features" in vars(style):
        return style.shared_features
    features = font_features(*(style[name] for name in _FONT_FEATURES))
    attributes = None
    if features:
        written = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(written))
    if not own:
        style.shared_features = attributes
    return attributes


def drawing_in_runs(draw_text: Callable[[Any, Any, float], None]) -> Callable[..., None]:
    """A text of a drawing set as one run, which keeps its kerning, and not letter by letter."""

    def draw(drawing: Any, node: Any, font_size: float) -> None:
        if node.text and not _LETTER_POSITIONS & node.attrib.keys() and _stands_once(node):
            node._etree_node.text = _Run(node.text)
        draw_text(drawing, node, font_size)

    return draw


def _stands_once(node: Any) -> bool:
    places = (node.get(axis, "") for axis in ("x", "y"))
    return all(len(place.replace(",", " ").split()) <= 1 for place in places)


class _Run(str):
    """A text that is a single letter to whoever goes through it."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)
