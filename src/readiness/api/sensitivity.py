"""What an assessment's result hangs on."""

from fastapi import APIRouter

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import AssessmentId
from readiness.api.responses import problems
from readiness.scoring.sensitivity import Sensitivity
from readiness.services.assessments import given_answers
from readiness.services.sensitivity import sensitivity_of

router = APIRouter(prefix="/assessments", tags=["assessments"])


@router.get(
    "/{assessment_id}/sensitivity",
    summary="Try the weights and thresholds",
    responses=problems(401, 404, 409, 422),
)
async def get_sensitivity(
    assessment_id: AssessmentId, context: ContextDep, caller: CallerDep
) -> Sensitivity:
    """Say which levels and primary route hang on a single weight or threshold.

    Each weight is changed by a quarter and each threshold by five points, one at a time; listed are
    the changes that flip something, and routes nearly as good as the primary one.
    """
    given = await context.database.read_long(
        given_answers, context.catalog, caller.account_id, assessment_id
    )
    return await context.score(sensitivity_of, given)
