"""`readiness check`, `readiness lock` and `readiness questionnaires`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from rich.table import Column, Table

from readiness.catalog.catalog import Catalog
from readiness.catalog.release_lock import write_lock
from readiness.commands.terminal import err, from_here, out, working
from readiness.services.checks import check
from readiness.settings import Settings


def check_all(paths: Sequence[Path]) -> bool:
    """Check questionnaires, print every problem, and tell whether there was none."""
    directory = Settings().questionnaires
    with working("Checking"):
        report = check(paths or [directory], directory)
    for problem in report.problems:
        print(from_here(problem))
    summary = (
        f"{report.questionnaires} questionnaires, {report.cases} cases, "
        f"{report.rules} rules checked"
    )
    for what in report.undecided:
        err.print(f"Too large to prove: {what}.", soft_wrap=True, highlight=False)
    for gap in report.untranslated:
        err.print(str(from_here(gap)), soft_wrap=True, highlight=False, markup=False)
    if report.problems:
        err.print(f"{summary}: {len(report.problems)} problems.")
        return False
    open_texts = f", {len(report.untranslated)} texts to translate" if report.untranslated else ""
    out.print(f"{summary}: no problems{open_texts}.")
    return True


def lock() -> None:
    """Record the released versions and print the lines added."""
    for line in write_lock(Settings().questionnaires):
        out.print(line, soft_wrap=True)


def list_all() -> None:
    """Print the questionnaires on offer."""
    table = Table(Column("Questionnaire", no_wrap=True, overflow="fold"), box=None)
    for title in ("Title", "Status", "Languages", "Questions"):
        table.add_column(title)
    for entry in Catalog(Settings().questionnaires).list():
        languages = ", ".join(entry.languages)
        table.add_row(entry.reference, entry.title, entry.status, languages, str(entry.questions))
    out.print(table)


def show(key: str, form: Literal["text", "json"]) -> None:
    """Print a questionnaire: its questions, or as JSON the whole definition."""
    questionnaire = Catalog(Settings().questionnaires).get(key).questionnaire
    if form == "json":
        print(questionnaire.model_dump_json(indent=2))
        return
    texts = questionnaire.texts[questionnaire.default_language]
    table = Table("Code", "Id", "Type", "Question", box=None)
    for question in questionnaire.questions:
        title = texts.questions[question.id].title
        table.add_row(question.code, question.id, question.type, title)
    out.print(f"[bold]{texts.title}[/bold] ({questionnaire.reference})\n")
    out.print(table)
