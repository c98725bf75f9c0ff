"""What a worksheet says in one language."""

from typing import TypeAlias

from readiness.scoring.parts import Part


class InputText(Part):
    """What an input is called, and how it is meant."""

    title: str
    help: str | None = None


class CheckText(Part):
    """What is printed while a check is red or amber."""

    red: str | None = None
    amber: str | None = None


class FigureBenchmarkText(Part):
    """What was measured and the value as printed."""

    name: str
    value: str


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
    benchmarks: dict[str, FigureBenchmarkText] = {}


WorksheetText: TypeAlias = CalculationText
"""The wording of any kind of worksheet."""
