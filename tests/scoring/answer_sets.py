"""Random answers to any questionnaire, for property tests."""

from typing import Any

from hypothesis import strategies as st

from readiness.scoring import Questionnaire
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)


def values(question: Question) -> st.SearchStrategy[Any]:
    """Generate values of every form the question takes."""
    match question:
        case SingleQuestion():
            return st.sampled_from([option.value for option in question.options])
        case BooleanQuestion():
            return st.booleans()
        case NumberQuestion():
            steps = 10**question.decimals
            low, high = round(question.low * steps), round(question.high * steps)
            figures = st.integers(low, high).map(lambda n: n / steps)
            return st.one_of(figures, _bands(question)) if question.bands else figures
        case MultipleQuestion():
            ticks = st.lists(st.sampled_from([item.id for item in question.items]), unique=True)
            return st.one_of(ticks, _bands(question)) if question.bands else ticks
        case _:
            return st.text(max_size=question.max_length)


def _bands(question: NumberQuestion | MultipleQuestion) -> st.SearchStrategy[dict[str, int]]:
    return st.sampled_from([{"band": band.value} for band in question.bands])


def answers_to(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Any]]:
    """Generate sets of answers of any state; "not applicable" where it is always offered."""
    states = {question.id: _any_state(question) for question in questionnaire.questions}
    return st.fixed_dictionaries({}, optional=states)


def _any_state(question: Question) -> st.SearchStrategy[Any]:
    others: list[str | None] = [None]
    if question.dont_know != "refused":
        others.append("dont_know")
    if question.not_applicable is True and question.asked_if is None:
        others.append("not_applicable")
    return st.one_of(values(question), st.sampled_from(others))
