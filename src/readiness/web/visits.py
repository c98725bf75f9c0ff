"""What routes of the pages ask for: context, visitor, and forms that were checked to be ours."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Path, Request
from starlette.datastructures import FormData

from readiness.errors import Refused
from readiness.services.context import Context
from readiness.services.links import find_visitor
from readiness.storage.links import GrantedVisit
from readiness.web.cookies import (
    FORM_FIELD,
    FORM_HEADER,
    browser_secret,
    require_form_token,
)
from readiness.web.security import refuse_from_elsewhere

MOST_FIELDS = 2_000
MOST_FIELD_BYTES = 200_000

LinkId = Annotated[str, Path(pattern="^lnk_[0-9A-Z]{26}$")]


def context_of(request: Request) -> Context:
    """The context the site was built with."""
    context: Context = request.app.state.context
    return context


ContextDep = Annotated[Context, Depends(context_of)]


async def visitor_of(request: Request, link_id: LinkId, context: ContextDep) -> GrantedVisit:
    """Who visits by the link in the address; raises `Unauthorized`."""
    return await context.database.read(
        find_visitor, browser_secret(request), link_id, context.now()
    )


VisitorDep = Annotated[GrantedVisit, Depends(visitor_of)]
"""Anybody a link let in, who may only read perhaps."""


async def respondent_of(visitor: VisitorDep) -> GrantedVisit:
    """A visitor who answers; raises `Refused` for one who may only read."""
    if visitor.purpose != "answer":
        raise Refused(
            "reading_only",
            "This link is for reading only.",
            "Ask whoever sent it for a link of your own to answer by.",
        )
    return visitor


RespondentDep = Annotated[GrantedVisit, Depends(respondent_of)]


async def lead_of(respondent: RespondentDep) -> GrantedVisit:
    """The respondent who leads the assessment; raises `Refused` for others."""
    if not respondent.leads:
        raise Refused(
            "lead_only",
            "Only the person who leads this assessment can do this.",
            "Ask that person to do it.",
        )
    return respondent


LeadDep = Annotated[GrantedVisit, Depends(lead_of)]


async def posted_form(request: Request) -> AsyncIterator[FormData]:
    """The form sent, after checking that it is one of ours; raises `Refused`.

    Its files are closed when the answer is on its way.
    """
    refuse_from_elsewhere(request)
    form = await request.form(max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES)
    try:
        require_form_token(request, form.get(FORM_FIELD))
        yield form
    finally:
        await form.close()


FormDep = Annotated[FormData, Depends(posted_form)]


async def own_script(request: Request) -> None:
    """Check that a request comes from a script of our page, by its header; raises `Refused`."""
    refuse_from_elsewhere(request)
    require_form_token(request, request.headers.get(FORM_HEADER))


OwnScriptDep = Annotated[None, Depends(own_script)]
