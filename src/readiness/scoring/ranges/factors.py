"""What a question with value rules may count: its value and the factors, in agreement."""

from readiness.scoring.expressions.possibilities import LookUp
from readiness.scoring.expressions.possible_values import Possible
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.questions import Question
from readiness.scoring.ranges.indices import factor_bounds
from readiness.scoring.ranges.knowledge import Knowledge
from readiness.scoring.ranges.prospects import Prospect, prospect
from readiness.scoring.ranges.study import ValueStudy


def counted_parts(
    known: Knowledge, study: ValueStudy | None, question: Question, expected: Prospect, case: LookUp
) -> tuple[int, int] | None:
    """Return the lowest and highest value x factor in thousandths; `None` if it never counts."""
    if expected.counted is None or study is None:
        counted = expected.counted
        return counted and (counted[0] * PARTS_OF_ONE, counted[1] * PARTS_OF_ONE)

    def narrowed(name: str) -> Possible:
        return expected.possible if name == question.id else case(name)

    ends: list[int] = []
    for agreeing in study.watched.split.cases(narrowed):
        read = prospect(question, agreeing(question.id), may_stay_unanswered=False)
        if read.counted is not None:
            low, high = factor_bounds(
                (known.truths(rule, agreeing), parts) for rule, parts in study.rules
            )
            ends += (read.counted[0] * low, read.counted[1] * high)
    return min(ends), max(ends)
