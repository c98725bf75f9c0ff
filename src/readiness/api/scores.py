"""Scoring without storing."""

from fastapi import APIRouter

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.responses import problems_of_body
from readiness.api.schemas import ScoreRequest
from readiness.scoring import Result
from readiness.services import scoring

router = APIRouter(tags=["scores"])


@router.post("/scores", summary="Score answers", responses=problems_of_body(401, 404))
async def score_answers(body: ScoreRequest, context: ContextDep, caller: CallerDep) -> Result:
    """Score a set of answers and return the result with its receipt; nothing is stored.

    Answers may be incomplete: the result then lists what is missing, how far it can still move,
    what is firm already, and what to ask next. `mode: quick` scores the quick scan.
    """
    _, result = await context.score(
        scoring.score_answers,
        context.catalog,
        body.questionnaire,
        body.answers,
        body.second_opinions,
        body.mode,
    )
    return result
