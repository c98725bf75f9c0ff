"""Worksheets of an assessment: offered, filled and calculated."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Body, Depends, Path, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.entity_tags import ETAG, IfMatch, expected_revision, tag_of
from readiness.api.exact_numbers import ExactNumbersRoute
from readiness.api.parameters import AssessmentId
from readiness.api.responses import problems, problems_of_body
from readiness.api.schemas import ASSESSMENT_ID, storable
from readiness.api.sheet_paths import SHEET
from readiness.scoring.worksheets.result import WorksheetResult
from readiness.services.worksheets import FilledSheet, get_sheet, offered_worksheets, save_sheet
from readiness.storage.tables import WorksheetSheet

router = APIRouter(
    prefix="/assessments/{assessment_id}/worksheets",
    tags=["worksheets"],
    route_class=ExactNumbersRoute,
)

MOST_LEVELS: Final = 20


def _flat(inputs: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Refuse what is nested so deeply that it could be neither stored nor sent back."""
    waiting: list[tuple[JsonValue, int]] = [(inputs, 1)]
    while waiting:
        value, level = waiting.pop()
        if isinstance(value, dict | list):
            if level > MOST_LEVELS:
                raise PydanticCustomError(
                    "nested_too_deeply",
                    "More than {most} objects and lists are inside one another.",
                    {"most": MOST_LEVELS},
                )
            inner = value.values() if isinstance(value, dict) else value
            waiting += [(each, level + 1) for each in inner]
    return inputs


Inputs = Annotated[
    dict[str, JsonValue],
    Body(
        max_length=2000,
        description="Inputs by id, as typed: figures, or true and false; `null` is left out.",
        examples=[{"software_setup": 20000, "transaction_rate": 0.2, "benefits_distinct": True}],
    ),
    AfterValidator(storable),
    AfterValidator(_flat),
]
WorksheetCode = Annotated[
    str,
    Path(
        max_length=20,
        pattern=r"^[A-Z0-9-]+$",
        description="Code of the worksheet.",
        examples=["TCO"],
    ),
]
SheetId = Annotated[
    str,
    Path(
        max_length=60,
        pattern=r"^[a-z0-9_]+$",
        description="Id of the sheet.",
        examples=["new_platform"],
    ),
]


@dataclass(frozen=True, slots=True)
class SheetPath:
    """Which sheet of which assessment is meant."""

    assessment_id: AssessmentId
    worksheet: WorksheetCode
    sheet: SheetId


SheetPathDep = Annotated[SheetPath, Depends()]


class SheetOffer(BaseModel):
    """A sheet to fill; `asked` says whether the findings ask for it, `null` where it is open."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(examples=["new_platform"])
    asked: bool | None
    revision: int = Field(description="How often it was stored; 0: never.")
    updated_at: datetime | None


class WorksheetOffer(BaseModel):
    """A worksheet of the assessment's questionnaire."""

    model_config = ConfigDict(from_attributes=True)

    code: str = Field(examples=["TCO"])
    kind: Literal["calculation"]
    sheets: list[SheetOffer]


class WorksheetOffers(BaseModel):
    """The worksheets that the assessment's questionnaire offers."""

    assessment_id: str = Field(examples=[ASSESSMENT_ID])
    worksheets: list[WorksheetOffer]


class SheetOut(BaseModel):
    """What was typed into a sheet, as typed, and what comes out of it."""

    assessment_id: str = Field(examples=[ASSESSMENT_ID])
    worksheet: str = Field(examples=["TCO"])
    sheet: str = Field(examples=["new_platform"])
    revision: int = Field(description="How often it was stored; 0: never.")
    updated_at: datetime | None
    inputs: dict[str, JsonValue]
    result: WorksheetResult


@router.get("", summary="List worksheets", responses=problems(401, 404, 409, 422))
async def list_worksheets(
    assessment_id: AssessmentId, context: ContextDep, caller: CallerDep
) -> WorksheetOffers:
    """List the worksheets on offer, and which of their sheets the findings ask for."""
    offered = await context.database.read_long(
        offered_worksheets, context.catalog, caller.account_id, assessment_id
    )
    return WorksheetOffers(
        assessment_id=assessment_id,
        worksheets=[WorksheetOffer.model_validate(each) for each in await context.score(offered)],
    )


@router.get(
    f"/{{worksheet}}/{SHEET}",
    summary="Get a worksheet's sheet",
    responses=ETAG | problems(401, 404, 409, 422),
)
async def get_worksheet(
    where: SheetPathDep,
    response: Response,
    context: ContextDep,
    caller: CallerDep,
) -> SheetOut:
    """Return what was typed into a sheet, empty at first, and its figures, checks and reading."""
    filled = await context.database.read_long(
        get_sheet,
        context.catalog,
        caller.account_id,
        where.assessment_id,
        where.worksheet,
        where.sheet,
    )
    return _shown(where.assessment_id, await context.score(filled), response)


@router.put(
    f"/{{worksheet}}/{SHEET}",
    summary="Fill a worksheet's sheet",
    responses=ETAG | problems_of_body(401, 404, 409, 412),
)
async def fill_worksheet(
    where: SheetPathDep,
    inputs: Inputs,
    response: Response,
    context: ContextDep,
    caller: CallerDep,
    if_match: IfMatch = None,
) -> SheetOut:
    """Replace what was typed into a sheet and return its figures, checks and reading.

    Everything is kept as typed. What cannot be counted, such as a text for a figure, is listed
    under `problems` of the result with its remedy and counts as missing.
    """
    row = WorksheetSheet(
        account_id=caller.account_id,
        assessment_id=where.assessment_id,
        worksheet=where.worksheet,
        sheet=where.sheet,
        inputs=inputs,
        updated_at=context.now(),
    )
    filled = await context.database.write(
        save_sheet, context.catalog, caller.account_id, row, expected_revision(if_match)
    )
    return _shown(where.assessment_id, await context.score(filled), response)


def _shown(assessment_id: str, filled: FilledSheet, response: Response) -> SheetOut:
    response.headers["ETag"] = tag_of(filled.revision)
    return SheetOut(
        assessment_id=assessment_id,
        worksheet=filled.worksheet,
        sheet=filled.sheet,
        revision=filled.revision,
        updated_at=filled.updated_at,
        inputs=dict(filled.inputs),
        result=filled.result,
    )
