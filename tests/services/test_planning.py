"""Plans and simulations from the stored answers of an assessment; nothing is stored by them."""

from typing import Any

import pytest

from readiness.errors import InvalidInput, NotFound
from readiness.planning.wishes import Wishes
from readiness.scoring import live_result
from readiness.scoring.differences import compare
from readiness.scoring.reading import read_answers
from readiness.services.assessments import answer_sheet, given_answers
from readiness.services.given_answers import GivenAnswers
from readiness.services.planning import plan
from readiness.services.simulations import simulate
from tests.services.conftest import Account


def given(account: Account, answers: dict[str, Any], *, submitted: bool = False) -> GivenAnswers:
    make = account.submitted if submitted else account.assessment
    return account.database.read_now(given_answers, account.catalog, account.id, make(answers))


@pytest.mark.parametrize("submitted", [False, True])
def test_a_simulation_scores_what_would_be(
    account: Account, answers: dict[str, Any], submitted: bool
) -> None:
    start = given(account, answers, submitted=submitted)
    found = simulate(start, {"LOG-01": 0}, {})
    asked = start.questionnaire
    before = live_result(asked, read_answers(asked, answers))
    after = live_result(asked, read_answers(asked, answers | {"logistics.single_parcel": 0}))
    assert found.result == after
    assert found.difference == compare(before, after)
    assert [(g.code, g.after) for g in found.difference.gates] == [("G1", "block")]


def test_an_answer_may_be_taken_back_on_trial(account: Account, answers: dict[str, Any]) -> None:
    found = simulate(given(account, answers), {"logistics.single_parcel": None}, {})
    assert found.difference.missing_added == ("logistics.single_parcel",)
    assert found.result.missing == ("logistics.single_parcel",)


def test_second_opinions_may_be_changed_on_trial(account: Account, answers: dict[str, Any]) -> None:
    start = given(account, answers)
    found = simulate(start, {}, {"STR-03": 4})
    assert [d.id for d in found.result.disagreements] == ["strategy.alignment"]


def test_wrong_changes_are_all_listed(account: Account, answers: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        simulate(given(account, answers), {"LOG-01": 9, "LOG-99": 1}, {})
    assert [(p.code, p.pointer) for p in refusal.value.problems] == [
        ("unknown_option", "/answers/LOG-01"),
        ("unknown_question", "/answers/LOG-99"),
    ]


def test_nothing_is_stored(account: Account, answers: dict[str, Any]) -> None:
    assessment = account.assessment(answers)

    def sheet() -> Any:
        return account.database.read_now(answer_sheet, account.catalog, account.id, assessment)

    before = sheet()
    start = account.database.read_now(given_answers, account.catalog, account.id, assessment)
    simulate(start, {"LOG-01": 0}, {})
    plan(start, "R1:go", Wishes())
    assert (sheet().answers, sheet().missing) == (before.answers, before.missing)
    assert start.answers == answers


def test_a_plan_starts_from_the_stored_answers(account: Account, answers: dict[str, Any]) -> None:
    found = plan(given(account, answers), "R1:go", Wishes())
    assert (found.status, found.proven) == ("optimal", True)
    assert found.plan is not None
    reached = simulate(given(account, answers), found.plan.changes, {})
    verdicts = {route.code: route.verdict for route in reached.result.routes}
    assert verdicts["R1"] == "go"


def test_a_plan_may_start_from_a_part_of_the_answers(
    account: Account, answers: dict[str, Any]
) -> None:
    half = dict(list(answers.items())[:50])
    found = plan(given(account, half), "overall:5", Wishes())
    assert found.status in ("optimal", "infeasible")


def test_wrong_targets_and_wishes_are_all_listed(account: Account, answers: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        plan(given(account, answers), "R9:go", Wishes(budget_days=-1, excluded=["LOG-99"]))
    assert [(p.code, p.pointer) for p in refusal.value.problems] == [
        ("unknown_target", "/target"),
        ("wrong_wish", "/budget_days"),
        ("wrong_wish", "/excluded/0"),
    ]


def test_only_the_account_itself_gets_at_the_answers(
    account: Account, answers: dict[str, Any]
) -> None:
    assessment = account.assessment(answers)
    with pytest.raises(NotFound):
        account.database.read_now(given_answers, account.catalog, "acc_other", assessment)
