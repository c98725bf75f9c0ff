"""Submitting the answers, what comes after it, and opening them again with a reason."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.errors import InvalidInput
from readiness.services.answer_check import check_whole
from readiness.services.revisions import REASON_CHARACTERS, list_revisions, reopen
from readiness.services.submitting import submit_once
from readiness.web.check_views import CheckWords
from readiness.web.checking import whole_page
from readiness.web.failure_texts import field_problems
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.pages import words_of
from readiness.web.visits import ContextDep, FormDep, LeadDep, RespondentDep

router = APIRouter(prefix="/a/{link_id}")


@router.post("/submit")
async def submit_answers(
    request: Request, lead: LeadDep, frame: FrameDep, context: ContextDep, _form: FormDep
) -> Response:
    """Freeze the answers and store the result, or list every answer that is missing."""
    try:
        await context.database.write(submit_once, context.catalog, lead, context.now())
    except InvalidInput as refusal:
        whole = await context.database.read_long(check_whole, context.catalog, lead)
        missing = whole.check.select(lambda each: each.missing)
        lines = CheckWords(request, frame, whole.check).lines(missing)
        return await whole_page(
            request, lead, frame, context, whole, status=refusal.status, missing=lines
        )
    return RedirectResponse(f"{home_of(request, lead)}/submitted", status_code=303)


@router.get("/submitted")
async def submitted_page(
    request: Request, visitor: RespondentDep, frame: FrameDep, context: ContextDep
) -> Response:
    """Say that the answers are in, and what happens next."""
    if frame.status == "in_progress":
        return RedirectResponse(home_of(request, visitor), status_code=303)
    revisions = await context.database.read_long(
        list_revisions, visitor.account_id, visitor.assessment_id
    )
    return render_framed(
        request, visitor, frame, "submitted.html.j2", here="check", number=len(revisions)
    )


@router.get("/reopen")
async def before_reopening(
    request: Request, lead: LeadDep, frame: FrameDep, _context: ContextDep
) -> Response:
    """Ask for the reason why the answers are to be changed."""
    if frame.status == "in_progress":
        return RedirectResponse(f"{home_of(request, lead)}/check", status_code=303)
    return render_framed(
        request,
        lead,
        frame,
        "reopen.html.j2",
        here="check",
        typed="",
        problems=(),
        most=REASON_CHARACTERS,
    )


@router.post("/reopen")
async def reopen_answers(
    request: Request, lead: LeadDep, frame: FrameDep, context: ContextDep, form: FormDep
) -> Response:
    """Open the answers again: a new revision begins."""
    typed = str(form.get("reason", ""))
    who = (lead.account_id, lead.assessment_id)
    try:
        await context.database.write(reopen, *who, typed, lead.name or "", context.now())
    except InvalidInput as refusal:
        return render_framed(
            request,
            lead,
            frame,
            "reopen.html.j2",
            status=refusal.status,
            here="check",
            typed=typed,
            problems=field_problems(words_of(request), refusal.problems),
            most=REASON_CHARACTERS,
        )
    return RedirectResponse(f"{home_of(request, lead)}/check", status_code=303)
