"""Recommendations: which fire, which are relevant, and in what order they are printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readiness.scoring.evaluation import Evaluation
from readiness.scoring.rounding import settle
from readiness.scoring.routes import RouteScore, Standing, gates_in_force
from readiness.scoring.rules import Effort, Recommendation, RecommendationRules

_EFFORTS: tuple[Effort, ...] = ("S", "M", "L")
REPAIRS_A_BLOCK, REPAIRS_A_CONDITION, THE_REST = 1, 2, 3


@dataclass(slots=True)
class Ranked:
    """A fired recommendation with what decided its place; `position` is that in the data.

    The last three are known once all are in order.
    """

    action: Recommendation
    position: int
    effort: Effort
    light: bool
    route_weight: float
    priority: float
    group: int
    repairs: tuple[str, ...]
    prerequisites: tuple[str, ...] = ()
    window: str = ""
    pulled_by: str | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Recommendations in printed order, and those no fitting route calls for."""

    ordered: tuple[Ranked, ...]
    not_relevant: tuple[Ranked, ...]


def rank(state: Evaluation, scores: Mapping[str, RouteScore], standing: Standing) -> Ranking:
    """Fire, filter and order the recommendations.

    Order: repairs of blocking gates on the primary, next or base route; repairs of their gates in
    condition form; the rest. Inside a group by priority, ties by place in the data. Prerequisites
    that fired and are relevant are then pulled directly in front of what needs them.
    """
    rules = state.program.questionnaire.recommendation_rules
    if rules is None:
        return Ranking((), ())
    judge = _Judge(rules, state, scores, standing)
    fired = [
        judge.ranked(action, position)
        for position, (action, rule) in enumerate(state.program.recommendations)
        if state.run(rule) is True
    ]
    relevant = [item for item in fired if judge.is_relevant(item.action)]
    relevant.sort(key=lambda item: (item.group, -item.priority, item.position))
    ordered = _pull_prerequisites(relevant)
    aside = [item for item in fired if not judge.is_relevant(item.action)]
    _place_in_windows(rules, ordered)
    _place_in_windows(rules, aside)
    return Ranking(tuple(ordered), tuple(aside))


class _Judge:
    """Knows what decides a recommendation's place in one evaluation."""

    def __init__(
        self,
        rules: RecommendationRules,
        state: Evaluation,
        scores: Mapping[str, RouteScore],
        standing: Standing,
    ) -> None:
        route_rules = state.program.questionnaire.route_rules
        light = state.program.light_when
        self._rules = rules
        self._state = state
        self._scores = scores
        self._standing = standing
        self._base = route_rules.base if route_rules else None
        self._light = light is not None and state.run(light) is True
        self._repairs = {
            REPAIRS_A_BLOCK: self._repairs_in("block"),
            REPAIRS_A_CONDITION: self._repairs_in("condition"),
        }
        self._duties = {
            code for plan in state.program.gates if plan.gate.duty for code in plan.gate.repairs
        }

    def ranked(self, action: Recommendation, position: int) -> Ranked:
        """Judge one fired recommendation."""
        effort = action.effort
        if self._light:
            effort = _EFFORTS[max(0, _EFFORTS.index(effort) - 1)]
        weight = max(self._route_weight(code) for code in action.routes)
        return Ranked(
            action=action,
            position=position,
            effort=effort,
            light=self._light,
            route_weight=weight,
            priority=settle(action.impact * weight / self._rules.effort[effort]),
            group=next(
                (group for group, codes in self._repairs.items() if action.code in codes),
                THE_REST,
            ),
            repairs=tuple(
                plan.gate.code
                for plan in self._state.program.gates
                if action.code in plan.gate.repairs
                and self._state.outcomes[plan.gate.code] in ("block", "condition")
            ),
        )

    def is_relevant(self, action: Recommendation) -> bool:
        """Whether a route it serves fits, or it repairs a duty in force.

        The base route always counts, and so does a route whose fit is not known yet.
        """
        if action.code in self._duties or self._base in action.routes:
            return True
        fits = [self._scores[code].fit for code in action.routes]
        return any(fit is None or fit >= self._rules.relevant_fit for fit in fits)

    def _route_weight(self, code: str) -> float:
        weights = self._rules.route_weights
        if code == self._standing.primary:
            return weights.primary
        if code == self._base:
            return weights.base
        return weights.next if code in self._standing.next else weights.other

    def _repairs_in(self, form: str) -> set[str]:
        """Repairs of gates in this form on the primary, a next or the base route."""
        concerned = {self._standing.primary, *self._standing.next, self._base}
        repairs = {plan.gate.code: plan.gate.repairs for plan in self._state.program.gates}
        return {
            code
            for plan in self._state.program.routes
            if plan.route.code in concerned
            for gate in gates_in_force(self._state.outcomes, plan, form)
            for code in repairs[gate]
        }


def _pull_prerequisites(ranked: Sequence[Ranked]) -> list[Ranked]:
    by_code = {item.action.code: item for item in ranked}
    placed: dict[str, Ranked] = {}

    def place(item: Ranked, pulled_by: str | None) -> None:
        if item.action.code in placed or item.action.code in under_way:
            return
        under_way.add(item.action.code)
        needed = tuple(code for code in item.action.prerequisites if code in by_code)
        for code in needed:
            place(by_code[code], item.action.code)
        item.prerequisites, item.pulled_by = needed, pulled_by
        placed[item.action.code] = item

    under_way: set[str] = set()
    for item in ranked:
        place(item, None)
    return list(placed.values())


def _place_in_windows(rules: RecommendationRules, ordered: Sequence[Ranked]) -> None:
    """Give each action its plan window by effort, never before a prerequisite's."""
    windows = list(dict.fromkeys(rules.windows[effort] for effort in _EFFORTS))
    found: dict[str, int] = {}
    for item in ordered:
        own = windows.index(rules.windows[item.effort])
        latest = max([own, *(found.get(code, own) for code in item.prerequisites)])
        found[item.action.code] = latest
        item.window = windows[latest]
