"""Whose question it is: which of its answers a respondent may see, and which is their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.errors import Refused
from readiness.scoring import Questionnaire
from readiness.scoring.questions import Question
from readiness.services.respondent_parts import question_named
from readiness.services.sections import Duties, Respondent
from readiness.storage.links import GrantedVisit
from readiness.storage.tables import AnswerKind


@dataclass(frozen=True, slots=True)
class QuestionRights:
    """The answers to a question that a respondent sees, and as what it is theirs to answer.

    `own` is None where others answer, as for one who leads and assigned the role to a colleague.
    """

    question: Question
    seen: tuple[AnswerKind, ...]
    own: AnswerKind | None


def rights_to(
    questionnaire: Questionnaire,
    question_id: str,
    visitor: GrantedVisit,
    team: Sequence[Respondent],
) -> QuestionRights:
    """Return what a visitor may do with a question; who leads sees all answers.

    Raises `NotFound`, and `Refused` for a question of which the visitor may see nothing.
    """
    question = question_named(questionnaire, question_id)
    own = Duties(questionnaire, team, visitor.respondent_id).kind_of(question)
    if visitor.leads:
        both: tuple[AnswerKind, ...] = ("owner", "second")
        return QuestionRights(question, both if question.second_opinion else both[:1], own)
    if own is None:
        raise Refused(
            "question_of_another_role",
            "This question is answered by somebody in another role.",
            "Go to the overview; it lists the questions that are yours.",
        )
    return QuestionRights(question, (own,), own)
