"""Assessments and their answers."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response, status

from readiness.api import cursors
from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import AssessmentId, Cursor, Limit
from readiness.api.responses import problems, problems_of_body
from readiness.api.schemas import (
    MODE,
    AnswerOut,
    AnswersChange,
    AnswersOut,
    AssessmentOut,
    Id,
    NewAssessment,
    Page,
    SettledOut,
)
from readiness.scoring import Mode, Result
from readiness.services import assessments as use_cases
from readiness.services.offers import Opening, open_carrying_over
from readiness.storage import assessments
from readiness.storage.tables import Assessment

router = APIRouter(prefix="/assessments", tags=["assessments"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    summary="Open an assessment",
    responses=problems_of_body(401, 404, 409),
)
async def open_assessment(
    body: NewAssessment, response: Response, context: ContextDep, caller: CallerDep
) -> AssessmentOut:
    """Open an assessment of an organization; it pins the questionnaire's version and bytes.

    Answers taken over from another assessment say so in `answered_by` until somebody confirms them.
    """
    wanted = (body.organization_id, body.questionnaire)
    whose = (context.catalog, caller.account_id)
    now = context.now()
    if body.carry_over_from is None:
        row = await context.database.write(use_cases.open_assessment, *whose, *wanted, now)
    else:
        opening = Opening(*wanted, body.carry_over_from)
        row = await context.database.write(open_carrying_over, *whose, opening, now)
    response.headers["Location"] = f"/v1/assessments/{row.id}"
    return shown(row)


@router.get("", summary="List assessments", responses=problems(401, 422))
async def list_assessments(
    context: ContextDep,
    caller: CallerDep,
    limit: Limit = 50,
    cursor: Cursor = None,
    organization_id: Annotated[
        Id | None, Query(description="Only those of this organization.")
    ] = None,
    state: Annotated[
        Literal["in_progress", "submitted", "superseded"] | None,
        Query(alias="status", description="Only those with this status."),
    ] = None,
) -> Page[AssessmentOut]:
    """List the account's assessments, newest first, if wished of one organization or status."""
    page = await context.database.read_long(
        assessments.list_assessments,
        caller.account_id,
        limit=limit,
        after=cursors.decode(cursor),
        organization_id=organization_id,
        status=state,
    )
    return Page(items=[shown(row) for row in page.rows], next_cursor=cursors.encode(page.last_key))


@router.get("/{assessment_id}", summary="Get an assessment", responses=problems(401, 404, 422))
async def get_assessment(
    assessment_id: AssessmentId, context: ContextDep, caller: CallerDep
) -> AssessmentOut:
    """Return one assessment."""
    return shown(
        await context.database.read(assessments.get_assessment, caller.account_id, assessment_id)
    )


@router.delete(
    "/{assessment_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Delete an assessment",
    responses=problems(401, 404, 422),
)
async def delete_assessment(
    assessment_id: AssessmentId, context: ContextDep, caller: CallerDep
) -> None:
    """Delete an assessment with its answers, results and reports."""
    files = await context.database.write(
        use_cases.delete_assessment, caller.account_id, assessment_id
    )
    for key in files:
        await asyncio.to_thread(context.files.delete, key)


@router.get("/{assessment_id}/answers", summary="Get answers", responses=problems(401, 404, 422))
async def get_answers(
    assessment_id: AssessmentId, context: ContextDep, caller: CallerDep
) -> AnswersOut:
    """Return the answers given so far, who gave them, and which questions are still missing."""
    sheet = await context.database.read_long(
        use_cases.answer_sheet, context.catalog, caller.account_id, assessment_id
    )
    return _answers(sheet)


@router.patch(
    "/{assessment_id}/answers",
    summary="Save answers",
    responses=problems_of_body(401, 404, 409),
)
async def save_answers(
    assessment_id: AssessmentId, body: AnswersChange, context: ContextDep, caller: CallerDep
) -> AnswersOut:
    """Add or replace answers by question id or code; `null` takes one back.

    A set with any problem is refused whole, with every problem listed.
    """
    changes = use_cases.AnswerChanges(
        answers=body.answers,
        second_opinions=body.second_opinions,
        answered_by=body.answered_by,
        role=body.role,
    )
    sheet = await context.database.write(
        use_cases.save_answers,
        context.catalog,
        caller.account_id,
        assessment_id,
        changes,
        context.now(),
    )
    return _answers(sheet)


@router.post(
    "/{assessment_id}/submit",
    summary="Submit an assessment",
    responses=problems(401, 404, 409, 422),
)
async def submit_assessment(
    assessment_id: AssessmentId, context: ContextDep, caller: CallerDep
) -> Result:
    """Close the assessment to answers, score it and store the result.

    Every question that applies needs an answer, "dont_know" or, where offered,
    "not_applicable"; what is missing is listed.
    """
    return await context.database.write(
        use_cases.submit, context.catalog, caller.account_id, assessment_id, context.now()
    )


@router.get(
    "/{assessment_id}/result", summary="Get the result", responses=problems(401, 404, 409, 422)
)
async def get_result(
    assessment_id: AssessmentId,
    context: ContextDep,
    caller: CallerDep,
    mode: Annotated[Mode, Query(description=MODE)] = "full",
) -> Result:
    """Return the stored result; while answering, the live one of the answers so far.

    The live one says how far each number can still move, what is firm already, and what to ask
    next. A quick scan is always scored from the answers.
    """
    result = await context.database.read_long(
        use_cases.current_result, context.catalog, caller.account_id, assessment_id, mode
    )
    return await context.score(result)


def shown(row: Assessment) -> AssessmentOut:
    """Return an assessment as it is sent."""
    return AssessmentOut(
        id=row.id,
        organization_id=row.organization_id,
        questionnaire=f"{row.questionnaire_key}@{row.questionnaire_version}",
        status=row.status,
        created_at=row.created_at,
        updated_at=row.updated_at,
        submitted_at=row.submitted_at,
    )


def _answers(sheet: use_cases.AnswerSheet) -> AnswersOut:
    return AnswersOut(
        assessment_id=sheet.assessment.id,
        answers={a.question_id: a.value for a in sheet.answers if a.kind == "owner"},
        second_opinions={a.question_id: a.value for a in sheet.answers if a.kind == "second"},
        details=[
            AnswerOut(
                question=answer.question_id,
                kind=answer.kind,
                value=answer.value,
                answered_by=answer.answered_by,
                role=answer.answered_role,
                note=answer.note,
                answered_at=answer.answered_at,
            )
            for answer in sheet.answers
        ],
        settled=[
            SettledOut(
                question=settled.question_id,
                value=settled.value,
                reason=settled.reason,
                settled_by=settled.settled_by,
                settled_at=settled.settled_at,
            )
            for settled in sheet.settled
        ],
        missing=list(sheet.missing),
    )
