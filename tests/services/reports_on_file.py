"""Reports as they are handed out, as files, and ways to change them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf

from readiness.reports.manifest import MadeFrom, build_manifest, sha256
from readiness.reports.pdf import PdfRenderer
from readiness.scoring import Questionnaire, live_result, parse_answers
from readiness.services.documents import ReportSource, render_pdf
from tests.services.conftest import NOW

AT = "https://readiness.example.com/v/"


def report_of(
    questionnaire: Questionnaire, answers: dict[str, Any], organization: str = "Nordwerk GmbH"
) -> ReportSource:
    """What the report of complete answers is made from."""
    return ReportSource(
        questionnaire=questionnaire,
        result=live_result(questionnaire, parse_answers(questionnaire, answers)),
        organization=organization,
        country="DE",
        participants=(),
        made_at=NOW,
        verify_at=AT,
    )


def rendered(renderer: PdfRenderer, source: ReportSource) -> bytes:
    """The report in English."""
    return render_pdf(renderer, source, "en")


@dataclass
class Inside:
    """What is attached to a report, to be changed."""

    result: dict[str, Any]
    manifest: dict[str, Any]

    def rehash(self) -> None:
        """Make the manifest agree with itself and with the result, as a careful forger does."""
        made_from = self.manifest["made_from"]
        made_from["result_sha256"] = sha256(compact(self.result))
        made = build_manifest(MadeFrom.model_validate_json(json.dumps(made_from)))
        self.manifest = made.model_dump(mode="json")


def compact(value: object) -> bytes:
    """JSON as results are written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def changed(report: bytes, change: Callable[[Inside], None]) -> bytes:
    """The report with changed attachments, saved anew."""
    with pikepdf.open(io.BytesIO(report)) as document:
        inside = Inside(*(_attached(document, name) for name in ("result.json", "report.json")))
        change(inside)
        _put(document, "result.json", compact(inside.result))
        _put(document, "report.json", compact(inside.manifest))
        return _saved(document)


def with_attachments_of(report: bytes, other: bytes) -> bytes:
    """The pages of one report with the attachments of another."""
    with pikepdf.open(io.BytesIO(report)) as document, pikepdf.open(io.BytesIO(other)) as source:
        for name in ("result.json", "report.json"):
            _put(document, name, source.attachments[name].get_file().read_bytes())
        return _saved(document)


def without(report: bytes, name: str) -> bytes:
    """The report without one of its attachments."""
    with pikepdf.open(io.BytesIO(report)) as document:
        del document.attachments[name]
        return _saved(document)


def replaced(report: bytes, name: str, content: bytes) -> bytes:
    """The report with other content in an attachment."""
    with pikepdf.open(io.BytesIO(report)) as document:
        _put(document, name, content)
        return _saved(document)


def _attached(document: pikepdf.Pdf, name: str) -> dict[str, Any]:
    return dict(json.loads(document.attachments[name].get_file().read_bytes()))


def _put(document: pikepdf.Pdf, name: str, content: bytes) -> None:
    document.attachments[name] = content


def _saved(document: pikepdf.Pdf) -> bytes:
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
