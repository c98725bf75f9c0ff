"""Brands: what reports and pages of an account carry, and what one organization has instead."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, Query, Request, Response, status

from readiness.api.brand_bodies import BrandBody, BrandOut, brand_out, given_of
from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.entity_tags import ETAG, IfMatch, expected_revision, is_known, tag_of
from readiness.api.negotiation import preferred
from readiness.api.parameters import OrganizationId
from readiness.api.reports import PAGE_POLICY
from readiness.api.request_problems import LANGUAGE
from readiness.api.responses import problems, problems_of_body
from readiness.errors import UnsupportedMedia
from readiness.services import brands as use_cases
from readiness.services.brands import ShownBrand
from readiness.services.documents import render_pdf_async, report_page
from readiness.services.reports import PDF
from readiness.storage.brands import BrandOwner

HTML: Final = "text/html"
LOGO_TYPES: Final = ("image/png", "image/jpeg", "image/svg+xml")
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_LOGO_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "The logo: at most 2 MB and 4,000 pixels a side.",
        "content": dict.fromkeys(LOGO_TYPES, _BINARY),
    }
}
_LOGO_BACK: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The logo as it is kept.",
        "content": dict.fromkeys(LOGO_TYPES[:2], _BINARY),
    }
}
_PREVIEW_BACK: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The preview in the media type asked for.",
        "content": {PDF: _BINARY, HTML: {"schema": {"type": "string"}}},
    },
    304: {"description": "The preview is the one you have (`If-None-Match`)."},
}
_DELETED: Final = status.HTTP_204_NO_CONTENT
_KEPT_TO_ITSELF: Final = {
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
}


def owner_of(request: Request, caller: CallerDep) -> BrandOwner:
    """Whose brand the address means: the caller's own, or what an organization has instead."""
    return BrandOwner(caller.account_id, request.path_params.get("organization_id"))


def in_organization(organization_id: OrganizationId) -> str:
    """Say in the document that the address names an organization."""
    return organization_id


OwnerDep = Annotated[BrandOwner, Depends(owner_of)]
_routes: Final = APIRouter()


@_routes.get("", summary="Get the brand", responses=ETAG | problems(401, 404, 422))
async def get_brand(owner: OwnerDep, response: Response, context: ContextDep) -> BrandOut:
    """Return what was given here, empty at first, what reports carry, and what was mended."""
    return _shown(await context.database.read_long(use_cases.read_brand, owner), response)


@_routes.put("", summary="Replace the brand", responses=ETAG | problems_of_body(401, 404, 412))
async def put_brand(
    owner: OwnerDep,
    body: BrandBody,
    response: Response,
    context: ContextDep,
    if_match: IfMatch = None,
) -> BrandOut:
    """Replace everything but the logo; colours too weak to be read are mended, and it is said.

    Reports made from now on carry it; those that are stored stay as they are.
    """
    shown = await context.database.write(
        use_cases.put_brand,
        owner,
        given_of(body),
        expected_revision(if_match),
        context.now(),
    )
    return _shown(shown, response)


@_routes.delete(
    "", status_code=_DELETED, summary="Delete the brand", responses=problems(401, 404, 412, 422)
)
async def delete_brand(owner: OwnerDep, context: ContextDep, if_match: IfMatch = None) -> None:
    """Take everything back that was given here, the logo included."""
    await context.database.write(use_cases.delete_brand, owner, expected_revision(if_match))


@_routes.get(
    "/logo",
    summary="Get the logo",
    response_class=Response,
    response_model=None,
    responses=_LOGO_BACK | problems(401, 404, 422),
)
async def get_logo(owner: OwnerDep, context: ContextDep) -> Response:
    """Return the logo given here as it is kept."""
    logo = await context.database.read_long(use_cases.get_logo, owner)
    headers = {**_KEPT_TO_ITSELF, "ETag": f'"{logo.digest}"'}
    return Response(logo.content, media_type=logo.media_type, headers=headers)


@_routes.put(
    "/logo",
    summary="Replace the logo",
    openapi_extra=_LOGO_BODY,
    responses=ETAG | problems(401, 404, 412, 413, 415, 422),
)
async def put_logo(
    owner: OwnerDep,
    request: Request,
    response: Response,
    context: ContextDep,
    if_match: IfMatch = None,
) -> BrandOut:
    """Replace the logo. It is drawn anew: pixels are kept, nothing else that the file carries."""
    _check_media_type(request.headers.get("content-type", ""))
    logo = await context.logos.make_safe(await request.body())
    shown = await context.database.write(
        use_cases.put_logo, owner, logo, expected_revision(if_match), context.now()
    )
    return _shown(shown, response)


@_routes.delete("/logo", summary="Delete the logo", responses=ETAG | problems(401, 404, 412, 422))
async def delete_logo(
    owner: OwnerDep, response: Response, context: ContextDep, if_match: IfMatch = None
) -> BrandOut:
    """Take the logo given here back; the rest of the brand stays."""
    shown = await context.database.write(
        use_cases.put_logo, owner, None, expected_revision(if_match), context.now()
    )
    return _shown(shown, response)


@_routes.get(
    "/preview",
    summary="Preview the brand",
    response_class=Response,
    response_model=None,
    responses=_PREVIEW_BACK | problems(401, 404, 406, 422),
)
async def preview_brand(
    owner: OwnerDep,
    request: Request,
    context: ContextDep,
    language: Annotated[str, Query(pattern=LANGUAGE, description="Report language.")] = "en",
    if_none_match: Annotated[
        str | None, Header(max_length=500, description="`ETag` of the preview you have.")
    ] = None,
) -> Response:
    """Return a sample company's report for management in the brand; nothing is stored."""
    media_type = preferred(request.headers.get("accept", "*/*"), (PDF, HTML), "The preview")
    brand = await context.database.read_long(use_cases.carried_brand, owner)
    source = await asyncio.to_thread(use_cases.preview_source, context.catalog, brand)
    tag = f'"{source.fingerprint(language)}.{media_type.rpartition("/")[2]}"'
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "private, no-cache"}
    if is_known(tag, if_none_match):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if media_type == HTML:
        page = await asyncio.to_thread(report_page, source, language)
        return Response(page, media_type=HTML, headers=headers | PAGE_POLICY)
    content = await render_pdf_async(context.renderer, source, language)
    headers["Content-Disposition"] = 'inline; filename="brand-preview.pdf"'
    return Response(content, media_type=PDF, headers=headers)


router = APIRouter(tags=["brands"])
router.include_router(_routes, prefix="/brand")
router.include_router(
    _routes,
    prefix="/organizations/{organization_id}/brand",
    dependencies=[Depends(in_organization)],
    generate_unique_id_function=lambda route: f"{route.name}_of_organization",
)


def _shown(shown: ShownBrand, response: Response) -> BrandOut:
    response.headers["ETag"] = tag_of(shown.revision)
    return brand_out(shown)


def _check_media_type(content_type: str) -> None:
    if content_type.partition(";")[0].strip().lower() not in LOGO_TYPES:
        raise UnsupportedMedia(
            "unsupported_media_type",
            "The body is not sent as a PNG, JPEG or SVG picture.",
            f"Send Content-Type: {', '.join(LOGO_TYPES)}.",
        )
