"""Pages of questions: a section at a time where there is room, one question at a time on phones."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.services.frames import Frame
from readiness.services.respondent_parts import Part, part_of
from readiness.services.sections import Asking, Section
from readiness.storage.links import GrantedVisit
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.posted_answers import TAKE_BACK, read_posted, save_posted
from readiness.web.question_views import NOTHING_TYPED, Showing, Typed
from readiness.web.tasks import section_names
from readiness.web.visits import ContextDep, FormDep, RespondentDep

router = APIRouter()

_NOT_ALL_SAVED = 422


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
    return _page(request, respondent, frame, part, section, section.questions)


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
    posted = read_posted(frame.questionnaire, form, locale_of(request))
    saving = await save_posted(context, respondent, posted)
    part, typed = saving.part, posted.left(saving)
    section = part.section(section_id)
    if typed.fields:
        return _page(request, respondent, frame, part, section, section.questions, typed)
    home = home_of(request, respondent)
    if form.get("then") == "later":
        return RedirectResponse(home, status_code=303)
    target = _after_section(part, section, posted, str(form.get(TAKE_BACK) or ""))
    return RedirectResponse(home + target, status_code=303)


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
    return _page(request, respondent, frame, part, section, section.questions[position:][:1])


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
    posted = read_posted(frame.questionnaire, form, locale_of(request))
    saving = await save_posted(context, respondent, posted)
    part, typed = saving.part, posted.left(saving)
    if typed.fields:
        section, position = part.place_of(question_id)
        shown = section.questions[position:][:1]
        return _page(request, respondent, frame, part, section, shown, typed)
    home = home_of(request, respondent)
    if form.get("then") == "later":
        return RedirectResponse(home, status_code=303)
    if form.get(TAKE_BACK):
        return RedirectResponse(f"{home}/questions/{question_id}", status_code=303)
    return RedirectResponse(home + _after_question(part, question_id), status_code=303)


def _page(  # one call a page
    request: Request,
    respondent: GrantedVisit,
    frame: Frame,
    part: Part,
    section: Section,
    shown: tuple[Asking, ...],
    typed: Typed = NOTHING_TYPED,
) -> Response:
    showing = Showing.of(request, frame, part)
    alone = request.url.path.split("/")[-2] == "questions"
    return render_framed(
        request,
        respondent,
        frame,
        "question.html.j2" if alone else "section.html.j2",
        status=_NOT_ALL_SAVED if typed.fields else 200,
        here="tasks",
        part=part,
        section=section,
        name=section_names(showing.words, showing.texts, part)[section.id],
        questions=showing.questions(shown, typed),
        frozen=part.status != "in_progress",
    )
