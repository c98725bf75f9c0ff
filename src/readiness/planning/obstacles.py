"""Why a target cannot be reached: the fewest things that together stand in the way."""

import math
from collections.abc import Sequence
from fractions import Fraction

from readiness.planning.fit_obstacles import fit_obstacles
from readiness.planning.formulation import Formulation, Group, GroupKind
from readiness.planning.model import Literal
from readiness.planning.requirements import Requirements
from readiness.planning.result import Obstacle
from readiness.planning.solving import Solver
from readiness.planning.target import LevelTarget, Target
from readiness.planning.wishes import Wishes
from readiness.scoring.receipt_rules import decide

_MESSAGES = {
    "excluded": "{name} is excluded from the plan, or a step of it is",
    "no_improvement": "the questionnaire does not say what it takes to raise {name}",
    "unanswered": "{name} has no answer yet",
    "horizon": "steps that end after month {months} are left out",
}


def explain(
    relaxed: Formulation, target: Target, solver: Solver, wishes: Wishes
) -> tuple[tuple[Obstacle, ...], bool]:
    """Return obstacles that together exclude the target, and whether none could be left out."""
    requirements = Requirements(relaxed, target)
    reached = requirements.reached()
    groups, minimal = _clashing(relaxed, reached, solver)
    if not groups and not isinstance(target, LevelTarget):
        return fit_obstacles(relaxed.state, target), minimal
    words = _Words(relaxed, target, wishes)
    obstacles = [
        words.score(_most(relaxed, requirements, solver))
        if kind == "score"
        else words.of(kind, name)
        for kind, name in groups
    ]
    return tuple(obstacles), minimal


def _clashing(
    relaxed: Formulation, reached: Literal, solver: Solver
) -> tuple[Sequence[Group], bool]:
    """Leave out one group after the other while what remains still excludes the target."""
    names = {literal: group for group, literal in relaxed.groups.items()}
    kept = list(names)
    found = solver.satisfy(relaxed.model, [reached], kept)
    minimal = found.status == "infeasible"
    kept = [literal for literal in kept if literal in found.core or not minimal]
    for literal in [*kept]:
        if literal not in kept:
            continue
        fewer = [other for other in kept if other != literal]
        found = solver.satisfy(relaxed.model, [reached], fewer)
        if found.status == "infeasible":
            kept = [other for other in fewer if other in found.core]
        minimal = minimal and found.status != "unknown"
    return [names[literal] for literal in kept], minimal


def _most(relaxed: Formulation, requirements: Requirements, solver: Solver) -> Fraction | None:
    """Return the highest score that a plan can reach; `None` if there is none or no proof."""
    found = []
    for way in requirements.progress():
        given = [way.case, *relaxed.groups.values()]
        best = solver.minimize(relaxed.model, way.number.times(-1), given)
        if best.status == "optimal":
            found.append(Fraction(best.value(way.number), way.scale))
        elif best.status != "infeasible":
            return None
    return max(found, default=None)


class _Words:
    def __init__(self, relaxed: Formulation, target: Target, wishes: Wishes) -> None:
        self._state, self._target, self._wishes = relaxed.state, target, wishes

    def of(self, kind: GroupKind, name: str) -> Obstacle:
        if kind == "gate":
            return self._gate(name)
        if kind == "fixed":
            message = f"{name} is fixed at {self._wishes.fixed[name]} or more"
        else:
            message = _MESSAGES[kind].format(name=name, months=self._wishes.horizon_months)
        return Obstacle(kind=kind, name=name, message=message)

    def _gate(self, code: str) -> Obstacle:
        plan = next(p for p in self._state.program.gates if p.gate.code == code)
        blocks = isinstance(self._target, LevelTarget) or self._state.outcomes[code] == "block"
        rule = plan.block if blocks or plan.condition is None else plan.condition
        assert rule is not None  # a gate has one of the two
        return Obstacle(
            kind="gate",
            name=code,
            message=f"gate {code} cannot be cleared",
            condition=rule.text,
            read={
                name: value
                for part in decide(self._state, rule)
                for name, value in part.read.items()
            },
        )

    def score(self, most: Fraction | None) -> Obstacle:
        target = self._target
        comes = "cannot rise enough" if most is None else f"comes to {_floored(most)} at most"
        if isinstance(target, LevelTarget):
            name = target.dimension or "overall"
            message = f"score.{name} {comes}; level {target.level} starts at {target.score:g}"
        else:
            name = target.route
            message = f"readiness.{name} {comes}, too little for {target.verdicts[0]}"
        return Obstacle(kind="score", name=name, message=message)


def _floored(score: Fraction) -> str:
    """One decimal, never up: what is not reached must not look as if it were."""
    return f"{math.floor(score * 10) / 10:.1f}"
