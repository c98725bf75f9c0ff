"""Worksheets as data: what is entered, calculated, checked and read."""

from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from readiness.scoring.parts import Part
from readiness.scoring.questions import Code, Condition
from readiness.scoring.sources import Grade
from readiness.scoring.worksheets.table import TableWorksheet

LONGEST_HORIZON: Final = 15
"""Years; powers and present values reach no further."""

EXCLUDED: Final = "excluded"
"""The group of inputs that are entered and shown, and never counted."""

YES_NO: Final = "yes_no"
"""The unit of inputs that are answered with true or false."""

Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Label = Annotated[str, Field(min_length=1, max_length=20)]
Decimals = Annotated[int, Field(ge=0, le=6)]
Horizon = Annotated[int, Field(ge=1, le=LONGEST_HORIZON)]


class WorksheetSheet(Part):
    """One filling of a worksheet, asked for while its condition on findings is true."""

    id: Word
    when: Condition | None = None


class WorksheetInput(Part):
    """One figure typed: from `low` to `high` with at most `decimals`; of unit `yes_no`, true/false.

    Without a value the default counts; without a default it is missing, unless `optional`.
    """

    id: Word
    code: Label
    unit: Label
    low: float | None = None
    high: float | None = None
    decimals: Decimals = 0
    default: bool | float | None = None
    optional: bool = False

    @property
    def yes_no(self) -> bool:
        """Tell whether it is answered with true or false."""
        return self.unit == YES_NO


class InputGroup(Part):
    """Inputs that are asked for together; those of the group `excluded` are never counted."""

    id: Word
    inputs: Annotated[tuple[WorksheetInput, ...], Field(min_length=1)]


class Figure(Part):
    """A figure calculated from inputs and the figures above it, printed with `decimals`.

    One `per_horizon` is calculated for each horizon and reads `years`. An `excluded` one is
    printed apart, and no counted figure reads it.
    """

    id: Word
    code: Label
    formula: str
    decimals: Decimals = 0
    per_horizon: bool = False
    excluded: bool = False


class Check(Part):
    """A warning about what was entered: the first of `red` and `amber` that is true."""

    id: Word
    red: Condition | None = None
    amber: Condition | None = None
    per_horizon: bool = False
    sources: tuple[str, ...] = ()


class WorksheetReading(Part):
    """A row of what the figures say; the first one that is true, or has no condition, is it."""

    id: Word
    when: Condition | None = None


class ReadingNote(Part):
    """A sentence beside the reading, printed while its condition is true."""

    id: Word
    when: Condition


class FigureBenchmark(Part):
    """A published reference value for a figure; its name and value are in the texts."""

    id: Word
    figure: str
    year: str
    grade: Grade
    sources: tuple[str, ...]


class CostCurve(Part):
    """Two running totals compared year by year: the first begins in year 0, the other at nothing.

    `figure` and those of `against`, which are added up, are figures per horizon; `begins_with`,
    added up too, is what `figure` holds before its first year.
    """

    figure: Word
    begins_with: tuple[Word, ...] = ()
    against: Annotated[tuple[Word, ...], Field(min_length=1)]


class CalculationWorksheet(Part):
    """Inputs, and figures calculated from them over horizons of whole years.

    `own_horizon` names the input, as `input.<id>`, with one more horizon.
    """

    code: Code
    kind: Literal["calculation"]
    horizons: Annotated[tuple[Horizon, ...], Field(min_length=1, max_length=5)]
    own_horizon: str | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    sheets: Annotated[tuple[WorksheetSheet, ...], Field(min_length=1)]
    groups: Annotated[tuple[InputGroup, ...], Field(min_length=1)]
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]
    checks: tuple[Check, ...] = ()
    readings: tuple[WorksheetReading, ...] = ()
    reading_notes: tuple[ReadingNote, ...] = ()
    benchmarks: tuple[FigureBenchmark, ...] = ()
    curve: CostCurve | None = None
    sources: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[WorksheetInput, ...]:
        """Every input, in the order asked."""
        return tuple(entry for group in self.groups for entry in group.inputs)


Worksheet: TypeAlias = Annotated[CalculationWorksheet | TableWorksheet, Field(discriminator="kind")]
"""Any kind of worksheet, told apart by `kind`."""
