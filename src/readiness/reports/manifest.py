"""What a report was made from, as data: `report.json` inside the PDF.

The fingerprint is the SHA-256 of `made_from`, written without spaces and with its keys in order.
So everybody who has the file can compute it again: `jq -cjS .made_from report.json | sha256sum`.
"""

import hashlib
import json
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from readiness.reports.editions import Edition
from readiness.scoring.parts import Part

FINGERPRINT_SHOWN: Final = 16
"""Digits in running heads: enough to tell reports apart, too few to ask about one."""

LINK_DIGITS: Final = 32
"""Digits in a link and in print: 128 bits, which nobody guesses."""

RESULT_FILE: Final = "result.json"
MANIFEST_FILE: Final = "report.json"

_Digits = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class MadeFrom(Part):
    """Everything that decides a report's content; hashes are hex SHA-256.

    `assessment` is the id of the one it reports on, None of answers from a file: equal reports of
    two assessments have different fingerprints.

    `result_sha256` is that of `result.json`, `rest_sha256` that of what is printed and attached
    nowhere as data: participants, notes, remarks, second opinions, worksheets, brand.
    """

    assessment: str | None = None
    questionnaire: str
    questionnaire_sha256: _Digits
    result_sha256: _Digits
    earlier_sha256: _Digits | None = None
    rest_sha256: _Digits
    organization: str
    brand: str | None = None
    edition: Edition
    language: str
    made_at: datetime
    software: str
    template_sha256: _Digits
    verify_at: str | None = None

    def fingerprint(self) -> str:
        """Return the fingerprint of the report that is made from this, 64 hex digits."""
        written = json.dumps(
            self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return sha256(written.encode())


class Manifest(Part):
    """What `report.json` holds; fingerprint and link follow from `made_from`."""

    format: Literal["readiness-report/1"] = "readiness-report/1"
    fingerprint: _Digits
    verify_link: str | None = None
    made_from: MadeFrom


def build_manifest(made_from: MadeFrom) -> Manifest:
    """Return the manifest of a report."""
    fingerprint = made_from.fingerprint()
    return Manifest(
        fingerprint=fingerprint,
        verify_link=verify_link(made_from.verify_at, fingerprint),
        made_from=made_from,
    )


def verify_link(verify_at: str | None, fingerprint: str) -> str | None:
    """Return the address that says what a fingerprint stands for, None without a service."""
    return None if verify_at is None else f"{verify_at}{fingerprint[:LINK_DIGITS]}"


def grouped(fingerprint: str) -> str:
    """Return the digits that are printed, in groups of four."""
    shown = fingerprint[:LINK_DIGITS]
    return " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))


def sha256(content: bytes) -> str:
    """Return the hex SHA-256."""
    return hashlib.sha256(content).hexdigest()
