"""What a page changed of an answer, beside what others changed meanwhile."""

from dataclasses import dataclass

from readiness.scoring.answer_shapes import Refusal, read_answer
from readiness.scoring.questions import Question
from readiness.storage.answers import AnswerChange, StoredAnswer


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer says; `value` None says that there is none."""

    value: object | None
    note: str | None


@dataclass(frozen=True, slots=True)
class AnswerEdit:
    """An answer as a page sends it: `base` is the revision that the page had shown, 0 for none.

    `value` None takes the answer back.
    """

    question_id: str
    value: object | None
    note: str | None
    base: int


@dataclass(frozen=True, slots=True)
class Clash:
    """An edit, and what somebody else made of the same answer meanwhile; None took it back.

    `by` is who gave theirs, if known: a respondent's name, or what another door wrote there.
    """

    mine: AnswerEdit
    theirs: StoredAnswer | None
    by: str | None


def content_of(answer: StoredAnswer | AnswerChange | None) -> Content:
    """Return what an answer says, nothing where there is none."""
    return Content(None, None) if answer is None else Content(answer.value, answer.note or None)


def merged(
    question: Question, edit: AnswerEdit, shown: Content, theirs: Content, *, whole: bool
) -> Content | None:
    """Return what to store: of value and note, each as the side has it that changed it.

    None where both changed the same differently or, when the edit is `whole`, where the outcome is
    not what was sent. `theirs` itself comes back where nothing is to be stored.
    """
    if _same(question, edit.value, theirs.value) or (
        not whole and _same(question, edit.value, shown.value)
    ):
        value = theirs.value
    elif _same(question, shown.value, theirs.value):
        value = edit.value
    else:
        return None
    note = edit.note or None
    if note == theirs.note or (not whole and note == shown.note):
        return Content(value, theirs.note)
    if shown.note == theirs.note:
        return Content(value, note)
    return None


def _same(question: Question, one: object | None, other: object | None) -> bool:
    """Tell whether two raw answers say the same, in whatever form and order."""
    if one is None or other is None:
        return one is other
    try:
        return read_answer(question, one) == read_answer(question, other)
    except Refusal:
        return one == other
