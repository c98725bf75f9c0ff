"""`readiness score`."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from rich.console import Console, Group, RenderableType

from readiness.catalog.answers_file import AnswersFile
from readiness.catalog.catalog import Catalog
from readiness.commands.answers import parse_sheet, read_sheet
from readiness.commands.filled_worksheets import filled_worksheets
from readiness.commands.terminal import err, out, told_if_unwritable, working, write
from readiness.errors import InputProblem, InvalidInput
from readiness.reports.editions import Edition
from readiness.reports.live_text import live_text
from readiness.reports.pdf import PdfRenderer
from readiness.reports.text import text_page
from readiness.reports.view import ReportContext
from readiness.scoring import Mode, live_result
from readiness.services.documents import ReportSource, render_pdf, report_page, report_view
from readiness.settings import Settings

PAGE_WIDTH = 110
_FILES: Final = ("pdf", "xlsx", "pptx")
"""Forms that are nothing for a terminal."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form of a result, its language, the report's edition, and what counts as asked."""

    form: Literal["text", "json", "html", "pdf", "xlsx", "pptx"]
    language: str
    edition: Edition
    mode: Mode


def score_file(questionnaire: str, answers: Path, output: Path | None, wanted: Wanted) -> None:
    """Score a file of answers and write the result in one form."""
    source = wanted_source(questionnaire, answers, output, wanted)
    language = wanted.language
    match wanted.form:
        case "json":
            write(source.result.model_dump_json(indent=2).encode() + b"\n", output)
        case "html":
            write(report_page(source, language).encode(), output)
        case "pdf":
            write(_pdf(source, language), output)
        case _:
            _print_page(source, language, output)


def wanted_source(
    questionnaire: str, answers: Path, output: Path | None, wanted: Wanted
) -> ReportSource:
    """Score a file of answers; raises `InvalidInput` where the form cannot be had."""
    if wanted.mode == "quick" and wanted.form not in ("text", "json"):
        raise InvalidInput([_no_report()])
    if wanted.form in _FILES and output is None and out.is_terminal:
        raise InvalidInput([_output_needed(wanted.form)])
    catalog = Catalog(Settings().questionnaires)
    scored = _scored(catalog, questionnaire, read_sheet(answers), wanted.mode)
    return replace(scored, edition=wanted.edition)


def _no_report() -> InputProblem:
    return InputProblem(
        code="quick_not_reported",
        detail="A quick scan has no report.",
        remedy="Print it as text or json, or leave out --quick.",
    )


def _output_needed(form: str) -> InputProblem:
    return InputProblem(
        code="output_needed",
        detail=f"A file in the form {form} cannot be shown in a terminal.",
        remedy=f"Name a file with -o report.{form}.",
    )


def _scored(catalog: Catalog, reference: str, sheet: AnswersFile, mode: Mode) -> ReportSource:
    questionnaire, answers = parse_sheet(catalog, reference, sheet)
    result = live_result(questionnaire, answers, mode)
    return ReportSource(
        questionnaire=questionnaire,
        result=result,
        organization=sheet.organization.name,
        country=sheet.organization.country,
        participants=(),
        made_at=datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0),
        worksheets=filled_worksheets(questionnaire, result, sheet),
    )


def _pdf(source: ReportSource, language: str) -> bytes:
    settings = Settings()
    renderer = PdfRenderer(
        workers=1,
        timeout_seconds=settings.pdf_timeout_seconds,
        memory_limit_mb=settings.pdf_memory_mb,
    )
    with closing(renderer), working("Setting the report"):
        return render_pdf(renderer, source, language)


def _open_parts(source: ReportSource, language: str) -> Iterator[RenderableType]:
    """What is still open stands below the report's main points, where a terminal ends."""
    context = ReportContext(source.organization, source.made_at, language)
    page = live_text(source.questionnaire, source.result, context)
    if page is not None:
        yield page


def _print_page(source: ReportSource, language: str, output: Path | None) -> None:
    page = Group(text_page(report_view(source, language)), *_open_parts(source, language))
    if output is None:
        out.print(page)
        return
    with told_if_unwritable(output), output.open("w", encoding="utf-8") as file:
        Console(file=file, width=PAGE_WIDTH).print(page)
    err.print(f"Written to {output}.", soft_wrap=True)
