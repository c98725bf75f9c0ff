"""The team: who answers which part, how far they are; whoever leads invites and assigns roles."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from readiness.errors import InputProblem, InvalidInput, NotFound
from readiness.services import team as use_cases
from readiness.services.context import Context
from readiness.services.frames import Frame
from readiness.services.invitations import Delivery
from readiness.services.links import IssuedLink
from readiness.services.team import Colleague, Member, Team, team_of
from readiness.storage.links import GrantedVisit
from readiness.web.disagreements import unsettled_for
from readiness.web.failure_texts import field_problems
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.fresh_links import (
    FRESH_SECONDS,
    fresh_token,
    is_secure,
    link_address,
    put_fresh_link,
)
from readiness.web.letters import send_invitation
from readiness.web.pages import words_of
from readiness.web.visits import ContextDep, FormDep, LeadDep, RespondentDep

router = APIRouter(prefix="/a/{link_id}/team")

RespondentId = Annotated[str, Path(pattern=r"^rsp_[0-9A-Z]{26}$")]
Done = Annotated[str, Query(pattern=r"^(invited|issued|roles|revoked|removed)?$")]
Mail = Annotated[str, Query(pattern=r"^(sent|failed|not_sent)?$")]


@dataclass(frozen=True, slots=True)
class _Typed:
    name: str = ""
    email: str = ""
    roles: tuple[str, ...] = ()


_NOTHING_TYPED: Final = _Typed()


@router.get("")
async def team_page(
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    done: Done = "",
) -> Response:
    """Who answers which part, and how far it is; for the lead also who may be invited."""
    return await _team(request, visitor, frame, context, done=done)


@router.post("")
async def invite(
    request: Request, lead: LeadDep, frame: FrameDep, context: ContextDep, form: FormDep
) -> Response:
    """Invite a colleague, by mail where that is possible, and show their link once."""
    typed = _Typed(str(form.get("name", "")), str(form.get("email", "")), _roles(form))
    colleague = Colleague(typed.name, typed.email, typed.roles)
    try:
        invited = await context.database.write(
            use_cases.invite, context.catalog, lead, colleague, context.now()
        )
    except InvalidInput as error:
        return await _team(request, lead, frame, context, typed=typed, problems=error.problems)
    mail = await send_invitation(
        request, context, lead, frame, typed.email.strip() or None, invited.link
    )
    where = f"/{invited.respondent_id}?done=invited"
    return _with_link(request, context, lead, where, invited.link, mail)


@router.get("/{respondent_id}")
async def person_page(
    *,
    request: Request,
    lead: LeadDep,
    respondent_id: RespondentId,
    frame: FrameDep,
    context: ContextDep,
    done: Done = "",
    mail: Mail = "",
) -> Response:
    """One person's roles and link; a link just issued is shown to be copied."""
    found = await _found(context, lead)
    member = _member(found, respondent_id)
    token = None if member.link_id is None else fresh_token(request, member.link_id)
    return render_framed(
        request,
        lead,
        frame,
        "person.html.j2",
        here="team",
        team=found,
        person=member,
        address=None if token is None else link_address(request, context, token),
        shown_minutes=FRESH_SECONDS // 60,
        done=done,
        mail=mail,
        mails=context.mailer is not None and bool(member.email),
    )


@router.post("/{respondent_id}")
async def assign(
    request: Request,
    lead: LeadDep,
    respondent_id: RespondentId,
    context: ContextDep,
    form: FormDep,
) -> Response:
    """Let a person answer in the roles chosen."""
    await context.database.write(
        use_cases.assign, context.catalog, lead, respondent_id, _roles(form)
    )
    return _to(request, lead, "?done=roles")


@router.get("/{respondent_id}/link")
@router.get("/{respondent_id}/revoke")
async def back_to_person(request: Request, lead: LeadDep, respondent_id: RespondentId) -> Response:
    """What is only ever sent leads back to the person, as after a change of language."""
    return _to(request, lead, f"/{respondent_id}")


@router.post("/{respondent_id}/link")
async def issue_link(
    request: Request,
    lead: LeadDep,
    respondent_id: RespondentId,
    frame: FrameDep,
    context: ContextDep,
    _form: FormDep,
) -> Response:
    """Issue a person's link again; the old one and visits by it end."""
    member = _member(await _found(context, lead), respondent_id)
    link = await context.database.write(use_cases.link_for, lead, respondent_id, context.now())
    mail = await send_invitation(request, context, lead, frame, member.email, link)
    return _with_link(request, context, lead, f"/{respondent_id}?done=issued", link, mail)


@router.post("/{respondent_id}/revoke")
async def revoke(
    request: Request,
    lead: LeadDep,
    respondent_id: RespondentId,
    context: ContextDep,
    _form: FormDep,
) -> Response:
    """End a person's link; roles and answers stay."""
    await context.database.write(use_cases.revoke, lead, respondent_id, context.now())
    return _to(request, lead, f"/{respondent_id}?done=revoked")


@router.get("/{respondent_id}/remove")
async def before_removing(
    request: Request,
    lead: LeadDep,
    respondent_id: RespondentId,
    frame: FrameDep,
    context: ContextDep,
) -> Response:
    """Ask before somebody is taken out of the team."""
    member = _member(await _found(context, lead), respondent_id)
    return render_framed(request, lead, frame, "person_remove.html.j2", here="team", person=member)


@router.post("/{respondent_id}/remove")
async def remove(
    request: Request,
    lead: LeadDep,
    respondent_id: RespondentId,
    context: ContextDep,
    _form: FormDep,
) -> Response:
    """Take somebody out of the team; their answers stay."""
    await context.database.write(use_cases.remove, lead, respondent_id)
    return _to(request, lead, "?done=removed")


async def _found(context: Context, visitor: GrantedVisit) -> Team:
    return await context.database.read_long(
        team_of, context.catalog, visitor.account_id, visitor.assessment_id, context.now()
    )


async def _team(
    request: Request,
    visitor: GrantedVisit,
    frame: Frame,
    context: Context,
    *,
    done: str = "",
    typed: _Typed = _NOTHING_TYPED,
    problems: tuple[InputProblem, ...] = (),
) -> Response:
    return render_framed(
        request,
        visitor,
        frame,
        "team.html.j2",
        status=InvalidInput.status if problems else HTTPStatus.OK,
        here="team",
        team=await _found(context, visitor),
        unsettled=await unsettled_for(context, visitor),
        typed=typed,
        problems=field_problems(words_of(request), problems),
        done=done,
        mails=context.mailer is not None,
    )


def _member(team: Team, respondent_id: str) -> Member:
    member = team.member(respondent_id)
    if member is None:
        raise NotFound(
            "respondent_not_found",
            "There is no such person in this team.",
            "Look at the team again to see who answers.",
        )
    return member


def _roles(form: FormData) -> tuple[str, ...]:
    return tuple(str(role) for role in form.getlist("roles"))


def _to(request: Request, visitor: GrantedVisit, where: str) -> RedirectResponse:
    return RedirectResponse(f"{home_of(request, visitor)}/team{where}", status_code=303)


def _with_link(
    request: Request,
    context: Context,
    visitor: GrantedVisit,
    where: str,
    link: IssuedLink,
    mail: Delivery,
) -> Response:
    response = _to(request, visitor, f"{where}&mail={mail}")
    put_fresh_link(response, link, secure=is_secure(request, context))
    return response
