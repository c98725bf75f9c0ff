"""What was found in a sheet, in figures, and its first problems one by one."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from pydantic import Field

from readiness.redirects.cells import wrong
from readiness.redirects.checking import SEVERITY, Checked
from readiness.redirects.details import Details
from readiness.redirects.remarks import REMARKS
from readiness.redirects.sheet import ROW
from readiness.scoring.parts import Part
from readiness.scoring.worksheets.table import Severity

MOST_PROBLEMS: Final = 200
"""Problems listed one by one; the checked sheet has them all."""


class RowProblem(Part):
    """One thing wrong in a row; the header is row 1, `column` is the title as it was given."""

    row: int = Field(examples=[17])
    column: str = Field(examples=["new_url"])
    code: str = Field(examples=["chain"])
    severity: Severity
    message: str
    remedy: str

    def __str__(self) -> str:
        """`row:column: severity: code: what; how to mend it`."""
        place = f"{self.row}:{self.column}: {self.severity}"
        return f"{place}: {self.code}: {self.message}; {self.remedy}"


class CheckCount(Part):
    """How many rows have this problem."""

    code: str = Field(examples=["chain"])
    severity: Severity
    rows: int = Field(examples=[12])


class SheetCoverage(Part):
    """Rows with visits or backlinks, how many have a valid target, and the share in per cent.

    The share is rounded down to the decimals of `question`, which it feeds; null without such rows.
    """

    base: int = Field(examples=[1250])
    covered: int = Field(examples=[1187])
    percent: float | None = Field(examples=[94.9])
    question: str = Field(examples=["cutover.redirect_plan"])


class SheetSummary(Part):
    """A checked sheet in figures.

    `columns` are the worksheet's columns that the sheet has, `not_checked` the checks for which one
    is missing; `errors`, `warnings` and `infos` count rows by their worst problem. `problems` are
    the first ones, of `problems_found`.
    """

    rows: int = Field(examples=[1300])
    columns: tuple[str, ...]
    coverage: SheetCoverage
    checks: tuple[CheckCount, ...]
    not_checked: tuple[str, ...]
    errors: int
    warnings: int
    infos: int
    rows_with_suggestions: int
    problems_found: int
    problems: tuple[RowProblem, ...]


def summary_of(checked: Checked) -> SheetSummary:
    """Count what was found."""
    counted = {code: int(checked.flags[code].sum()) for code in checked.severities}
    worst = checked.outcome[SEVERITY]
    coverage = checked.coverage
    return SheetSummary(
        rows=checked.sheet.height,
        columns=tuple(c.id for c in checked.worksheet.columns if c.id in checked.sheet.columns),
        coverage=SheetCoverage(
            base=coverage.base,
            covered=coverage.covered,
            percent=coverage.percent,
            question=checked.worksheet.feeds.question,
        ),
        checks=tuple(
            CheckCount(code=code, severity=checked.severities[code], rows=rows)
            for code, rows in counted.items()
            if rows
        ),
        not_checked=checked.not_checked,
        errors=int((worst == "error").sum()),
        warnings=int((worst == "warning").sum()),
        infos=int((worst == "info").sum()),
        rows_with_suggestions=len(checked.suggestions),
        problems_found=sum(counted.values()),
        problems=tuple(islice(row_problems(checked), MOST_PROBLEMS)),
    )


def row_problems(checked: Checked) -> Iterator[RowProblem]:
    """Yield every problem, row by row."""
    details = Details(checked)
    rows = checked.cells[ROW]
    by_code = checked.severities
    for at in checked.outcome[SEVERITY].is_not_null().arg_true():
        flagged = checked.flags.row(at, named=True)
        for code in by_code:
            if flagged[code]:
                detail = details.of(code, at)
                remark = REMARKS[code]
                for column in _columns(checked, code, at):
                    yield RowProblem(
                        row=rows[at],
                        column=_title(checked, column),
                        code=code,
                        severity=by_code[code],
                        message=f"{remark.message} ({detail})" if detail else remark.message,
                        remedy=remark.remedy,
                    )


def _columns(checked: Checked, code: str, at: int) -> list[str]:
    named = REMARKS[code].column
    if named:
        return [named]
    return [
        column.id
        for column in checked.worksheet.columns
        if checked.cells[wrong(column.id)][at] == code
    ]


def _title(checked: Checked, column: str) -> str:
    position = checked.sheet.columns.get(column)
    return column if position is None else checked.sheet.titles[position]
