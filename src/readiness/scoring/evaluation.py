"""From answers to numbers: one pass down the program, unrounded. No text, no output here."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import not_

from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.deciding import Decided, RiskState, decide_all, judge_risks
from readiness.scoring.dimension_scores import (
    DimensionScore,
    Unscored,
    dimension_scores,
    weights_without_value,
)
from readiness.scoring.expressions import State, Value
from readiness.scoring.index_scores import RaisedLevel, raised_level, value_factors
from readiness.scoring.plans import Program, Rule
from readiness.scoring.program import LARGEST_GAP
from readiness.scoring.result import Outcome
from readiness.scoring.rounding import settle
from readiness.scoring.rules import Gate

UNANSWERED = Answer(AnswerState.UNANSWERED)
NOT_APPLICABLE = Answer(AnswerState.NOT_APPLICABLE)

# Reading a member of an enumeration anew for every question is a third of all work in Python 3.11.
_ANSWERED, _DONT_KNOW = AnswerState.ANSWERED, AnswerState.DONT_KNOW
_DOES_NOT_APPLY, _NO_ANSWER = AnswerState.NOT_APPLICABLE, AnswerState.UNANSWERED
_STATE_NONE, _STATE_DONT_KNOW = State.NO_VALUE, State.DONT_KNOW
_STATE_GIVEN, _STATE_MEASURED = State.GIVEN, State.MEASURED


@dataclass(slots=True)
class Evaluation:
    """All values by slot, and what scoring derived from them.

    `waiting` are the slots of questions that apply and have no answer, `unknown` of those answered
    "don't know". `factors` are those of value rules in thousandths, by the question's slot.
    """

    program: Program
    values: list[Value]
    states: list[State]
    answers: list[Answer]
    waiting: set[int] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)
    gaps: list[tuple[str, int, int]] = field(default_factory=list)
    factors: dict[int, int] = field(default_factory=dict)
    dimensions: dict[str, DimensionScore] = field(default_factory=dict)
    indices: dict[str, DimensionScore] = field(default_factory=dict)
    weight_rules: list[int] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    findings: list[int] = field(default_factory=list)
    raised: dict[str, RaisedLevel] = field(default_factory=dict)
    risks: dict[int, RiskState] = field(default_factory=dict)
    decided: tuple[Decided, ...] = ()
    calculated: float | None = None
    overall: float | None = None
    overall_capped_by: tuple[str, ...] = ()

    def run(self, rule: Rule) -> Value:
        """Evaluate a rule on what is known so far."""
        return rule.run(self.values, self.states)

    def number(self, rule: Rule) -> float | None:
        """Evaluate a formula on what is known so far."""
        value = rule.run(self.values, self.states)
        return float(value) if isinstance(value, (int, float)) else None

    def level(self, score: float | None) -> int | None:
        """Return the number of the level an unrounded score lies in."""
        if score is None:
            return None
        return bisect_right(self.program.level_bounds, score)


def evaluate(program: Program, answers: Answers, ignored_gates: Collection[str] = ()) -> Evaluation:
    """Evaluate everything up to the findings; `ignored_gates` count as clear."""
    size, asked = len(program.slots), len(program.questions)
    states = [_STATE_GIVEN] * asked + [_STATE_NONE] * (size - asked)
    state = Evaluation(program, [None] * size, states, [UNANSWERED] * asked)
    _settle_answers(state, answers)
    _compare_opinions(state, answers)
    values, states = state.values, state.states
    for slot, position in program.items:
        values[slot] = state.answers[position].items
    for slot, rule in program.variables:
        values[slot] = rule.run(values, states)
    if program.value_rules:
        state.factors = value_factors(program, values, states)
    unscored = weights_without_value(program, state.waiting, state.unknown)
    scores = dimension_scores(program.dimensions, values, states, unscored, state.factors)
    state.dimensions = scores
    if program.indices:
        _score_indices(state, unscored)
    _settle_gates(state, ignored_gates)
    _conclude(state)
    return state


def without_gates(state: Evaluation, ignored_gates: Collection[str]) -> Evaluation:
    """Return the evaluation of the same answers in which `ignored_gates` count as clear."""
    outcomes: dict[str, Outcome] = {
        code: "clear" if code in ignored_gates else outcome
        for code, outcome in state.outcomes.items()
    }
    if outcomes == state.outcomes:
        return state
    values, states = state.values.copy(), state.states
    other = Evaluation(state.program, values, states, state.answers, state.waiting, state.unknown)
    other.factors, other.indices = state.factors, state.indices
    other.outcomes = outcomes
    for plan in state.program.gates:
        values[plan.slot] = outcomes[plan.gate.code]
    for dimension in state.program.dimensions:
        score = state.dimensions[dimension.id]
        other.dimensions[dimension.id] = DimensionScore(
            score.scored,
            score.applicable,
            score.answered,
            score.won,
            score.calculated,
            dimension.weight,
        )
    _conclude(other)
    return other


def _score_indices(state: Evaluation, unscored: Unscored) -> None:
    plans = [index.score for index in state.program.indices]
    values = state.values
    state.indices = dimension_scores(plans, values, state.states, unscored, state.factors)
    for plan in plans:
        values[plan.score_slot] = state.indices[plan.id].calculated


def _conclude(state: Evaluation) -> None:
    """From the outcomes of gates to caps, the overall score, findings, risks and decisions."""
    program, values, outcomes = state.program, state.values, state.outcomes
    pairs = zip(program.gates, outcomes.values(), strict=True)
    blocking = [plan.gate for plan, outcome in pairs if outcome == "block"]
    _cap_dimensions(state, blocking)
    _score_overall(state, blocking)
    found = program.found(values, state.states)
    values[program.finding_slots] = found
    state.findings.extend(compress(range(len(found)), found))
    for each in program.indices:
        raised = raised_level(each, state.indices[each.score.id].calculated, state.findings)
        state.raised[each.score.id] = raised
        values[each.score.level_slot] = raised.level
    if program.risks:
        state.risks = judge_risks(program, values, state.states, state.waiting)
    if program.decisions:
        state.decided = decide_all(program, values, state.states)


def _settle_answers(state: Evaluation, answers: Answers) -> None:
    """Decide each question's state, in an order in which what it depends on comes first."""
    values, states, settled = state.values, state.states, state.answers
    find, wait, doubt = answers.given.get, state.waiting.add, state.unknown.add
    for asking in state.program.asking:
        asked: Iterable[tuple[int, str]] = asking.always
        if asking.sometimes:
            hidden = asking.hidden(values, states)
            asked = chain(asked, compress(asking.sometimes, map(not_, hidden)))
            _leave_out(state, compress(asking.sometimes, hidden), answers)
        for position, question in asked:
            given = find(question, UNANSWERED)
            kind = given.state
            if kind is _ANSWERED:
                settled[position] = given
                values[position] = given.value
            elif kind is _DONT_KNOW:
                settled[position] = given
                states[position] = _STATE_DONT_KNOW
                doubt(position)
            else:
                states[position] = _STATE_NONE
                if kind is _NO_ANSWER or (
                    kind is _DOES_NOT_APPLY and not _may_not_apply(state, position)
                ):
                    wait(position)
                else:
                    settled[position] = given
        for position in asking.measurable:
            if settled[position].figure is not None:
                states[position] = _STATE_MEASURED


