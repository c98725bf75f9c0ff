"""A settled disagreement in the report: both answers, who gave them, what counts, and why."""

from datetime import UTC, datetime
from io import StringIO

from rich.console import Console

from readiness.reports.html import render_html
from readiness.reports.text import text_page
from readiness.reports.view import (
    OpinionPair,
    ReportContext,
    ReportView,
    SettledOpinion,
    build_view,
)
from readiness.scoring import parse_answers, score
from tests.reports.view.companies import CREATED_AT, case, questionnaire

ASKED_TWICE = "strategy.alignment"
SETTLED = SettledOpinion(
    2, "The <b>dealers</b> were asked.", "Ada Muster", datetime(2026, 11, 20, 8, tzinfo=UTC)
)


def view(settled: SettledOpinion | None, language: str = "en") -> ReportView:
    """The report of a company in which management answers 4 and sales 1."""
    given = case("c1-nordwerk").answers | {ASKED_TWICE: settled.value if settled else 4}
    seconds: dict[str, object] = {} if settled else {ASKED_TWICE: 1}
    asked = questionnaire()
    result = score(asked, parse_answers(asked, given, seconds))
    pair = OpinionPair(ASKED_TWICE, 4, 1, "Ada Muster", "Ben Vertrieb", settled)
    context = ReportContext("Nordwerk", CREATED_AT, language, opinions=(pair,))
    return build_view(asked, result, context)


def test_both_answers_stand_with_the_settled_one() -> None:
    (gap,) = view(SETTLED).findings.disagreements
    assert (gap.code, gap.first_by, gap.second_by) == ("STR-03", "Ada Muster", "Ben Vertrieb")
    assert gap.gap_label == "3 steps apart"
    assert len({gap.first_label, gap.second_label}) == 2
    assert gap.settled is not None
    assert gap.settled.label.startswith("Settled: ")
    assert gap.settled.note == "by Ada Muster, 20 November 2026"
    assert gap.settled.reason == "Reason: The <b>dealers</b> were asked."


def test_an_open_disagreement_names_who_answered_and_is_not_settled() -> None:
    made = view(None)
    (gap,) = made.findings.disagreements
    assert (gap.first_by, gap.second_by, gap.settled) == ("Ada Muster", "Ben Vertrieb", None)
    assert "X-16" in {finding.code for finding in made.findings.findings}


def test_the_annex_marks_the_answer_that_was_settled() -> None:
    answers = [answer for group in view(SETTLED).annex.answers for answer in group.answers]
    marked = {answer.code: answer for answer in answers if answer.settled_label}
    assert set(marked) == {"STR-03"}
    assert marked["STR-03"].value == 2


def test_page_and_terminal_print_it_and_nothing_typed_is_markup() -> None:
    made = view(SETTLED)
    page = render_html(made, for_print=True).replace("\N{NO-BREAK SPACE}", " ")
    assert "by Ada Muster, 20 November 2026" in page
    assert "The &lt;b&gt;dealers&lt;/b&gt; were asked." in page
    assert "settled between two answers" in page
    terminal = StringIO()
    Console(file=terminal, width=200).print(text_page(made))
    printed = terminal.getvalue()
    assert "by Ada Muster, 20 November 2026" in printed
    assert "Reason: The <b>dealers</b> were asked." in printed


def test_it_is_said_in_german_and_dutch() -> None:
    german, dutch = (view(SETTLED, language).findings.disagreements[0] for language in ("de", "nl"))
    assert german.settled is not None
    assert dutch.settled is not None
    assert german.settled.note == "von Ada Muster, 20. November 2026"
    assert dutch.settled.note == "door Ada Muster, 20 november 2026"
