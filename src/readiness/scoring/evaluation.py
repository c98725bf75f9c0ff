"""From answers to numbers: one pass down the program, unrounded. No text, no output here."""

from collections.abc import Collection
from dataclasses import dataclass, field

from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.expressions import State, Value
from readiness.scoring.plans import DimensionPlan, GatePlan, Program, Rule
from readiness.scoring.program import LARGEST_GAP
from readiness.scoring.questions import POINTS_PER_VALUE
from readiness.scoring.result import Outcome
from readiness.scoring.rounding import settle

UNANSWERED = Answer(AnswerState.UNANSWERED)
NOT_APPLICABLE = Answer(AnswerState.NOT_APPLICABLE)


@dataclass(slots=True)
class DimensionScore:
    """Sums of question weights, and the scores 0-100 before and after caps."""

    scored: int = 0
    applicable: int = 0
    answered: int = 0
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
        value = self.run(rule)
        return float(value) if isinstance(value, int | float) else None

    def level(self, score: float | None) -> int | None:
        """Return the number of the level an unrounded score lies in."""
        if score is None:
            return None
        return sum(score >= bound for bound in self.program.level_bounds)


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
    for slot, rule in program.variables:
        state.values[slot] = state.run(rule)
    for dimension in program.dimensions:
        state.dimensions[dimension.id] = _dimension_score(state, dimension)
    for gate in program.gates:
        outcome = "clear" if gate.gate.code in ignored_gates else _outcome(state, gate)
        state.outcomes[gate.gate.code] = outcome
        state.values[gate.slot] = outcome
    _cap_dimensions(state)
    _score_overall(state)
    for index, (_, slot, rule) in enumerate(program.findings):
        fired = state.run(rule) is True
        state.values[slot] = fired
        if fired:
            state.findings.append(index)
    return state


def _settle_answers(state: Evaluation, answers: Answers) -> None:
    """Decide each question's state, in an order in which what it depends on comes first."""
    for position in state.program.visibility_order:
        plan = state.program.questions[position]
        given = answers.given.get(plan.question.id, UNANSWERED)
        if plan.asked_if is not None and state.run(plan.asked_if) is False:
            if given.state not in (AnswerState.UNANSWERED, AnswerState.NOT_APPLICABLE):
                state.ignored.append(plan.question.id)
            state.answers[position] = NOT_APPLICABLE
            continue
        if given.state is AnswerState.NOT_APPLICABLE and not _may_not_apply(state, position):
            given = UNANSWERED
        state.answers[position] = given
        if given.state is AnswerState.ANSWERED:
            state.values[plan.slot] = given.value
            state.states[plan.slot] = State.GIVEN if given.figure is None else State.MEASURED
        elif given.state is AnswerState.DONT_KNOW:
            state.states[plan.slot] = State.DONT_KNOW


def _may_not_apply(state: Evaluation, position: int) -> bool:
    """Whether "not applicable" is offered; while that cannot be told, it is accepted."""
    plan = state.program.questions[position]
    undecided = plan.asked_if is not None and state.run(plan.asked_if) is None
    if isinstance(plan.offered, bool):
        return plan.offered or undecided
    return undecided or state.run(plan.offered) is not False


def _compare_opinions(state: Evaluation, answers: Answers) -> None:
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
    score = DimensionScore(weight=dimension.weight)
    points = 0
    for slot, weight, unknown_is_zero in dimension.members:
        match state.answers[slot].state:
            case AnswerState.ANSWERED:
                points += weight * question_value(state.answers[slot])
                score.scored += weight
                score.answered += weight
                score.applicable += weight
            case AnswerState.DONT_KNOW:
                score.scored += weight if unknown_is_zero else 0
                score.applicable += weight
            case AnswerState.UNANSWERED:
                score.applicable += weight
    if score.scored:
        score.calculated = settle(POINTS_PER_VALUE * points / score.scored)
    return score


def question_value(answer: Answer) -> int:
    """Return the value 0-4 of a scored question's answer; don't know counts as 0."""
    return answer.value if isinstance(answer.value, int) else 0


def _outcome(state: Evaluation, gate: GatePlan) -> Outcome:
    block = state.run(gate.block) if gate.block else False
    if block is True:
        return "block"
    condition = state.run(gate.condition) if gate.condition else False
    if condition is True:
        return "condition"
    undecided = [r for r, v in ((gate.block, block), (gate.condition, condition)) if v is None]
    return "open" if any(_awaits_answer(state, rule) for rule in undecided if rule) else "clear"


def _awaits_answer(state: Evaluation, rule: Rule) -> bool:
    return any(
        state.answers[slot].state is AnswerState.UNANSWERED
        for slot in rule.reads
        if slot < len(state.answers)
    )


def _cap_dimensions(state: Evaluation) -> None:
    blocked = [p.gate for p in state.program.gates if state.outcomes[p.gate.code] == "block"]
    for plan in state.program.dimensions:
        score = state.dimensions[plan.id]
        capping = [gate for gate in blocked if plan.id in gate.caps.dimensions]
        score.capped = score.calculated
        if score.calculated is not None and capping:
            cap = min(gate.caps.dimensions[plan.id] for gate in capping)
            if cap < score.calculated:
                score.capped = cap
                score.capped_by = tuple(gate.code for gate in capping)
        state.values[plan.score_slot] = score.capped
        state.values[plan.level_slot] = state.level(score.capped)


def _score_overall(state: Evaluation) -> None:
    program = state.program
    for index, (weight_rule, rule) in enumerate(program.weight_rules):
        if state.run(rule) is True:
            state.weight_rules.append(index)
            state.dimensions[weight_rule.dimension].weight *= weight_rule.factor
    scores = [score for score in state.dimensions.values() if score.calculated is not None]
    total = sum(score.weight for score in scores)
    if total:
        state.calculated = _mean([(s.weight, s.calculated) for s in scores], total)
        state.overall = _mean([(s.weight, s.capped) for s in scores], total)
        capping = [
            plan.gate
            for plan in program.gates
            if plan.gate.caps.overall is not None and state.outcomes[plan.gate.code] == "block"
        ]
        caps = [gate.caps.overall for gate in capping if gate.caps.overall is not None]
        if caps and min(caps) < state.overall:
            state.overall = min(caps)
            state.overall_capped_by = tuple(gate.code for gate in capping)
    state.values[program.slots["score.overall"]] = state.overall
    state.values[program.slots["level.overall"]] = state.level(state.overall)


def _mean(terms: list[tuple[float, float | None]], total: float) -> float:
    return settle(sum(weight * (value or 0.0) for weight, value in terms) / total)
