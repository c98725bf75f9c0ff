"""What a worksheet says in one language."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import Discriminator, Tag

from readiness.scoring.parts import Part
from readiness.scoring.sources import BenchmarkText


class InputText(Part):
    """What an input is called, and how it is meant."""

    title: str
    help: str | None = None


class CheckText(Part):
    """What is printed while a check is red or amber."""

    red: str | None = None
    amber: str | None = None


class CalculationText(Part):
    """The wording of a calculation; all but `name` and `definition` by id, units by unit.

    Readings and their notes may put in figures: `{delay}`, or `{net_3}` for `net` over three years.
    """

    name: str
    definition: str
    sheets: dict[str, str]
    groups: dict[str, str]
    inputs: dict[str, InputText]
    units: dict[str, str]
    figures: dict[str, str]
    checks: dict[str, CheckText] = {}
    readings: dict[str, str] = {}
    reading_notes: dict[str, str] = {}
    benchmarks: dict[str, BenchmarkText] = {}


class TableText(Part):
    """The wording of a table; columns and checks by id, items by their column's id and theirs.

    The word for an item is what people write into the sheet. `cells` say what is wrong with a cell,
    by `table.CELL_CODES`.
    """

    name: str
    definition: str
    columns: dict[str, str]
    items: dict[str, dict[str, str]] = {}
    cells: dict[str, str]
    checks: dict[str, str]
    suggestion: str
    coverage: str


def _kind_of(text: object) -> str:
    is_table = "columns" in text if isinstance(text, Mapping) else isinstance(text, TableText)
    return TableText.__name__ if is_table else CalculationText.__name__


WorksheetText: TypeAlias = Annotated[
    Annotated[CalculationText, Tag("CalculationText")] | Annotated[TableText, Tag("TableText")],
    Discriminator(_kind_of),
]
"""The wording of any kind of worksheet; that of a table has columns."""
