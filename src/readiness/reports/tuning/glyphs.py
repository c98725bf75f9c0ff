"""A shortcut in drawing lines: a glyph is spelt once for each width it has been given."""

from collections.abc import Callable
from typing import Any, Final

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_NUMBERS: Final = 5  # of a glyph as Pango keeps it: which, how wide, moved by x and y, flags
_SAME_SIZES: Final = 14802  # the first version of Pango whose fonts tell their size rightly


def drawing_known_glyphs(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """Draw a line; where a glyph comes for the first time or is not plain, the usual way."""
    if pango.pango_version() < _SAME_SIZES or ffi.sizeof("PangoGlyphInfo") != _NUMBERS * 4:
        return draw_first_line

    def draw(stream: Any, box: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        runs = None
        if overflow != "ellipsis" and ellipsis == "none" and box.text.strip():
            runs = _spelt_runs(stream, box.pango_layout.layout)
        if runs is None:
            return draw_first_line(stream, box, overflow, ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        line, drawn_in = "", None
        for font, size, glyphs in runs:
            if font is not drawn_in:
                if line:
                    stream.show_text(line)
                line, drawn_in = "", font
                stream.set_font_size(font.hash, size)
            line += "<" + glyphs
            line = line[:-1] if line[-1] == "<" else line + ">"
        stream.show_text(line)
        return []

    return draw


def _spelt_runs(stream: Any, layout: Any) -> list[tuple[Any, float, str]] | None:
    """Font, size and glyphs of each run of a layout's only line; None where that is not enough."""
    pango.pango_layout_set_single_paragraph_mode(layout, True)
    spelt = []
    run = pango.pango_layout_get_line_readonly(layout, 0).runs[0]
    while run != ffi.NULL:
        item = run.data
        run = run.next
        font, size = stream.add_font(item.item.analysis.font)
        count = item.glyphs.num_glyphs
        numbers = ffi.unpack(ffi.cast("gint *", item.glyphs.glyphs), count * _NUMBERS)
        moved = any(numbers[2::_NUMBERS]) or any(numbers[3::_NUMBERS])
        if moved or font.bitmap or font.png or font.svg or font.colr:
            return None
        known = vars(font).setdefault("spelt_glyphs", {})
        if size not in known:
            known[size] = _Spelling(font, size)
        try:
            placed = zip(numbers[::_NUMBERS], numbers[1::_NUMBERS], strict=True)
            glyphs = map(known[size].__getitem__, placed)
            spelt.append((font, size, "".join(glyphs)))
        except KeyError:
            return None
    return spelt


class _Spelling(dict[tuple[int, int], str]):
    """What the glyphs of a font are spelt as in a size, each by its number and width."""

    def __init__(self, font: Any, size: float) -> None:
        self._font = font
        self._size = size

    def __missing__(self, glyph: tuple[int, int]) -> str:
        number, width = glyph
        if number not in self._font.to_unicode:
            raise KeyError(number)
        kerning = self._font.widths[number] - width * 1000 * FROM_UNITS / self._size
        spelt = f"{number:04x}>{int(kerning)}<" if kerning else f"{number:04x}"
        self[glyph] = spelt
        return spelt
