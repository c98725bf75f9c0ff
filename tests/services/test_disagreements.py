"""Disagreements: found, settled with a reason, and counted as settled wherever answers are read."""

from __future__ import annotations

from typing import Any

import pytest

from readiness.bulk.codes import encode
from readiness.errors import Conflict, InvalidInput, NotFound
from readiness.scoring.reading import read_answers
from readiness.services.assessments import (
    AnswerChanges,
    answer_sheet,
    current_result,
    given_answers,
    save_answers,
    submit,
)
from readiness.services.bulk import stored_codes
from readiness.services.disagreements import (
    Decision,
    Disagreement,
    count_unsettled,
    list_disagreements,
    settle,
    undo,
)
from readiness.services.documents import report_view
from readiness.services.reports import report_source
from readiness.services.simulations import simulate
from readiness.storage.assessments import get_answers, get_assessment
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import Person, add_respondent
from tests.services.conftest import NOW, Account

ASKED_TWICE = "strategy.alignment"


class Divided:
    """An assessment in which management says 4 where sales says 1."""

    def __init__(self, account: Account, answers: dict[str, Any]) -> None:
        self.account = account
        self.id = account.assessment(answers | {ASKED_TWICE: 4})
        self.lead = self._person("Ada Muster", leads=True)
        self.sales = self._person("Ben Vertrieb")
        self.answer(1, by=self.sales, kind="second_opinions")

    def _person(self, name: str, *, leads: bool = False) -> str:
        person = Person(name, ("management" if leads else "sales",), leads)
        write = self.account.database.write_now
        return write(add_respondent, self.account.id, self.id, person, now=NOW).id

    def answer(self, value: object, *, by: str, kind: str = "answers") -> None:
        """Answer the question that is asked twice."""
        given = {ASKED_TWICE: value}
        changes = (
            AnswerChanges(given, answered_by=by)
            if kind == "answers"
            else AnswerChanges({}, given, answered_by=by)
        )
        write = self.account.database.write_now
        write(save_answers, self.account.catalog, self.account.id, self.id, changes, NOW)

    def found(self) -> tuple[Disagreement, ...]:
        """The disagreements there are."""
        read = self.account.database.read_now
        return read(list_disagreements, self.account.catalog, self.account.id, self.id)

    def settle(self, value: int | None, reason: str = "Both were asked.", seen: str = "") -> None:
        """Settle the one disagreement as its lead."""
        visitor = GrantedVisit(
            self.account.id, "lnk", self.id, "answer", self.lead, "Ada", ("management",), True
        )
        decision = Decision(ASKED_TWICE, value, reason, seen or self.found()[0].seen)
        self.account.database.write_now(settle, self.account.catalog, visitor, decision, NOW)

    def read(self, use_case: Any, *more: Any) -> Any:
        """Read by a use case that takes catalog, account and assessment."""
        return self.account.database.read_now(
            use_case, self.account.catalog, self.account.id, self.id, *more
        )


@pytest.fixture
def divided(account: Account, answers: dict[str, Any]) -> Divided:
    """An assessment in which two people disagree."""
    return Divided(account, answers)


def test_both_answers_are_shown_with_those_who_gave_them(divided: Divided) -> None:
    (found,) = divided.found()
    assert (found.question.code, found.gap, found.settlement) == ("STR-03", 3, None)
    assert (found.owner.value, found.owner.by) == (4, "Ada Muster")
    assert (found.second.value, found.second.by) == (1, "Ben Vertrieb")
    assert divided.read(count_unsettled) == 1


@pytest.mark.parametrize("second", [3, 4, "dont_know", None])
def test_answers_that_lie_close_or_lack_a_value_are_no_disagreement(
    divided: Divided, second: object
) -> None:
    divided.answer(second, by=divided.sales, kind="second_opinions")
    assert divided.found() == ()


@pytest.mark.parametrize("value", [4, 1, 2])
def test_the_settled_value_counts_and_the_contradiction_ends(divided: Divided, value: int) -> None:
    before = divided.read(current_result)()
    assert "X-16" in {finding.code for finding in before.findings}
    divided.settle(value)
    after = divided.read(current_result)()
    assert "X-16" not in {finding.code for finding in after.findings}
    assert after.disagreements == ()
    answer = next(each for each in after.receipt.answers if each.id == ASKED_TWICE)
    assert answer.value == value
    assert divided.read(count_unsettled) == 0


def test_both_answers_stay_in_the_record(divided: Divided) -> None:
    divided.settle(2, "  We asked the dealers.  ")
    account = divided.account
    stored = account.database.read_now(get_answers, account.id, divided.id)
    given = {(row.kind, row.value) for row in stored if row.question_id == ASKED_TWICE}
    assert given == {("owner", 4), ("second", 1)}
    (found,) = divided.found()
    assert found.settlement is not None
    assert (found.settlement.value, found.settlement.by, found.settlement.at) == (
        2,
        "Ada Muster",
        NOW,
    )
    assert found.settlement.reason == "We asked the dealers."
    (settled,) = divided.read(answer_sheet).settled
    assert (settled.question_id, settled.value) == (ASKED_TWICE, 2)


