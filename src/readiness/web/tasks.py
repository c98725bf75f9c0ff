"""The overview of an assessment: what is asked of a respondent, how far it is, what comes next."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.reports.words import Words
from readiness.scoring.quick import is_asked
from readiness.scoring.texts import Texts
from readiness.services.answering import switch_mode
from readiness.services.respondent_parts import Part, part_of
from readiness.services.sections import PROFILE, minutes_for, offers_quick_scan
from readiness.services.worksheet_overview import noticed_worksheets
from readiness.storage.tables import AssessmentMode
from readiness.web.disagreements import unsettled_for
from readiness.web.framed import FrameDep, home_of, render_framed, texts_of
from readiness.web.pages import language_of, words_of
from readiness.web.visits import ContextDep, FormDep, LeadDep, VisitorDep

router = APIRouter()

_MODES: Final[dict[str, AssessmentMode]] = {"full": "full", "quick": "quick"}


@router.get("/a/{link_id}")
async def overview(
    request: Request, context: ContextDep, visitor: VisitorDep, frame: FrameDep
) -> Response:
    """List what is asked, section by section; who may only read goes to the results."""
    if visitor.purpose != "answer":
        return RedirectResponse(f"{home_of(request, visitor)}/results", status_code=303)
    part = await context.database.read_long(part_of, context.catalog, visitor)
    worksheets = await context.database.read_long(
        noticed_worksheets,
        context.catalog,
        visitor.account_id,
        visitor.assessment_id,
        language_of(request),
    )
    core = [each.question for each in part.asked if is_asked(each.question)]
    return render_framed(
        request,
        visitor,
        frame,
        "tasks.html.j2",
        here="tasks",
        part=part,
        unsettled=await unsettled_for(context, visitor),
        names=section_names(words_of(request), texts_of(request, frame), part),
        sections=[each for each in part.sections if each.questions or visitor.leads],
        offers_quick=offers_quick_scan(part.questionnaire),
        minutes_left=minutes_for(each.question for each in part.asked if not each.answered),
        quick_minutes=minutes_for(core),
        quick_count=len(core),
        worksheets=worksheets,
    )


@router.post("/a/{link_id}/mode")
async def choose_mode(
    request: Request, context: ContextDep, lead: LeadDep, form: FormDep
) -> Response:
    """Ask all, or only the quick scan; no answer is lost by it."""
    mode = _MODES.get(str(form.get("mode")), "full")
    await context.database.write(switch_mode, context.catalog, lead, mode)
    return RedirectResponse(home_of(request, lead), status_code=303)


def section_names(words: Words, texts: Texts, part: Part) -> dict[str, str]:
    """Return what each section is called, by its id."""
    return {each.id: section_name(words, texts, each.id) for each in part.sections}


def section_definition(texts: Texts, section_id: str) -> str | None:
    """Return what a section covers, None for the profile, whose name says it."""
    if section_id in texts.dimensions:
        return texts.dimensions[section_id].definition
    return texts.indices[section_id].definition if section_id in texts.indices else None


def section_name(words: Words, texts: Texts, section_id: str) -> str:
    """Return what a section is called."""
    if section_id == PROFILE:
        return words.say("Your company")
    if section_id in texts.dimensions:
        return texts.dimensions[section_id].name
    return texts.indices[section_id].name
