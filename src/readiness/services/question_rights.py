"""Whose question it is: what a respondent may see and change of the answers to a question."""

from collections.abc import Iterable
from dataclasses import dataclass

from readiness.errors import NotFound, Refused
from readiness.scoring import Questionnaire
from readiness.scoring.questions import Question
from readiness.storage.access_tables import Respondent
from readiness.storage.links import GrantedVisit
from readiness.storage.tables import AnswerKind


@dataclass(frozen=True, slots=True)
class QuestionRights:
    """The answers to a question that a respondent sees, and the one that is the respondent's own.

    `own` is None where others answer, as for one who leads and assigned the role to a colleague.
    """

    seen: tuple[AnswerKind, ...]
    own: AnswerKind | None


def rights_to(
    question: Question, visitor: GrantedVisit, people: Iterable[Respondent]
) -> QuestionRights:
    """Return what a visitor may do with a question.

    Who answers for a role sees that answer only. Who leads sees both, and answers for the roles
    that nobody has.
    """
    held = {role for person in people for role in person.roles}
    own = set(visitor.roles)
    if visitor.leads:
        own |= {role for role in (question.role,) if role not in held}
    asked: dict[AnswerKind, str | None] = {
        "owner": question.role,
        "second": question.second_opinion,
    }
    mine = tuple(kind for kind, role in asked.items() if role in own)
    seen = tuple(kind for kind, role in asked.items() if role) if visitor.leads else mine
    return QuestionRights(seen, mine[0] if mine else None)


def question_for(
    questionnaire: Questionnaire,
    question_id: str,
    visitor: GrantedVisit,
    people: Iterable[Respondent],
) -> tuple[Question, QuestionRights]:
    """Return a question that the visitor may see; raises `NotFound` and `Refused`."""
    found = next((q for q in questionnaire.questions if q.id == question_id), None)
    if found is None:
        raise NotFound(
            "question_not_found",
            "There is no such question.",
            "Go to the overview; it lists the questions.",
        )
    rights = rights_to(found, visitor, people)
    if not rights.seen:
        raise Refused(
            "question_not_yours",
            "This question is answered by somebody in another role.",
            "Go to the overview; it lists the questions that are yours.",
        )
    return found, rights
