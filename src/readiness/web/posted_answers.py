"""A posted page of questions: each answer saved on its own, what cannot be is shown again."""

from dataclasses import dataclass, field, replace

from babel import Locale
from starlette.datastructures import FormData

from readiness.scoring import Questionnaire
from readiness.scoring.questions import Question
from readiness.services.answer_changes import AnswerEdit
from readiness.services.answering import Saving, save_edits
from readiness.services.context import Context
from readiness.services.sections import Section
from readiness.storage.links import GrantedVisit
from readiness.web.answer_forms import (
    Fields,
    NotReadable,
    base_of,
    kept_of_two,
    typed_edit,
    typed_fields,
    was_on_page,
)
from readiness.web.question_views import Typed

TAKE_BACK = "take_back"


@dataclass(slots=True)
class Posted:
    """What a page sent: the ids of its questions, their fields, and the changes read from them."""

    fields: dict[str, Fields] = field(default_factory=dict)
    edits: list[AnswerEdit] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)

    def left(self, saving: Saving) -> Typed:
        """What could not be saved, of the questions that are still asked."""
        asked = {each.question.id for each in saving.part.asked}
        problems = self.unreadable | {name: each.code for name, each in saving.refused.items()}
        unsaved = (problems.keys() | saving.clashes.keys()) & asked
        return Typed(
            fields={name: self.fields[name] for name in unsaved},
            problems={name: problems[name] for name in problems.keys() & asked},
            clashes={name: saving.clashes[name] for name in saving.clashes.keys() & asked},
        )


def read_posted(questionnaire: Questionnaire, form: FormData, locale: Locale) -> Posted:
    """Read what a page of questions sent; nothing typed is dropped."""
    posted = Posted()
    for question in questionnaire.questions:
        if was_on_page(question, form):
            posted.fields[question.id] = typed_fields(question, form)
            _read(posted, question, form, locale)
    return posted


async def save_posted(context: Context, respondent: GrantedVisit, posted: Posted) -> Saving:
    """Save all that can be saved, in one transaction."""
    return await context.database.write(
        save_edits, context.catalog, respondent, posted.edits, context.now()
    )


def newly_asked(section: Section, posted: Posted) -> str | None:
    """Return the code of the first open question of a section that the page did not have yet."""
    codes = (
        each.question.code
        for each in section.questions
        if each.question.id not in posted.fields and not each.answered
    )
    return next(codes, None)


def _read(posted: Posted, question: Question, form: FormData, locale: Locale) -> None:
    kept = kept_of_two(question, form)
    if kept == "theirs":
        return
    if form.get(TAKE_BACK) == question.id:
        posted.edits.append(AnswerEdit(question.id, None, None, base_of(question, form)))
        return
    try:
        edit = typed_edit(question, form, locale)
    except NotReadable as problem:
        posted.unreadable[question.id] = problem.code
        return
    posted.edits.append(replace(edit, base=posted.fields[question.id].base))
