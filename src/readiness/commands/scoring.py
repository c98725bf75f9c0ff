"""`readiness score`."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from rich.console import Console

from readiness.catalog.answers_file import MAX_BYTES, AnswersFile, parse_answers_file
from readiness.catalog.catalog import Catalog
from readiness.commands.terminal import err, out, told_if_unwritable, working, write
from readiness.errors import InputProblem, InvalidInput
from readiness.reports.pdf import PdfRenderer
from readiness.reports.text import text_page
from readiness.scoring import AnswersRefused, Problem, parse_answers, score
from readiness.services.documents import ReportSource, render_pdf, report_page, report_view
from readiness.settings import Settings

PAGE_WIDTH = 110


def score_file(
    questionnaire: str,
    answers: Path,
    form: Literal["text", "json", "html", "pdf"],
    output: Path | None,
    language: str,
) -> None:
    """Score a file of answers and write the result in one form."""
    settings = Settings()
    source = _scored(Catalog(settings.questionnaires), questionnaire, _read(answers))
    match form:
        case "json":
            write(source.result.model_dump_json(indent=2).encode() + b"\n", output)
        case "html":
            write(report_page(source, language).encode(), output)
        case "pdf":
            write(_pdf(settings, source, language, output), output)
        case "text":
            _print_page(source, language, output)


def _read(path: Path) -> AnswersFile:
    """Read no more than a file of answers may have, plus the byte that tells it has more."""
    with path.open("rb") as file:
        return parse_answers_file(file.read(MAX_BYTES + 1), str(path))


def _scored(catalog: Catalog, reference: str, sheet: AnswersFile) -> ReportSource:
    questionnaire = catalog.get(reference).questionnaire
    if sheet.questionnaire not in (questionnaire.key, questionnaire.reference):
        raise AnswersRefused([_other_questionnaire(sheet, reference)])
    try:
        answers = parse_answers(questionnaire, sheet.answers, sheet.second_opinions)
    except AnswersRefused as refusal:
        raise AnswersRefused(map(sheet.placed, refusal.problems)) from refusal
    return ReportSource(
        questionnaire=questionnaire,
        result=score(questionnaire, answers),
        organization=sheet.organization.name,
        country=sheet.organization.country,
        participants=(),
        made_at=datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0),
    )


def _other_questionnaire(sheet: AnswersFile, reference: str) -> Problem:
    return sheet.placed(
        Problem(
            code="other_questionnaire",
            message=f"the file answers {sheet.questionnaire}, not {reference}",
            remedy=f"score it with `readiness score {sheet.questionnaire} FILE`",
            path=("questionnaire",),
        )
    )


def _pdf(settings: Settings, source: ReportSource, language: str, output: Path | None) -> bytes:
    if output is None and out.is_terminal:
        raise InvalidInput(
            [
                InputProblem(
                    code="output_needed",
                    detail="A PDF cannot be shown in a terminal.",
                    remedy="Name a file with -o report.pdf.",
                )
            ]
        )
    renderer = PdfRenderer(
        workers=1,
        timeout_seconds=settings.pdf_timeout_seconds,
        memory_limit_mb=settings.pdf_memory_mb,
    )
    with closing(renderer), working("Setting the report"):
        return render_pdf(renderer, source, language)


def _print_page(source: ReportSource, language: str, output: Path | None) -> None:
    page = text_page(report_view(source, language))
    if output is None:
        out.print(page)
        return
    with told_if_unwritable(output), output.open("w", encoding="utf-8") as file:
        Console(file=file, width=PAGE_WIDTH).print(page)
    err.print(f"Written to {output}.", soft_wrap=True)