def _leave_out(state: Evaluation, hidden: Iterable[tuple[int, str]], answers: Answers) -> None:
    """Settle questions that are not asked."""
    find, settled, states = answers.given.get, state.answers, state.states
    for position, question in hidden:
        settled[position] = NOT_APPLICABLE
        states[position] = _STATE_NONE
        given = find(question)
        if given is not None and (given.state is _ANSWERED or given.state is _DONT_KNOW):
            state.ignored.append(question)


def _may_not_apply(state: Evaluation, position: int) -> bool:
    """Whether "not applicable" is offered; while that cannot be told, it is accepted."""
    plan = state.program.questions[position]
    undecided = plan.asked_if is not None and state.run(plan.asked_if) is None
    if isinstance(plan.offered, bool):
        return plan.offered or undecided
    return undecided or state.run(plan.offered) is not False


def _compare_opinions(state: Evaluation, answers: Answers) -> None:
    if not answers.second_opinions:
        return
    for plan, owner in zip(state.program.questions, state.answers, strict=True):
        second = answers.second_opinions.get(plan.question.id)
        if second is None or not plan.question.scored:
            continue
        if isinstance(owner.value, int) and isinstance(second.value, int):
            state.gaps.append((plan.question.id, owner.value, second.value))
    if state.gaps:
        gap = max(abs(owner - second) for _, owner, second in state.gaps)
        state.values[state.program.slots[LARGEST_GAP]] = gap


