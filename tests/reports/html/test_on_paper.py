from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pypdfium2
import pytest

from readiness.reports.html import print_css, render_html
from readiness.reports.pdf import PdfRenderer
from readiness.reports.view import ReportView
from tests.reports.html.page import Page, squeezed
from tests.reports.view.companies import COMPANIES, CONTEXT, all_unknown, view, view_of

POINTS_PER_MM = 72 / 25.4
FOOT_MM, HEAD_MM = 15, 19
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


def printed(renderer: PdfRenderer, made: ReportView) -> Paper:
    html = render_html(made, for_print=True)
    pdf = renderer.render(
        html, print_css(), title=made.title, language=made.language, created=made.created_at
    )
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[index] for index in range(len(document))]
    texts = tuple(page.get_textpage().get_text_range() for page in pages)
    return Paper(made, Page(html), texts, tuple(body_lines(page) for page in pages))


def body_lines(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    """Text of the page's body by line; lines are what shares a baseline, columns run together."""
    text, height = page.get_textpage(), page.get_height()
    lines: dict[int, list[tuple[float, str]]] = {}
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        if bottom > FOOT_MM * POINTS_PER_MM and top < height - HEAD_MM * POINTS_PER_MM:
            said = text.get_text_bounded(left, bottom, right, top)
            lines.setdefault(round(bottom / 3), []).append((left, said))
    return tuple(
        " ".join(said for _, said in sorted(lines[key])) for key in sorted(lines, reverse=True)
    )


@pytest.fixture(scope="module")
def papers():
    with PdfRenderer(workers=2) as renderer, ThreadPoolExecutor(2) as threads:
        extra = {
            "unknown": view_of(all_unknown()),
            "one answer": view_of({"PRF-06": 2}, context=replace(CONTEXT, organization=LONG_NAME)),
        }
        views = {name: view(name) for name in COMPANIES} | extra
        made = threads.map(lambda one: printed(renderer, one), views.values())
        yield dict(zip(views, made, strict=True))


@pytest.mark.parametrize("company", COMPANIES)
def test_a_report_has_eight_to_twenty_pages(papers, company):
    assert 8 <= len(papers[company].texts) <= 20


@pytest.mark.parametrize("company", COMPANIES)
def test_the_summary_fits_on_one_page(papers, company):
    paper = papers[company]
    assert squeezed(paper.view.summary.title) in squeezed(paper.texts[1])
    assert squeezed(paper.view.profile.title) in squeezed(paper.texts[2])


@pytest.mark.parametrize("company", COMPANIES)
def test_name_level_and_every_score_can_be_read_out(papers, company):
    paper = papers[company]
    text = squeezed("".join(paper.texts))
    summary = paper.view.summary
    wanted = [paper.view.organization, summary.level_name, summary.score_label]
    wanted += [summary.calculated_label]
    wanted += [f"{d.code} {d.name} {d.score_label}" for d in paper.view.profile.dimensions]
    for route in paper.view.routes.routes:
        wanted.append(f"Fit {route.line.fit_label}")
        wanted.append(f"Readiness {route.line.readiness_label}")
    assert [words for words in wanted if squeezed(words) not in text] == []


@pytest.mark.parametrize("company", [*COMPANIES, "unknown", "one answer"])
def test_no_heading_stands_last_on_a_page(papers, company):
    paper = papers[company]
    heads = [said for _, said in paper.markup.headings]
    heads += paper.markup.captions + paper.markup.head_rows
    ends = {squeezed(said) for said in heads if len(squeezed(said)) > 3}
    for number, lines in enumerate(paper.bodies[1:], start=2):
        tails = {squeezed(" ".join(lines[-count:])) for count in range(1, 5)}
        assert not tails & ends, f"page {number} ends with the heading {lines[-1]!r}"


@pytest.mark.parametrize("company", [*COMPANIES, "unknown", "one answer"])
def test_every_page_but_the_cover_is_numbered(papers, company):
    texts = papers[company].texts
    for number, text in enumerate(texts[1:], start=2):
        assert f"Page {number} of {len(texts)}" in text


def test_a_very_long_name_stays_on_the_cover(papers):
    assert squeezed(LONG_NAME) in squeezed(papers["one answer"].texts[0])
    assert squeezed("too few answers for a result") in squeezed(papers["one answer"].texts[0])
