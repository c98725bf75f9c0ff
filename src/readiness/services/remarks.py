"""Remarks: what the people who answered say about a finding that their answers made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.errors import InputProblem, InvalidInput, NotFound
from readiness.services.assessments import pinned, refuse_unless_open
from readiness.services.plain_text import without_invisible
from readiness.storage import reviews
from readiness.storage.answering import lock_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit
from readiness.storage.review_tables import Remark

REMARK_CHARACTERS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    """A remark with the name of who wrote it."""

    text: str
    by: str
    at: datetime


def remarks_on(session: Session, account_id: str, assessment_id: str) -> Mapping[str, Said]:
    """Return the remarks on the findings of an assessment, by the finding's code."""
    return {
        row.finding: Said(row.text, row.written_by, row.written_at)
        for row in reviews.list_remarks(session, account_id, assessment_id)
    }


def save_remark(
    session: Session,
    catalog: Catalog,
    visitor: GrantedVisit,
    finding: str,
    typed: str,
    now: datetime,
) -> None:
    """Keep a remark on a finding in place of the one before; an empty one takes it back.

    Raises `NotFound` for a finding the questionnaire does not know, `Conflict` once submitted, and
    `InvalidInput` for a remark that is too long.
    """
    owner = (visitor.account_id, visitor.assessment_id)
    assessment = lock_assessment(session, *owner)
    refuse_unless_open(assessment)
    if finding not in {each.code for each in pinned(catalog, assessment).findings}:
        raise NotFound(
            "finding_not_found",
            "The questionnaire has no such finding.",
            "Go to the check of the answers; it lists the findings.",
        )
    text = without_invisible(typed)
    if len(text) > REMARK_CHARACTERS:
        raise InvalidInput([_TOO_LONG])
    if not text:
        reviews.delete_remark(session, *owner, finding)
        return
    remark = Remark(
        account_id=visitor.account_id,
        assessment_id=visitor.assessment_id,
        finding=finding,
        text=text,
        written_by=visitor.name or "",
        written_at=now,
    )
    reviews.put_remark(session, remark)


_TOO_LONG: Final = InputProblem(
    "remark_too_long",
    f"The remark is longer than {REMARK_CHARACTERS:,} characters.",
    "Shorten it.",
    "/remark",
)