@pytest.mark.parametrize("kind", ["answers", "second_opinions"])
def test_a_settlement_ends_when_one_of_the_two_answers_otherwise(
    divided: Divided, kind: str
) -> None:
    divided.settle(2)
    divided.answer(0 if kind == "second_opinions" else 3, by=divided.sales, kind=kind)
    (found,) = divided.found()
    assert found.settlement is None
    assert divided.read(answer_sheet).settled == ()


def test_a_settlement_can_be_undone_and_settled_again(divided: Divided) -> None:
    divided.settle(1)
    account = divided.account
    account.database.write_now(undo, account.id, divided.id, ASKED_TWICE, NOW)
    assert divided.found()[0].settlement is None
    with pytest.raises(NotFound, match="not settled"):
        account.database.write_now(undo, account.id, divided.id, ASKED_TWICE, NOW)
    divided.settle(3)
    divided.settle(2)
    settlement = divided.found()[0].settlement
    assert settlement is not None
    assert settlement.value == 2


@pytest.mark.parametrize(
    ("value", "reason", "codes"),
    [
        (None, "Asked.", {"settled_value_missing"}),
        (7, "Asked.", {"settled_value_missing"}),
        (2, "  ", {"settling_reason_missing"}),
        (2, "x" * 10_001, {"settling_reason_too_long"}),
        (None, "", {"settled_value_missing", "settling_reason_missing"}),
    ],
)
def test_a_value_and_a_reason_are_needed(
    divided: Divided, value: int | None, reason: str, codes: set[str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        divided.settle(value, reason)
    assert {problem.code for problem in refused.value.problems} == codes
    assert divided.found()[0].settlement is None


def test_answers_changed_meanwhile_are_not_settled_unseen(divided: Divided) -> None:
    seen = divided.found()[0].seen
    divided.answer(0, by=divided.sales, kind="second_opinions")
    with pytest.raises(Conflict, match="changed meanwhile"):
        divided.settle(2, seen=seen)


def test_a_submitted_assessment_is_neither_settled_nor_unsettled(divided: Divided) -> None:
    account = divided.account
    divided.settle(2)
    result = account.database.write_now(submit, account.catalog, account.id, divided.id, NOW)
    assert next(a for a in result.receipt.answers if a.id == ASKED_TWICE).value == 2
    assert "X-16" not in {finding.code for finding in result.findings}
    with pytest.raises(Conflict, match="submitted"):
        divided.settle(3)
    with pytest.raises(Conflict, match="submitted"):
        account.database.write_now(undo, account.id, divided.id, ASKED_TWICE, NOW)


def test_simulations_start_from_the_settled_value(divided: Divided) -> None:
    divided.settle(2)
    given = divided.read(given_answers)
    assert given.answers[ASKED_TWICE] == 2
    simulation = simulate(given, {"STR-01": 0}, {})
    answer = next(a for a in simulation.result.receipt.answers if a.id == ASKED_TWICE)
    assert answer.value == 2


def test_the_report_prints_both_answers_with_names_and_what_was_settled(divided: Divided) -> None:
    divided.settle(2, "The dealers were asked.")
    account = divided.account
    account.database.write_now(submit, account.catalog, account.id, divided.id, NOW)
    source, _ = divided.read(report_source, None)
    view = report_view(source, "en")
    (gap,) = view.findings.disagreements
    assert (gap.first_by, gap.second_by, gap.gap_label) == (
        "Ada Muster",
        "Ben Vertrieb",
        "3 steps apart",
    )
    assert gap.settled is not None
    assert gap.settled.reason == "Reason: The dealers were asked."
    assert "by Ada Muster" in gap.settled.note
    assert "Ben Vertrieb" in {person.label for person in view.cover.participants}
    assert not any(person.label.startswith("rsp_") for person in view.cover.participants)


def test_bulk_reads_the_settled_value(divided: Divided, answers: dict[str, Any]) -> None:
    account = divided.account
    divided.settle(2)
    row = account.database.read_now(get_assessment, account.id, divided.id)
    assert row.codes is None  # the vector of the answers before cannot outlive the settlement
    account.database.write_now(submit, account.catalog, account.id, divided.id, NOW)
    questionnaire = account.catalog.get("d2c-readiness").questionnaire
    ((_, vectors),) = stored_codes(account.database, questionnaire, account.id)
    settled = read_answers(questionnaire, answers | {ASKED_TWICE: 2})
    assert vectors == [encode(questionnaire, settled)]
