"""From answers to numbers: one pass down the program, unrounded. No text, no output here."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.deciding import Decided, RiskState, decide_all, judge_risks
from readiness.scoring.expressions import State, Value
from readiness.scoring.index_scores import RaisedLevel, points_taken, raised_level, value_factors
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import Asking, DimensionPlan, Program, Rule
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
_STATE_NONE, _STATE_DONT_KNOW = State.NO_VALUE, State.DONT_KNOW
_STATE_GIVEN, _STATE_MEASURED = State.GIVEN, State.MEASURED


@dataclass(slots=True)
class DimensionScore:
    """Sums of question weights and of points, and the scores 0-100 before and after caps."""

    scored: int = 0
    applicable: int = 0
    answered: int = 0
    won: float = 0
    calculated: float | None = None
    weight: float = 0.0
    capped: float | None = None
    capped_by: tuple[str, ...] = ()


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
    size = len(program.slots)
    unanswered = [UNANSWERED] * len(program.questions)
    state = Evaluation(program, [None] * size, [_STATE_NONE] * size, unanswered)
    _settle_answers(state, answers)
    _compare_opinions(state, answers)
    values, states = state.values, state.states
    for slot, position in program.items:
        values[slot] = state.answers[position].items
    for slot, rule in program.variables:
        values[slot] = rule.run(values, states)
    state.factors = value_factors(program, values, states)
    for dimension in program.dimensions:
        state.dimensions[dimension.id] = _dimension_score(state, dimension)
    for index in program.indices:
        score = state.indices[index.score.id] = _dimension_score(state, index.score)
        values[index.score.score_slot] = score.calculated
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


def _conclude(state: Evaluation) -> None:
    """From the outcomes of gates to caps, the overall score, findings, risks and decisions."""
    program, values, outcomes = state.program, state.values, state.outcomes
    blocking = [plan.gate for plan in program.gates if outcomes[plan.gate.code] == "block"]
    _cap_dimensions(state, blocking)
    _score_overall(state, blocking)
    found = program.found(values, state.states)
    for index, (_, slot, _) in enumerate(program.findings):
        fired = values[slot] = found[index]
        if fired:
            state.findings.append(index)
    for each in program.indices:
        raised = raised_level(each, state.indices[each.score.id].calculated, state.findings)
        state.raised[each.score.id] = raised
        values[each.score.level_slot] = raised.level
    state.risks = judge_risks(program, values, state.states, state.waiting)
    state.decided = decide_all(program, values, state.states)


def _settle_answers(state: Evaluation, answers: Answers) -> None:
    """Decide each question's state, in an order in which what it depends on comes first."""
    values, states, settled = state.values, state.states, state.answers
    find, wait, doubt = answers.given.get, state.waiting.add, state.unknown.add
    for asking in state.program.asking:
        for position, question in _asked(state, asking, answers):
            given = find(question)
            if given is None:
                wait(position)
                continue
            kind = given.state
            if kind is _ANSWERED:
                settled[position] = given
                values[position] = given.value
                states[position] = _STATE_GIVEN if given.figure is None else _STATE_MEASURED
            elif kind is _DONT_KNOW:
                settled[position] = given
                states[position] = _STATE_DONT_KNOW
                doubt(position)
            elif kind is _NO_ANSWER or (
                kind is _DOES_NOT_APPLY and not _may_not_apply(state, position)
            ):
                wait(position)
            else:
                settled[position] = given


def _asked(state: Evaluation, asking: Asking, answers: Answers) -> Sequence[tuple[int, str]]:
    """Return the questions that are asked, and settle the others."""
    if not asking.sometimes:
        return asking.always
    asked = [*asking.always]
    hidden = asking.hidden(state.values, state.states)
    for each, is_hidden in zip(asking.sometimes, hidden, strict=True):
        if is_hidden:
            _leave_out(state, *each, answers)
        else:
            asked.append(each)
    return asked


def _leave_out(state: Evaluation, position: int, question: str, answers: Answers) -> None:
    given = answers.given.get(question, UNANSWERED)
    if given.state is _ANSWERED or given.state is _DONT_KNOW:
        state.ignored.append(question)
    state.answers[position] = NOT_APPLICABLE


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
    found = DimensionScore(
        scored,
        answered + unknown + unanswered,
        answered,
        POINTS_PER_VALUE * points,
        settle(POINTS_PER_VALUE * points / scored) if scored else None,
        dimension.weight,
    )
    taken = points_taken(dimension, values, state.factors) if state.factors else 0
    if taken:
        parts = PARTS_OF_ONE * POINTS_PER_VALUE * points - taken
        found.won = parts / PARTS_OF_ONE
        found.calculated = settle(parts / (PARTS_OF_ONE * scored))
    return found


def question_value(answer: Answer) -> int:
    """Return the value 0-4 of a scored question's answer; don't know counts as 0."""
    return answer.value if isinstance(answer.value, int) else 0


def _settle_gates(state: Evaluation, ignored: Collection[str]) -> None:
    """Decide every gate's outcome."""
    program, values, outcomes = state.program, state.values, state.outcomes
    blocking = program.blocking(values, state.states)
    conditioning = program.conditioning(values, state.states)
    for plan, blocks, conditions in zip(program.gates, blocking, conditioning, strict=True):
        code = plan.gate.code
        outcome: Outcome = "clear"
        if code in ignored:
            pass
        elif blocks:
            outcome = "block"
        elif conditions:
            outcome = "condition"
        elif not state.waiting.isdisjoint(plan.question_slots) and (
            _is_open(state, plan.block) or _is_open(state, plan.condition)
        ):
            outcome = "open"
        outcomes[code] = values[plan.slot] = outcome


def _is_open(state: Evaluation, rule: Rule | None) -> bool:
    """Whether a form of a gate cannot be told yet and reads a question without an answer."""
    return (
        rule is not None
        and not state.waiting.isdisjoint(rule.reads)
        and rule.run(state.values, state.states) is None
    )


def _cap_dimensions(state: Evaluation, blocking: Sequence[Gate]) -> None:
    values, bounds = state.values, state.program.level_bounds
    capping = [gate for gate in blocking if gate.caps.dimensions]
    caps: dict[str, float] = {}
    for plan in state.program.dimensions:
        score = state.dimensions[plan.id]
        capped = score.calculated
        if capped is None:
            continue
        if capping:
            caps = {
                gate.code: gate.caps.dimensions[plan.id]
                for gate in capping
                if plan.id in gate.caps.dimensions
            }
        if caps and min(caps.values()) < capped:
            capped = min(caps.values())
            score.capped_by = tuple(caps)
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
