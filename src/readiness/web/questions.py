"""Pages of questions: a section at a time where there is room, one question at a time on phones."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.reports.numbers import Numbers
from readiness.services.frames import Frame
from readiness.services.respondent_parts import Part, part_of
from readiness.services.sections import Asking, Section
from readiness.storage.links import GrantedVisit
from readiness.web.answer_wording import AnswerWording
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.pages import language_of
from readiness.web.posted_answers import TAKE_BACK, newly_asked, read_posted, save_posted
from readiness.web.question_views import NOTHING_TYPED, Showing, Typed
from readiness.web.tasks import section_definition, section_names
from readiness.web.visits import ContextDep, FormDep, RespondentDep

router = APIRouter()

_NOT_ALL_SAVED = 422


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page shows of a section."""

    section: Section
    askings: tuple[Asking, ...]
    typed: Typed = NOTHING_TYPED

    @property
    def place(self) -> int:
        """Where its first question stands in the section, from 0."""
        return self.section.questions.index(self.askings[0]) if self.askings else 0


@router.get("/a/{link_id}/sections/{section_id}")
async def section_page(
    section_id: str,
    request: Request,
    context: ContextDep,
    respondent: RespondentDep,
    frame: FrameDep,
) -> Response:
    """All questions of a section that are asked of this respondent."""
    part = await context.database.read_long(part_of, context.catalog, respondent)
    section = part.section(section_id)
    return _page(request, respondent, frame, part, _Shown(section, section.questions))


@router.post("/a/{link_id}/sections/{section_id}")
async def save_section(
    section_id: str,
    request: Request,
    context: ContextDep,
    respondent: RespondentDep,
    frame: FrameDep,
    form: FormDep,
) -> Response:
    """Save what was changed in a section, then go on to the next one."""
    posted = read_posted(frame.questionnaire, form, Numbers(language_of(request)).locale)
    saving = await save_posted(context, respondent, posted)
    part, typed = saving.part, posted.left(saving)
    section = part.section(section_id)
    if typed.fields:
        return _page(request, respondent, frame, part, _Shown(section, section.questions, typed))
    if form.get("then") == "later":
        target = ""
    elif taken_back := str(form.get(TAKE_BACK) or ""):
        target = f"/sections/{section_id}#q-{part.question(taken_back).code}"
    elif (added := newly_asked(section, posted)) is not None:
        target = f"/sections/{section_id}#q-{added}"
    else:
        target = _after_section(part, section)
    return RedirectResponse(home_of(request, respondent) + target, status_code=303)


@router.get("/a/{link_id}/questions/{question_id}")
async def question_page(
    question_id: str,
    request: Request,
    context: ContextDep,
    respondent: RespondentDep,
    frame: FrameDep,
) -> Response:
    """One question."""
    part = await context.database.read_long(part_of, context.catalog, respondent)
    section, position = part.place_of(question_id)
    shown = _Shown(section, section.questions[position:][:1])
    return _page(request, respondent, frame, part, shown)


@router.post("/a/{link_id}/questions/{question_id}")
async def save_question(
    question_id: str,
    request: Request,
    context: ContextDep,
    respondent: RespondentDep,
    frame: FrameDep,
    form: FormDep,
) -> Response:
    """Save one answer, then go on to the next question that is asked."""
    posted = read_posted(frame.questionnaire, form, Numbers(language_of(request)).locale)
    saving = await save_posted(context, respondent, posted)
    part, typed = saving.part, posted.left(saving)
    if typed.fields:
        section, position = part.place_of(question_id)
        shown = _Shown(section, section.questions[position:][:1], typed)
        return _page(request, respondent, frame, part, shown)
    if form.get("then") == "later":
        target = ""
    elif form.get(TAKE_BACK):
        target = f"/questions/{question_id}"
    else:
        target = _after_question(part, question_id)
    return RedirectResponse(home_of(request, respondent) + target, status_code=303)


def _after_section(part: Part, section: Section) -> str:
    """The next section with open questions, else the first such one, else the overview."""
    found = _open_elsewhere(part, section)
    return "" if found is None else f"/sections/{found[0].id}"


def _after_question(part: Part, question_id: str) -> str:
    """The next question of the section; after its last one the next that is open."""
    section, position = part.place_of(question_id)
    if position + 1 < len(section.questions):
        return f"/questions/{section.questions[position + 1].question.id}"
    found = _open_elsewhere(part, section)
    return "" if found is None else f"/questions/{found[1].question.id}"


def _open_elsewhere(part: Part, section: Section) -> tuple[Section, Asking] | None:
    at = part.sections.index(section)
    for each in (*part.sections[at + 1 :], *part.sections[:at]):
        if each.first_open is not None:
            return each, each.first_open
    return None


def _page(
    request: Request,
    respondent: GrantedVisit,
    frame: Frame,
    part: Part,
    shown: _Shown,
) -> Response:
    wording = AnswerWording.of(request, frame)
    alone = request.url.path.split("/")[-2] == "questions"
    return render_framed(
        request,
        respondent,
        frame,
        "question.html.j2" if alone else "section.html.j2",
        status=_NOT_ALL_SAVED if shown.typed.fields else 200,
        here="tasks",
        part=part,
        section=shown.section,
        definition=section_definition(wording.texts, shown.section.id),
        name=section_names(wording.words, wording.texts, part)[shown.section.id],
        questions=Showing(part, wording).questions(shown.askings, shown.typed),
        place=shown.place,
        frozen=part.status != "in_progress",
    )
