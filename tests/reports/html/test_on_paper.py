from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pypdfium2
import pytest

from readiness.reports.html import print_css, render_html
from readiness.reports.pdf import PdfRenderer
from readiness.reports.view import ReportView
from tests.reports.html.page import Page, squeezed
from tests.reports.view.companies import COMPANIES, CONTEXT, all_unknown, routes_of, view, view_of
from tests.reports.view.migration import MOVERS, mover

POINTS_PER_MM = 72 / 25.4
FOOT_MM, HEAD_MM = 15, 19
SAME_LINE_POINTS = 3
LONG_NAME = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft "
    "Internationale Verwaltungs- und Beteiligungsholding für Befestigungstechnik GmbH & Co. KGaA"
)


@dataclass(frozen=True)
class Paper:
    """A rendered report: its pages' text, and the lines of their bodies from top to bottom."""

    view: ReportView
    markup: Page
    texts: tuple[str, ...]
    bodies: tuple[tuple[str, ...], ...]


def printed(renderer: PdfRenderer, made: ReportView) -> tuple[str, bytes]:
    html = render_html(made, for_print=True)
    pdf = renderer.render(
        html, print_css(), title=made.title, language=made.language, created=made.created_at
    )
    return html, pdf


def paper_of(made: ReportView, html: str, pdf: bytes) -> Paper:
    """In one thread only: PDFium crashes the process when two use it."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[index] for index in range(len(document))]
        texts = tuple(page.get_textpage().get_text_range() for page in pages)
        bodies = tuple(body_lines(page) for page in pages)
    return Paper(made, Page(html), texts, bodies)


def body_lines(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    """Text of the page's body by line; what stands beside each other is one line."""
    text, height = page.get_textpage(), page.get_height()
    pieces: list[tuple[float, float, str]] = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        if bottom > FOOT_MM * POINTS_PER_MM and top < height - HEAD_MM * POINTS_PER_MM:
            said = text.get_text_bounded(left, bottom, right, top)
            pieces.append((-(bottom + top) / 2, left, said))
    lines: list[list[tuple[float, str]]] = []
    last_middle = 0.0
    for middle, left, said in sorted(pieces):
        if not lines or middle - last_middle > SAME_LINE_POINTS:
            lines.append([])
        lines[-1].append((left, said))
        last_middle = middle
    return tuple(" ".join(said for _, said in sorted(line)) for line in lines)


@pytest.fixture(scope="module")
def papers() -> Iterator[dict[str, Paper]]:
    with PdfRenderer(workers=2) as renderer, ThreadPoolExecutor(2) as threads:
        extra = {
            "unknown": view_of(all_unknown()),
            "one answer": view_of({"PRF-06": 2}, context=replace(CONTEXT, organization=LONG_NAME)),
        }
        moving = {name: mover(name, with_cost=name == "mc-1") for name in MOVERS}
        views = {name: view(name) for name in COMPANIES} | extra | moving
        made = threads.map(lambda one: printed(renderer, one), views.values())
        yield {name: paper_of(views[name], *one) for name, one in zip(views, made, strict=True)}


@pytest.mark.parametrize("company", [*COMPANIES, *MOVERS])
def test_a_report_tells_its_story_in_sixteen_pages_at_most(
    papers: dict[str, Paper], company: str
) -> None:
    paper = papers[company]
    annex = squeezed(paper.view.annex.title)
    story = [annex in squeezed(text) for text in paper.texts].index(True)
    assert 8 <= story <= 16
    assert len(paper.texts) <= 26


@pytest.mark.parametrize("company", [*COMPANIES, *MOVERS])
def test_the_summary_fits_on_one_page(papers: dict[str, Paper], company: str) -> None:
    paper = papers[company]
    made = paper.view
    following = made.decisions[0].definition if made.decisions else made.profile.title
    assert squeezed(made.summary.title) in squeezed(paper.texts[1])
    assert squeezed(following) in squeezed(paper.texts[2])


@pytest.mark.parametrize("company", MOVERS)
def test_outcome_index_and_risks_can_be_read_out(papers: dict[str, Paper], company: str) -> None:
    paper = papers[company]
    made, text = paper.view, squeezed("".join(paper.texts))
    wanted = [made.decisions[0].text, made.indices[0].score_label, made.indices[0].level_name]
    wanted += [risk.mitigation for risk in made.risks.risks] if made.risks else []
    templates = made.responsibilities.templates if made.responsibilities else ()
    wanted += [task.name for template in templates for task in template.tasks]
    wanted += [row.name for sheet in made.worksheets for row in sheet.by_horizon]
    assert [words for words in wanted if squeezed(words) not in text] == []


@pytest.mark.parametrize("company", COMPANIES)
def test_name_level_and_every_score_can_be_read_out(papers: dict[str, Paper], company: str) -> None:
    paper = papers[company]
    text = squeezed("".join(paper.texts))
    summary = paper.view.summary
    wanted = [paper.view.organization, summary.level_name, summary.score_label]
    wanted += [summary.calculated_label]
    wanted += [f"{d.code} {d.name} {d.score_label}" for d in paper.view.profile.dimensions]
    for route in routes_of(paper.view).routes:
        wanted.append(f"Fit {route.line.fit_label}")
        wanted.append(f"Readiness {route.line.readiness_label}")
    assert [words for words in wanted if squeezed(words) not in text] == []


@pytest.mark.parametrize("company", [*COMPANIES, *MOVERS, "unknown", "one answer"])
def test_no_heading_stands_last_on_a_page(papers: dict[str, Paper], company: str) -> None:
    paper = papers[company]
    heads = [said for _, said in paper.markup.headings]
    heads += paper.markup.captions + paper.markup.head_rows
    ends = {squeezed(said) for said in heads if len(squeezed(said)) > 3}
    for number, lines in enumerate(paper.bodies[1:], start=2):
        tails = {squeezed(" ".join(lines[-count:])) for count in range(1, 5)}
        assert not tails & ends, f"page {number} ends with the heading {lines[-1]!r}"


@pytest.mark.parametrize("company", [*COMPANIES, *MOVERS, "unknown", "one answer"])
def test_every_page_but_the_cover_is_numbered(papers: dict[str, Paper], company: str) -> None:
    texts = papers[company].texts
    for number, text in enumerate(texts[1:], start=2):
        assert f"Page {number} of {len(texts)}" in text


def test_a_very_long_name_stays_on_the_cover(papers: dict[str, Paper]) -> None:
    assert squeezed(LONG_NAME) in squeezed(papers["one answer"].texts[0])
    assert squeezed("too few answers for a result") in squeezed(papers["one answer"].texts[0])
