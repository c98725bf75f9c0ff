"""`readiness verify`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.commands.terminal import working
from readiness.errors import InputProblem, InvalidInput
from readiness.reports.manifest import grouped
from readiness.reports.opened import MOST_FILE_BYTES, open_report
from readiness.reports.plain_text import safe_text
from readiness.services.report_check import (
    MOST_DIFFERENCES,
    CheckedReport,
    check_issued,
    check_report,
)
from readiness.settings import Settings
from readiness.storage.database import Database
from readiness.storage.failures import not_migrated
from readiness.storage.migrate import pending

_MARKS: Final = {"passed": "ok  ", "failed": "FAIL", "not_checked": "?   "}
_NO_SIGNATURE: Final = (
    "Not shown: who made the report, for it is not signed, and that its pages say what its data "
    "says. Compare the figures above with the pages, or the file with the service that made it."
)


def verify_file(file: Path, database: str | None, *, as_json: bool) -> bool:
    """Check the PDF of a report and say what was found; tell whether all is as it should be.

    Raises `InvalidInput` for a file that cannot be read as a report.
    """
    content = _content(file)
    with working("Reading the report"):
        opened = open_report(content)
        checked = check_report(opened, Catalog(Settings().questionnaires))
    if database is not None:
        checked = _with_service(checked, content, database)
    if as_json:
        print(json.dumps(_data(checked), ensure_ascii=False, indent=2))
    else:
        _print(checked)
    return checked.verified


def _content(file: Path) -> bytes:
    """Read no more than a report may have, plus the byte that tells it has more."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        problem = InputProblem(
            "file_unreadable", f"{file} cannot be read: {error.strerror}.", "Name a PDF file."
        )
        raise InvalidInput([problem]) from error


def _with_service(checked: CheckedReport, content: bytes, url: str) -> CheckedReport:
    if pending(url):
        raise not_migrated()
    with Database.open(url) as database:
        return database.read_now(check_issued, checked, content)


def _data(checked: CheckedReport) -> dict[str, object]:
    result = checked.result
    figures = None
    if result is not None:
        figures = {
            "score": result.score,
            "level": result.level,
            "primary_route": result.primary_route,
        }
    return {
        "verified": checked.verified,
        "report": checked.manifest.model_dump(mode="json"),
        "figures": figures,
        "checks": [asdict(check) for check in checked.checks],
        "differences": [asdict(each) for each in checked.differences],
    }


def _print(checked: CheckedReport) -> None:
    made_from = checked.manifest.made_from
    print(f"Report for {_safe(made_from.organization)}")
    print(
        f"  {_safe(made_from.questionnaire)}, {made_from.edition} edition, "
        f"{_safe(made_from.language)}, submitted {made_from.made_at:%Y-%m-%d}"
    )
    print(f"  fingerprint {grouped(checked.manifest.fingerprint)} …")
    if checked.manifest.verify_link:
        print(f"  {_safe(checked.manifest.verify_link)}")
    if checked.result is not None:
        print(f"  {_figures(checked)}")
    for check in checked.checks:
        print(f"{_MARKS[check.outcome]} {check.name:14} {_safe(check.detail)}")
    for each in checked.differences:
        pointer, in_file, scored = map(_safe, (each.pointer, each.in_file, each.scored))
        print(f"       {pointer}: {in_file} in the file, {scored} when scored")
    if len(checked.differences) == MOST_DIFFERENCES:
        print(f"       … the first {MOST_DIFFERENCES} are listed")
    print("Verified." if checked.verified else "NOT verified.")
    print(_NO_SIGNATURE)


def _figures(checked: CheckedReport) -> str:
    result = checked.result
    assert result is not None
    score = "none" if result.score is None else f"{result.score:.1f}"
    route = f", primary route {_safe(result.primary_route)}" if result.primary_route else ""
    level = "none" if result.level is None else str(result.level)
    return f"score {score}, level {level}{route}"


def _safe(text: str) -> str:
    """What a file says, without anything that a terminal would obey."""
    return safe_text(text, unbroken=len(text) + 1).replace("\n", " ")
