"""The documents made from a result: PDF, web page and data. Nothing here knows the database."""

import asyncio
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from readiness import __version__
from readiness.reports.brand import HOUSE_BRAND, Brand
from readiness.reports.editions import Edition
from readiness.reports.html import print_css, render_html
from readiness.reports.manifest import (
    FINGERPRINT_SHOWN,
    MANIFEST_FILE,
    RESULT_FILE,
    MadeFrom,
    Manifest,
    build_manifest,
    sha256,
)
from readiness.reports.pdf import PdfRenderer
from readiness.reports.plain_text import safe_text
from readiness.reports.render_worker import Attached
from readiness.reports.template_digest import template_digest
from readiness.reports.view import (
    AnswerNote,
    BegunRevision,
    EarlierResult,
    EvidencePiece,
    FilledWorksheet,
    GivenBy,
    OpinionPair,
    Participant,
    ReportContext,
    ReportView,
    WrittenRemark,
    build_view,
)
from readiness.reports.words import load_words
from readiness.scoring import Questionnaire, Result
from readiness.services.result_hash import hash_of_result


@dataclass(frozen=True, slots=True)
class ReportSource:
    """Everything a report is made from; `made_at` is when the assessment was submitted.

    `verify_at` is the address under which a reader finds what a fingerprint stands for, `earlier`
    the result to compare with. `assessment_id` tells equal reports of two assessments apart.
    """

    questionnaire: Questionnaire
    result: Result
    organization: str
    country: str | None
    participants: tuple[Participant, ...]
    made_at: datetime
    worksheets: tuple[FilledWorksheet, ...] = ()
    opinions: tuple[OpinionPair, ...] = ()
    remarks: tuple[WrittenRemark, ...] = ()
    notes: tuple[AnswerNote, ...] = ()
    given: tuple[GivenBy, ...] = ()
    evidence: tuple[EvidencePiece, ...] = ()
    revision: BegunRevision | None = None
    edition: Edition = "full"
    brand: Brand = HOUSE_BRAND
    earlier: EarlierResult | None = None
    verify_at: str | None = None
    assessment_id: str | None = None

    def manifest(self, language: str) -> Manifest:
        """Return what a report in this language is made from, and the fingerprint of that."""
        return build_manifest(
            MadeFrom(
                assessment=self.assessment_id,
                questionnaire=self.questionnaire.reference,
                questionnaire_sha256=self.questionnaire.digest,
                result_sha256=hash_of_result(self.result),
                earlier_sha256=hash_of_result(self.earlier.result) if self.earlier else None,
                rest_sha256=self._hash_of_the_rest(),
                organization=self.organization,
                brand=self.brand.name,
                edition=self.edition,
                language=language,
                made_at=self.made_at,
                software=__version__,
                template_sha256=template_digest(),
                verify_at=self.verify_at,
            )
        )

    def fingerprint(self, language: str) -> str:
        """Return the hex SHA-256 over all that decides the report's content."""
        return self.manifest(language).fingerprint

    def _hash_of_the_rest(self) -> str:
        parts = [
            self.country,
            [(person.name, person.role) for person in self.participants],
            [
                (filled.code, filled.sheet, sorted(filled.inputs.items()))
                for filled in self.worksheets
            ],
            [asdict(pair) for pair in self.opinions],
            [asdict(remark) for remark in self.remarks],
            [asdict(note) for note in self.notes],
            [asdict(given) for given in self.given],
            [asdict(piece) for piece in self.evidence],
            asdict(self.revision) if self.revision else None,
            repr(self.brand),
            self.earlier.made_at if self.earlier else None,
        ]
        return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode())


def report_context(source: ReportSource, language: str) -> ReportContext:
    """Return what the report says in a language that the result does not know."""
    fingerprint = source.fingerprint(language)
    return ReportContext(
        language=language,
        organization=source.organization,
        country=source.country,
        participants=source.participants,
        created_at=source.made_at,
        worksheets=source.worksheets,
        opinions=source.opinions,
        remarks=source.remarks,
        notes=source.notes,
        given=source.given,
        evidence=source.evidence,
        revision=source.revision,
        report_id=fingerprint[:FINGERPRINT_SHOWN],
        fingerprint=fingerprint,
        edition=source.edition,
        brand=source.brand,
        earlier=source.earlier,
        verify_at=source.verify_at,
    )


def report_view(source: ReportSource, language: str) -> ReportView:
    """Word the report in a language; raises `NotFound` for one the questionnaire lacks."""
    return build_view(source.questionnaire, source.result, report_context(source, language))


def report_page(source: ReportSource, language: str) -> str:
    """Return the report as one self-contained web page."""
    return render_html(report_view(source, language), for_print=False)


def render_pdf(renderer: PdfRenderer, source: ReportSource, language: str) -> bytes:
    """Render the report as PDF, the result attached; blocks, raises `ReportFailed`."""
    sheet = _print_sheet(source, language)
    return renderer.render(
        sheet.html,
        sheet.css,
        title=sheet.title,
        language=language,
        created=source.made_at,
        attachments=sheet.attachments,
    )


async def render_pdf_async(renderer: PdfRenderer, source: ReportSource, language: str) -> bytes:
    """Like `render_pdf`; no thread waits for the renderer, as it would be missing elsewhere."""
    renderer.require_room()  # a refusal must cost little, above all when many are refused
    sheet = await asyncio.to_thread(_print_sheet, source, language)
    return await renderer.render_async(
        sheet.html,
        sheet.css,
        title=sheet.title,
        language=language,
        created=source.made_at,
        attachments=sheet.attachments,
    )


@dataclass(frozen=True, slots=True)
class _PrintSheet:
    html: str
    css: str
    title: str
    attachments: tuple[Attached, ...]


def _print_sheet(source: ReportSource, language: str) -> _PrintSheet:
    view = report_view(source, language)
    return _PrintSheet(
        html=render_html(view, for_print=True),
        css=print_css(),
        title=safe_text(view.title),
        attachments=_attachments(source, language),
    )


def _attachments(source: ReportSource, language: str) -> tuple[Attached, ...]:
    """The result, byte for byte what its hash is taken of, and what the report is made from."""
    say = load_words(language).say
    manifest = source.manifest(language).model_dump_json(indent=2)
    return (
        Attached(
            RESULT_FILE,
            say("The result with its answers and how every number came about, as data"),
            source.result.model_dump_json().encode(),
        ),
        Attached(
            MANIFEST_FILE,
            say("What this report was made from: fingerprint, questionnaire and hashes, as data"),
            manifest.encode(),
        ),
    )
