"""Answers given one by one on pages: each saved at once, none lost to another person or tab.

A page sends with every answer the revision that it had shown. What differs from that is what was
changed on it; who changed the same meanwhile is told, and nothing is overwritten unseen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, InputProblem, InvalidInput, Refused
from readiness.scoring import AnswersRefused, Questionnaire
from readiness.scoring.questions import Question
from readiness.services.answer_changes import AnswerEdit, Clash, Content, content_of, merged
from readiness.services.answer_writing import write_answers
from readiness.services.assessments import pinned, refuse_unless_open
from readiness.services.given_answers import GivenAnswers, checked_changes
from readiness.services.refusals import invalid_input
from readiness.services.respondent_parts import Part, author_of, part_of, question_named
from readiness.services.sections import Duties, offers_quick_scan, role_of, section_of
from readiness.services.stored_answers import raw_answers
from readiness.storage.answering import find_change, lock_assessment, put_mode
from readiness.storage.answers import AnswerEntry, StoredAnswer
from readiness.storage.assessments import get_answers
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import list_all_respondents
from readiness.storage.table_parts import NOTE_MAX
from readiness.storage.tables import AnswerKind, AssessmentMode

_NOT_YOURS: Final = "question_not_yours"


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What became of one answer; `applies` are the questions now asked in its section.

    `revision` is 0 where there is no answer (any more).
    """

    revision: int
    answered: bool
    applies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saving:
    """What became of several answers, by question id, and the respondent's part afterwards."""

    part: Part
    refused: Mapping[str, InputProblem]
    clashes: Mapping[str, Clash]


