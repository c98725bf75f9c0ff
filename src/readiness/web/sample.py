"""Whole sample reports of worked companies, as the service makes them."""

import asyncio
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, Response

from readiness.catalog.catalog import Catalog
from readiness.reports.view.pages import Summary
from readiness.reports.view.parts import Axis
from readiness.scoring.result import Range
from readiness.services.documents import report_page, report_view
from readiness.services.on_offer import newest_released
from readiness.services.samples import sample_report
from readiness.web.pages import language_of, page_text
from readiness.web.strict_pages import StrictPage, strict_page
from readiness.web.visits import ContextDep

router = APIRouter()

_KEPT: Final = 16
_START_OF_BODY: Final = re.compile("<body [^>]*>")
_BAR_STYLE: Final = """
.sample-bar{align-items:center;background:#0B1F3A;color:#FFFFFF;display:flex;flex-wrap:wrap;
gap:.2rem 1.5rem;font:400 1rem/1.5 "Source Sans Pro",system-ui,sans-serif;padding:.4rem 1.1rem}
.sample-bar p{flex:1 1 16rem;margin:.4rem 0;max-width:none}
.sample-bar a{align-items:center;color:inherit;display:inline-flex;min-height:2.75rem}
.sample-bar nav a{padding:0 .5rem}
.sample-bar [aria-current]{font-weight:600;text-decoration:none}
@media print{.sample-bar{display:none}}
"""


@router.get("/sample")
async def first_sample(request: Request, context: ContextDep) -> Response:
    """The sample report of the first questionnaire on offer."""
    questionnaire = next(newest_released(context.catalog))
    return await _sample(request, context.catalog, questionnaire.reference)


@router.get("/sample/{key}")
async def sample(
    key: Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")], request: Request, context: ContextDep
) -> Response:
    """The sample report of one questionnaire."""
    return await _sample(request, context.catalog, context.catalog.get(key).questionnaire.reference)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What the start page shows of a sample: its summary in words, its range and dimensions.

    `is_firm` says that its level holds whatever the unknown answers turn out to be.
    """

    organization: str
    summary: Summary
    score_range: Range | None
    is_firm: bool
    dimensions: tuple[Axis, ...]


@lru_cache(_KEPT)
def sample_excerpt(catalog: Catalog, reference: str, language: str) -> Excerpt:
    """Return the excerpt of a questionnaire's sample; raises `NotFound` where it has none."""
    source = sample_report(catalog, reference)
    view = report_view(source, language)
    result = source.result
    return Excerpt(
        organization=source.organization,
        summary=view.summary,
        score_range=result.score_range,
        is_firm=result.certainty == "firm",
        dimensions=view.profile.axes,
    )


async def _sample(request: Request, catalog: Catalog, reference: str) -> Response:
    language = language_of(request)
    page = await asyncio.to_thread(_report, catalog, reference, language)
    bar = page_text(request, "sample_bar.html.j2")
    html = _START_OF_BODY.sub(lambda body: body[0] + bar, page.html, count=1)
    return HTMLResponse(html, headers={"Content-Security-Policy": page.policy})


@lru_cache(_KEPT)
def _report(catalog: Catalog, reference: str, language: str) -> StrictPage:
    return strict_page(report_page(sample_report(catalog, reference), language), _BAR_STYLE)
