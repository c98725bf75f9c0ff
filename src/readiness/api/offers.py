"""What to answer next."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import AssessmentId
from readiness.api.responses import problems
from readiness.scoring.receipt_parts import DecidingPart
from readiness.services.offers import Offered, list_offers

router = APIRouter(prefix="/assessments", tags=["assessments"])


class OfferOut(BaseModel):
    """A questionnaire that the result suggests, and the answers that do."""

    questionnaire: str = Field(examples=["platform-migration@2026.1.0"])
    title: str
    reasons: list[DecidingPart]


class OffersOut(BaseModel):
    """The questionnaires that the result suggests; any other can be chosen freely."""

    items: list[OfferOut]


@router.get(
    "/{assessment_id}/offers",
    summary="List what to answer next",
    responses=problems(401, 404, 409, 422),
)
async def get_offers(
    assessment_id: AssessmentId, context: ContextDep, caller: CallerDep
) -> OffersOut:
    """List the questionnaires that the answers of a submitted assessment suggest, and why.

    Open one with `carry_over_from` to take over the answers that mean the same.
    """
    offers = await context.database.read_long(
        list_offers, context.catalog, caller.account_id, assessment_id
    )
    return OffersOut(items=[_shown(offer) for offer in offers])


def _shown(offer: Offered) -> OfferOut:
    questionnaire = offer.questionnaire
    texts = questionnaire.texts[questionnaire.default_language]
    return OfferOut(
        questionnaire=questionnaire.reference, title=texts.title, reasons=list(offer.reasons)
    )
