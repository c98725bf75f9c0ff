"""Rules that are evaluated together, each phase of scoring as one function."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from readiness.scoring.expressions import (
    Constant,
    First,
    Span,
    Tests,
    compile_first,
    compile_tests,
    identifiers,
)
from readiness.scoring.plans import VERDICT_INPUTS, Asking, QuestionPlan, Rule
from readiness.scoring.problems import Problem
from readiness.scoring.visibility import circle_problem, circles, in_order

_NOWHERE = Span(0, 0)
_NEVER, _ALWAYS = Constant(False, _NOWHERE), Constant(True, _NOWHERE)

TestsOf: TypeAlias = Callable[[Iterable[Rule | None]], Tests]
"""Turns conditions into one function that tells which are true; an absent one never is."""


def tests_of(slots: Mapping[str, int], whole: Collection[str]) -> TestsOf:
    """Return what compiles conditions over these slots; names in `whole` have whole numbers."""
    return lambda rules: compile_tests(
        [_NEVER if rule is None else rule.node for rule in rules], slots, whole
    )


def verdict_row(rules: Iterable[Rule | None]) -> First:
    """Return what finds the first row that holds, from `VERDICT_INPUTS`; an absent rule does."""
    slots = {name: slot for slot, name in enumerate(VERDICT_INPUTS)}
    return compile_first([_ALWAYS if rule is None else rule.node for rule in rules], slots)


def visibility_order(plans: Sequence[QuestionPlan]) -> tuple[tuple[int, ...], list[Problem]]:
    """Positions of questions, each after those that decide whether it is asked; or why not."""
    reads = {
        plan.question.id: [name for rule in _rules(plan) for name in identifiers(rule.node)]
        for plan in plans
    }
    positions = {plan.question.id: i for i, plan in enumerate(plans)}
    problems = []
    for circle in circles(reads):
        first = positions[circle[0]]
        rule = "asked_if" if plans[first].asked_if else "not_applicable"
        problems.append(circle_problem(circle, ("questions", first, rule)))
    return () if problems else tuple(positions[name] for name in in_order(reads)), problems


def _rules(plan: QuestionPlan) -> list[Rule]:
    return [rule for rule in (plan.asked_if, plan.offered) if isinstance(rule, Rule)]


def asking_of(
    plans: Sequence[QuestionPlan],
    order: Sequence[int],
    slots: Mapping[str, int],
    whole: Collection[str],
) -> tuple[Asking, ...]:
    """Questions in the order given, grouped so that none hangs on another of its group."""
    return tuple(_asking(group, slots, whole) for group in _groups(plans, order))


def _groups(plans: Sequence[QuestionPlan], order: Sequence[int]) -> Iterator[list[QuestionPlan]]:
    group: list[QuestionPlan] = []
    for plan in (plans[position] for position in order):
        reads = {slot for rule in _rules(plan) for slot in rule.reads}
        if any(other.slot in reads for other in group):
            yield group
            group = []
        group.append(plan)
    yield group


def _asking(
    group: Sequence[QuestionPlan], slots: Mapping[str, int], whole: Collection[str]
) -> Asking:
    conditions = [plan.asked_if.node for plan in group if plan.asked_if]
    return Asking(
        always=tuple((plan.slot, plan.question.id) for plan in group if plan.asked_if is None),
        sometimes=tuple((plan.slot, plan.question.id) for plan in group if plan.asked_if),
        hidden=compile_tests(conditions, slots, whole, wanted=False),
        measurable=tuple(plan.slot for plan in group if plan.question.type == "number"),
    )
