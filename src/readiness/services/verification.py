"""What a fingerprint stands for, and whether the report is still the newest of its kind."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from readiness.errors import NotFound
from readiness.reports.manifest import LINK_DIGITS
from readiness.storage import assessments, issued, reviews
from readiness.storage.database import Session
from readiness.storage.issued_tables import IssuedReport
from readiness.storage.results import find_latest_result, get_result

Standing = Literal["current", "reissued", "reopened", "superseded"]
"""`superseded`: a newer result took its place; `reopened`: the answers are being changed again;
`reissued`: the same result was handed out later with other words or another look.
"""

FINGERPRINT: Final = rf"[0-9a-f]{{{LINK_DIGITS},64}}"
_QUERY: Final = re.compile(r"[?#].*", re.DOTALL)
_SEPARATORS: Final = re.compile(r"[\s.:\u2010-\u2015\u200b-]+")


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that was handed out; `sha256` is None of those from before it was kept."""

    format: str
    media_type: str
    size: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class KnownReport:
    """What a fingerprint stands for; `since` is when `standing` began, None for `current`.

    `made_at` is when the assessment was submitted, `issued_at` when the report was handed out
    first.
    """

    fingerprint: str
    questionnaire: str
    questionnaire_sha256: str
    result_sha256: str
    organization: str
    language: str
    edition: str
    made_at: datetime
    issued_at: datetime
    standing: Standing
    since: datetime | None
    files: tuple[KnownFile, ...]


def verify_address(public_url: str | None) -> str | None:
    """Return what links of reports begin with; `public_url` is where people reach the service."""
    return None if public_url is None else f"{public_url.rstrip('/')}/v/"


def read_fingerprint(typed: str) -> str | None:
    """Return the fingerprint in what somebody typed or pasted, a whole address too.

    None for anything but 32 to 64 hex digits, which may stand in groups.
    """
    address = _QUERY.sub("", typed.strip()).rstrip("/")
    digits = _SEPARATORS.sub("", address.rpartition("/")[2]).lower()
    return digits if re.fullmatch(FINGERPRINT, digits) else None


def look_up(session: Session, digits: str) -> KnownReport:
    """Return what the fingerprint that begins with these 32 to 64 hex digits stands for.

    Raises `NotFound`.
    """
    found = issued.find_issued(session, digits)
    if found is None:
        raise NotFound(
            "report_unknown",
            "No report with this fingerprint was handed out here.",
            "Compare the digits with those in the report. If they agree, the report comes from "
            "elsewhere, or its assessment was deleted.",
        )
    return _known(session, found)


def look_up_file(session: Session, sha256: str) -> KnownReport | None:
    """Return the report of which a file with these bytes was handed out, or None."""
    file = issued.find_file(session, sha256)
    found = file and issued.find_own_issued(session, file.account_id, file.fingerprint)
    return _known(session, found) if found else None


def _known(session: Session, found: IssuedReport) -> KnownReport:
    result = get_result(session, found.account_id, found.result_id)
    standing, since = _standing(session, found)
    return KnownReport(
        fingerprint=found.fingerprint,
        questionnaire=f"{result.questionnaire_key}@{result.questionnaire_version}",
        questionnaire_sha256=result.questionnaire_hash,
        result_sha256=found.result_hash,
        organization=found.organization,
        language=found.language,
        edition=found.edition,
        made_at=found.made_at,
        issued_at=found.issued_at,
        standing=standing,
        since=since,
        files=tuple(
            KnownFile(file.format, file.media_type, file.size, file.content_hash)
            for file in issued.list_files(session, found)
        ),
    )


def _standing(session: Session, found: IssuedReport) -> tuple[Standing, datetime | None]:
    owner = (found.account_id, found.assessment_id)
    assessment = assessments.get_assessment(session, *owner)
    latest = find_latest_result(session, *owner)
    if latest is not None and latest.id != found.result_id:
        return "superseded", latest.created_at
    if assessment.status == "superseded":
        return "superseded", assessment.updated_at
    if assessment.status == "in_progress":
        reopenings = reviews.list_reopenings(session, *owner)
        return "reopened", reopenings[-1].reopened_at if reopenings else assessment.updated_at
    newer = issued.find_newest_alike(session, found)
    return ("reissued", newer.issued_at) if newer else ("current", None)
