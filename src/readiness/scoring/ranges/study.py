"""A program studied for ranges: which rules read what, and which names have to agree. Done once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from readiness.scoring.answers import AnswerState
from readiness.scoring.expressions import AnswerTest, Node
from readiness.scoring.expressions.cases import CaseSplit
from readiness.scoring.expressions.nodes import children
from readiness.scoring.expressions.possible_values import Possible
from readiness.scoring.plans import (
    VERDICT_INPUTS,
    DecisionPlan,
    DimensionPlan,
    GatePlan,
    IndexPlan,
    Program,
    RoutePlan,
    Rule,
)
from readiness.scoring.questions import MultipleQuestion, Question
from readiness.scoring.ranges.prospects import (
    MOST_ITEMS,
    Prospect,
    possible_answers,
    prospect_of,
)

PROGRAMS_KEPT = 64
_studies: dict[int, "Study"] = {}


@dataclass(frozen=True, slots=True)
class Watched:
    """Rules judged together, the slots they read, and how names they share are narrowed."""

    rules: tuple[Rule, ...]
    reads: frozenset[int]
    split: CaseSplit


def watched(rules: Iterable[Rule | None], always: Collection[str] = ()) -> Watched:
    """Study rules that are judged together; absent ones are left out."""
    present = tuple(rule for rule in rules if rule is not None)
    return Watched(
        rules=present,
        reads=frozenset(slot for rule in present for slot in rule.reads),
        split=CaseSplit((rule.node for rule in present), always),
    )


@dataclass(frozen=True, slots=True)
class QuestionStudy:
    """A question, what decides whether it is asked, and its prospects by final states.

    `lists` is the question itself if some rule reads which of its items are ticked.
    """

    question: Question
    asked_if: Rule | None
    offered: Rule | bool
    branch: Watched
    answers: Possible
    lists: MultipleQuestion | None = None
    prospects: dict[frozenset[AnswerState], Prospect] = field(default_factory=dict)

    @property
    def has_many_lists(self) -> bool:
        """Tell whether its items are read and too many to try every list of them."""
        return self.lists is not None and len(self.lists.items) > MOST_ITEMS

    def prospect(self, states: frozenset[AnswerState]) -> Prospect:
        """Return what the question comes to, whatever the answer."""
        found = self.prospects.get(states)
        if found is None:
            found = self.prospects[states] = prospect_of(self.question, self.answers, states)
        return found


@dataclass(frozen=True, slots=True)
class DimensionStudy:
    """A dimension with the questions whose branches have to agree, in the order they are settled.

    `narrowed` are members that open branches and have none themselves. `reads` are all slots its
    calculated score depends on, `deciders` those that open branches.
    """

    plan: DimensionPlan
    branching: tuple[int, ...]
    narrowed: tuple[int, ...]
    reads: frozenset[int]
    deciders: frozenset[int]
    split: CaseSplit
    caps: tuple[tuple[str, float], ...]
    gate_slots: frozenset[int]


@dataclass(frozen=True, slots=True)
class ValueStudy:
    """The value rules of a question with their factors in thousandths."""

    rules: tuple[tuple[Rule, int], ...]
    watched: Watched


@dataclass(frozen=True, slots=True)
class IndexStudy:
    """An index, its score studied as a dimension's, and all that its level depends on."""

    plan: IndexPlan
    score: DimensionStudy
    level_reads: frozenset[int]


@dataclass(frozen=True, slots=True)
class RouteStudy:
    """A route with the slots of the dimensions and of the gates it is judged by."""

    plan: RoutePlan
    fit: Watched
    score_slots: frozenset[int]
    gate_slots: frozenset[int]


