"""What an assessment's result hangs on; nothing is stored."""

from readiness.scoring.reading import read_answers
from readiness.scoring.sensitivity import Sensitivity, analyse_sensitivity
from readiness.services.given_answers import GivenAnswers


def sensitivity_of(given: GivenAnswers) -> Sensitivity:
    """Try the questionnaire's weights and thresholds on the answers given so far."""
    answers = read_answers(given.questionnaire, given.answers, given.second_opinions)
    return analyse_sensitivity(given.questionnaire, answers)
