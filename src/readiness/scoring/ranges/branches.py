"""Questions that open or close with other answers, and the dimensions they count in."""

from collections.abc import Iterator, Sequence

from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.expressions.possibilities import LookUp
from readiness.scoring.expressions.possible_values import Possible, among
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import Rule
from readiness.scoring.questions import POINTS_PER_VALUE
from readiness.scoring.ranges.bounds import Bounds, Member, joined, mean_bounds
from readiness.scoring.ranges.factors import counted_parts
from readiness.scoring.ranges.knowledge import Knowledge, Truths
from readiness.scoring.ranges.prospects import (
    Prospect,
    final_states,
    prospect,
    prospect_of,
    reading_of,
)
from readiness.scoring.ranges.study import DimensionStudy, QuestionStudy, Study

_ALWAYS_ASKED = ((True, False),)


def settle_question(known: Knowledge, asked: QuestionStudy, given: Answer) -> Prospect:
    """Return what may become of a question, those it depends on being known."""
    return _settled_in(known, asked, given, known.cases(asked.branch))


def _settled_in(
    known: Knowledge, asked: QuestionStudy, given: Answer, cases: Sequence[LookUp]
) -> Prospect:
    branches = set(_branches(known, asked, cases)) if asked.asked_if or asked.offered else ()
    states = final_states(asked.question, given.state, branches or _ALWAYS_ASKED)
    if given.state is AnswerState.ANSWERED:
        return prospect_of(asked.question, among([reading_of(given)]), states)
    return asked.prospect(states)


def _branches(
    known: Knowledge, asked: QuestionStudy, cases: Sequence[LookUp]
) -> Iterator[tuple[bool, bool]]:
    """Yield pairs of: the question is asked, "not applicable" is accepted."""
    for case in cases:
        for is_asked in _truths(known, asked.asked_if, case, otherwise=True):
            if is_asked is False:
                yield False, True
                continue
            if is_asked is None:
                yield True, True
                continue
            for offered in _truths(known, asked.offered, case, otherwise=False):
                yield True, offered is not False


def _truths(known: Knowledge, rule: Rule | bool | None, case: LookUp, *, otherwise: bool) -> Truths:
    if isinstance(rule, Rule):
        return known.truths(rule, case)
    return frozenset({otherwise if rule is None else rule})


def calculated_bounds(
    known: Knowledge,
    study: DimensionStudy,
    whole: Study,
    given: Sequence[Answer],
    prospects: Sequence[Prospect],
) -> Bounds:
    """Return the bounds of a dimension before caps, its branches agreeing with each other."""
    if known.is_settled(study.deciders):
        return _mean(known, study, whole, prospects, known.look_up)
    found = []
    for case in study.split.cases(known.look_up):
        agreeing = _agreeing(case, known, study, whole.questions, given, prospects)
        if agreeing is not None:
            found.append(_mean(known, study, whole, agreeing, case))
    return joined(found)


def _agreeing(
    case: LookUp,
    known: Knowledge,
    study: DimensionStudy,
    questions: Sequence[QuestionStudy],
    given: Sequence[Answer],
    prospects: Sequence[Prospect],
) -> Sequence[Prospect] | None:
    """The prospects in this case, or `None` if the case contradicts itself."""
    found = list(prospects)
    for position in study.narrowed:
        question = questions[position].question
        found[position] = prospect(question, case(question.id), may_stay_unanswered=False)
    for position in study.branching:
        asked = questions[position]
        cases = tuple(asked.branch.split.cases(case))
        settled = _settled_in(known, asked, given[position], cases)
        agreeing = _common(settled.possible, case(asked.question.id))
        if agreeing is None:
            return None
        found[position] = prospect(asked.question, agreeing, may_stay_unanswered=False)
    return found


def _common(one: Possible, other: Possible) -> Possible | None:
    """What both allow, or `None` if that is nothing; where it is not enumerated, the first."""
    if one.readings is not None and other.readings is not None:
        shared = [reading for reading in one.readings if reading in other.readings]
        return among(shared) if shared else None
    return one if one.states & other.states else None


def _mean(
    known: Knowledge,
    study: DimensionStudy,
    whole: Study,
    prospects: Sequence[Prospect],
    case: LookUp,
) -> Bounds:
    members = []
    for position, weight, _ in study.plan.members:
        expected, question = prospects[position], whole.questions[position].question
        rules = whole.value_rules.get(position)
        counted = counted_parts(known, rules, question, expected, case)
        if counted is not None:
            members.append(Member(0 if expected.may_leave else weight, weight, *counted))
    return mean_bounds(members, POINTS_PER_VALUE, PARTS_OF_ONE)
