"""The core on d2c-readiness as it is delivered.

S-04 No figure falls between two bands or into two of them.
S-20 Every score lies within 0 and 100; a higher option never lowers its dimension's score.
S-51 The same answers give the same bytes, in every process.
S-54 Scoring never fails on answers of the right form, complete or not.
"""

import json
import os
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.catalog.strict_yaml import read_document
from readiness.scoring import AnswersRefused, Questionnaire, parse_answers, score
from readiness.scoring.questions import Band, MultipleQuestion, NumberQuestion
from tests.house.repository import ROOT
from tests.scoring.answer_sets import answers_to, values
from tests.scoring.test_properties import scores

SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
CASES = ROOT / "questionnaires" / "d2c-readiness" / "2026.1.0" / "cases"


def exact(bound: float | None) -> Decimal | None:
    """A bound as it is written."""
    return None if bound is None else Decimal(repr(bound))


def holds(band: Band, figure: Decimal) -> bool:
    """Tell in exact arithmetic whether the band holds the figure."""
    at_least, above = exact(band.at_least), exact(band.above)
    at_most, below = exact(band.at_most), exact(band.below)
    return (
        (at_least is None or figure >= at_least)
        and (above is None or figure > above)
        and (at_most is None or figure <= at_most)
        and (below is None or figure < below)
    )


def test_every_figure_falls_into_exactly_one_band(d2c: Questionnaire) -> None:
    """S-04: each figure that can be typed, up to two decimals; read as exact arithmetic says."""
    asked = [q for q in d2c.questions if isinstance(q, NumberQuestion) and q.bands]
    assert len(asked) == 15
    for question in asked:
        step = Decimal(1).scaleb(-question.decimals)
        figure = Decimal(repr(question.low))
        while figure <= Decimal(repr(question.high)):
            typed = float(figure)
            (band,) = [band for band in question.bands if band.holds(typed)]
            assert holds(band, figure)
            figure += step


def test_every_count_falls_into_exactly_one_band(d2c: Questionnaire) -> None:
    """S-05."""
    asked = [q for q in d2c.questions if isinstance(q, MultipleQuestion) and q.bands]
    assert len(asked) == 4
    for question in asked:
        for count in range(len(question.items) + 1):
            assert sum(band.holds(count) for band in question.bands) == 1


@SLOW
@given(data=st.data())
def test_scoring_never_fails(d2c: Questionnaire, data: st.DataObject) -> None:
    """S-54, S-20: whatever is answered, left out, unknown or contradicts a branch."""
    answers = data.draw(answers_to(d2c))
    result = score(d2c, answers)
    assert all(0 <= value <= 100 for value in scores(result) if value is not None)
    assert result.primary_route is not None


@SLOW
@given(data=st.data())
def test_only_answers_are_refused(d2c: Questionnaire, data: st.DataObject) -> None:
    """S-54: with "not applicable" anywhere, a set is scored or refused for just that."""
    answers = data.draw(answers_to(d2c))
    for name in data.draw(st.sets(st.sampled_from([q.id for q in d2c.questions]), max_size=5)):
        answers[name] = "not_applicable"
    found: set[str] = set()
    try:
        score(d2c, answers)
    except AnswersRefused as refused:
        found = {problem.code for problem in refused.problems}
    assert found <= {"not_applicable_refused"}


@SLOW
@given(data=st.data())
def test_a_higher_option_never_lowers_its_dimension(
    d2c: Questionnaire, data: st.DataObject
) -> None:
    """S-20."""
    answers = data.draw(answers_to(d2c))
    asked = data.draw(
        st.sampled_from([q for q in d2c.questions if q.scored and q.type == "single"])
    )
    low, high = sorted(data.draw(st.tuples(values(asked), values(asked))))

    lower, higher = (score(d2c, answers | {asked.id: value}) for value in (low, high))
    for before, after in zip(lower.dimensions, higher.dimensions, strict=True):
        if before.id == asked.dimension:
            assert (before.calculated_score or 0) <= (after.calculated_score or 0)


IN_ANOTHER_PROCESS = """\
import json, sys
from pathlib import Path
from readiness.catalog.loader import load_questionnaire
from readiness.scoring import score
asked = load_questionnaire(Path(sys.argv[1])).questionnaire
print(score(asked, json.load(sys.stdin)).model_dump_json(), end="")
"""


@pytest.mark.parametrize("company", ["c2-schleifkraft", "c6-lindner"])
def test_the_same_answers_give_the_same_bytes_in_every_process(
    d2c: Questionnaire, company: str
) -> None:
    """S-51: whatever the seed of Python's hashes."""
    file = CASES / f"{company}.yaml"
    sheet: Any = read_document(file.read_bytes(), str(file), limit=10**6).value
    here = score(d2c, parse_answers(d2c, sheet["answers"])).model_dump_json()
    assert here == score(d2c, parse_answers(d2c, sheet["answers"])).model_dump_json()
    for seed in ("0", "1", "4711"):
        there = subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS, str(CASES.parent)],
            input=json.dumps(sheet["answers"]),
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        )
        assert there.stdout == here