@dataclass(frozen=True, slots=True)
class Study:
    """Everything about a program that ranges need and that no answer changes.

    `affected` are for each question itself and all whose branches depend on it, in the order they
    are settled; `read` are the slots that findings, raises, risks, decisions and fits read;
    `items` are the slots of lists of ticked items, `value_rules` those of questions, by the
    question's position. `deciding` are all rules that
    decide about scores, gates, decisions and routes. `borders` are the constants the
    verdict table compares fit and readiness with, `None` where it calculates with them.
    """

    program: Program
    questions: tuple[QuestionStudy, ...]
    affected: tuple[tuple[int, ...], ...]
    read: frozenset[int]
    items: dict[int, int]
    value_rules: dict[int, ValueStudy]
    variables: tuple[tuple[int, Watched], ...]
    gates: tuple[tuple[GatePlan, Watched], ...]
    weight_rules: tuple[tuple[str, float, Watched], ...]
    dimensions: tuple[DimensionStudy, ...]
    indices: tuple[IndexStudy, ...]
    findings: tuple[tuple[int, Watched], ...]
    risks: tuple[tuple[int, Watched], ...]
    decisions: tuple[tuple[DecisionPlan, Watched], ...]
    overall_caps: tuple[tuple[str, float], ...]
    routes: tuple[RouteStudy, ...]
    verdicts: CaseSplit
    borders: tuple[Sequence[float] | None, Sequence[float] | None]
    deciding: CaseSplit
    verdicts_known: dict[object, frozenset[str | None]] = field(default_factory=dict)


def study_of(program: Program) -> Study:
    """Return the study of a program; the ones made last are kept.

    A study holds its program, so that no other can get the same identity while it is kept.
    """
    found = _studies.get(id(program))
    if found is None:
        found = _studies[id(program)] = _study(program)
        for oldest in list(_studies)[:-PROGRAMS_KEPT]:  # a copy: other threads add meanwhile
            _studies.pop(oldest, None)
    return found


def _study(program: Program) -> Study:
    questions = _questions(program)
    rows = [rule for _, rule in program.verdict_rules if rule is not None]
    verdicts = CaseSplit((rule.node for rule in rows), VERDICT_INPUTS)
    routes = tuple(_route(program, plan) for plan in program.routes)
    findings = tuple((slot, watched([rule])) for _, slot, rule in program.findings)
    indices = tuple(_index(program, questions, plan) for plan in program.indices)
    risks = tuple((slot, watched([rule])) for _, slot, rule in program.risks)
    decisions = tuple((plan, watched(plan.rows)) for plan in program.decisions)
    return Study(
        program=program,
        questions=questions,
        affected=_affected(program, questions),
        read=frozenset[int]().union(
            *(rules.reads for _, rules in findings),
            *(index.level_reads for index in indices),
            *(rules.reads for _, rules in risks),
            *(rules.reads for _, rules in decisions),
            *(route.fit.reads for route in routes),
        ),
        items={position: slot for slot, position in program.items},
        value_rules=dict(_value_rules(program)),
        variables=tuple((slot, watched([rule])) for slot, rule in program.variables),
        gates=tuple((plan, watched([plan.block, plan.condition])) for plan in program.gates),
        weight_rules=tuple(
            (part.dimension, part.factor, watched([rule])) for part, rule in program.weight_rules
        ),
        dimensions=tuple(_dimension(program, questions, plan) for plan in program.dimensions),
        indices=indices,
        findings=findings,
        risks=risks,
        decisions=decisions,
        overall_caps=tuple(
            (plan.gate.code, plan.gate.caps.overall)
            for plan in program.gates
            if plan.gate.caps.overall is not None
        ),
        routes=routes,
        verdicts=verdicts,
        deciding=CaseSplit(rule.node for rule in _deciding_rules(program)),
        borders=(_borders(verdicts, "fit"), _borders(verdicts, "readiness")),
    )


def _questions(program: Program) -> tuple[QuestionStudy, ...]:
    listed = (*program.findings, *program.risks)
    rules = [*_deciding_rules(program), *(rule for _, _, rule in listed)]
    read_as_lists = {position for _, position in program.items}
    measured = {name for rule in rules for name in _measured_in(rule.node)}
    return tuple(
        QuestionStudy(
            question=plan.question,
            asked_if=plan.asked_if,
            offered=plan.offered,
            branch=watched(
                [plan.asked_if, None if isinstance(plan.offered, bool) else plan.offered]
            ),
            answers=possible_answers(plan.question, tells_measured=plan.question.id in measured),
            lists=plan.question
            if plan.slot in read_as_lists and isinstance(plan.question, MultipleQuestion)
            else None,
        )
        for plan in program.questions
    )


def _value_rules(program: Program) -> Iterator[tuple[int, ValueStudy]]:
    for slot in dict.fromkeys(slot for _, slot, _ in program.value_rules):
        rules = [(rule, part.parts) for part, other, rule in program.value_rules if other == slot]
        name = program.questions[slot].question.id
        yield slot, ValueStudy(tuple(rules), watched((rule for rule, _ in rules), [name]))


