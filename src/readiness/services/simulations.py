"""What if: answers changed on trial, scored and compared; nothing is stored."""

from collections.abc import Mapping

from readiness.scoring import AnswersRefused, Mode, Questionnaire, Result, live_result
from readiness.scoring.differences import Difference, compare
from readiness.scoring.parts import Part
from readiness.scoring.reading import read_answers
from readiness.services.given_answers import GivenAnswers, checked_changes
from readiness.services.refusals import invalid_input


class Simulation(Part):
    """The result that the changed answers would have, and how it differs from that without."""

    difference: Difference
    result: Result


def simulate(
    given: GivenAnswers, answers: Mapping[str, object], second_opinions: Mapping[str, object]
) -> Simulation:
    """Simulate for a caller; raises `InvalidInput` with every problem of the changes."""
    try:
        return simulated(given, answers, second_opinions)
    except AnswersRefused as refusal:
        raise invalid_input(refusal) from refusal


def simulated(
    given: GivenAnswers, answers: Mapping[str, object], second_opinions: Mapping[str, object]
) -> Simulation:
    """Score the answers given with some of them changed, by question id or code.

    `None` takes an answer back. Raises `AnswersRefused` with every problem of the changes.
    """
    before, after = before_and_after(given, answers, second_opinions)
    return Simulation(difference=compare(before, after), result=after)


def before_and_after(
    given: GivenAnswers,
    answers: Mapping[str, object],
    second_opinions: Mapping[str, object],
    mode: Mode = "full",
) -> tuple[Result, Result]:
    """Return the results of the answers given and of those changed; raises as `simulated`."""
    changed, seconds = checked_changes(given, answers, second_opinions)
    before = _scored(given.questionnaire, given.answers, given.second_opinions, mode)
    after = _scored(
        given.questionnaire,
        {**given.answers, **changed},
        {**given.second_opinions, **seconds},
        mode,
    )
    return before, after


def _scored(
    questionnaire: Questionnaire,
    answers: Mapping[str, object],
    second_opinions: Mapping[str, object],
    mode: Mode,
) -> Result:
    return live_result(questionnaire, read_answers(questionnaire, answers, second_opinions), mode)
