"""The answers read back from a receipt score to the same result, byte for byte."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from readiness.catalog.cases import load_cases
from readiness.catalog.loader import load_questionnaire
from readiness.scoring import (
    Answer,
    Answers,
    AnswersRefused,
    AnswerState,
    Questionnaire,
    Result,
    live_result,
    parse_answers,
)
from readiness.scoring.receipt_answers import receipt_answers
from tests.house.repository import ROOT
from tests.scoring.companies import company_answers

DELIVERED = ("d2c-readiness", "platform-migration")
MULTIPLE, PARCEL, OWNERSHIP = (
    "strategy.named_roles",
    "logistics.single_parcel",
    "strategy.ownership",
)


def rescored(questionnaire: Questionnaire, result: Result) -> Iterator[str]:
    """Score what a result that was written and read again says it was scored from."""
    read = Result.model_validate_json(result.model_dump_json())
    for answers in receipt_answers(questionnaire, read):
        yield live_result(questionnaire, answers).model_dump_json()


@pytest.mark.parametrize("key", DELIVERED)
def test_every_worked_case_scores_to_its_result_again(key: str) -> None:
    loaded = load_questionnaire(ROOT / "questionnaires" / key / "2026.1.0")
    questionnaire = loaded.questionnaire
    cases = load_cases(loaded)
    assert len(cases) > 100
    for case in cases:
        answers = parse_answers(questionnaire, dict(case.answers), dict(case.second_opinions))
        result = live_result(questionnaire, answers)
        assert result.model_dump_json() in rescored(questionnaire, result), case.case


def test_every_shape_of_answer_comes_back(d2c: Questionnaire) -> None:
    sent = company_answers("c1-nordwerk") | {
        "logistics.pick_accuracy": {"band": 2},
        "logistics.fulfilment_cost": "dont_know",
        "customers.repeat_rate": {"not_applicable": "no customers of our own"},
        PARCEL: None,
    }
    answers = parse_answers(d2c, sent, {OWNERSHIP: 0})
    result = live_result(d2c, answers)
    read = next(receipt_answers(d2c, result))
    assert live_result(d2c, read).model_dump_json() == result.model_dump_json()
    assert {name: answer for name, answer in read.given.items() if name in sent} == {
        name: answer for name, answer in answers.given.items() if name not in result.ignored
    }
    assert read.second_opinions == {OWNERSHIP: Answer(AnswerState.ANSWERED, value=0)}


def test_an_opinion_beside_dont_know_is_tried_because_the_receipt_lacks_it(
    d2c: Questionnaire,
) -> None:
    sent = company_answers("c1-nordwerk") | {OWNERSHIP: "dont_know"}
    result = live_result(d2c, parse_answers(d2c, sent, {OWNERSHIP: 4}))
    without, *tried = rescored(d2c, result)
    assert result.model_dump_json() != without
    assert result.model_dump_json() in tried


def test_a_value_that_does_not_go_with_its_figure_comes_out_otherwise(d2c: Questionnaire) -> None:
    result = live_result(d2c, parse_answers(d2c, company_answers("c1-nordwerk")))
    lines = tuple(
        replace(line, figure=1.0) if line.id == "logistics.pick_accuracy" else line
        for line in result.receipt.answers
    )
    changed = result.model_copy(update={"receipt": replace(result.receipt, answers=lines)})
    assert changed.model_dump_json() not in rescored(d2c, changed)


def test_what_the_questionnaire_does_not_take_is_refused(d2c: Questionnaire) -> None:
    result = live_result(d2c, Answers({}))
    lines = tuple(
        replace(line, state=AnswerState.ANSWERED, value=9) if line.id == PARCEL else line
        for line in result.receipt.answers
    )
    changed = result.model_copy(update={"receipt": replace(result.receipt, answers=lines)})
    with pytest.raises(AnswersRefused, match="9 is not an option"):
        next(receipt_answers(d2c, changed))