def _measured_in(node: Node) -> Iterator[str]:
    """The questions of which the expression asks whether their figure was typed."""
    if isinstance(node, AnswerTest):
        if node.function == "measured":
            yield node.question.name
        return
    for child in children(node):
        yield from _measured_in(child)


def _affected(program: Program, questions: Sequence[QuestionStudy]) -> tuple[tuple[int, ...], ...]:
    """For each question itself and all that depend on it, in the order they are settled."""
    found: list[tuple[int, ...]] = []
    for position in range(len(questions)):
        touched = {position}
        for other in program.visibility_order:
            if not questions[other].branch.reads.isdisjoint(touched):
                touched.add(other)
        found.append(tuple(p for p in program.visibility_order if p in touched))
    return tuple(found)


def _borders(verdicts: CaseSplit, name: str) -> Sequence[float] | None:
    constants = verdicts.constants(name)
    return None if constants is None else sorted(constants)


def _deciding_rules(program: Program) -> Iterator[Rule]:
    """Every rule that decides about scores, gates, decisions and routes."""
    for question in program.questions:
        yield from (r for r in (question.asked_if, question.offered) if isinstance(r, Rule))
    for gate in program.gates:
        yield from (rule for rule in (gate.block, gate.condition) if rule is not None)
    yield from (rule for _, _, rule in program.value_rules)
    for decision in program.decisions:
        yield from (rule for rule in decision.rows if rule is not None)
    for route in program.routes:
        yield from _fit_rules(route)
    listed = (program.variables, program.weight_rules)
    yield from (rule for _, rule in chain.from_iterable(listed))


def _fit_rules(route: RoutePlan) -> list[Rule]:
    fit = route.fit
    formula = [fit.formula] if fit.formula else []
    return [*(rule for rule, _ in fit.terms), *formula, *(rule for _, rule in fit.limits)]


def _dimension(
    program: Program, questions: Sequence[QuestionStudy], plan: DimensionPlan
) -> DimensionStudy:
    members = {position for position, _, _ in plan.members}
    branching = _branching(program, questions, members)
    rules = [rule for position in branching for rule in questions[position].branch.rules]
    deciders = frozenset(slot for rule in rules for slot in rule.reads)
    capping = [gate for gate in program.gates if plan.id in gate.gate.caps.dimensions]
    factors = (rule.reads for _, slot, rule in program.value_rules if slot in members)
    agreeing = [slot for slot in sorted(deciders) if slot in members or slot in branching]
    return DimensionStudy(
        plan=plan,
        branching=branching,
        narrowed=tuple(slot for slot in agreeing if slot not in branching),
        reads=deciders.union(members, *factors),
        deciders=deciders,
        split=CaseSplit(
            (rule.node for rule in rules), [questions[slot].question.id for slot in agreeing]
        ),
        caps=tuple((g.gate.code, g.gate.caps.dimensions[plan.id]) for g in capping),
        gate_slots=frozenset(gate.slot for gate in capping),
    )


def _index(program: Program, questions: Sequence[QuestionStudy], plan: IndexPlan) -> IndexStudy:
    raising = frozenset[int]().union(*(each.findings for each in plan.raises))
    return IndexStudy(
        plan=plan,
        score=_dimension(program, questions, plan.score),
        level_reads=frozenset(program.findings[position][1] for position in raising)
        | {plan.score.score_slot},
    )


def _branching(
    program: Program, questions: Sequence[QuestionStudy], members: Collection[int]
) -> tuple[int, ...]:
    """Questions with branches among the members and all that decide about them."""
    found: set[int] = set()
    pending = list(members)
    while pending:
        position = pending.pop()
        if position not in found and questions[position].branch.rules:
            found.add(position)
            pending.extend(s for s in questions[position].branch.reads if s < len(questions))
    return tuple(position for position in program.visibility_order if position in found)


def _route(program: Program, plan: RoutePlan) -> RouteStudy:
    scores = {dimension.id: dimension.score_slot for dimension in program.dimensions}
    gates = {gate.gate.code: gate.slot for gate in program.gates}
    return RouteStudy(
        plan=plan,
        fit=watched(_fit_rules(plan)),
        score_slots=frozenset(scores[dimension] for dimension in plan.route.readiness),
        gate_slots=frozenset(gates[code] for code in plan.route.gates),
    )
