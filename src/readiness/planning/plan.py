"""The cheapest plan: `cheapest_plan(questionnaire, answers, target) -> PlanResult`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from readiness.planning.beyond import refuse_rules_beyond_plans
from readiness.planning.formulation import Formulation
from readiness.planning.ladders import Ladders, build_ladders
from readiness.planning.model import Literal, TooFine
from readiness.planning.obstacles import explain
from readiness.planning.refusal import PlanRefused, refuse
from readiness.planning.requirements import Requirements
from readiness.planning.result import Plan, PlanResult, Status
from readiness.planning.schedule import build_plan, summary
from readiness.planning.solving import Solution, Solver
from readiness.planning.target import Target, parse_target
from readiness.planning.wishes import Wishes, checked
from readiness.scoring import Answers, Problem, Questionnaire, parse_answers, score
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import evaluate
from readiness.scoring.reading import read_answers

DEFAULT_WORK: Final = 5.0
MOST_MOVES: Final = 2_000
"""Moves that a plan may choose from."""
NO_WISHES: Final = Wishes()


class PlanUnconfirmed(RuntimeError):
    """The engine does not score a plan as the model did: a fault of the planner, never of input."""


def cheapest_plan(
    questionnaire: Questionnaire,
    answers: Answers | Mapping[str, object],
    target: Target | str,
    wishes: Wishes = NO_WISHES,
    *,
    work_limit: float = DEFAULT_WORK,
) -> PlanResult:
    """Find the least person-days that reach a target, and prove it.

    A plan raises answers to scored questions as the questionnaire's improvements say; the profile
    stays. A target as text is read by `parse_target`. Among plans of equal days the one with
    fewest steps is taken, then the one that raises earlier questions further, if that is found
    with little work. `work_limit` is in deterministic units of the solver, one to three seconds
    each.

    Every plan is scored by the engine before it is returned.

    Raises `PlanRefused` for a target, wish or rule that cannot be planned with, and
    `AnswersRefused` for raw answers with problems.
    """
    target, wishes = _asked_for(questionnaire, target, wishes)
    if not isinstance(answers, Answers):
        answers = parse_answers(questionnaire, answers)
    if questionnaire.improvements is None:
        raise refuse(
            "no_improvements",
            f"{questionnaire.reference} does not say what it takes to raise an answer",
            "add improvements: to its rules.yaml",
        )
    refuse_rules_beyond_plans(compiled(questionnaire))
    try:
        return _Planner(questionnaire, answers, target, wishes, work_limit).result()
    except TooFine as error:
        raise refuse(
            "plan_too_large",
            "the weights of the scores have no common measure that a solver can count in",
            "use small whole numbers as weights",
        ) from error


def _asked_for(
    questionnaire: Questionnaire, target: Target | str, wishes: Wishes
) -> tuple[Target, Wishes]:
    """Read target and wishes; raises `PlanRefused` with the problems of both."""
    problems: list[Problem] = []
    try:
        if isinstance(target, str):
            target = parse_target(questionnaire, target)
    except PlanRefused as refusal:
        problems.extend(refusal.problems)
    try:
        wishes = checked(wishes, questionnaire)
    except PlanRefused as refusal:
        problems.extend(refusal.problems)
    if problems or isinstance(target, str):
        raise PlanRefused(problems)
    return target, wishes


class _Planner:
    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Answers,
        target: Target,
        wishes: Wishes,
        work_limit: float,
    ) -> None:
        self._questionnaire, self._answers = questionnaire, answers
        self._target, self._wishes = target, wishes
        self._work_limit = work_limit
        self._solver = Solver(work_limit)
        self._state = evaluate(compiled(questionnaire), answers)
        self._ladders = build_ladders(self._state, answers, wishes)
        if sum(len(ladder.moves) for ladder in self._ladders) > MOST_MOVES:
            raise refuse(
                "plan_too_large",
                f"more than {MOST_MOVES} steps could be taken",
                "exclude questions from the plan",
                "excluded",
            )
        self._formulation = self._formulated(self._ladders)
        self._model = self._formulation.model
        moves = [literal for *_, literal in self._formulation.moves()]
        self._days, self._weight = self._formulation.days(), len(moves) + 1
        self._cost = self._days.times(self._weight) + self._formulation.steps()

    def _formulated(self, ladders: Ladders, *, relaxed: bool = False) -> Formulation:
        return Formulation(self._state, self._answers, ladders, self._wishes.fixed, relaxed=relaxed)

    def result(self) -> PlanResult:
        """Find the cheapest plan, or what there is instead."""
        requirements = Requirements(self._formulation, self._target)
        reached = requirements.reached()
        best = self._solver.minimize(self._model, self._cost, [reached])
        if best.status == "infeasible":
            return self._infeasible()
        bound = (best.bound or 0) // self._weight
        if not best.found:
            return self._answer("unknown", bound_days=bound)
        days, proven = best.value(self._days), best.status == "optimal"
        budget = self._wishes.budget_days
        if budget is not None and days > budget:
            if bound <= budget and not proven:
                return self._answer("unknown", bound_days=bound)
            plan, nearest = self._within_budget(requirements, budget)
            least = days if proven else None
            return self._answer(
                "over_budget", plan, proven=nearest, least_days=least, bound_days=bound
            )
        plan = self._plan(self._settled(best, [reached]) if proven else best)
        self._confirm(plan)
        return self._answer(
            "optimal" if proven else "feasible",
            plan,
            proven=proven,
            least_days=days if proven else None,
            bound_days=days if proven else bound,
            gap=0.0 if proven else (days - bound) / days,
        )

    def _within_budget(self, requirements: Requirements, budget: int) -> tuple[Plan | None, bool]:
        """Return the plan that comes nearest to the target, and whether that is proven."""
        affordable = self._model.reaches(self._days.times(-1), -budget)
        found = []
        proven = True
        for way in requirements.progress():
            given = [affordable, way.case]
            best = self._solver.minimize(self._model, way.number.times(-1), given)
            proven = proven and best.status in ("optimal", "infeasible")
            if best.found:
                found.append((Fraction(best.value(way.number), way.scale), way))
        if not found:
            return None, proven
        most = max(reached for reached, _ in found)
        nearest = self._model.any_of(
            self._model.all_of((way.case, self._model.reaches(way.number, int(most * way.scale))))
            for reached, way in found
            if reached == most
        )
        given = [affordable, nearest]
        best = self._solver.minimize(self._model, self._cost, given)
        if not best.found:
            return None, False
        return self._plan(self._settled(best, given)), proven and best.status == "optimal"

    def _settled(self, best: Solution, given: Sequence[Literal]) -> Solution:
        """Return, of all plans as cheap as this one, the one that raises earlier questions."""
        as_cheap = self._model.reaches(self._cost.times(-1), -best.value(self._cost))
        order = [literal for *_, literal in self._formulation.moves()]
        first = self._solver.first(self._model, order, [*given, as_cheap])
        return first if first.found else best

    def _plan(self, solution: Solution) -> Plan:
        chosen = [
            (ladder, move)
            for ladder, move, literal in self._formulation.moves()
            if solution.holds(literal)
        ]
        return build_plan(self._questionnaire, self._answers, self._ladders, chosen)

    def _confirm(self, plan: Plan) -> None:
        """Let the engine judge the answers at the end; it must not differ from the model."""
        changes = read_answers(self._questionnaire, plan.changes).given
        after = Answers({**self._answers.given, **changes}, self._answers.second_opinions)
        if not self._target.is_reached(score(self._questionnaire, after)):
            raise PlanUnconfirmed(f"scored, the plan does not reach {self._target!r}")

    def _infeasible(self) -> PlanResult:
        relaxed = self._formulated(self._ladders, relaxed=True)
        obstacles, minimal = explain(relaxed, self._target, self._solver, self._wishes)
        too_short = any(obstacle.kind == "horizon" for obstacle in obstacles)
        return self._answer(
            "infeasible",
            obstacles=obstacles,
            minimal=minimal,
            proven=True,
            least_horizon_months=self._least_horizon() if too_short else None,
        )

    def _least_horizon(self) -> int | None:
        """Return the shortest horizon that leaves the steps free which the target needs."""
        for months in self._ladders.ends:
            if months <= self._wishes.horizon_months:
                continue
            wishes = replace(self._wishes, horizon_months=months)
            longer = self._formulated(build_ladders(self._state, self._answers, wishes))
            reached = Requirements(longer, self._target).reached()
            found = self._solver.satisfy(longer.model, [reached], [])
            if found.status != "infeasible":
                return months if found.found else None
        return None

    def _answer(
        self, status: Status, plan: Plan | None = None, *, proven: bool = False, **more: Any
    ) -> PlanResult:
        return PlanResult(
            questionnaire=self._questionnaire.reference,
            questionnaire_digest=self._questionnaire.digest,
            target=self._target,
            status=status,
            proven=proven,
            before=summary(score(self._questionnaire, self._answers)),
            plan=plan,
            budget_days=self._wishes.budget_days,
            horizon_months=self._wishes.horizon_months,
            work=round(self._work_limit - self._solver.work_left, 6),
            **more,
        )
