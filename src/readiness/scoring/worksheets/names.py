"""The names that formulas and conditions of a worksheet read, and where each may be read."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from readiness.scoring.expressions import Declaration, Type
from readiness.scoring.worksheets.model import (
    EXCLUDED,
    LONGEST_HORIZON,
    CalculationWorksheet,
    Figure,
    WorksheetInput,
)

YEARS: Final = "years"


class Place(NamedTuple):
    """Where names are read: below which figures, once for each horizon or not, counted or not."""

    position: int
    per_horizon: bool
    counted: bool = False


class Misuse(NamedTuple):
    """Why a name may not be read in a place: code, what, how to mend it."""

    code: str
    message: str
    remedy: str


class Names:
    """Declares what a worksheet's formulas read; conditions read findings too."""

    def __init__(self, worksheet: CalculationWorksheet, findings: Mapping[str, str]) -> None:
        self._horizons = frozenset(worksheet.horizons)
        self._figures = {
            name: (at, figure, years)
            for at, figure in enumerate(worksheet.figures)
            for name, years in _spellings(figure)
        }
        self._excluded = {
            input_name(entry.id)
            for group in worksheet.groups
            if group.id == EXCLUDED
            for entry in group.inputs
        }
        self.formulas: Mapping[str, Declaration] = {
            **{input_name(entry.id): _declared(entry) for entry in worksheet.inputs},
            **{name: Declaration(Type.NUMBER) for name in self._figures},
            YEARS: Declaration(Type.NUMBER, low=1, high=LONGEST_HORIZON),
        }
        self.conditions: Mapping[str, Declaration] = {
            **self.formulas,
            **{name: Declaration(Type.BOOL) for name in findings.values()},
        }

    def misuse(self, name: str, place: Place) -> Misuse | None:
        """Return what is wrong with reading a declared name in a place, if anything is."""
        if name == YEARS:
            return None if place.per_horizon else _no_horizon(name, "set per_horizon: true")
        if name in self._excluded and place.counted:
            return _not_counted(name)
        if name not in self._figures:
            return None
        at, figure, years = self._figures[name]
        if at >= place.position:
            return Misuse(
                "forward_figure",
                f"{figure.id} is not calculated before this",
                "move it up; a figure reads those above it",
            )
        if figure.excluded and place.counted:
            return _not_counted(name)
        if years is None and figure.per_horizon and not place.per_horizon:
            each = " or ".join(f"{name}.years_{n}" for n in sorted(self._horizons))
            return _no_horizon(name, f"write {each}")
        if years is not None and years not in self._horizons:
            remedy = f"add {years} to horizons, or take one of those"
            return Misuse("wrong_horizon", f"there is no horizon of {years} years", remedy)
        return None


def input_name(name: str) -> str:
    """An input as formulas read it."""
    return f"input.{name}"


def figure_name(name: str, years: int | None = None) -> str:
    """A figure as formulas read it, if wished that of a horizon."""
    return f"figure.{name}" if years is None else f"figure.{name}.years_{years}"


def _spellings(figure: Figure) -> list[tuple[str, int | None]]:
    """Every name that could be written for a figure, so that a wrong horizon is told as such."""
    spellings: list[tuple[str, int | None]] = [(figure_name(figure.id), None)]
    if figure.per_horizon:
        spellings += [(figure_name(figure.id, n), n) for n in range(1, LONGEST_HORIZON + 1)]
    return spellings


def _declared(entry: WorksheetInput) -> Declaration:
    if entry.yes_no:
        return Declaration(Type.BOOL)
    return Declaration(Type.NUMBER, low=entry.low, high=entry.high)


def _no_horizon(name: str, remedy: str) -> Misuse:
    return Misuse("wrong_horizon", f"{name} differs from horizon to horizon", remedy)


def _not_counted(name: str) -> Misuse:
    return Misuse(
        "excluded_read",
        f"{name} is excluded, but this figure is counted",
        "leave it out, or set excluded: true here as well",
    )
