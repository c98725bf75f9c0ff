"""All answers: who gave them, what they won, and what stands beside them."""

from dataclasses import replace

from readiness.reports.html import render_html
from readiness.reports.view import AnswerNote, EvidencePiece, GivenBy, OpinionPair, ReportView
from readiness.reports.view.annex_parts import AnnexAnswer
from tests.reports.html.page import Page, spaced
from tests.reports.view.companies import CONTEXT, all_unknown, case, view, view_of
from tests.reports.view.migration import mover

PARCELS = "logistics.single_parcel"
LONG = "x" * 50 + " proof" * 100


def answer(made: ReportView, code: str) -> AnnexAnswer:
    return next(a for group in made.annex.answers for a in group.answers if a.code == code)


def report() -> ReportView:
    context = replace(
        CONTEXT,
        given=(
            GivenBy(PARCELS, "Lea Brandt", "logistics"),
            GivenBy("strategy.ownership", None, "XX"),
        ),
        evidence=(
            EvidencePiece(PARCELS, "text", "See the\ncontract.", "Lea Brandt"),
            EvidencePiece(PARCELS, "link", "https://example.com/" + "a" * 90),
            EvidencePiece(PARCELS, "file", LONG, "Ada Muster"),
        ),
        notes=(AnswerNote(PARCELS, "Counted by hand."),),
        opinions=(OpinionPair(PARCELS, 3, 1, "Lea Brandt", "Ben Vogt"),),
    )
    return view_of(case("c3-delta").answers, context=context)


def test_an_answer_names_who_gave_it_and_in_which_role() -> None:
    made = report()
    assert answer(made, "LOG-01").by_label == "Lea Brandt (LOG)"
    assert answer(made, "STR-01").by_label == "(XX)"
    assert answer(made, "STR-02").by_label is None


def test_evidence_stands_beside_its_answer_by_form() -> None:
    text, link, file = answer(report(), "LOG-01").evidence
    assert text == "Evidence: See the contract. (Lea Brandt)"
    assert link.startswith("Link: https://example.com/aaa")
    assert file.startswith("File: xxx")
    assert file.endswith("… (Ada Muster)")
    assert len(file) < 240
    assert answer(report(), "LOG-02").evidence == ()


def test_a_second_opinion_stands_beside_the_first() -> None:
    label = answer(report(), "LOG-01").second_label
    assert label is not None
    assert label.startswith("Second opinion of Ben Vogt: ")
    assert answer(report(), "LOG-02").second_label is None


def test_points_are_won_of_what_the_best_answer_would_have_won() -> None:
    assert answer(report(), "LOG-01").points_label == "11.8 / 15.8"
    assert answer(report(), "LOG-01").weight_label == "3"
    assert answer(report(), "PRF-06").points_label == "–"
    assert answer(report(), "PRF-06").weight_label == "–"


def test_every_dimension_and_index_says_what_its_answers_come_to() -> None:
    groups = {group.code: group for group in view("c3-delta").annex.answers}
    assert groups["LOG"].sums == "Won 975 of 1,900 points (weight 19 × 100): 51.3."
    assert groups[""].sums is None
    assert {group.code: group.sums for group in mover("mc-1").annex.answers}["SIGNS"] is not None
    unknown = {group.code: group.sums for group in view_of({}).annex.answers}
    assert unknown["LOG"] == "No answer counts."
    assert view_of(all_unknown()).annex.answers


def test_the_page_shows_who_and_what_beside_an_answer() -> None:
    made = report()
    text = Page(render_html(made, for_print=True)).text
    found = answer(made, "LOG-01")
    assert found.by_label is not None
    assert found.second_label is not None
    assert found.note is not None
    for said in (found.by_label, found.points_label, found.second_label, found.note):
        assert spaced(said) in text
    assert "See the contract." in text
