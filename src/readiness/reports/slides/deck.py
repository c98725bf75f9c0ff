"""Slides with titles, boxes, tables and notes; sizes in inches, on 16:9."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from readiness.reports.brand import Brand
from readiness.reports.charts import PALETTE
from readiness.reports.slides.fitting import cut_to_lines, fitted, height_of, lines_of, plain

WIDTH, HEIGHT = 13.333, 7.5
MARGIN: Final = 0.6
INSIDE: Final = WIDTH - 2 * MARGIN
TOP: Final = 1.65
BOTTOM: Final = 6.85
PADDING: Final = 0.15
"""Between the edge of a filled box and its text."""

_FONTS: Final = {"major": "Georgia", "minor": "Calibri"}
_LANGUAGES: Final = {
    "de": MSO_LANGUAGE_ID.GERMAN,
    "nl": MSO_LANGUAGE_ID.DUTCH,
    "en": MSO_LANGUAGE_ID.ENGLISH_UK,
}
_TITLE_SIZES: Final = (28.0, 26.0, 24.0, 22.0, 20.0)
_CELL_MARGINS: Final = (0.08, 0.05)
_ROW_LINES: Final = (8, 6, 5, 4, 3)
"""Lines that a row may have: as many as let all rows find room, else the last."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide in inches."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, its size in points, its colour, whether it is bold."""

    text: str
    size: float = 14.0
    colour: str = PALETTE.ink
    bold: bool = False
    space: float = 4.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `fill` lies behind it."""

    text: str
    bold: bool = False
    colour: str = PALETTE.ink
    fill: str | None = None