def question_value(answer: Answer) -> int:
    """Return the value 0-4 of a scored question's answer; don't know counts as 0."""
    return answer.value if isinstance(answer.value, int) else 0


def _settle_gates(state: Evaluation, ignored: Collection[str]) -> None:
    """Decide every gate's outcome."""
    program, values = state.program, state.values
    settled: list[Outcome] = ["clear"] * len(program.gates)
    positions = range(len(settled))
    for position in compress(positions, program.conditioning(values, state.states)):
        settled[position] = "condition"
    for position in compress(positions, program.blocking(values, state.states)):
        settled[position] = "block"
    for position in _waiting_gates(state):
        if settled[position] == "clear":
            plan = program.gates[position]
            if _is_open(state, plan.block) or _is_open(state, plan.condition):
                settled[position] = "open"
    if ignored:
        for position, code in enumerate(program.gate_codes):
            if code in ignored:
                settled[position] = "clear"
    values[program.gate_slots] = settled
    state.outcomes = dict(zip(program.gate_codes, settled, strict=True))


def _waiting_gates(state: Evaluation) -> Iterable[int]:
    """Positions of the gates that read a question without an answer."""
    reading = state.program.gates_reading
    return {position for slot in state.waiting for position in reading.get(slot, ())}


def _is_open(state: Evaluation, rule: Rule | None) -> bool:
    """Whether a form of a gate cannot be told yet and reads a question without an answer."""
    return (
        rule is not None
        and not state.waiting.isdisjoint(rule.reads)
        and rule.run(state.values, state.states) is None
    )


def _cap_dimensions(state: Evaluation, blocking: Sequence[Gate]) -> None:
    values, bounds = state.values, state.program.level_bounds
    caps: dict[str, dict[str, float]] = {}
    for gate in blocking:
        for dimension, at_most in gate.caps.dimensions.items():
            caps.setdefault(dimension, {})[gate.code] = at_most
    for plan in state.program.dimensions:
        score = state.dimensions[plan.id]
        capped = score.calculated
        if capped is None:
            continue
        if plan.id in caps and (lowest := min(caps[plan.id].values())) < capped:
            capped = lowest
            score.capped_by = tuple(caps[plan.id])
        values[plan.score_slot] = score.capped = capped
        values[plan.level_slot] = bisect_right(bounds, capped)


def _score_overall(state: Evaluation, blocking: Sequence[Gate]) -> None:
    program = state.program
    shifting = program.shifting(state.values, state.states)
    for index, (weight_rule, _) in enumerate(program.weight_rules):
        if shifting[index]:
            state.weight_rules.append(index)
            state.dimensions[weight_rule.dimension].weight *= weight_rule.factor
    total = calculated = capped = 0.0
    for score in state.dimensions.values():
        if score.calculated is not None and score.capped is not None:
            total += score.weight
            calculated += score.weight * score.calculated
            capped += score.weight * score.capped
    if total:
        state.calculated = settle(calculated / total)
        state.overall = settle(capped / total)
        if blocking:
            _cap_overall(state, state.overall, blocking)
    state.values[program.slots["score.overall"]] = state.overall
    state.values[program.slots["level.overall"]] = state.level(state.overall)


def _cap_overall(state: Evaluation, overall: float, blocking: Sequence[Gate]) -> None:
    caps = {g.code: g.caps.overall for g in blocking if g.caps.overall is not None}
    lowest = min(caps.values(), default=overall)
    if lowest < overall:
        state.overall = lowest
        state.overall_capped_by = tuple(caps)
