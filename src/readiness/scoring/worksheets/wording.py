"""Which texts a worksheet needs in each language, and the figures put into them."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import FigureResult, WorksheetResult

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def wanted_texts(worksheet: CalculationWorksheet) -> Mapping[str, list[str]]:
    """Return, by section of the texts, what needs a wording."""
    return {
        "sheets": [sheet.id for sheet in worksheet.sheets],
        "groups": [group.id for group in worksheet.groups],
        "inputs": [entry.id for entry in worksheet.inputs],
        "units": list(dict.fromkeys(entry.unit for entry in worksheet.inputs)),
        "figures": [figure.id for figure in worksheet.figures],
        "checks": [check.id for check in worksheet.checks],
        "readings": [row.id for row in worksheet.readings],
        "reading_notes": [note.id for note in worksheet.reading_notes],
        "benchmarks": [benchmark.id for benchmark in worksheet.benchmarks],
    }


def placeholders(worksheet: CalculationWorksheet) -> frozenset[str]:
    """Return what texts may put in: `delay`, and `net_3` for a figure over three years."""
    return frozenset(
        name
        for figure in worksheet.figures
        for name in (
            [f"{figure.id}_{years}" for years in worksheet.horizons]
            if figure.per_horizon
            else [figure.id]
        )
    )


def named_in(text: str) -> Iterator[str]:
    """Yield every name that a text puts in."""
    yield from _PLACEHOLDER.findall(text)


def worded(text: str, result: WorksheetResult, show: Callable[[FigureResult], str]) -> str:
    """Return the text with its figures put in, each written by `show`."""
    figures = {figure.id: figure for figure in result.figures} | {
        f"{figure.id}_{horizon.years}": figure
        for horizon in result.horizons
        for figure in horizon.figures
    }
    return _PLACEHOLDER.sub(lambda found: show(figures[found[1]]), text)
