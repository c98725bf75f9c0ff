"""The page of a report that decides: all of it is there, sound, and nothing speaks of routes."""

import re
from functools import lru_cache
from itertools import pairwise

import pytest

from readiness.reports.html import render_html
from readiness.reports.view import ReportView
from tests.reports.html.page import Page, spaced
from tests.reports.view.companies import view
from tests.reports.view.migration import (
    MOVERS,
    mover,
    mover_case,
    mover_of,
    nothing_known,
    tco,
)

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(1)>'


@lru_cache
def made_of(name: str) -> ReportView:
    kinds = {"nothing": {}, "unknown": nothing_known()}
    if name in kinds:
        return mover_of(kinds[name], tco("both_to_c", data_service=None, consultant=-1))
    return mover(name, with_cost=name == "mc-1")


@lru_cache
def page(name: str, *, for_print: bool) -> Page:
    return Page(render_html(made_of(name), for_print=for_print))


every = pytest.mark.parametrize("name", [*MOVERS, "nothing", "unknown"])


@every
def test_every_statement_of_the_view_is_on_the_page(name: str) -> None:
    made, text = made_of(name), page(name, for_print=False).text
    said = [d.text for d in made.decisions] + [d.because for d in made.decisions]
    said += [name for decision in made.decisions for name in decision.possible]
    said += [note.text for decision in made.decisions for note in decision.notes]
    said += [line for i in made.indices for line in (i.title, i.sentence, i.level_definition)]
    said += [line for i in made.indices for line in (i.raised_note, i.open_note) if line]
    said += [trigger.name for index in made.indices for trigger in index.triggers]
    risks = made.risks.risks if made.risks else ()
    said += [line for risk in risks for line in (risk.name, risk.mitigation, risk.class_label)]
    templates = made.responsibilities.templates if made.responsibilities else ()
    said += [task.name for template in templates for task in template.tasks]
    for sheet in made.worksheets:
        said += [sheet.title, *sheet.notes, *sheet.missing, *sheet.refused]
        said += [check.text for check in sheet.checks]
        said += [value for row in sheet.by_horizon for value in row.values]
        said += [row.name for group in sheet.inputs for row in group.rows]
    assert [statement for statement in said if spaced(statement) not in text] == []


@every
def test_nothing_on_the_page_speaks_of_routes(name: str) -> None:
    made = page(name, for_print=True)
    spoken = [made.text, *made.alternatives]
    assert not [text for text in spoken if re.search(r"\b[Rr]outes?\b|\bverdicts?\b", text)]
    assert "After gates" not in made.text


@pytest.mark.parametrize("for_print", [True, False])
@every
def test_the_markup_is_sound(name: str, for_print: bool) -> None:
    made = page(name, for_print=for_print)
    assert made.misnested == []
    assert made.open_tags == []
    assert len(made.ids) == len(set(made.ids))
    assert not re.search(r"\{\{|\{%|%\(|\bUndefined\b", made.text)


@every
def test_headings_never_jump_and_tables_have_captions_and_scopes(name: str) -> None:
    made = page(name, for_print=True)
    levels = [int(tag[1]) for tag, _ in made.headings]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") in ("col", "row") for cell in made.header_cells)
    assert len(made.captions) == made.tables
    assert all(made.captions)


@every
def test_parts_are_numbered_without_gaps_and_linked(name: str) -> None:
    made = page(name, for_print=True)
    links = [reference[1:] for reference in made.references if reference.startswith("#")]
    assert links == [identity for identity in made.ids if identity in links]
    numbers = re.findall(r"\b(\d+) (?=" + "|".join(("Management", "Method")) + ")", made.text)
    assert {numbers[0], numbers[-1]} == {"1", str(len(links))}


def test_charts_say_their_values() -> None:
    texts = [spaced(text) for text in page("mc-1", for_print=True).alternatives]
    assert len(texts) == len(set(texts))
    assert any(t.startswith("What to do: Priority project with reduced scope.") for t in texts)
    assert any("RSK-09 Security incident before the migration 4 × 5" in t for t in texts)
    assert any("year 3: 1,124,841 against 839,774" in t for t in texts)
    assert "Signs to migrate: 72.5 of 100, Migrate with priority." in texts


def test_the_matrix_stands_in_a_table_too() -> None:
    made = page("mc-3", for_print=True)
    assert any("each outcome by the two levels" in caption for caption in made.captions)
    rows = re.findall(r"Plan migration 50 to below 75 (.*?) (?:from|below|to below)", made.text)
    assert len(rows) >= 3


def test_a_report_about_routes_keeps_its_parts() -> None:
    text = Page(render_html(view("c1-nordwerk"), for_print=True)).text
    assert "5 Routes" in text
    assert "After gates" in text
    assert "Risk register" not in text


def test_what_was_typed_into_a_worksheet_stays_text() -> None:
    made = mover_of(mover_case("mc-1").answers, tco(consultant=HOSTILE))
    for for_print in (True, False):
        html = render_html(made, for_print=for_print)
        assert "<script" not in html
        assert "onerror" not in Page(html).attributes
        assert "alert(1)" in Page(html).text
