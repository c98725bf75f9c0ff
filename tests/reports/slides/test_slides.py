"""The slides: opened again as a file, with native charts, notes and texts that stay inside."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

import pytest
from pptx import Presentation
from pptx.util import Inches

from readiness.reports.brand import Brand, Logo, LogoGround
from readiness.reports.slides import render_slides
from readiness.reports.slides.deck import HEIGHT, WIDTH
from readiness.reports.slides.fitting import fitted, height_of, lines_of, plain
from readiness.reports.view import ReportView, build_view
from tests.reports.view.companies import (
    COMPANIES,
    CONTEXT,
    all_unknown,
    questionnaire,
    result,
    view,
    view_of,
)
from tests.reports.view.migration import MOVERS, mover

HOSTILE: Final = (
    '=HYPERLINK("http://example.org")',
    "x" * 3_000,
    "Sehr lange Firma " * 600,
    "\U0001f600\u202eevil\x00\x1b\ud800 <b>&amp;",
)
PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
LOGO: Final = Logo(PNG, "image/png", 1, 1, "0" * 64)


def opened(content: bytes) -> Any:
    return Presentation(BytesIO(content))


def texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def shapes_described(deck: Any) -> Iterator[tuple[Any, str]]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                yield shape, shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""


def of_language(language: str) -> ReportView:
    context = replace(CONTEXT, language=language)
    return build_view(questionnaire(), result("c5-falke"), context)


@pytest.mark.parametrize("company", COMPANIES)
def test_a_company_gets_six_slides_with_titles_notes_and_two_charts(company: str) -> None:
    deck = opened(render_slides(view(company)))
    assert len(deck.slides) == 6
    assert len(charts(deck)) == 2
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text
        assert (
            "Origin of the figures: d2c-readiness@2026.1.0"
            in slide.notes_slide.notes_text_frame.text
        )


@pytest.mark.parametrize("case", MOVERS)
def test_one_that_moves_gets_its_decision_and_risks(case: str) -> None:
    shown = mover(case)
    deck = opened(render_slides(shown))
    outcome = shown.decisions[0].outcome_name
    assert any(outcome in texts(slide) for slide in deck.slides)
    assert shown.risks is not None
    assert any(shown.risks.risks[0].name in texts(slide) for slide in deck.slides)
    assert len(charts(deck)) == 1


def test_charts_hold_the_figures_that_the_report_prints() -> None:
    shown = view("c1-nordwerk")
    bars, dots = charts(opened(render_slides(shown)))
    figures = zip(bars.plots[0].categories, bars.plots[0].series[0].values, strict=True)
    assert dict(figures) == {axis.name: axis.score for axis in shown.profile.axes}
    assert shown.routes is not None
    upwards = [value for series in dots.plots[0].series for value in series.values]
    assert sorted(upwards) == sorted(route.line.readiness or 0 for route in shown.routes.routes)
    with zipfile.ZipFile(BytesIO(bars.part.chart_workbook.xlsx_part.blob)) as behind:
        assert "xl/worksheets/sheet1.xml" in behind.namelist()


def test_every_chart_table_and_picture_says_what_it_shows() -> None:
    brand = Brand(name="Brunner & Partner", logo=LOGO)
    described = list(shapes_described(opened(render_slides(view("c3-delta"), brand))))
    assert len(described) >= 6
    assert all(said for _, said in described)
    assert any("91" in said or "fit" in said for _, said in described)


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_slides_speak_the_language_of_the_report(language: str) -> None:
    deck = opened(render_slides(of_language(language)))
    assert deck.core_properties.language == language
    runs = [run for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
    assert {str(run.font.language_id).split()[0] for run in runs} == {
        {"en": "ENGLISH_UK", "de": "GERMAN", "nl": "DUTCH"}[language]
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_the_organization_is_called_nothing_leaves_its_slide(name: str) -> None:
    context = replace(CONTEXT, organization=name)
    shown = build_view(questionnaire(), result("c2-schleifkraft"), context)
    deck = opened(render_slides(shown, Brand(name=name, contact=name)))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Inches(WIDTH) + 1
            assert shape.top + shape.height <= Inches(HEIGHT) + 1
        assert all(len(text) < 2_500 for text in texts(slide))
    whole = "".join(text for slide in deck.slides for text in texts(slide))
    assert not set(whole) & set("\x00\x1b\u202e\ud800")


def test_one_who_knows_nothing_gets_slides_too() -> None:
    deck = opened(render_slides(view_of(all_unknown())))
    assert len(deck.slides) >= 5


def test_the_same_view_gives_the_same_bytes() -> None:
    first, second = render_slides(view("c4-holtmann")), render_slides(view("c4-holtmann"))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-22T09:30:00Z" in archive.read("docProps/core.xml")
        assert "docProps/thumbnail.jpeg" not in archive.namelist()


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_brand_is_on_the_cover_and_in_the_theme(ground: LogoGround) -> None:
    brand = Brand(
        name="Brunner & Partner",
        primary="#4A1D6B",
        accent="#8A2D5F",
        logo=replace(LOGO, ground=ground),
        cover_text={"en": "For the board only"},
    )
    content = render_slides(view("c6-lindner"), brand)
    deck = opened(content)
    cover = deck.slides[0]
    assert str(cover.background.fill.fore_color.rgb) == "4A1D6B"
    assert any(shape.shape_type == 13 for shape in cover.shapes)
    said = " ".join(texts(cover))
    assert "Brunner & Partner" in said
    assert "For the board only" in said
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert b'<a:accent1><a:srgbClr val="8A2D5F"/>' in archive.read("ppt/theme/theme1.xml")


def test_texts_are_made_smaller_and_then_cut() -> None:
    sizes = (20.0, 16.0, 12.0)
    assert fitted("short", 4, 0.5, sizes).size == 20
    long = fitted("many words " * 20, 4, 0.9, sizes)
    assert long.size < 20
    for text in ("words " * 500, "w" * 3_000):
        cut = fitted(text, 4, 0.9, sizes)
        assert cut.text.endswith("…")
        assert height_of(lines_of(cut.text, 4, cut.size), cut.size) <= 0.9
    assert plain("a\x00b\n\tc  d\u202e", 10) == "ab c d"
