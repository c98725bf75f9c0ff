"""Revisions of an assessment: re-opened with a reason, submitted anew, each result kept."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field, StringConstraints

from readiness.api.assessments import shown
from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import AssessmentId
from readiness.api.responses import problems, problems_of_body
from readiness.api.schemas import AssessmentOut, Body, Name
from readiness.scoring import Result
from readiness.services import revisions as use_cases

router = APIRouter(prefix="/assessments/{assessment_id}", tags=["assessments"])

Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=use_cases.REASON_CHARACTERS),
]
Number = Annotated[int, Path(ge=1, le=10_000, description="Number of the revision, from 1.")]


class Reopening(Body):
    """Why the answers are to be changed, and who wants it."""

    reason: Reason = Field(examples=["The warehouse contract was signed on 3 November."])
    by: Name = Field(examples=["Ada Muster"])


class ReopenedOut(BaseModel):
    """Why a revision began, by whom and when."""

    reason: str
    by: str
    at: datetime


class RevisionOut(BaseModel):
    """One round of answering; not submitted yet while `submitted_at` is `null`."""

    number: int = Field(examples=[2])
    submitted_at: datetime | None
    reopened: ReopenedOut | None = Field(description="`null` for the first revision.")


class RevisionsOut(BaseModel):
    """The revisions of an assessment, the current one last."""

    items: list[RevisionOut]


@router.post("/reopen", summary="Re-open an assessment", responses=problems_of_body(401, 404, 409))
async def reopen_assessment(
    assessment_id: AssessmentId, body: Reopening, context: ContextDep, caller: CallerDep
) -> AssessmentOut:
    """Open a submitted assessment to answers again: a new revision begins.

    The result submitted before stays as it was and can be read by the number of its revision.
    """
    row = await context.database.write(
        use_cases.reopen, caller.account_id, assessment_id, body.reason, body.by, context.now()
    )
    return shown(row)


@router.get("/revisions", summary="List revisions", responses=problems(401, 404, 422))
async def list_revisions(
    assessment_id: AssessmentId, context: ContextDep, caller: CallerDep
) -> RevisionsOut:
    """Return the revisions of an assessment: when submitted, why begun; the current one last."""
    found = await context.database.read_long(
        use_cases.list_revisions, caller.account_id, assessment_id
    )
    return RevisionsOut(items=[_shown(revision) for revision in found])


@router.get(
    "/revisions/{number}/result",
    summary="Get the result of a revision",
    responses=problems(401, 404, 422),
)
async def get_result_of_revision(
    assessment_id: AssessmentId, number: Number, context: ContextDep, caller: CallerDep
) -> Result:
    """Return the result of a submitted revision as it was stored."""
    return await context.database.read_long(
        use_cases.result_of_revision, caller.account_id, assessment_id, number
    )


def _shown(revision: use_cases.Revision) -> RevisionOut:
    begun = revision.reopened
    return RevisionOut(
        number=revision.number,
        submitted_at=revision.submitted_at,
        reopened=None
        if begun is None
        else ReopenedOut(reason=begun.reason, by=begun.by, at=begun.at),
    )
