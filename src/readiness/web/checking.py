"""Checking the answers: section by section, and as a whole before they are submitted."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from readiness.errors import InvalidInput
from readiness.services.answer_check import (
    WholeCheck,
    check_answers,
    check_whole,
    confirm_carried_over,
)
from readiness.services.context import Context
from readiness.services.frames import Frame
from readiness.services.remarks import REMARK_CHARACTERS, save_remark
from readiness.storage.links import GrantedVisit
from readiness.web.check_views import CheckWords
from readiness.web.failure_texts import field_problems
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.pages import words_of
from readiness.web.visits import ContextDep, FormDep, LeadDep, RespondentDep

router = APIRouter(prefix="/a/{link_id}/check")

Name = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_.]{0,79}$")]
FindingCode = Annotated[str, Path(pattern=r"^[A-Z][A-Z0-9-]{0,19}$")]
Done = Annotated[str, Query(pattern="^(remark|confirmed)$")]


@router.get("")
async def check_page(
    request: Request,
    lead: LeadDep,
    frame: FrameDep,
    context: ContextDep,
    done: Done | None = None,
) -> Response:
    """The whole assessment: what is missing, not known, estimated, taken over, contradictory."""
    whole = await context.database.read_long(check_whole, context.catalog, lead)
    return await whole_page(request, lead, frame, context, whole, done=done)


@router.post("/remarks/{code}")
async def remark_on(
    request: Request,
    lead: LeadDep,
    frame: FrameDep,
    context: ContextDep,
    code: FindingCode,
    form: FormDep,
) -> Response:
    """Keep what is said about a finding."""
    typed = str(form.get("remark", ""))
    try:
        await context.database.write(save_remark, context.catalog, lead, code, typed, context.now())
    except InvalidInput as refusal:
        problems = field_problems(words_of(request), refusal.problems)
        whole = await context.database.read_long(check_whole, context.catalog, lead)
        return await whole_page(
            request,
            lead,
            frame,
            context,
            whole,
            status=refusal.status,
            refused={"code": code, "typed": typed, "text": problems[0].text},
        )
    home = home_of(request, lead)
    return RedirectResponse(f"{home}/check?done=remark#finding-{code}", status_code=303)


@router.get("/{section}")
async def section_check(
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    section: Name,
    done: Done | None = None,
) -> Response:
    """The answers of a section in words: those of the visitor, or all for the one who leads."""
    check = await context.database.read_long(check_answers, context.catalog, visitor)
    words = CheckWords(request, frame, check)
    return render_framed(
        request,
        visitor,
        frame,
        "check_section.html.j2",
        here="check" if visitor.leads else "tasks",
        name=words.name_of(check.section(section).id),
        lines=words.lines(check.section(section).answers),
        section=section,
        done=done,
    )


@router.post("/confirm/{question_id}")
async def confirm(
    request: Request,
    visitor: RespondentDep,
    context: ContextDep,
    question_id: Name,
    form: FormDep,
) -> Response:
    """Confirm an answer that was taken over from another assessment."""
    await context.database.write(
        confirm_carried_over, context.catalog, visitor, question_id, context.now()
    )
    back = "/check" if visitor.leads and form.get("back") == "all" else ""
    place = back or f"/check/{form.get('section', '')}"
    return RedirectResponse(f"{home_of(request, visitor)}{place}?done=confirmed", status_code=303)


async def whole_page(  # one call a page
    request: Request,
    lead: GrantedVisit,
    frame: Frame,
    context: Context,
    whole: WholeCheck,
    *,
    status: int = 200,
    **values: object,
) -> Response:
    """Render the check of the whole assessment."""
    result = await context.score(whole.result)
    words = CheckWords(request, frame, whole.check)
    known: dict[str, object] = {
        "done": None,
        "refused": None,
        "missing": (),
        "most_remark": REMARK_CHARACTERS,
    }
    return render_framed(
        request,
        lead,
        frame,
        "check.html.j2",
        status=status,
        here="check",
        sections=words.sections(),
        unmeasured=words.lines(whole.check.select(lambda each: each.unmeasured)),
        estimated=words.lines(whole.check.select(lambda each: each.answer.estimated)),
        carried=words.lines(whole.check.select(lambda each: each.carried_over)),
        findings=words.findings(result, whole.remarks),
        disagreements=whole.disagreements,
        revisions=whole.revisions,
        **(known | values),
    )
