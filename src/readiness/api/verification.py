"""What the fingerprint of a report stands for: the one public answer, for whoever holds it."""

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from readiness.api.dependencies import ContextDep
from readiness.api.responses import problems
from readiness.services.verification import FINGERPRINT, Standing, look_up

router = APIRouter(tags=["reports"])

EXAMPLE: Final = "9f2c4a6e8b0d1f3a5c7e9b1d3f5a7c9e"

Digits = Annotated[
    str,
    Path(
        pattern=f"^{FINGERPRINT}$",
        description="The fingerprint as printed without spaces: at least its first 32 digits.",
        examples=[EXAMPLE],
    ),
]


class VerifiedFileOut(BaseModel):
    """A file that was handed out; compare its hash with that of the file you have."""

    format: str = Field(examples=["pdf"])
    media_type: str = Field(examples=["application/pdf"])
    size: int = Field(description="Bytes.")
    sha256: str | None = Field(description="Hex; null of files from before it was kept.")


class VerifiedReportOut(BaseModel):
    """What a report was made from, and whether it is still the newest."""

    fingerprint: str
    questionnaire: str = Field(examples=["d2c-readiness@2026.1.0"])
    questionnaire_sha256: str
    result_sha256: str = Field(description="Of `result.json` inside the PDF.")
    organization: str = Field(description="The name that was printed.")
    language: str
    edition: str
    made_at: datetime = Field(description="When the assessment was submitted.")
    issued_at: datetime = Field(description="When the report was first handed out.")
    standing: Standing
    since: datetime | None = Field(description="Since when; null while it is current.")
    files: list[VerifiedFileOut]


def _answers() -> dict[int | str, dict[str, Any]]:
    """Nobody has an account here, so what is unknown is worded otherwise."""
    answers = problems(404, 422, 429)
    answers[404] |= {"description": "No report with this fingerprint was handed out here."}
    return answers


@router.get("/verify/{fingerprint}", summary="Verify a report", responses=_answers())
async def verify_report(
    fingerprint: Digits, request: Request, response: Response, context: ContextDep
) -> VerifiedReportOut:
    """Say what the report with this fingerprint was made from; no key is needed.

    Whoever holds a report may ask. `standing` is `superseded` when a newer result of the assessment
    took its place, `reopened` while its answers are being changed, `reissued` when the same result
    was handed out later with other words or another look.
    """
    context.verifications.take(request.client.host if request.client else "", context.now())
    found = await context.database.read(look_up, fingerprint)
    response.headers["Cache-Control"] = "no-store"
    return VerifiedReportOut(
        fingerprint=found.fingerprint,
        questionnaire=found.questionnaire,
        questionnaire_sha256=found.questionnaire_sha256,
        result_sha256=found.result_sha256,
        organization=found.organization,
        language=found.language,
        edition=found.edition,
        made_at=found.made_at,
        issued_at=found.issued_at,
        standing=found.standing,
        since=found.since,
        files=[
            VerifiedFileOut(
                format=file.format,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
            )
            for file in found.files
        ],
    )
