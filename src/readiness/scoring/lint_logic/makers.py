"""What each kind of name may stand for: the steps of scoring with sets of possible values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readiness.scoring.expressions import State
from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.expressions.possibilities import possible_outcome
from readiness.scoring.expressions.possible_values import (
    GIVEN_STATES,
    MISSING,
    Anything,
    Possible,
    Span,
    among,
    computed,
)
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.lint_logic.domains import NOTHING
from readiness.scoring.lint_logic.view import FALSE, TRUE, Truths, View, truths_of
from readiness.scoring.plans import (
    VERDICT_INPUTS,
    DecisionPlan,
    DimensionPlan,
    FitPlan,
    IndexPlan,
    Program,
    QuestionPlan,
    Rule,
)
from readiness.scoring.questions import POINTS_PER_VALUE
from readiness.scoring.ranges.bounds import (
    NEVER,
    Bounds,
    Member,
    held_below,
    levels_between,
    mean_bounds,
    outcome_of,
)
from readiness.scoring.ranges.indices import factor_bounds, possible_outcomes, raised_levels
from readiness.scoring.ranges.knowledge import truths
from readiness.scoring.rounding import settle

NO_VALUE = among([NOTHING])

Named = Sequence[tuple[str, float]]
"""Names, each with a number: of gates what they cap at, of scores their weight."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a gate; while `waits_for` are not answered, it may not be told yet."""

    outcome: str
    rule: Rule
    waits_for: tuple[QuestionPlan, ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A dimension in the overall score: its score's name, its weight, and what multiplies it."""

    score: str
    weight: float
    rules: tuple[tuple[Rule, float], ...]


_EFFECTS = {
    "blocks": {"block": "blocked", "condition": "conditioned"},
    "conditions": {"block": "conditioned", "condition": "conditioned"},
    "conditions_on_block": {"block": "conditioned"},
}
"""What an outcome of a gate does to a route, by the use the route makes of the gate."""


def free(name: str, view: View) -> Possible:
    """Return what may be read of a name that hangs on nothing the rules know."""
    return view.given(name)


def answer(plan: QuestionPlan, view: View) -> Possible:
    """Return what may be read of a question; one that is not asked has no value."""
    given = view.given(plan.question.id)
    asked = TRUE if plan.asked_if is None else view.truths(plan.asked_if.node)
    if False not in asked:
        return given
    return NO_VALUE if asked == FALSE else _or_nothing(given)


def _or_nothing(given: Possible) -> Possible:
    if given.readings is not None:
        return among([*given.readings, NOTHING])
    states = given.states | {NOTHING.state}
    if isinstance(given.outcome, Span):
        return Possible(Span(given.outcome.interval, missing=True), states)
    return Possible(Anything(missing=True), states)


def ticked(name: str, question: str, view: View) -> Possible:
    """Return the ticked items of a question: none while it has no value."""
    answered = not GIVEN_STATES.isdisjoint(view.look_up(question).states)
    return view.given(name) if answered else computed(MISSING)


def formula(rule: Rule, view: View) -> Possible:
    """Return what a formula may give."""
    return computed(possible_outcome(rule.node, view.look_up))


def finding(rule: Rule, view: View) -> Possible:
    """Return whether a finding may be made."""
    return computed(frozenset(truth is True for truth in view.truths(rule.node)))


def gate(forms: Sequence[Form], view: View) -> Possible:
    """Return the outcomes a gate may have; it is open while a form waits for an answer."""
    found: set[str] = set()
    surely_open = False
    for form in forms:
        truths = view.truths(form.rule.node)
        found |= {form.outcome} if True in truths else set()
        if truths == TRUE:
            return computed(frozenset(found))
        waiting = [_waits(plan, view) for plan in form.waits_for] if None in truths else []
        found |= {"open"} if any(True in waits for waits in waiting) else set()
        surely_open = surely_open or (truths == MISSING and TRUE in waiting)
    return computed(frozenset(found if surely_open else {*found, "clear"}))


def _waits(plan: QuestionPlan, view: View) -> Truths:
    """Whether a question applies and is not answered."""
    read = view.look_up(plan.question.id)
    asked = TRUE if plan.asked_if is None else view.truths(plan.asked_if.node)
    if State.NO_VALUE not in read.states or asked == FALSE:
        return FALSE
    surely = read == NO_VALUE and asked == TRUE and plan.question.not_applicable is None
    return TRUE if surely else TRUE | FALSE


def dimension(
    plan: DimensionPlan,
    members: Sequence[str],
    factors: Mapping[int, Sequence[tuple[Rule, int]]],
    caps: Named,
    view: View,
) -> Possible:
    """Return the capped scores of a dimension; `members` are its questions in the plan's order.

    `factors` has the value rules of questions by slot, with their factors in thousandths.
    """
    counting = []
    for name, (slot, weight, unknown_is_zero) in zip(members, plan.members, strict=True):
        values = [
            _counted(value, state, unknown_is_zero)
            for value, state in view.look_up(name).readings or ()
        ]
        present = [value for value in values if value is not None]
        if present:
            least = 0 if None in values else weight
            low, high = factor_bounds(
                (truths(view.truths(rule.node)), parts) for rule, parts in factors.get(slot, ())
            )
            counting.append(Member(least, weight, min(present) * low, max(present) * high))
    bounds = mean_bounds(counting, POINTS_PER_VALUE, PARTS_OF_ONE)
    return computed(outcome_of(_capped(bounds, caps, view)))


def _counted(value: object, state: State, unknown_is_zero: bool) -> int | None:
    if isinstance(value, int):
        return value
    return 0 if state is State.DONT_KNOW and unknown_is_zero else None


def _capped(bounds: Bounds, caps: Named, view: View) -> Bounds:
    outcomes = [(view.values(name), cap) for name, cap in caps]
    possible = [cap for found, cap in outcomes if "block" in found]
    certain = [cap for found, cap in outcomes if found == {"block"}]
    return held_below(bounds, possible, certain)


def level(steps: Sequence[float], score: str, view: View) -> Possible:
    """Return the levels that a score may lie in."""
    bounds = view.bounds(score)
    return computed(frozenset(levels_between(steps, bounds)))


def raised_level(plan: IndexPlan, score: str, findings: Mapping[int, str], view: View) -> Possible:
    """Return the levels of an index after raises; `findings` are names by position."""
    calculated = levels_between(plan.level_bounds, view.bounds(score))
    made = {position: truths(view.values(name)) for position, name in findings.items()}
    return computed(raised_levels(plan, calculated, made.__getitem__))


def decision(plan: DecisionPlan, view: View) -> Possible:
    """Return the outcomes a decision may have."""
    return computed(possible_outcomes(plan, lambda rule: truths(view.truths(rule.node))))


def overall(terms: Sequence[Weighted], caps: Named, view: View) -> Possible:
    """Return the capped overall scores; weight rules may apply or not."""
    members = []
    for term in terms:
        bounds, least, most = view.bounds(term.score), term.weight, term.weight
        for rule, factor in term.rules:
            applies = view.truths(rule.node)
            factors = [factor] if True in applies else []
            factors += [1.0] if applies != TRUE else []
            least, most = least * min(factors), most * max(factors)
        if bounds.interval is not None:
            members.append(Member(0 if bounds.may_be_missing else least, most, *bounds.interval))
    return computed(outcome_of(_capped(mean_bounds(members), caps, view)))


def readiness(weights: Named, view: View) -> Possible:
    """Return the readiness a route may have."""
    members = [
        Member(0 if bounds.may_be_missing else weight, weight, *bounds.interval)
        for bounds, weight in ((view.bounds(score), weight) for score, weight in weights)
        if bounds.interval is not None
    ]
    return computed(outcome_of(mean_bounds(members)))


def fit(plan: FitPlan, view: View) -> Possible:
    """Return the fit a route may have, after its limits."""
    unlimited = view.bounds_of(plan.formula.node) if plan.formula else _weighted(plan, view)
    if unlimited.interval is None:
        return NO_VALUE
    applies = [(view.truths(rule.node), at_most) for at_most, rule in plan.limits]
    possible = [at_most for truths, at_most in applies if True in truths]
    certain = [at_most for truths, at_most in applies if truths == TRUE]
    bounds = held_below(unlimited, possible, certain)
    assert bounds.interval is not None, "limits leave a number"
    low, high = bounds.interval
    return computed(outcome_of(Bounds(Interval(settle(low), settle(high)), bounds.may_be_missing)))


def _weighted(plan: FitPlan, view: View) -> Bounds:
    """The weighted mean of terms that are all needed, summed as scoring sums them."""
    low = high = 0.0
    missing = False
    for rule, weight in plan.terms:
        term = view.bounds_of(rule.node)
        if term.interval is None:
            return NEVER
        low += weight * term.interval.low
        high += weight * term.interval.high
        missing = missing or term.may_be_missing
    total = sum(weight for _, weight in plan.terms)
    return Bounds(Interval(low / total, high / total), missing)


def verdict(
    program: Program, inputs: tuple[str, str], uses: Sequence[tuple[str, str]], view: View
) -> Possible:
    """Return the verdicts a route may have; `inputs` name its fit and its readiness."""
    flags = [_flag(effect, uses, view) for effect in ("blocked", "conditioned")]
    read = [*(view.look_up(name) for name in inputs), *(computed(flag) for flag in flags)]
    look_up = dict(zip(VERDICT_INPUTS, read, strict=True)).__getitem__
    found: set[str | None] = set()
    for row, rule in program.verdict_rules:
        holds = TRUE if rule is None else truths_of(possible_outcome(rule.node, look_up))
        found |= {row.verdict} if True in holds else set()
        found |= {None} if None in holds else set()
        if False not in holds:
            return computed(frozenset(found))
    return computed(frozenset({*found, None}))


def _flag(effect: str, uses: Sequence[tuple[str, str]], view: View) -> Truths:
    """Whether some gate has the effect on the route."""
    each = [
        {_EFFECTS[use].get(str(outcome)) == effect for outcome in view.values(name)}
        for name, use in uses
    ]
    if any(found == {True} for found in each):
        return TRUE
    return frozenset({True, False}) if any(True in found for found in each) else FALSE
