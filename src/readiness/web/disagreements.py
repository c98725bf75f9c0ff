"""Where two people answered one question differently: whoever leads settles it with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from readiness.errors import InputProblem, InvalidInput
from readiness.services.context import Context
from readiness.services.disagreements import (
    Decision,
    choices,
    count_unsettled,
    list_disagreements,
    settle,
    undo,
)
from readiness.services.frames import Frame
from readiness.storage.links import GrantedVisit
from readiness.web.failure_texts import FieldProblem, field_problems
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.pages import words_of
from readiness.web.visits import ContextDep, FormDep, LeadDep

router = APIRouter(prefix="/a/{link_id}/disagreements")

QuestionId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_.]{0,79}$")]
Done = Annotated[str, Query(pattern=r"^(settled|undone)?$")]


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was sent for one question and is wrong."""

    question_id: str = ""
    value: int | None = None
    reason: str = ""


_NOTHING_TYPED: Final = _Typed()


async def unsettled_for(context: Context, visitor: GrantedVisit) -> int:
    """Count the disagreements that wait for this visitor: none for those who do not lead."""
    if not visitor.leads:
        return 0
    where = (visitor.account_id, visitor.assessment_id)
    return await context.database.read_long(count_unsettled, context.catalog, *where)


@router.get("")
async def disagreements_page(
    request: Request, lead: LeadDep, frame: FrameDep, context: ContextDep, done: Done = ""
) -> Response:
    """All disagreements: both answers, notes and who; open ones to settle, settled ones to undo."""
    return await _page(request, lead, frame, context, done=done)


@router.post("/{question_id}")
async def settle_one(
    request: Request,
    lead: LeadDep,
    question_id: QuestionId,
    frame: FrameDep,
    context: ContextDep,
    form: FormDep,
) -> Response:
    """Let one answer count for both."""
    chosen = str(form.get("value", ""))
    value = int(chosen) if chosen.isdecimal() and chosen.isascii() and len(chosen) == 1 else None
    typed = _Typed(question_id, value, str(form.get("reason", "")))
    decision = Decision(question_id, value, typed.reason, str(form.get("seen", "")))
    try:
        await context.database.write(settle, context.catalog, lead, decision, context.now())
    except InvalidInput as error:
        return await _page(request, lead, frame, context, typed=typed, problems=error.problems)
    return _back(request, lead, "settled")


@router.get("/{question_id}")
@router.get("/{question_id}/undo")
async def back_to_page(request: Request, lead: LeadDep, question_id: QuestionId) -> Response:
    """What is only ever sent leads back to the page, as after a change of language."""
    return RedirectResponse(
        f"{home_of(request, lead)}/disagreements#d-{question_id}", status_code=303
    )


@router.post("/{question_id}/undo")
async def undo_one(
    request: Request,
    lead: LeadDep,
    question_id: QuestionId,
    context: ContextDep,
    _form: FormDep,
) -> Response:
    """Take a settlement back."""
    where = (lead.account_id, lead.assessment_id)
    await context.database.write(undo, *where, question_id, context.now())
    return _back(request, lead, "undone")


async def _page(
    request: Request,
    lead: GrantedVisit,
    frame: Frame,
    context: Context,
    *,
    done: str = "",
    typed: _Typed = _NOTHING_TYPED,
    problems: Sequence[InputProblem] = (),
) -> Response:
    found = await context.database.read_long(
        list_disagreements, context.catalog, lead.account_id, lead.assessment_id
    )
    return render_framed(
        request,
        lead,
        frame,
        "disagreements.html.j2",
        status=InvalidInput.status if problems else HTTPStatus.OK,
        here="team",
        disagreements=found,
        choices={each.question.id: choices(each.question) for each in found},
        typed=typed,
        problems=tuple(
            FieldProblem(f"{problem.target}-{typed.question_id}", problem.text)
            for problem in field_problems(words_of(request), problems)
        ),
        done=done,
    )


def _back(request: Request, lead: GrantedVisit, done: str) -> Response:
    return RedirectResponse(f"{home_of(request, lead)}/disagreements?done={done}", status_code=303)
