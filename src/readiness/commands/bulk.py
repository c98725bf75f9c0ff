"""`readiness bulk score`, `readiness bulk export` and `readiness rescore`."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from readiness.bulk.parquet import score_parquet, write_codes
from readiness.catalog.catalog import Catalog
from readiness.commands.terminal import err
from readiness.services.bulk import count_codes, stored_codes
from readiness.services.rescoring import (
    Changed,
    Page,
    Refused,
    Rescoring,
    compare_page,
    plan_rescoring,
    store_page,
)
from readiness.settings import Settings
from readiness.storage.database import Database

Vectors: TypeAlias = tuple[list[tuple[str, str]], list[bytes]]


def score_file(reference: str, source: Path, output: Path) -> None:
    """Score a Parquet file into another."""
    questionnaire = Catalog(Settings().questionnaires).get(reference).questionnaire
    with _progress("Scoring") as progress:
        task = progress.add_task("Scoring", total=None)

        def told(read: int, total: int) -> None:
            progress.update(task, completed=read, total=total)

        scored = score_parquet(questionnaire, source, output, progress=told)
    err.print(f"{scored:,} assessments scored. Written to {output}.", soft_wrap=True)


def export(reference: str, output: Path, account_id: str | None) -> None:
    """Write the code vectors of stored assessments to a Parquet file."""
    settings = Settings()
    questionnaire = Catalog(settings.questionnaires).get(reference).questionnaire
    with closing(Database.open(settings.database_url)) as database:
        total = database.read_now(count_codes, questionnaire, account_id)
        with _progress("Reading") as progress:
            task = progress.add_task("Reading", total=total)

            def told(page: Vectors) -> Vectors:
                progress.update(task, advance=len(page[0]))
                return page

            pages = stored_codes(database, questionnaire, account_id)
            written = write_codes(output, map(told, pages))
    err.print(f"{written:,} assessments exported. Written to {output}.", soft_wrap=True)


def rescore(reference: str, account_id: str | None, *, preview: bool, drop_removed: bool) -> bool:
    """Score stored assessments by another version; tell whether it took all answers."""
    settings = Settings()
    catalog = Catalog(settings.questionnaires)
    with closing(Database.open(settings.database_url)) as database:
        plan = database.read_now(
            plan_rescoring, catalog, reference, account_id, drop_removed=drop_removed
        )
        return _rescore(database, plan, preview=preview)


def _rescore(database: Database, plan: Rescoring, *, preview: bool) -> bool:
    counted: Counter[str] = Counter()
    with _progress("Comparing" if preview else "Scoring") as progress:
        task = progress.add_task(plan.questionnaire.reference, total=plan.total)

        def told(done: int) -> None:
            progress.update(task, advance=done)

        page = database.read_now(compare_page, plan)
        while page.last is not None:
            _print_page(page)
            _count(counted, page)
            if not preview:
                counted["added"] += store_page(database, plan, page, _now, told)
            told(len(page.refused) + (len(page.rows) if preview else 0))
            page = database.read_now(compare_page, plan, page.last)
    _print_summary(plan, counted, preview=preview)
    return not counted["refused"]


def _now() -> datetime:
    return datetime.now(UTC)


def _count(counted: Counter[str], page: Page) -> None:
    counted["compared"] += len(page.rows)
    counted["refused"] += len(page.refused)
    counted["differ"] += len(page.changed)
    for each in page.changed:
        counted["level"] += "level.overall" in each.changes
        counted["primary"] += "primary" in each.changes
        counted["gates"] += any(name.startswith("gate.") for name in each.changes)


def _print_page(page: Page) -> None:
    for changed in page.changed:
        print(_line(changed))
    for refused in page.refused:
        print(_refusal(refused))


def _line(changed: Changed) -> str:
    account_id, assessment_id = changed.owner
    parts = (
        f"{_title(name)} {_shown(old)} -> {_shown(new)}"
        for name, (old, new) in changed.changes.items()
    )
    return f"{account_id} {assessment_id}: {', '.join(parts)}"


def _refusal(refused: Refused) -> str:
    account_id, assessment_id = refused.owner
    problems = "; ".join(f"{p.code}: {p.path[-1]}: {p.message}" for p in refused.problems)
    return f"{account_id} {assessment_id}: refused, {problems}"


def _title(column: str) -> str:
    """`level.overall` is "level", `gate.G1` is "G1", `primary` the primary route."""
    kind, _, name = column.partition(".")
    return name if kind == "gate" else "primary route" if kind == "primary" else kind


def _shown(value: object) -> str:
    return "none" if value is None else str(value)


def _print_summary(plan: Rescoring, counted: Counter[str], *, preview: bool) -> None:
    outcome = "Nothing was stored." if preview else f"{counted['added']:,} results were added."
    err.print(
        f"{counted['compared']:,} of {plan.total:,} assessments compared with "
        f"{plan.questionnaire.reference}: {counted['differ']:,} differ "
        f"(level {counted['level']:,}, primary route {counted['primary']:,}, "
        f"gates {counted['gates']:,}), {counted['refused']:,} refused. {outcome}",
        soft_wrap=True,
        highlight=False,
    )


@contextmanager
def _progress(what: str) -> Iterator[Progress]:
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    hidden = not err.is_terminal
    with Progress(*columns, console=err, transient=True, disable=hidden) as progress:
        yield progress
