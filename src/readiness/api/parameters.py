"""Parameters that several routes take."""

from typing import Annotated

from fastapi import Path, Query

from readiness.api.schemas import (
    ASSESSMENT_ID,
    ORGANIZATION_ID,
    Id,
    QuestionnaireReference,
)

Limit = Annotated[int, Query(ge=1, le=200, description="Items per page, 1 to 200.")]
Cursor = Annotated[
    str | None, Query(max_length=200, description="`next_cursor` of the page before.")
]
OrganizationId = Annotated[
    Id, Path(description="Id of the organization.", examples=[ORGANIZATION_ID])
]
AssessmentId = Annotated[Id, Path(description="Id of the assessment.", examples=[ASSESSMENT_ID])]
QuestionnaireKey = Annotated[QuestionnaireReference, Path()]