class AnswerChanged(Conflict):
    """The same answer was changed meanwhile, by somebody else or in another window."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(
            "answer_changed",
            "This answer was changed meanwhile, by somebody else or in another window.",
            "Compare both answers and choose which one to keep.",
        )
        self.clash = clash


def save_answer(
    session: Session, catalog: Catalog, visit: GrantedVisit, edit: AnswerEdit, now: datetime
) -> SavedAnswer:
    """Save one answer; what is stored already counts as saved, so repeating is harmless.

    Raises `NotFound` for no such question, `Refused` for one of another role, `Conflict` once
    submitted, `AnswerChanged`, and `InvalidInput` for an answer that the question does not take.
    """
    saving = save_edits(session, catalog, visit, [edit], now, whole=True)
    part = saving.part
    if edit.question_id in saving.clashes:
        raise AnswerChanged(saving.clashes[edit.question_id])
    if edit.question_id in saving.refused:
        problem = saving.refused[edit.question_id]
        if problem.code == _NOT_YOURS:
            raise Refused(problem.code, problem.detail, problem.remedy)
        raise InvalidInput([problem])
    own = section_of(part.questionnaire, part.question(edit.question_id))
    stored = part.stored.get(edit.question_id)
    return SavedAnswer(
        revision=0 if stored is None else stored.revision,
        answered=stored is not None,
        applies=tuple(
            each.question.id
            for section in part.sections
            for each in section.questions
            if section.id == own
        ),
    )


def save_edits(
    session: Session,
    catalog: Catalog,
    visit: GrantedVisit,
    edits: Sequence[AnswerEdit],
    now: datetime,
    *,
    whole: bool = False,
) -> Saving:
    """Save what was changed on a page, each answer on its own; what cannot be is told.

    `whole` says that an edit is meant as it is: where only a part of it was changed on the page
    and another meanwhile by somebody else, it clashes instead of being merged.

    Raises `NotFound` for no such question and `Conflict` once submitted.
    """
    assessment = lock_assessment(session, visit.account_id, visit.assessment_id)
    refuse_unless_open(assessment)
    questionnaire = pinned(catalog, assessment)
    team = list_all_respondents(session, visit.account_id, visit.assessment_id)
    stored = get_answers(session, visit.account_id, visit.assessment_id)
    duties = Duties(questionnaire, team, visit.respondent_id)
    desk = _Desk(session, visit, questionnaire, duties, {each.id: each.name for each in team})
    desk.take(edits, stored, whole=whole)
    desk.check(stored)
    if desk.accepted:
        desk.write(now)
    return Saving(part_of(session, catalog, visit), desk.refused, desk.clashes)


def switch_mode(
    session: Session, catalog: Catalog, visit: GrantedVisit, mode: AssessmentMode
) -> None:
    """Ask all, or only the quick scan; every answer stays.

    Raises `Conflict` once submitted, and where the questionnaire has no quick scan.
    """
    assessment = lock_assessment(session, visit.account_id, visit.assessment_id)
    refuse_unless_open(assessment)
    if mode == "quick" and not offers_quick_scan(pinned(catalog, assessment)):
        raise Conflict(
            "no_quick_scan",
            "This questionnaire has no quick scan.",
            "Answer it in full.",
        )
    put_mode(session, visit.account_id, visit.assessment_id, mode)


@dataclass(slots=True)
class _Desk:
    """Edits of one respondent on their way into the database."""

    session: Session
    visit: GrantedVisit
    questionnaire: Questionnaire
    duties: Duties
    names: Mapping[str, str]
    accepted: dict[str, tuple[AnswerKind, Content]] = field(default_factory=dict)
    refused: dict[str, InputProblem] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)

    def take(
        self, edits: Sequence[AnswerEdit], stored: Sequence[StoredAnswer], *, whole: bool
    ) -> None:
        """Tell what was changed, what clashes, and what is not theirs to answer."""
        now_stored = {(each.question_id, each.kind): each for each in stored}
        for edit in edits:
            question = self._question(edit.question_id)
            kind = self.duties.kind_of(question)
            if kind is None:
                self.refused[edit.question_id] = _not_yours(question)
                continue
            theirs = now_stored.get((question.id, kind))
            shown = self._shown(edit, kind, theirs)
            content = merged(question, edit, shown, content_of(theirs), whole=whole)
            if content is None:
                self.clashes[edit.question_id] = Clash(edit, theirs, author_of(self.names, theirs))
            elif content != content_of(theirs):
                self.accepted[edit.question_id] = (kind, content)

    def check(self, stored: Sequence[StoredAnswer]) -> None:
        """Set aside what the questionnaire does not take, until the rest can be stored."""
        for question_id, (_, content) in list(self.accepted.items()):
            problem = _wrong_note(content)
            if problem is not None:
                self._refuse(question_id, problem)
        given = GivenAnswers(self.questionnaire, *raw_answers(stored))
        while self.accepted:
            try:
                checked_changes(given, self._values("owner"), self._values("second"))
            except AnswersRefused as refusal:
                for found in invalid_input(refusal).problems:
                    self._refuse(found.pointer.rpartition("/")[2], found)
            else:
                return

    def write(self, now: datetime) -> None:
        """Store what was accepted."""
        entries = [
            AnswerEntry(
                question_id=question_id,
                value=content.value,
                kind=kind,
                note=content.note,
                answered_by=self.visit.respondent_id,
                answered_role=role_of(self._question(question_id), kind),
            )
            for question_id, (kind, content) in self.accepted.items()
            if content.value is not None
        ]
        taken_back: dict[AnswerKind, list[str]] = {"owner": [], "second": []}
        for question_id, (kind, content) in self.accepted.items():
            if content.value is None:
                taken_back[kind].append(question_id)
        owner = (self.visit.account_id, self.visit.assessment_id)
        write_answers(self.session, self.questionnaire, owner, entries, taken_back, now)

    def _shown(self, edit: AnswerEdit, kind: AnswerKind, theirs: StoredAnswer | None) -> Content:
        """What the page had shown of the answer."""
        if edit.base == (0 if theirs is None else theirs.revision):
            return content_of(theirs)
        owner = (self.visit.account_id, self.visit.assessment_id)
        change = find_change(self.session, *owner, edit.question_id, kind, edit.base)
        return content_of(change)

    def _values(self, kind: AnswerKind) -> dict[str, object]:
        return {
            name: content.value for name, (as_, content) in self.accepted.items() if as_ == kind
        }

    def _refuse(self, question_id: str, problem: InputProblem) -> None:
        del self.accepted[question_id]
        self.refused[question_id] = problem

    def _question(self, question_id: str) -> Question:
        return question_named(self.questionnaire, question_id)


def _not_yours(question: Question) -> InputProblem:
    return InputProblem(
        code=_NOT_YOURS,
        detail=f"{question.code} is answered by somebody in another role.",
        remedy="Ask the person who leads the assessment if it should be yours.",
        pointer=f"/answers/{question.id}",
    )


def _wrong_note(content: Content) -> InputProblem | None:
    if content.note is None:
        return None
    if content.value is None:
        return InputProblem(
            code="note_without_answer",
            detail="A note is kept together with an answer.",
            remedy='Give an answer, or choose "don\'t know"; the note is kept with it.',
        )
    if len(content.note) > NOTE_MAX:
        return InputProblem(
            code="note_too_long",
            detail=f"The note has {len(content.note)} characters.",
            remedy=f"Shorten it to {NOTE_MAX}.",
        )
    return None
