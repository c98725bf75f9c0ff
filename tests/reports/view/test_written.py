"""What people wrote stands in the report: remarks on findings, notes, why it was re-opened."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from readiness.reports.html import render_html
from readiness.reports.text import text_page
from readiness.reports.view import (
    AnswerNote,
    BegunRevision,
    ReportContext,
    ReportView,
    WrittenRemark,
    build_view,
)
from readiness.reports.view.answers import NOTE_SHOWN
from readiness.scoring import parse_answers, score
from tests.reports.view.companies import CREATED_AT, case, questionnaire

ASKED_TWICE = "strategy.alignment"
HOSTILE = "<script>alert(1)</script>"
REVISION = BegunRevision(
    2, f"The contract was signed {HOSTILE}.", "Ada Muster", datetime(2026, 12, 3, 8, tzinfo=UTC)
)


def view(language: str = "en", note: str = f"As of\n2025 {HOSTILE}") -> ReportView:
    """A report with a remark on a finding, a note and a reason to re-open."""
    asked = questionnaire()
    given = case("c1-nordwerk").answers | {ASKED_TWICE: 4}
    result = score(asked, parse_answers(asked, given, {ASKED_TWICE: 1}))
    remark = WrittenRemark("X-16", f"Both hold {HOSTILE}", "Lena Lager")
    context = ReportContext(
        "Nordwerk",
        CREATED_AT,
        language,
        remarks=(remark, WrittenRemark("gone", "Not made any more.", "Lena Lager")),
        notes=(AnswerNote("logistics.single_parcel", note),),
        revision=REVISION,
    )
    return build_view(asked, result, context)


def notes_in(made: ReportView) -> list[str]:
    return [each.note for group in made.annex.answers for each in group.answers if each.note]


def test_a_remark_stands_at_its_finding_with_who_wrote_it() -> None:
    said = [finding.remark for finding in view().findings.findings if finding.remark]
    assert said == [f"Remark by Lena Lager: Both hold {HOSTILE}"]


def test_a_note_stands_beside_its_answer_and_is_cut_where_it_is_long() -> None:
    assert notes_in(view()) == [f"Note: As of 2025 {HOSTILE}"]
    assert notes_in(view(note="x" * NOTE_SHOWN)) == [f"Note: {'x' * NOTE_SHOWN}"]
    assert notes_in(view(note="x" * (NOTE_SHOWN + 1))) == [f"Note: {'x' * NOTE_SHOWN}…"]
    assert notes_in(view(note=" \n ")) == []


def test_the_cover_names_the_revision_and_the_method_its_reason() -> None:
    made = view()
    facts = {fact.label: fact.value for fact in made.cover.facts}
    assert facts["Revision"] == "2, re-opened on 3 December 2026"
    (section,) = [each for each in made.method.sections if each.title == "Revision"]
    assert section.paragraphs == (
        "This report is on revision 2 of the answers. Ada Muster re-opened them on "
        f"3 December 2026, for this reason: The contract was signed {HOSTILE}.",
    )


def test_the_first_revision_is_not_spoken_of() -> None:
    asked = questionnaire()
    result = score(asked, parse_answers(asked, case("c1-nordwerk").answers))
    made = build_view(asked, result, ReportContext("Nordwerk", CREATED_AT))
    assert "Revision" not in {fact.label for fact in made.cover.facts}
    assert "Revision" not in {section.title for section in made.method.sections}


@pytest.mark.parametrize("for_print", [True, False])
def test_nothing_that_people_wrote_is_markup(for_print: bool) -> None:
    page = render_html(view(), for_print=for_print)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;") >= 3


def test_the_terminal_prints_the_remark() -> None:
    terminal = StringIO()
    Console(file=terminal, width=200).print(text_page(view()))
    assert "Remark by Lena Lager: Both hold" in terminal.getvalue()


@pytest.mark.parametrize(
    ("language", "revision", "remark"),
    [
        ("de", "2, wieder geöffnet am 3. Dezember 2026", "Anmerkung von Lena Lager: "),
        ("nl", "2, heropend op 3 december 2026", "Opmerking van Lena Lager: "),
    ],
)
def test_it_is_said_in_german_and_dutch(language: str, revision: str, remark: str) -> None:
    made = view(language)
    assert revision in {fact.value for fact in made.cover.facts}
    assert [f.remark for f in made.findings.findings if f.remark] == [
        f"{remark}Both hold {HOSTILE}"
    ]
