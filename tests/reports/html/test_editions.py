"""The editions of a report: which parts each holds, on paper and on the screen."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import pypdfium2
import pytest

from readiness.reports.editions import EDITIONS, Edition
from readiness.reports.html import print_css, render_html
from readiness.reports.pdf import PdfRenderer
from readiness.reports.view import ReportView, build_view
from readiness.scoring import live_result, parse_answers
from tests.reports.html.page import Page, squeezed
from tests.reports.view.companies import COMPANIES, CONTEXT, case, organization, questionnaire
from tests.reports.view.migration import MOVERS, migration, mover_case

LANGUAGES = ("en", "de", "nl")
PARTS: dict[Edition, list[str]] = {
    "full": [
        "summary", "profile", "reading", "gates", "routes", "dimensions", "findings", "plan",
        "annex", "sources", "method",
    ],
    "management": ["summary", "profile", "reading", "steps"],
    "annex": ["annex", "sources", "method"],
}  # fmt: skip


@lru_cache
def made_of(company: str, edition: Edition, language: str = "en") -> ReportView:
    """A company's report with its ranges and a way to verify it."""
    moves = company in MOVERS
    asked = migration() if moves else questionnaire()
    worked = mover_case(company) if moves else case(company)
    context = replace(
        CONTEXT,
        organization="Muster & Söhne GmbH" if moves else organization(company),
        edition=edition,
        language=language,
        fingerprint="0f" * 32,
        verify_at="https://readiness.example",
    )
    return build_view(asked, live_result(asked, parse_answers(asked, worked.answers)), context)


@lru_cache
def page(company: str, edition: Edition, *, for_print: bool = True) -> Page:
    return Page(render_html(made_of(company, edition), for_print=for_print))


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_holds_its_parts_and_links_to_each(edition: Edition) -> None:
    made = page("c4-holtmann", edition)
    linked = [reference[1:] for reference in made.references if reference.startswith("#")]
    assert linked == PARTS[edition]
    assert [identity for identity in made.ids if identity in linked] == linked


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_says_which_it_is(edition: Edition) -> None:
    names = {"full": "Full report", "management": "For management", "annex": "Annex"}
    assert re.search(rf"Edition {names[edition]}", page("c4-holtmann", edition).text)


@pytest.mark.parametrize("for_print", [True, False])
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("company", ["c4-holtmann", "mc-1"])
def test_every_edition_is_sound(company: str, edition: Edition, for_print: bool) -> None:
    made = page(company, edition, for_print=for_print)
    levels = [int(tag[1]) for tag, _ in made.headings]
    assert made.misnested == []
    assert made.open_tags == []
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(made.captions) == made.tables
    assert len(made.alternatives) == len(set(made.alternatives))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_says_once_how_to_verify_it(edition: Edition) -> None:
    assert page("c4-holtmann", edition).text.count("Verify this report") == 1


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer(workers=1) as started:
        yield started


def printed(renderer: PdfRenderer, made: ReportView) -> list[str]:
    """The text of every page."""
    pdf = renderer.render(
        render_html(made, for_print=True),
        print_css(),
        title=made.title,
        language=made.language,
        created=made.created_at,
    )
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[n].get_textpage().get_text_range() for n in range(len(document))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("company", [*COMPANIES, *MOVERS])
def test_the_management_edition_has_four_pages(
    renderer: PdfRenderer, company: str, language: str
) -> None:
    made = made_of(company, "management", language)
    pages = [squeezed(text) for text in printed(renderer, made)]
    assert len(pages) == 4
    titles = (made.organization, made.summary.title, made.profile.title, made.steps.title)
    assert all(squeezed(title) in text for title, text in zip(titles, pages, strict=True))
    assert squeezed(made.reading.title) in pages[2]
