"""Table worksheets: a sheet with one row a thing, checked row by row outside the core.

The core knows what the sheet looks like, how severe each check is and which question its figure
feeds; rows never get here.
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field

from readiness.scoring.expressions import (
    Comparison,
    Constant,
    Declaration,
    Node,
    Or,
    Type,
    parse_condition,
)
from readiness.scoring.expressions import Identifier as Name
from readiness.scoring.parts import Part
from readiness.scoring.questions import Code, Condition, Identifier

ColumnType = Literal["url", "number", "yes_no", "choice", "choices", "text"]
Severity = Literal["error", "warning", "info"]
Parameter = Literal["at_least_rows", "above_percent", "similarity_below"]


class CheckNeeds(NamedTuple):
    """What a check reads beside `ALWAYS_READ`: columns with their types, and parameters."""

    columns: Mapping[str, ColumnType] = {}
    parameters: tuple[Parameter, ...] = ()


ALWAYS_READ: Final[Mapping[str, ColumnType]] = {
    "old_url": "url",
    "new_url": "url",
    "match_type": "choice",
}
"""Columns that every table worksheet has, because its coverage rests on them."""

TABLE_CHECKS: Final[Mapping[str, CheckNeeds]] = {
    "not_an_address": CheckNeeds(),
    "duplicate_old_url": CheckNeeds(),
    "missing_successor": CheckNeeds(),
    "target_is_itself": CheckNeeds(),
    "chain": CheckNeeds(),
    "loop": CheckNeeds(),
    "mass_to_home": CheckNeeds({}, ("at_least_rows", "above_percent")),
    "several_hops_today": CheckNeeds({"existing_hops": "number"}),
    "temporary_today": CheckNeeds({"status_code": "number"}),
    "gone_with_visits": CheckNeeds({"match_type": "choice"}),
    "migrate_without_target": CheckNeeds({"migrate": "yes_no"}),
    "dropped_to_unlike": CheckNeeds({"migrate": "yes_no"}, ("similarity_below",)),
    "not_checked_in_staging": CheckNeeds({"checked_in_staging": "yes_no"}),
}
"""The checks there are; what each says is in the texts."""

CELL_CODES: Final = (
    "value_missing",
    "wrong_type",
    "out_of_range",
    "too_many_decimals",
    "unknown_option",
    "text_too_long",
)
"""What can be wrong with a cell beside the worksheet's own checks; always an error."""

GONE: Final = "gone"
"""The item of `match_type` that says that a page has no successor."""


class TableColumn(Part):
    """A column; every sheet has the needed ones, and no two rows the same in a unique one.

    `low`, `high` (inclusive) and `decimals` bound numbers, `max_length` texts; `items` are what a
    choice takes.
    """

    id: Identifier
    type: ColumnType
    needed: bool = False
    unique: bool = False
    low: float | None = None
    high: float | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    items: tuple[Identifier, ...] = ()
    max_length: Annotated[int, Field(ge=1, le=4000)] = 1000


class TableCheck(Part):
    """A check by its id, how severe it is, and the parameters it takes."""

    id: str
    severity: Severity
    at_least_rows: Annotated[int, Field(ge=1)] | None = None
    above_percent: Annotated[float, Field(ge=0, le=100)] | None = None
    similarity_below: Annotated[float, Field(ge=0, le=1)] | None = None


class Suggestions(Part):
    """Targets offered for rows without one: at most so many, and at least so similar (0-1)."""

    similarity_at_least: Annotated[float, Field(ge=0, le=1)]
    at_most: Annotated[int, Field(ge=0, le=10)]


class TableCoverage(Part):
    """Of the rows in the base, the share that is covered, in per cent.

    `base` is `column > 0` of number columns, joined by `||`. Covered is a row without error that
    has a target and is not gone.
    """

    base: Condition
    covered: Literal["valid_target"]


class Feed(Part):
    """The question that takes the coverage as measured figure, rounded down to the decimals."""

    question: Identifier
    decimals: Annotated[int, Field(ge=0, le=6)]
    round: Literal["down"]


class TableWorksheet(Part):
    """A sheet of up to `rows_at_most` rows; redirects are to be kept for `keep_months`."""

    code: Code
    kind: Literal["table"]
    rows_at_most: Annotated[int, Field(ge=1, le=1_000_000)]
    columns: Annotated[tuple[TableColumn, ...], Field(min_length=1)]
    checks: tuple[TableCheck, ...]
    suggestions: Suggestions
    coverage: TableCoverage
    feeds: Feed
    keep_months: Annotated[int, Field(ge=1, le=120)]
    sources: tuple[str, ...] = ()

    def column(self, name: str) -> TableColumn | None:
        """Return the column of this id, or None."""
        return next((column for column in self.columns if column.id == name), None)


def counted_columns(worksheet: TableWorksheet) -> tuple[str, ...]:
    """Return the number columns of which one above 0 puts a row into the base.

    Raises `ValueError` when the base is written in another form; `lint_table` says so first.
    """
    declared = {
        column.id: Declaration(Type.NUMBER)
        for column in worksheet.columns
        if column.type == "number"
    }
    node = parse_condition(worksheet.coverage.base, declared).node
    parts = node.operands if isinstance(node, Or) else (node,)
    return tuple(_counted(part) for part in parts)


def _counted(part: Node | None) -> str:
    match part:
        case Comparison(operator=">", left=Name(name=name), right=Constant(value=0)):
            return name
    raise ValueError("the base of a coverage is column > 0, joined by ||")
