"""The scoring core as a library: `score(questionnaire, answers) -> Result`.

Pure and deterministic: no clock, no I/O, no SQL, no YAML; it imports nothing else of the project.
"""

from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.engine import missing_answers, opinion_gaps, parse_answers, score
from readiness.scoring.live import live_result
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import (
    AnswersRefused,
    Problem,
    ProblemsFound,
    QuestionnaireRefused,
)
from readiness.scoring.result import Mode, Result

__all__ = [
    "Answer",
    "AnswerState",
    "Answers",
    "AnswersRefused",
    "Mode",
    "Problem",
    "ProblemsFound",
    "Questionnaire",
    "QuestionnaireRefused",
    "Result",
    "live_result",
    "missing_answers",
    "opinion_gaps",
    "parse_answers",
    "score",
]
