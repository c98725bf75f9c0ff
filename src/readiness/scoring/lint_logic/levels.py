"""Levels that no complete set of answers reaches."""

from collections.abc import Iterator

from readiness.scoring.expressions import Path
from readiness.scoring.levels import Level
from readiness.scoring.lint_logic.goals import becomes
from readiness.scoring.lint_logic.search import Searcher, Verdict
from readiness.scoring.problems import Problem


def lint_levels(complete: Searcher) -> Iterator[Problem]:
    """Yield each level that is proved to be out of reach of a dimension or the overall score."""
    program = complete.model.program
    scales = [(f"level.{d.id}", f"dimension {d.code}") for d in program.questionnaire.dimensions]
    for i, level in enumerate(program.questionnaire.levels):
        for name, title in (*scales, ("level.overall", "the overall score")):
            yield from _out_of_reach(complete, name, title, level, ("levels", i, "from_score"))
    for i, index in enumerate(program.questionnaire.indices):
        for n, level in enumerate(index.levels):
            path: Path = ("indices", i, "levels", n, "from_score")
            title = f"index {index.code}"
            yield from _out_of_reach(complete, f"level.{index.id}", title, level, path)


def _out_of_reach(
    complete: Searcher, name: str, title: str, level: Level, path: Path
) -> Iterator[Problem]:
    about = f"whether {title} reaches level {level.number}"
    goal = becomes(name, level.number)
    if complete.search(goal, [name], about=about).verdict is Verdict.NEVER:
        yield Problem(
            code="unattainable_level",
            message=f"no complete answers bring {title} to level {level.number} ({level.id})",
            remedy="move from_score:, or give the questions values, weights and caps that "
            "lead there",
            path=path,
        )
