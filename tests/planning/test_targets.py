"""Targets are read from a few words; what is no target is refused with a remedy."""

import pytest

from readiness.planning.refusal import PlanRefused
from readiness.planning.target import LevelTarget, VerdictTarget, parse_target
from tests.planning.small_plans import asked

LEVELS = "use one of bound, 1, exploring, 2, capable, 3, ready, 4, connected, 5"


@pytest.mark.parametrize("text", ["overall:4", " overall : ready "])
def test_a_level_overall(text: str) -> None:
    assert parse_target(asked(), text) == LevelTarget(dimension=None, level=4, score=60)


@pytest.mark.parametrize("text", ["care:3", "CARE:capable"])
def test_a_level_of_a_dimension(text: str) -> None:
    assert parse_target(asked(), text) == LevelTarget(dimension="care", level=3, score=40)


def test_a_better_verdict_than_wanted_is_as_good() -> None:
    assert parse_target(asked(), "R1:pilot") == VerdictTarget(route="R1", verdicts=("pilot", "go"))
    assert parse_target(asked(), "R1:go") == VerdictTarget(route="R1", verdicts=("go",))


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("overall", "'overall' is not a target", "write overall:4, a dimension such as"),
        ("cares:3", "there is no dimension or route 'cares'", "did you mean 'care'?"),
        ("care:6", "there is no level '6'", LEVELS),
        ("care:redy", "there is no level 'redy'", "did you mean 'ready'?"),
        ("R1:blocked", "'blocked' is not a verdict to plan for", "use pilot or go"),
    ],
)
def test_what_is_no_target_is_refused(text: str, message: str, remedy: str) -> None:
    with pytest.raises(PlanRefused) as refusal:
        parse_target(asked(), text)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.pointer) == ("unknown_target", "/target")
    assert problem.message == message
    assert problem.remedy.startswith(remedy)