class Deck:
    """A presentation that is being made, in one language and one brand."""

    def __init__(self, language: str, brand: Brand) -> None:
        self.primary = brand.primary or PALETTE.ink
        self.accent = brand.accent or PALETTE.accent
        self._language = _LANGUAGES.get(language, MSO_LANGUAGE_ID.ENGLISH_UK)
        self.presentation: Presentation = pptx.Presentation()
        self._set_up()

    def _set_up(self) -> None:
        made = self.presentation
        made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
        for layout in list(made.slide_layouts):
            if layout.name != "Title Only":
                made.slide_layouts.remove(layout)
        self._layout = made.slide_layouts[0]
        for holder in (*made.slide_master.placeholders, *self._layout.placeholders):
            holder.left, holder.width = Emu(holder.left * 4 // 3), Emu(holder.width * 4 // 3)
        theme = made.slide_master.part.part_related_by(RT.THEME)
        theme.blob = _themed(theme.blob.decode(), self.primary, self.accent).encode()
        package = made.part.package
        picture = next(r for r, rel in package._rels.items() if rel.reltype == RT.THUMBNAIL)
        package.drop_rel(picture)  # it shows another presentation

    def slide(self, title: str, *, notes: Sequence[str], footer: str | None = None) -> Slide:
        """Add a slide with a title, notes to speak from and, if wished, a foot with its number."""
        slide = self.presentation.slides.add_slide(self._layout)
        holder = slide.shapes.title
        assert holder is not None  # the layout has one
        holder.left, holder.top = Inches(MARGIN), Inches(0.45)
        holder.width, holder.height = Inches(INSIDE), Inches(1.0)
        fit = fitted(title, INSIDE - 0.2, 1.0, _TITLE_SIZES)
        frame = holder.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = 0
        self._say(frame.paragraphs[0], Line(fit.text, fit.size, self.primary, bold=True))
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        told = slide.notes_slide.notes_text_frame
        assert told is not None  # the notes have one
        told.text = "\n".join(plain(line) for line in notes if line)
        if footer is not None:
            self._foot(slide, footer)
        return slide

    def _foot(self, slide: Slide, footer: str) -> None:
        place = Box(MARGIN, 6.98, INSIDE - 1, 0.3)
        self.text(slide, place, [Line(plain(footer, 140), 10, PALETTE.muted)])
        number = self.text(
            slide, Box(WIDTH - MARGIN - 1, 6.98, 1, 0.3), [Line("", 10, PALETTE.muted)]
        )
        paragraph = number.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        _add_slide_number(paragraph)

    def text(
        self, slide: Slide, box: Box, lines: Sequence[Line], *, fill: str | None = None
    ) -> Any:
        """Add a box with paragraphs, one below the other; returns its shape."""
        at = (Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height))
        shape = slide.shapes.add_textbox(*at)
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        if fill is None:
            frame.margin_left = frame.margin_right = 0
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
            frame.margin_left = frame.margin_right = Inches(PADDING)
            frame.margin_top = frame.margin_bottom = Inches(PADDING)
        frame.vertical_anchor = MSO_ANCHOR.TOP
        for at_line, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at_line == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_after = Pt(line.space)
            self._say(paragraph, line)
        return shape

    def _say(self, paragraph: Any, line: Line) -> None:
        run = paragraph.add_run()
        run.text = line.text
        run.font.size, run.font.bold = Pt(line.size), line.bold
        run.font.color.rgb = rgb(line.colour)
        run.font.language_id = self._language

    def table(
        self,
        slide: Slide,
        box: Box,
        widths: Sequence[float],
        rows: Sequence[Sequence[Cell]],
        *,
        said: str,
        sizes: tuple[float, ...] = (14.0, 13.0, 12.0),
    ) -> int:
        """Add a table, its first row the heading, and return how many rows found no room.

        `widths` are shares of the box; `said` is what a screen reader says first. It has the first
        size at which all of it finds room, else the last.
        """
        inches = [box.width * width / sum(widths) for width in widths]
        trials = (self._row_heights(rows, inches, size, box.height) for size in sizes)
        whole = (at for at, (_, most) in enumerate(trials) if most == _ROW_LINES[0])
        size = sizes[next(whole, -1)]
        heights, most = self._row_heights(rows, inches, size, box.height)
        room, shown = box.height, 0
        while shown < len(rows) and heights[shown] <= room:
            room -= heights[shown]
            shown += 1
        at = (Inches(box.left), Inches(box.top), Inches(box.width))
        graphic = slide.shapes.add_table(shown, len(widths), *at, Inches(sum(heights[:shown])))
        describe(graphic, said)
        table = graphic.table
        for column, width in enumerate(inches):
            table.columns[column].width = Inches(width)
        for at_row, row in enumerate(rows[:shown]):
            table.rows[at_row].height = Inches(heights[at_row])
            for column, cell in enumerate(row):
                head = Cell(cell.text, bold=True, colour=PALETTE.paper, fill=self.primary)
                text = cut_to_lines(cell.text, inches[column] - 2 * _CELL_MARGINS[0], size, most)
                made = table.cell(at_row, column)
                stripe = PALETTE.paper if at_row % 2 else PALETTE.stripe
                self._fill_cell(made, cell if at_row else head, text, size, stripe)
        return len(rows) - shown

    def _row_heights(
        self, rows: Sequence[Sequence[Cell]], inches: Sequence[float], size: float, room: float
    ) -> tuple[list[float], int]:
        """The height of each row, and how many lines a row may have for that."""
        lines = [
            max(
                lines_of(plain(cell.text), width - 2 * _CELL_MARGINS[0], size)
                for cell, width in zip(row, inches, strict=True)
            )
            for row in rows
        ]

        def heights(most: int) -> list[float]:
            return [height_of(min(n, most), size) + 2 * _CELL_MARGINS[1] for n in lines]

        fitting = (most for most in _ROW_LINES if sum(heights(most)) <= room)
        most = next(fitting, _ROW_LINES[-1])
        return heights(most), most

    def _fill_cell(self, made: Any, cell: Cell, text: str, size: float, stripe: str) -> None:
        made.margin_left = made.margin_right = Inches(_CELL_MARGINS[0])
        made.margin_top = made.margin_bottom = Inches(_CELL_MARGINS[1])
        made.fill.solid()
        made.fill.fore_color.rgb = rgb(cell.fill or stripe)
        line = Line(text, size, cell.colour, bold=cell.bold)
        self._say(made.text_frame.paragraphs[0], line)


def rgb(colour: str) -> RGBColor:
    """A colour written `#RRGGBB`."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def describe(shape: Any, text: str) -> None:
    """Give a picture, chart or table the text that is read out for it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", plain(text))


def _add_slide_number(paragraph: Any) -> None:
    """Turn the paragraph's run into the number that follows the slide when it is moved."""
    run = paragraph.runs[0]._r
    field = run.makeelement(
        run.tag.replace("}r", "}fld"),
        {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"},
    )
    for child in list(run):
        field.append(child)
    run.getparent().replace(run, field)


def _themed(theme: str, primary: str, accent: str) -> str:
    """The theme with the brand's colours first, so that charts and shapes added later have them."""
    colours = {
        "dk2": primary,
        "lt2": PALETTE.track,
        "accent1": accent,
        "accent2": primary,
        "accent3": PALETTE.target,
        "accent4": PALETTE.verdicts["pilot"].fill,
        "accent5": PALETTE.levels[2].fill,
        "accent6": PALETTE.muted,
    }
    for name, colour in colours.items():
        plain_colour = f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>'
        theme = re.sub(rf"<a:{name}>.*?</a:{name}>", plain_colour, theme, count=1)
    for kind, font in _FONTS.items():
        theme = re.sub(
            rf'(<a:{kind}Font><a:latin typeface=")[^"]*', rf"\g<1>{font}", theme, count=1
        )
    return theme
