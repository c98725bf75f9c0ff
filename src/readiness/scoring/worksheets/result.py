"""What calculating a worksheet gives; numbers are rounded here and nowhere before."""

from fractions import Fraction
from typing import Literal

from readiness.scoring.parts import Part

CheckOutcome = Literal["red", "amber", "open", "clear"]


class EntryProblem(Part):
    """What is wrong with one input: it is refused, unknown, or not given although it is needed.

    `pointer` is a JSON Pointer into the inputs. What was typed is kept and not counted.
    """

    code: str
    input: str
    message: str
    remedy: str
    pointer: str


class FigureResult(Part):
    """A figure: `value` as printed, halves up, and `exact` as numerator/denominator.

    Both are `None` while an input of `missing` is, and with nothing missing where it cannot be
    calculated, as after a division by 0.
    """

    id: str
    code: str
    value: int | float | None
    exact: str | None
    missing: tuple[str, ...] = ()
    excluded: bool = False


class HorizonResult(Part):
    """The figures of one horizon in whole years."""

    years: int
    figures: tuple[FigureResult, ...]


class CheckResult(Part):
    """The outcome of a check, one for each horizon where it is about horizons.

    `open` says that a missing input could still make it red or amber.
    """

    id: str
    outcome: CheckOutcome
    years: int | None = None


class FormulaReceipt(Part):
    """How a figure came about: its formula, and the formula with the figures put in.

    `?` stands for what is missing; what has no end is put in with six decimals.
    """

    figure: str
    years: int | None = None
    formula: str
    with_figures: str


class WorksheetResult(Part):
    """A filled worksheet. Deterministic: same inputs and findings, same result, in any order.

    `complete` says that nothing is missing and nothing was refused. `missing` are inputs that are
    needed and have no value that counts, `assumed` those that count with their default. `reading`
    is `None` while it cannot be told.
    """

    code: str
    sheet: str | None
    currency: str
    complete: bool
    problems: tuple[EntryProblem, ...]
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    figures: tuple[FigureResult, ...]
    horizons: tuple[HorizonResult, ...]
    checks: tuple[CheckResult, ...]
    reading: str | None
    reading_notes: tuple[str, ...]
    receipt: tuple[FormulaReceipt, ...]

    def figure(self, name: str, years: int | None = None) -> FigureResult | None:
        """Return a figure by id, or that of one horizon; `None` when there is none."""
        if years is None:
            listed = self.figures
        else:
            listed = next((each.figures for each in self.horizons if each.years == years), ())
        return next((each for each in listed if each.id == name), None)


def printed(value: Fraction, decimals: int) -> int | float:
    """Round once, halves up, for output: a whole number, or one with `decimals`."""
    scale = 10**decimals
    whole = _half_up(value * scale)
    return whole / scale if decimals else whole


def put_in(value: Fraction | bool | str | None) -> str:
    """Write a value as it stands in a formula: up to six decimals, in brackets below zero."""
    if value is None:
        return "?"
    if not isinstance(value, Fraction):
        return str(value).lower()
    scaled = _half_up(abs(value) * 10**6)
    whole, part = divmod(scaled, 10**6)
    text = f"{whole}.{part:06}".rstrip("0").rstrip(".")
    return f"(-{text})" if value < 0 and scaled else text


def _half_up(value: Fraction) -> int:
    """Round halves towards plus infinity, below zero too."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
