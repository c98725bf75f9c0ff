"""No way to complete the answers leads out of the ranges, whatever the questionnaire.

By default each property is tried on some hundred sets of answers; `--hypothesis-profile=long`
tries it on at least 10,000.
"""

from hypothesis import given

from readiness.scoring import Answers, Questionnaire, live_result, score
from readiness.scoring.engine import compiled
from readiness.scoring.plans import Program
from readiness.scoring.ranges import RangeState, build_ranges
from tests.scoring.ranges.bounding import bounded
from tests.scoring.ranges.containment import changed, outside
from tests.scoring.ranges.random_answers import (
    DONT_KNOW,
    completed,
    random_completion,
    random_part,
    seeded,
)
from tests.scoring.ranges.random_questionnaires import random_questionnaire
from tests.scoring.ranges.seeds import on_seeds, seeds

SETS = 8
"""Sets of answers tried for each example of hypothesis."""

COMPLETIONS = 4


@on_seeds
@given(seeds)
def test_no_completion_of_a_random_questionnaire_leaves_the_ranges(seed: int) -> None:
    """S-59."""
    random = seeded(seed)
    program = compiled(random_questionnaire(seed))
    for _ in range(SETS):
        part = random_part(program, random)
        both = (bounded(program, part), build_ranges(RangeState(program, part)))
        for _ in range(COMPLETIONS):
            completed = random_completion(program, part, random)
            assert [outside(ranges, completed) for ranges in both] == [[], []]


@on_seeds
@given(seeds)
def test_no_completion_of_the_real_questionnaire_leaves_the_ranges(
    d2c_program: Program, seed: int
) -> None:
    """S-59."""
    random = seeded(seed)
    for _ in range(SETS):
        part = random_part(d2c_program, random)
        ranges = build_ranges(RangeState(d2c_program, part))
        for _ in range(COMPLETIONS):
            assert outside(ranges, random_completion(d2c_program, part, random)) == []


def changes_of(questionnaire: Questionnaire, seed: int) -> list[str]:
    """Return what completions change that a live result of random answers had excluded."""
    random = seeded(seed)
    program = compiled(questionnaire)
    part = random_part(program, random)
    live = live_result(questionnaire, part)
    ends = [completed(program, part, random) for _ in range(COMPLETIONS)]
    return [change for end in ends for change in changed(live, score(questionnaire, end))]


@on_seeds
@given(seeds)
def test_what_is_shown_as_firm_never_changes(seed: int) -> None:
    assert changes_of(random_questionnaire(seed), seed) == []


@on_seeds
@given(seeds)
def test_what_is_shown_as_firm_never_changes_in_the_real_questionnaire(
    d2c: Questionnaire, seed: int
) -> None:
    assert changes_of(d2c, seed) == []


@on_seeds
@given(seeds)
def test_answering_one_by_one_keeps_what_is_firm(d2c_program: Program, seed: int) -> None:
    """Levels, verdicts and primary routes that are ruled out stay ruled out."""
    random = seeded(seed)
    part = random_part(d2c_program, random)
    full = random_completion(d2c_program, part, random)
    awaited = [
        (plan.question.id, answer)
        for plan, answer in zip(d2c_program.questions, full.answers, strict=True)
        if part.given.get(plan.question.id) in (None, DONT_KNOW)
    ]
    random.shuffle(awaited)
    before = bounded(d2c_program, part)
    for start in range(0, len(awaited), 10):
        given_now = {**part.given, **dict(awaited[: start + 10])}
        after = bounded(d2c_program, Answers(given_now, part.second_opinions))
        assert set(after.levels) <= set(before.levels)
        assert set(after.primary) <= set(before.primary)
        for earlier, later in zip(before.routes, after.routes, strict=True):
            assert set(later.verdicts) <= set(earlier.verdicts)
        before = after
