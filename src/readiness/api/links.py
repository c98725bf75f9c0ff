"""Private links to the pages of an assessment."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request, Response, status
from pydantic import BaseModel, Field, StringConstraints

from readiness.api import cursors
from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import AssessmentId, Cursor, Limit
from readiness.api.responses import problems, problems_of_body
from readiness.api.schemas import Body, Id, Name, Page, RoleName
from readiness.services import link_orders
from readiness.services.context import Context
from readiness.services.link_orders import LinkOrder, ListedLink
from readiness.services.links import LINK_DAYS, IssuedLink, address_of
from readiness.storage.respondents import Person

router = APIRouter(prefix="/assessments/{assessment_id}/links", tags=["links"])

LINK_ID = "lnk_01M80T66R4V2Q4Z1T7B9KX3C5D"
RESPONDENT_ID = "rsp_01M80T66QTZ0V7C3N9D1W5H8JK"

LinkId = Annotated[Id, Path(description="Id of the link.", examples=[LINK_ID])]
Days = Annotated[int, Field(ge=1, le=730, description="For how many days it can be opened.")]
PageLanguage = Annotated[
    Literal["de", "nl", "en"], Field(description="Language of the page that the address opens.")
]
Email = Annotated[
    str,
    StringConstraints(max_length=254, pattern=r"^[^@\s,;<>\x00-\x1f]+@[^@\s,;<>\x00-\x1f]+$"),
    Field(description="Kept for invitations.", examples=["ada@example.com"]),
]


class NewRespondent(Body):
    """A person to answer, with ids of the questionnaire's roles."""

    name: Name = Field(examples=["Ada Muster"])
    roles: list[RoleName] = Field(
        default_factory=list, max_length=50, examples=[["management", "finance"]]
    )
    leads: bool = Field(
        False, description="Whether this person assigns roles, settles, submits and deletes."
    )
    email: Email | None = None


class NewLink(Body):
    """A link to issue; to answer by it is for one person, new or known."""

    purpose: Literal["answer", "read"] = "answer"
    respondent: NewRespondent | None = None
    respondent_id: Id | None = Field(None, examples=[RESPONDENT_ID])
    days: Days = LINK_DAYS
    language: PageLanguage = "en"


class LinkRenewal(Body):
    """How long a link that is issued again can be opened."""

    days: Days = LINK_DAYS
    language: PageLanguage = "en"


class RespondentOut(BaseModel):
    """A person who answers."""

    id: str = Field(examples=[RESPONDENT_ID])
    name: str = Field(examples=["Ada Muster"])
    roles: list[str] = Field(examples=[["management", "finance"]])
    leads: bool
    email: str | None


class LinkOut(BaseModel):
    """A link; its address cannot be read again."""

    id: str = Field(examples=[LINK_ID])
    assessment_id: str
    purpose: Literal["answer", "read"]
    respondent: RespondentOut | None
    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None = Field(description="When it was opened for the first time.")
    revoked_at: datetime | None


class IssuedLinkOut(LinkOut):
    """A link just issued; its address is given here and never again."""

    address: str = Field(description="What to send to the person; whoever has it is let in.")


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    summary="Issue a private link",
    responses=problems_of_body(401, 404, 409),
)
async def issue_link(
    assessment_id: AssessmentId,
    body: NewLink,
    request: Request,
    context: ContextDep,
    caller: CallerDep,
) -> IssuedLinkOut:
    """Issue a link that opens the assessment's pages without account, to answer or to read.

    The pages carry your account's name. The address is shown here once; only its hash is kept.
    """
    order = LinkOrder(body.purpose, body.days, _person(body.respondent), body.respondent_id)
    listed, issued = await context.database.write(
        link_orders.order_link,
        context.catalog,
        caller.account_id,
        assessment_id,
        order,
        context.now(),
    )
    return _issued(request, context, body.language, listed, issued)


@router.get("", summary="List private links", responses=problems(401, 404, 422))
async def list_links(
    assessment_id: AssessmentId,
    context: ContextDep,
    caller: CallerDep,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[LinkOut]:
    """List the assessment's links, newest first, those that ended too; never their addresses."""
    page = await context.database.read_long(
        link_orders.list_ordered,
        caller.account_id,
        assessment_id,
        limit=limit,
        after=cursors.decode(cursor),
    )
    items = [LinkOut(**_shown(listed)) for listed in page.links]
    return Page(items=items, next_cursor=cursors.encode(page.last_key))


@router.delete(
    "/{link_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Revoke a private link",
    responses=problems(401, 404, 422),
)
async def revoke_link(
    assessment_id: AssessmentId, link_id: LinkId, context: ContextDep, caller: CallerDep
) -> Response:
    """End a link and every visit by it; answers stay."""
    await context.database.write(
        link_orders.revoke_link, caller.account_id, assessment_id, link_id, context.now()
    )
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.post(
    "/{link_id}/reissue",
    summary="Issue a private link again",
    responses=problems_of_body(401, 404),
)
async def reissue_link(
    assessment_id: AssessmentId,
    link_id: LinkId,
    body: LinkRenewal,
    request: Request,
    context: ContextDep,
    caller: CallerDep,
) -> IssuedLinkOut:
    """Give a link, a revoked one too, a new address; the old one and visits by it end."""
    listed, issued = await context.database.write(
        link_orders.reissue_link,
        caller.account_id,
        assessment_id,
        link_id,
        body.days,
        context.now(),
    )
    return _issued(request, context, body.language, listed, issued)


def _person(given: NewRespondent | None) -> Person | None:
    if given is None:
        return None
    return Person(given.name, tuple(dict.fromkeys(given.roles)), given.leads, given.email)


def _issued(
    request: Request, context: Context, language: str, listed: ListedLink, issued: IssuedLink
) -> IssuedLinkOut:
    base = context.public_url or str(request.base_url)
    return IssuedLinkOut(**_shown(listed), address=address_of(base, language, issued.token))


def _shown(listed: ListedLink) -> dict[str, Any]:
    link, person = listed.link, listed.respondent
    respondent = None
    if person is not None:
        respondent = RespondentOut(
            id=person.id,
            name=person.name,
            roles=person.roles,
            leads=person.leads,
            email=person.email,
        )
    return {
        "id": link.id,
        "assessment_id": link.assessment_id,
        "purpose": link.purpose,
        "respondent": respondent,
        "created_at": link.created_at,
        "expires_at": link.expires_at,
        "opened_at": link.opened_at,
        "revoked_at": link.revoked_at,
    }
