"""Recommendations: which fire, which are relevant, and in what order they are printed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from readiness.scoring.evaluation import Evaluation
from readiness.scoring.plans import ActionPlan, Program
from readiness.scoring.rounding import settle
from readiness.scoring.routes import RouteScore, Standing
from readiness.scoring.rules import Effort, RecommendationRules, RouteWeights

_EFFORTS: tuple[Effort, ...] = ("S", "M", "L")
_LIGHTER: Mapping[Effort, Effort] = {"S": "S", "M": "S", "L": "M"}
_AS_IT_IS: Mapping[Effort, Effort] = {effort: effort for effort in _EFFORTS}
FIRST, REPAIRS_A_BLOCK, REPAIRS_A_CONDITION, THE_REST = 0, 1, 2, 3
_EVEN = RouteWeights(primary=1, base=1, next=1, other=1)


@dataclass(slots=True)
class Ranked:
    """A fired recommendation with what decided its place; `position` is that in the data.

    `route` is the one whose weight counted, if there are routes. The last three are known once all
    are in order.
    """

    action: ActionPlan
    position: int
    effort: Effort
    light: bool
    route: str | None
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

    Order: those the questionnaire puts first; repairs of blocking gates on the primary, next or
    base route; repairs of their gates in condition form; the rest. Inside a group by priority, ties
    by place in the data. Prerequisites that fired and are relevant are then pulled directly in
    front of what needs them.
    """
    rules = state.program.questionnaire.recommendation_rules
    if rules is None:
        return Ranking((), ())
    judge = _Judge(rules, state, scores, standing)
    program = state.program
    advised = program.advised(state.values, state.states)
    relevant: list[Ranked] = []
    aside: list[Ranked] = []
    for position in compress(range(len(advised)), advised):
        is_relevant, ranked = judge.ranked(position)
        (relevant if is_relevant else aside).append(ranked)
    relevant.sort(key=judge.place)
    ordered = _pull_prerequisites(relevant)
    _place_in_windows(rules, [*ordered, *aside])
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
        program = state.program
        route_rules = program.questionnaire.route_rules
        light = program.light_when
        self._rules = rules
        self._first = {code: place for place, code in enumerate(rules.first)}
        self._base = route_rules.base if route_rules else None
        self._light = light is not None and state.run(light) is True
        self._efforts = _LIGHTER if self._light else _AS_IT_IS
        self._actions = program.actions
        self._weights = self._route_weights(scores, standing)
        self._places: dict[int, tuple[bool, str | None, float]] = {}
        self._fitting = {
            code
            for code, score in scores.items()
            if score.fit is None or score.fit >= (rules.relevant_fit or 0)
        }
        if self._base is not None:
            self._fitting.add(self._base)
        self._duties = program.duties
        concerned = {standing.primary, *standing.next, self._base}
        self._repaired: dict[str, list[str]] = {}
        self._groups: dict[str, int] = {}
        for plan in program.gates:
            form = state.outcomes[plan.gate.code]
            if form in ("block", "condition"):
                group = _group(program, plan.gate.code, form, concerned)
                for code in plan.gate.repairs:
                    self._repaired.setdefault(code, []).append(plan.gate.code)
                    self._groups[code] = min(group, self._groups.get(code, THE_REST))

    def ranked(self, position: int) -> tuple[bool, Ranked]:
        """Judge one fired recommendation, and tell whether it is relevant.

        It is where a route it serves fits, or where it repairs a duty in force.
        """
        action = self._actions[position]
        shared = action.routes_number
        place = self._places.get(shared)
        if place is None:
            place = self._places[shared] = self._place(action.routes)
        fits, route, weight = place
        code, effort = action.code, self._efforts[action.effort]
        repairs = self._repaired.get(code)
        return fits or code in self._duties, Ranked(
            action,
            position,
            effort,
            self._light,
            route,
            weight,
            settle(action.impact * weight / self._rules.effort[effort]),
            FIRST if code in self._first else self._groups[code] if repairs else THE_REST,
            tuple(repairs) if repairs else (),
        )

    def place(self, item: Ranked) -> tuple[int, int, float, int]:
        """Return what decides the order: the lowest comes first."""
        first = self._first[item.action.code] if item.group == FIRST else 0
        return item.group, first, -item.priority, item.position

    def _place(self, routes: Sequence[str]) -> tuple[bool, str | None, float]:
        """Whether one of the routes fits, the one that counts, and its weight.

        The base route always fits, and so does a route whose fit is not known yet. What serves no
        route is always relevant.
        """
        if not routes:
            return True, None, 1.0
        route = max(routes, key=self._weights.__getitem__)
        return not self._fitting.isdisjoint(routes), route, self._weights[route]

    def _route_weights(
        self, scores: Mapping[str, RouteScore], standing: Standing
    ) -> dict[str, float]:
        weights = self._rules.route_weights or _EVEN
        found = dict.fromkeys(scores, weights.other)
        found.update(dict.fromkeys(standing.next, weights.next))
        if self._base is not None:
            found[self._base] = weights.base
        if standing.primary is not None:
            found[standing.primary] = weights.primary
        return found


def _group(program: Program, gate: str, form: str, concerned: Collection[str | None]) -> int:
    """Group of a gate's repairs: it counts where it acts on the primary, a next or the base route.

    A gate in condition form does not act on routes that only its block form conditions. Without
    routes every gate counts.
    """
    if not program.routes:
        return REPAIRS_A_BLOCK if form == "block" else REPAIRS_A_CONDITION
    for plan in program.routes:
        use = plan.route.gates.get(gate)
        if use is not None and plan.route.code in concerned:
            if form == "block":
                return REPAIRS_A_BLOCK
            if use != "conditions_on_block":
                return REPAIRS_A_CONDITION
    return THE_REST


def _pull_prerequisites(ranked: Sequence[Ranked]) -> list[Ranked]:
    by_code = {item.action.code: item for item in ranked}
    placed: dict[str, Ranked] = {}

    def place(item: Ranked, pulled_by: str | None) -> None:
        code, prerequisites = item.action.code, item.action.prerequisites
        if code in placed or code in under_way:
            return
        if prerequisites:
            under_way.add(code)
            item.prerequisites = tuple([needed for needed in prerequisites if needed in by_code])
            for needed in item.prerequisites:
                place(by_code[needed], code)
        item.pulled_by = pulled_by
        placed[code] = item

    under_way: set[str] = set()
    for item in ranked:
        if item.action.prerequisites:
            place(item, None)
        else:
            placed.setdefault(item.action.code, item)
    return list(placed.values())


def _place_in_windows(rules: RecommendationRules, ordered: Sequence[Ranked]) -> None:
    """Give each action its plan window by effort, never before a prerequisite's."""
    windows = list(dict.fromkeys(rules.windows[effort] for effort in _EFFORTS))
    own = {effort: windows.index(rules.windows[effort]) for effort in _EFFORTS}
    found: dict[str, int] = {}
    for item in ordered:
        latest = own[item.effort]
        for code in item.prerequisites:
            latest = max(latest, found.get(code, latest))
        found[item.action.code] = latest
        item.window = windows[latest]
