"""The brand that pages of an assessment carry: its logo, and its colours as a small sheet."""

from typing import Annotated, Final

from fastapi import APIRouter, Path
from starlette.responses import Response

from readiness.errors import NotFound
from readiness.reports.page_tones import page_sheet
from readiness.web.brand_addresses import DIGEST_SHOWN, digest_of
from readiness.web.framed import FrameDep

router = APIRouter(prefix="/a/{link_id}/brand")

_HEADERS: Final = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}
Digest = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


@router.get("/{digest}.css")
async def brand_sheet(digest: Digest, frame: FrameDep) -> Response:
    """The brand's colours, under an address that names them."""
    sheet = page_sheet(frame.brand.primary, frame.brand.accent).encode()
    if digest != digest_of(sheet):
        raise _changed()
    return Response(sheet, media_type="text/css", headers=_HEADERS)


@router.get("/{digest}/logo")
async def brand_logo(digest: Digest, frame: FrameDep) -> Response:
    """The brand's logo, under an address that names it."""
    logo = frame.brand.logo
    if logo is None or digest != logo.digest[:DIGEST_SHOWN]:
        raise _changed()
    return Response(logo.content, media_type=logo.media_type, headers=_HEADERS)


def _changed() -> NotFound:
    return NotFound(
        "not_found", "The brand has changed meanwhile.", "Load the page again to see it."
    )
