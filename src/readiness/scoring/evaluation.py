"""From answers to numbers: one pass down the program, unrounded. No text, no output here."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.expressions import State, Value
from readiness.scoring.plans import DimensionPlan, Program, Rule
from readiness.scoring.program import LARGEST_GAP
from readiness.scoring.questions import POINTS_PER_VALUE
from readiness.scoring.result import Outcome
from readiness.scoring.rounding import settle
from readiness.scoring.rules import Gate

UNANSWERED = Answer(AnswerState.UNANSWERED)
NOT_APPLICABLE = Answer(AnswerState.NOT_APPLICABLE)

# Reading a member of an enumeration anew for every question is a third of all work in Python 3.11.
_ANSWERED, _DONT_KNOW = AnswerState.ANSWERED, AnswerState.DONT_KNOW
_DOES_NOT_APPLY, _NO_ANSWER = AnswerState.NOT_APPLICABLE, AnswerState.UNANSWERED
_STATE_GIVEN, _STATE_MEASURED, _STATE_DONT_KNOW = State.GIVEN, State.MEASURED, State.DONT_KNOW


@dataclass(slots=True)
class DimensionScore:
    """Sums of question weights and of points, and the scores 0-100 before and after caps."""

    scored: int = 0
    applicable: int = 0
    answered: int = 0
    won: int = 0
    calculated: float | None = None
    capped: float | None = None
    capped_by: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(slots=True)
class Evaluation:
    """All values by slot, and what scoring derived from them."""

    program: Program
    values: list[Value]
    states: list[State]
    answers: list[Answer]
    ignored: list[str] = field(default_factory=list)
    gaps: list[tuple[str, int, int]] = field(default_factory=list)
    dimensions: dict[str, DimensionScore] = field(default_factory=dict)
    weight_rules: list[int] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    findings: list[int] = field(default_factory=list)
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
    size = len(program.slots)
    state = Evaluation(
        program,
        values=[None] * size,
        states=[State.NO_VALUE] * size,
        answers=[UNANSWERED] * len(program.questions),
    )
    _settle_answers(state, answers)
    _compare_opinions(state, answers)
    values, states = state.values, state.states
    for slot, rule in program.variables:
        values[slot] = rule.run(values, states)
    for dimension in program.dimensions:
        state.dimensions[dimension.id] = _dimension_score(state, dimension)
    blocking = _settle_gates(state, ignored_gates)
    _cap_dimensions(state, blocking)
    _score_overall(state, blocking)
    for index, (_, slot, rule) in enumerate(program.findings):
        fired = values[slot] = rule.run(values, states) is True
        if fired:
            state.findings.append(index)
    return state


def _settle_answers(state: Evaluation, answers: Answers) -> None:
    """Decide each question's state, in an order in which what it depends on comes first."""
    program, values, states, settled = state.program, state.values, state.states, state.answers
    find = answers.given.get
    for position, question, is_asked in program.asking:
        given = find(question, UNANSWERED)
        kind = given.state
        if is_asked is not None and is_asked(values, states) is False:
            if kind is _ANSWERED or kind is _DONT_KNOW:
                state.ignored.append(question)
            settled[position] = NOT_APPLICABLE
        elif kind is _ANSWERED:
            settled[position] = given
            values[position] = given.value
            states[position] = _STATE_GIVEN if given.figure is None else _STATE_MEASURED
        elif kind is _DONT_KNOW:
            settled[position] = given
            states[position] = _STATE_DONT_KNOW
        elif kind is not _DOES_NOT_APPLY or _may_not_apply(state, position):
            settled[position] = given


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


def _dimension_score(state: Evaluation, dimension: DimensionPlan) -> DimensionScore:
    """Weighted mean of question values x 25; don't know counts 0 or leaves, as declared."""
    values, answers = state.values, state.answers
    points = answered = unknown = counted_zero = unanswered = 0
    for slot, weight, unknown_is_zero in dimension.members:
        value = values[slot]
        if value is not None:
            points += weight * value  # type: ignore[operator, assignment]  # 0 to 4 here
            answered += weight
            continue
        kind = answers[slot].state
        if kind is _DONT_KNOW:
            unknown += weight
            counted_zero += weight if unknown_is_zero else 0
        elif kind is _NO_ANSWER:
            unanswered += weight
    scored = answered + counted_zero
    return DimensionScore(
        scored,
        answered + unknown + unanswered,
        answered,
        POINTS_PER_VALUE * points,
        settle(POINTS_PER_VALUE * points / scored) if scored else None,
        weight=dimension.weight,
    )


def question_value(answer: Answer) -> int:
    """Return the value 0-4 of a scored question's answer; don't know counts as 0."""
    return answer.value if isinstance(answer.value, int) else 0


def _settle_gates(state: Evaluation, ignored: Collection[str]) -> list[Gate]:
    """Decide every gate's outcome and return the gates in block form."""
    blocking = []
    values, states, outcomes = state.values, state.states, state.outcomes
    for plan in state.program.gates:
        gate, block, condition = plan.gate, plan.block, plan.condition
        outcome: Outcome = "clear"
        if gate.code not in ignored:
            stops = False if block is None else block.run(values, states)
            if stops is True:
                outcome = "block"
                blocking.append(gate)
            else:
                conditions = False if condition is None else condition.run(values, states)
                if conditions is True:
                    outcome = "condition"
                elif (stops is None and block and _awaits_answer(state, block)) or (
                    conditions is None and condition and _awaits_answer(state, condition)
                ):
                    outcome = "open"
        outcomes[gate.code] = values[plan.slot] = outcome
    return blocking


def _awaits_answer(state: Evaluation, rule: Rule) -> bool:
    answers, questions = state.answers, len(state.answers)
    return any(slot < questions and answers[slot].state is _NO_ANSWER for slot in rule.reads)


def _cap_dimensions(state: Evaluation, blocking: Sequence[Gate]) -> None:
    values, bounds = state.values, state.program.level_bounds
    capping = [gate for gate in blocking if gate.caps.dimensions]
    for plan in state.program.dimensions:
        score = state.dimensions[plan.id]
        capped = score.calculated
        if capped is None:
            continue
        caps = {g.code: g.caps.dimensions[plan.id] for g in capping if plan.id in g.caps.dimensions}
        if caps and min(caps.values()) < capped:
            capped = min(caps.values())
            score.capped_by = tuple(caps)
        values[plan.score_slot] = score.capped = capped
        values[plan.level_slot] = bisect_right(bounds, capped)


def _score_overall(state: Evaluation, blocking: Sequence[Gate]) -> None:
    program = state.program
    for index, (weight_rule, rule) in enumerate(program.weight_rules):
        if state.run(rule) is True:
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
        _cap_overall(state, state.overall, blocking)
    state.values[program.slots["score.overall"]] = state.overall
    state.values[program.slots["level.overall"]] = state.level(state.overall)


def _cap_overall(state: Evaluation, overall: float, blocking: Sequence[Gate]) -> None:
    caps = {g.code: g.caps.overall for g in blocking if g.caps.overall is not None}
    lowest = min(caps.values(), default=overall)
    if lowest < overall:
        state.overall = lowest
        state.overall_capped_by = tuple(caps)
