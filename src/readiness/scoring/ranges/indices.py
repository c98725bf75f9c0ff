"""What is possible for factors, for raised levels, for decisions and for ticked items."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import combinations

from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.expressions import Value
from readiness.scoring.expressions.possibilities import LookUp
from readiness.scoring.expressions.possible_values import GIVEN_STATES, Anything, Outcome
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import DecisionPlan, IndexPlan, Rule
from readiness.scoring.questions import MultipleQuestion
from readiness.scoring.ranges.knowledge import Knowledge, Truths
from readiness.scoring.ranges.prospects import MOST_ITEMS, Prospect
from readiness.scoring.ranges.study import Watched

_ONLY_TRUE: Truths = frozenset({True})


def factor_bounds(applying: Iterable[tuple[Truths, int]]) -> tuple[int, int]:
    """Return the lowest and highest factor of a question, in thousandths.

    `applying` has what the condition of each of its value rules may come to, with the factor.
    """
    listed = list(applying)
    possible = [parts for truths, parts in listed if True in truths]
    certain = [parts for truths, parts in listed if truths == _ONLY_TRUE]
    return min([PARTS_OF_ONE, *possible]), min([PARTS_OF_ONE, *certain])


def raised_levels(
    plan: IndexPlan, calculated: Collection[int | None], made: Callable[[int], Truths]
) -> frozenset[int | None]:
    """Return the levels possible after raises.

    `made` tells of a finding by its position whether it may be made; each is taken by itself.
    """
    possible, certain = {0}, 0
    for each in plan.raises:
        truths = [made(position) for position in each.findings]
        if sum(found == _ONLY_TRUE for found in truths) >= each.at_least:
            certain = max(certain, each.level)
        elif sum(True in found for found in truths) >= each.at_least:
            possible.add(each.level)
    return frozenset(
        max(level or 0, certain, raised) or None for level in calculated for raised in possible
    )


def possible_outcomes(
    plan: DecisionPlan, truths_of: Callable[[Rule], Truths]
) -> frozenset[str | None]:
    """Return the outcomes of the rows that may be the first that holds; `None`: without one."""
    found: set[str | None] = set()
    for row, rule in zip(plan.decision.rows, plan.rows, strict=True):
        holds = _ONLY_TRUE if rule is None else truths_of(rule)
        if True in holds:
            found.add(row.outcome)
        if None in holds:
            found.add(None)
        if False not in holds:
            return frozenset(found)
    return frozenset(found | {None})


def decision_outcomes(known: Knowledge, plan: DecisionPlan, rows: Watched) -> frozenset[str | None]:
    """Return the outcomes of a decision, its rows agreeing with each other."""
    found = frozenset[str | None]()
    for case in known.cases(rows):
        found |= possible_outcomes(plan, partial(_truths, known, case))
    return found


def _truths(known: Knowledge, case: LookUp, rule: Rule) -> Truths:
    return known.truths(rule, case)


def possible_items(question: MultipleQuestion, given: Answer, expected: Prospect) -> Outcome:
    """Return the lists of ticked items that rules may read; none while only a band is known."""
    missing = frozenset[Value]({None})
    states = expected.possible.states
    if GIVEN_STATES.isdisjoint(states):
        return missing
    if given.state is AnswerState.ANSWERED:
        return frozenset({given.items}) | (missing if states - GIVEN_STATES else frozenset())
    if len(question.items) > MOST_ITEMS:
        return Anything(missing=True)
    return missing | frozenset(every_list(question))


def every_list(question: MultipleQuestion) -> list[tuple[str, ...]]:
    """Return every list of items that can be ticked, in the question's order."""
    items = [item.id for item in question.items]
    return [chosen for size in range(len(items) + 1) for chosen in combinations(items, size)]
