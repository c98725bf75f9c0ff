"""The cheapest plan of each sample company to its next level: seconds, and person-days.

Baseline in the same run: greedy ascent, what one writes without a solver. It tries every step that
could come next on the engine's own evaluation, takes the one with most points a person-day, and
goes on until the level is reached. A company at the top goes for the next level of its weakest
dimension. Usage: .venv/bin/python -m benchmarks.plan
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Final, TypeVar

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.planning.ladders import Ladder, Ladders, Move, build_ladders
from readiness.planning.plan import cheapest_plan
from readiness.planning.target import LevelTarget, parse_target
from readiness.planning.wishes import Wishes
from readiness.scoring import Answers, Questionnaire, parse_answers, score
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.settings import Settings

ROUNDS: Final = 5
BAR_SECONDS: Final = 2.0

T = TypeVar("T")


@dataclass(frozen=True)
class Company:
    """Answers of a sample company and the level it goes for."""

    name: str
    questionnaire: Questionnaire
    answers: Answers
    goal: str


def companies() -> Iterator[Company]:
    """Yield the six sample companies."""
    loaded = Catalog(Settings().questionnaires).get("d2c-readiness")
    asked = loaded.questionnaire
    for case in load_cases(loaded):
        if case.sheet.organization and case.sheet.base is None:
            answers = parse_answers(asked, case.answers, case.second_opinions)
            yield Company(case.case, asked, answers, _goal(asked, answers))


def _goal(asked: Questionnaire, answers: Answers) -> str:
    result = score(asked, answers)
    if (result.level or 0) < len(asked.levels):
        return f"overall:{(result.level or 0) + 1}"
    weakest = min(result.dimensions, key=lambda d: 101.0 if d.score is None else d.score)
    return f"{weakest.code}:{(weakest.level or 0) + 1}"


class Greedy:
    """Steps with most points a person-day, one after the other; `days` they took together."""

    def __init__(self, company: Company) -> None:
        target = parse_target(company.questionnaire, company.goal)
        assert isinstance(target, LevelTarget)
        self._target = target
        self._program = compiled(company.questionnaire)
        self._answers = company.answers
        state = self._evaluated(company.answers)
        self._ladders: Ladders = build_ladders(state, company.answers, Wishes())
        self._climbed = dict.fromkeys(self._ladders.by_position, 0)
        self.days = 0
        self.reached = self._climb(state)

    def _climb(self, state: Evaluation) -> bool:
        while self._score(state) < self._target.score:
            found = [(self._worth(state, *step), *step) for step in self._next()]
            worth, ladder, move = max(found, key=lambda entry: entry[0])
            if worth <= (0.0, 0.0):
                return False
            self._answers = self._with(ladder, move)
            self._climbed[ladder.position] += 1
            self.days += move.days
            state = self._evaluated(self._answers)
        return True

    def _next(self) -> Iterator[tuple[Ladder, Move]]:
        for ladder in self._ladders:
            free = ladder.free[self._climbed[ladder.position] :]
            if free and all(self._climbed[p] >= count for p, count in free[0].after):
                yield ladder, free[0]

    def _worth(self, before: Evaluation, ladder: Ladder, move: Move) -> tuple[float, float]:
        """Points a day: of what is wanted, and where gates hold that down, of all dimensions."""
        after = self._evaluated(self._with(ladder, move))
        gained = self._score(after) - self._score(before)
        all_gained = self._sum(after) - self._sum(before)
        return gained / move.days, all_gained / move.days

    def _score(self, state: Evaluation) -> float:
        name = self._target.dimension
        return (state.overall if name is None else state.dimensions[name].capped) or 0.0

    def _sum(self, state: Evaluation) -> float:
        return sum(part.calculated or 0.0 for part in state.dimensions.values())

    def _with(self, ladder: Ladder, move: Move) -> Answers:
        given = {**self._answers.given, ladder.question.id: move.answer}
        return Answers(given, self._answers.second_opinions)

    def _evaluated(self, answers: Answers) -> Evaluation:
        return evaluate(self._program, answers)


def main() -> None:
    """Print a row for each company; end with 1 where a plan is unproven or takes too long."""
    print("company          goal        |  plan s  days  steps | greedy s  days | time  days")
    worst = 0.0
    proven = True
    for company in companies():
        plan = partial(cheapest_plan, company.questionnaire, company.answers, company.goal)
        plans, others = [], []
        for _ in range(ROUNDS):  # interleaved, so that both meet the same load
            plans.append(_timed(plan))
            others.append(_timed(partial(Greedy, company)))
        found, greedy = plans[0][1], others[0][1]
        seconds, usual = (median(s for s, _ in timed) for timed in (plans, others))
        worst, proven = max(worst, seconds), proven and found.status == "optimal"
        days = found.least_days or 0
        print(
            f"{company.name:16} {company.goal:11} | {seconds:7.3f} {days:5} "
            f"{len(found.plan.steps) if found.plan else 0:6} | {usual:8.3f} {greedy.days:5} | "
            f"{seconds / usual:4.2f}  {days / greedy.days:4.2f}"
            + ("" if greedy.reached else "  greedy got stuck")
        )
    print(f"slowest {worst:.3f} s, allowed {BAR_SECONDS:g} s; all proven: {proven}")
    sys.exit(int(worst > BAR_SECONDS or not proven))


def _timed(call: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    found = call()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    main()
