"""The ways in: the start page, starting without account, private links that open after a button."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from readiness.errors import InputProblem, InvalidInput, NotFound, Refused
from readiness.services.address_bound import StartBound
from readiness.services.context import Context
from readiness.services.invited import look_at_invitation
from readiness.services.links import open_link
from readiness.services.on_offer import OnOffer, describe_offer, list_on_offer
from readiness.services.self_start import Beginning, checked_beginning, start_alone
from readiness.web.cookies import browser_secret, put_cookie
from readiness.web.countries import countries
from readiness.web.failure_texts import field_problems
from readiness.web.fresh_links import is_secure, put_fresh_link
from readiness.web.pages import language_of, render, texts_in, words_of
from readiness.web.sample import Excerpt, sample_excerpt
from readiness.web.visits import ContextDep, FormDep

router = APIRouter()

Token = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{20,100}$")]
Key = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]

_FIELDS: Final = ("organization", "country", "name", "email", "mode")


@router.get("")
async def start_page(request: Request, context: ContextDep) -> Response:
    """What this is, how long it takes, who is needed, what one gets."""
    offers = await asyncio.to_thread(list_on_offer, context.catalog)
    texts = {each.questionnaire.key: texts_in(request, each.questionnaire) for each in offers}
    return render(
        request,
        "start.html.j2",
        offers=offers,
        texts=texts,
        roles=[
            texts[offer.questionnaire.key].roles[role].name
            for offer in offers[:1]
            for role in offer.roles
        ],
        sample=await asyncio.to_thread(_first_sample, context, offers, language_of(request)),
        can_start=context.starts is not None,
    )


def _first_sample(context: Context, offers: Sequence[OnOffer], language: str) -> Excerpt | None:
    """The sample of the first questionnaire that has one."""
    for offer in offers:
        with suppress(NotFound):
            return sample_excerpt(context.catalog, offer.questionnaire.reference, language)
    return None


@router.get("/start/{key}")
async def before_starting(key: Key, request: Request, context: ContextDep) -> Response:
    """Ask for what is needed to start without account."""
    _bound(context)
    return _ask(request, context, key, dict.fromkeys(_FIELDS, ""))


@router.post("/start/{key}")
async def start(key: Key, request: Request, context: ContextDep, form: FormDep) -> Response:
    """Start an assessment, let this browser in and show its private link."""
    bound, now = _bound(context), context.now()
    typed = {name: str(form.get(name, "")) for name in _FIELDS}
    try:
        beginning = checked_beginning(_beginning(request, key, typed))
    except InvalidInput as error:
        return _ask(request, context, key, typed, error.problems)
    bound.take(request.client.host if request.client else "", now)
    started = await context.database.write(
        start_alone, context.catalog, beginning, browser_secret(request), now
    )
    target = f"/{language_of(request)}/a/{started.link.link_id}/link"
    response = RedirectResponse(target, status_code=303)
    secure = is_secure(request, context)
    put_cookie(response, started.browser, secure=secure)
    put_fresh_link(response, started.link, secure=secure)
    return response


@router.get("/open/{token}")
async def before_opening(token: Token, request: Request, context: ContextDep) -> Response:
    """Ask for a press of the button: mail scanners fetch every address they find."""
    invitation = await context.database.read(
        look_at_invitation, context.catalog, token, context.now()
    )
    return render(
        request,
        "open.html.j2",
        token=token,
        invitation=invitation,
        texts=texts_in(request, invitation.frame.questionnaire),
    )


@router.post("/open/{token}")
async def let_in(token: Token, request: Request, context: ContextDep, _form: FormDep) -> Response:
    """Let this browser in and go to the assessment."""
    opened = await context.database.write(open_link, token, browser_secret(request), context.now())
    target = f"/{language_of(request)}/a/{opened.link.id}"
    response = RedirectResponse(target, status_code=303)
    put_cookie(response, opened.browser, secure=is_secure(request, context))
    return response


def _bound(context: Context) -> StartBound:
    if context.starts is None:
        raise Refused(
            "self_start_off",
            "Assessments cannot be started without account here.",
            "Ask whoever told you about this page for a private link.",
        )
    return context.starts


def _beginning(request: Request, key: str, typed: dict[str, str]) -> Beginning:
    known = dict(countries(language_of(request)))
    return Beginning(
        questionnaire=key,
        mode="quick" if typed["mode"] == "quick" else "full",
        organization=typed["organization"],
        country=typed["country"] if typed["country"] in known else None,
        name=typed["name"],
        email=typed["email"],
    )


def _ask(
    request: Request,
    context: Context,
    key: str,
    typed: dict[str, str],
    problems: Sequence[InputProblem] = (),
) -> Response:
    """Render the page to start from, with what was typed and what is wrong with it."""
    questionnaire = context.catalog.get(key).questionnaire
    return render(
        request,
        "begin.html.j2",
        status=InvalidInput.status if problems else 200,
        offer=describe_offer(questionnaire),
        texts=texts_in(request, questionnaire),
        typed=typed,
        problems=field_problems(words_of(request), problems),
        countries=countries(language_of(request)),
    )
