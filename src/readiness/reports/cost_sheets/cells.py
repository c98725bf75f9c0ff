"""What stands in the cells of a live sheet, and how it looks."""

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

CellStyle = Literal[
    "title", "lead", "heading", "year", "group", "code", "label", "input", "unit", "counted",
    "figure", "key_figure", "rule", "outcome", "reading",
]  # fmt: skip
CellValue: TypeAlias = str | int | float | bool | None

NOT_AVAILABLE: Final = "#N/A"
"""What a formula shows that reads something missing."""

LONGEST_FORMULA: Final = 8_000
"""Characters; spreadsheet programs read 8,192."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an input takes: figures from low to high, or one of some words."""

    low: float = 0
    high: float = 0
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: its value, and the formula that gives it, written without `=`; `decimals` shown.

    `across` columns are joined for it; `bounds` is what may be typed.
    """

    value: CellValue
    style: CellStyle
    formula: str | None = None
    decimals: int = 0
    across: int = 1
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class LineChart:
    """A chart of two rows over a row of years: columns from `first` to `last`, rows from 0."""

    title: str
    years_name: str
    at_row: int
    years_row: int
    rows: tuple[int, ...]
    names_column: int
    first: int
    last: int


@dataclass(slots=True)
class LiveSheet:
    """A sheet by row and column from 0; `outcomes` are the words for red and amber."""

    name: str
    widths: tuple[int, ...]
    outcomes: tuple[str, str]
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    charts: list[LineChart] = field(default_factory=list)


def live(value: CellValue, formula: str, style: CellStyle, decimals: int = 0) -> SheetCell:
    """A cell with a formula; one too long for any program stands as its value only."""
    fits = len(formula) <= LONGEST_FORMULA
    shown = NOT_AVAILABLE if value is None and fits else value
    return SheetCell(shown, style, formula if fits else None, decimals)
