"""Bulk scoring gives what scoring gives, to the last bit."""

import pytest

from readiness.scoring import Answers, Questionnaire
from tests.bulk.one_at_a_time import assert_same
from tests.bulk.random_answers import random_answers, seeded


def test_every_worked_case_scores_the_same(d2c: Questionnaire, cases: dict[str, Answers]) -> None:
    companies = [name for name in cases if name[0] == "c" and name[1].isdigit()]
    assert len(companies) == 6
    assert_same(d2c, list(cases.values()))


@pytest.mark.parametrize(
    ("answered", "sets"), [(1.0, 700), (0.9, 700), (0.6, 700), (0.2, 300), (0.0, 100)]
)
def test_thousands_of_random_answers_score_the_same(
    d2c: Questionnaire, answered: float, sets: int
) -> None:
    random = seeded(f"{answered} of d2c-readiness")
    assert_same(d2c, [random_answers(d2c, random, answered) for _ in range(sets)])
