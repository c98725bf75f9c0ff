"""What if, and the cheapest way to a target: both from an assessment's answers, neither stored."""

import asyncio
from typing import Annotated

from fastapi import APIRouter
from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticKnownError

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import AssessmentId
from readiness.api.request_problems import NAME_OF_OURS
from readiness.api.responses import problems_of_body
from readiness.api.schemas import AnswerSet, Body, SecondOpinions
from readiness.planning.result import PlanResult
from readiness.planning.wishes import DEFAULT_HORIZON, LARGEST_BUDGET, LONGEST_HORIZON, Wishes
from readiness.services import planning
from readiness.services.assessments import given_answers
from readiness.services.simulations import Simulation, simulate

router = APIRouter(prefix="/assessments", tags=["plans"])

MOST_NAMES = 2_000

Name = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=NAME_OF_OURS)]


def _number(value: object) -> object:
    """Refuse true and "1", which the library reads as 1 and the document's schema does not."""
    if isinstance(value, bool | str):
        raise PydanticKnownError("int_type")
    return value


WholeNumber = Annotated[int, BeforeValidator(_number)]


class SimulationRequest(Body):
    """Answers to change on trial, by question id or code; `null` takes one back."""

    answers: AnswerSet = Field(default_factory=dict)
    second_opinions: SecondOpinions = Field(default_factory=dict)


class PlanRequest(Body):
    """What to reach and what to keep to."""

    target: Annotated[str, StringConstraints(min_length=1, max_length=120)] = Field(
        description="`overall:LEVEL`, `DIMENSION:LEVEL` (id or code; level by number or id) or "
        "`ROUTE:VERDICT` (`pilot` or `go`).",
        examples=["overall:4", "logistics:3", "R1:go"],
    )
    budget_days: WholeNumber | None = Field(
        None, ge=0, le=LARGEST_BUDGET, description="Person-days.", examples=[250]
    )
    horizon_months: WholeNumber = Field(
        DEFAULT_HORIZON,
        ge=1,
        le=LONGEST_HORIZON,
        description="Steps whose window ends later are left out.",
        examples=[18],
    )
    fixed: dict[str, WholeNumber] = Field(
        default_factory=dict,
        max_length=MOST_NAMES,
        description="Questions by id or code that the plan raises at least to a value.",
        examples=[{"customers.crm_use": 3}],
    )
    fixed_actions: list[Name] = Field(
        default_factory=list,
        max_length=MOST_NAMES,
        description="Recommendations that the plan carries out.",
        examples=[["REC-25"]],
    )
    excluded: list[Name] = Field(
        default_factory=list,
        max_length=MOST_NAMES,
        description="Questions by id or code that stay as they are, and recommendations that are "
        "not carried out.",
        examples=[["commerce.ordering", "REC-19"]],
    )


@router.post(
    "/{assessment_id}/simulate",
    summary="Simulate changed answers",
    responses=problems_of_body(401, 404, 409),
)
async def simulate_answers(
    assessment_id: AssessmentId, body: SimulationRequest, context: ContextDep, caller: CallerDep
) -> Simulation:
    """Score the assessment's answers with some of them changed; nothing is stored.

    Gives the result and how it differs from the one without the changes.
    """
    given = await context.database.read_long(
        given_answers, context.catalog, caller.account_id, assessment_id
    )
    return await context.score(simulate, given, body.answers, body.second_opinions)


@router.post(
    "/{assessment_id}/plan",
    summary="Plan the cheapest way to a target",
    responses=problems_of_body(401, 404, 409),
)
async def plan_improvements(
    assessment_id: AssessmentId, body: PlanRequest, context: ContextDep, caller: CallerDep
) -> PlanResult:
    """Find the least person-days that reach a target, in steps, with the result after each.

    `status` says whether the plan is proven to be the cheapest, and where there is none, why.
    Nothing is stored.
    """
    given = await context.database.read_long(
        given_answers, context.catalog, caller.account_id, assessment_id
    )
    wishes = Wishes(
        budget_days=body.budget_days,
        horizon_months=body.horizon_months,
        fixed=body.fixed,
        fixed_actions=body.fixed_actions,
        excluded=body.excluded,
    )
    return await asyncio.to_thread(planning.plan, given, body.target, wishes)
