"""Answers to be checked before they are submitted: gaps, don't knows, estimates, who gave what.

Who leads checks the whole assessment, everybody else their own questions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, NotFound
from readiness.scoring import Answer, AnswerState, Questionnaire, Result, missing_answers
from readiness.scoring.answer_shapes import read_answer
from readiness.scoring.asking import asked_now
from readiness.scoring.questions import Question
from readiness.scoring.quick import is_asked
from readiness.services.assessments import (
    AnswerChanges,
    current_result,
    pinned,
    save_answers,
)
from readiness.services.disagreements import count_unsettled
from readiness.services.offers import is_carried_over
from readiness.services.question_rights import rights_to
from readiness.services.remarks import Said, remarks_on
from readiness.services.revisions import Revision, list_revisions
from readiness.services.sections import PROFILE, Duties, role_of, section_of
from readiness.services.stored_answers import effective_answers, read_stored
from readiness.storage.assessments import get_answers, get_assessment
from readiness.storage.database import Session
from readiness.storage.evidence import evidence_counts
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import list_all_respondents, name_of, names_of
from readiness.storage.tables import AnswerKind, Assessment

_UNANSWERED: Final = Answer(AnswerState.UNANSWERED)


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """One answer to check: the owner's or the second opinion, given or still missing.

    `missing` says that the assessment cannot be submitted without it, `mine` that it is the
    visitor's own, `carried_over` that it came from another assessment and nobody confirmed it.
    """

    question: Question
    kind: AnswerKind
    answer: Answer
    missing: bool
    mine: bool
    by: str | None
    at: datetime | None
    note: str
    pieces: int
    carried_over: bool

    @property
    def role(self) -> str | None:
        """The role that answers."""
        return role_of(self.question, self.kind)

    @property
    def unknown(self) -> bool:
        """Whether the answer is "don't know"."""
        return self.answer.state is AnswerState.DONT_KNOW

    @property
    def unmeasured(self) -> bool:
        """Whether it is a key figure nobody knows, which counts 0."""
        return self.unknown and self.question.dont_know == "zero"


@dataclass(frozen=True, slots=True)
class CheckedSection:
    """The answers of one section, in the order asked."""

    id: str
    answers: tuple[CheckedAnswer, ...]

    @property
    def missing(self) -> tuple[CheckedAnswer, ...]:
        """What still needs an answer."""
        return tuple(each for each in self.answers if each.missing)

    @property
    def unknown(self) -> tuple[CheckedAnswer, ...]:
        """What was answered with "don't know"."""
        return tuple(each for each in self.answers if each.unknown)


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """All answers that a visitor checks, section by section."""

    sections: tuple[CheckedSection, ...]

    @property
    def answers(self) -> tuple[CheckedAnswer, ...]:
        """The answers of all sections."""
        return tuple(each for section in self.sections for each in section.answers)

    def section(self, section_id: str) -> CheckedSection:
        """Return a section; raises `NotFound`."""
        found = next((each for each in self.sections if each.id == section_id), None)
        if found is None:
            raise NotFound(
                "section_not_found",
                "There is no such section.",
                "Go back to the overview; it lists what is asked.",
            )
        return found

    def select(self, chosen: Callable[[CheckedAnswer], bool]) -> tuple[CheckedAnswer, ...]:
        """Return the answers for which `chosen` is true."""
        return tuple(filter(chosen, self.answers))


@dataclass(frozen=True, slots=True)
class WholeCheck:
    """What the one who leads checks before submitting.

    `result` computes for some ten milliseconds and needs the database no more. `remarks` stand by
    code of the finding.
    """

    check: AnswerCheck
    result: Callable[[], Result]
    disagreements: int
    remarks: Mapping[str, Said]
    revisions: tuple[Revision, ...]


def check_answers(session: Session, catalog: Catalog, visitor: GrantedVisit) -> AnswerCheck:
    """Return the answers to check; raises `NotFound`, and `Conflict` as `pinned` does."""
    assessment = get_assessment(session, visitor.account_id, visitor.assessment_id)
    questionnaire = pinned(catalog, assessment)
    desk = _Desk(session, questionnaire, assessment, visitor)
    sections: dict[str, list[CheckedAnswer]] = {PROFILE: []}
    for question in questionnaire.questions:
        if question.id in desk.asked:
            found = sections.setdefault(section_of(questionnaire, question), [])
            found.extend(desk.answers_to(question))
    return AnswerCheck(
        tuple(CheckedSection(name, tuple(found)) for name, found in sections.items() if found)
    )


def check_whole(session: Session, catalog: Catalog, lead: GrantedVisit) -> WholeCheck:
    """Return everything to check before submitting; raises as `check_answers`."""
    owner = (lead.account_id, lead.assessment_id)
    assessment = get_assessment(session, *owner)
    mode = assessment.mode if assessment.status == "in_progress" else "full"
    return WholeCheck(
        check=check_answers(session, catalog, lead),
        result=current_result(session, catalog, *owner, mode),
        disagreements=count_unsettled(session, catalog, *owner),
        remarks=remarks_on(session, *owner),
        revisions=list_revisions(session, *owner),
    )


def confirm_carried_over(
    session: Session, catalog: Catalog, visitor: GrantedVisit, question_id: str, now: datetime
) -> None:
    """Make an answer taken over from another assessment the visitor's own, as it is.

    Raises `NotFound`, `Refused` for a question of another role, and `Conflict` once submitted or
    where there is no such answer any more.
    """
    owner = (visitor.account_id, visitor.assessment_id)
    questionnaire = pinned(catalog, get_assessment(session, *owner))
    rights = rights_to(questionnaire, question_id, visitor, list_all_respondents(session, *owner))
    stored = {(row.question_id, row.kind): row for row in get_answers(session, *owner)}
    row = stored.get((question_id, "owner"))
    if rights.own != "owner" or row is None or not is_carried_over(row.answered_by):
        raise Conflict(
            "nothing_to_confirm",
            "This answer is not waiting to be confirmed.",
            "Look at the check of the answers again.",
        )
    changes = AnswerChanges(
        answers={question_id: row.value},
        answered_by=visitor.respondent_id,
        role=rights.question.role,
        notes={question_id: row.note} if row.note else {},
    )
    save_answers(session, catalog, *owner, changes, now)


class _Desk:
    """What answers are looked up in while they are checked."""

    def __init__(
        self,
        session: Session,
        questionnaire: Questionnaire,
        assessment: Assessment,
        visitor: GrantedVisit,
    ) -> None:
        owner = (assessment.account_id, assessment.id)
        answers = read_stored(questionnaire, effective_answers(session, *owner))
        asked = asked_now(questionnaire, answers).asked
        in_quick = {question.id for question in questionnaire.questions if is_asked(question)}
        self.asked = asked & in_quick if assessment.mode == "quick" else asked
        self._missing = frozenset(missing_answers(questionnaire, answers))
        self._stored = {(r.question_id, r.kind): r for r in get_answers(session, *owner)}
        self._pieces = evidence_counts(session, *owner)
        self._names = names_of(session, *owner)
        team = list_all_respondents(session, *owner)
        self._duties = Duties(questionnaire, team, visitor.respondent_id)
        self._leads = visitor.leads

    def answers_to(self, question: Question) -> Iterator[CheckedAnswer]:
        """The answers to a question that the visitor may see.

        Who leads sees both, but not the other's before giving one of two.
        """
        own = self._duties.kind_of(question)
        given = [kind for kind in ("owner", "second") if (question.id, kind) in self._stored]
        if own is not None:
            yield self._checked_answer(question, own, mine=True)
        if not self._leads or (own is not None and own not in given):
            return
        if own != "owner":
            yield self._checked_answer(question, "owner", mine=False)
        if own != "second" and "second" in given:
            yield self._checked_answer(question, "second", mine=False)

    def _checked_answer(self, question: Question, kind: AnswerKind, *, mine: bool) -> CheckedAnswer:
        stored = self._stored.get((question.id, kind))
        by = None if stored is None else stored.answered_by
        carried = is_carried_over(by)
        return CheckedAnswer(
            question=question,
            kind=kind,
            answer=_UNANSWERED if stored is None else read_answer(question, stored.value),
            missing=kind == "owner" and question.id in self._missing,
            mine=mine,
            by=None if carried else name_of(self._names, by),
            at=None if stored is None else stored.answered_at,
            note="" if stored is None else stored.note or "",
            pieces=self._pieces.get((question.id, kind), 0),
            carried_over=carried,
        )
