"""Decisions, indices, risks and worksheets of a report, for the terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readiness.reports.view.decision_parts import DecisionView, IndexView, RiskView
from readiness.reports.view.worksheet_parts import FigureRow, WorksheetView

_CHECK_STYLES = {"red": "bold red", "amber": "bold yellow", "open": "bold"}


def decision_text(decision: DecisionView) -> RenderableType:
    """The outcome with what to do, what it rests on, and its notes."""
    lines = [Text(line) for line in (decision.text, decision.because) if line]
    if decision.firmness:
        lines.append(Text(decision.firmness, "yellow"))
    lines += [Text(f"? {name}", "yellow") for name in decision.possible]
    notes = [Padding(Text(note.text), (0, 0, 0, 2)) for note in decision.notes]
    return Group(*lines, *notes)


def index_text(index: IndexView) -> RenderableType:
    """The score, the level and what raised it, and what is not known."""
    said = (index.sentence, index.raised_note, *index.value_notes, index.open_note)
    return Group(*(Text(line) for line in said if line))


def risk_table(risks: tuple[RiskView, ...]) -> Table:
    """One line a risk, highest product first."""
    table = Table.grid(padding=(0, 2))
    for risk in risks:
        table.add_row(
            Text(risk.code, no_wrap=True),
            risk.name,
            Text(f"{risk.likelihood} × {risk.impact} = {risk.product}", no_wrap=True),
            Text(risk.class_label, "bold red" if risk.high else ""),
            Text(risk.mitigation, "dim"),
        )
    return table


def worksheet_text(sheet: WorksheetView) -> RenderableType:
    """What the figures say, the figures by horizon, and the checks that are not clear."""
    return Group(*_worksheet(sheet))


def _worksheet(sheet: WorksheetView) -> Iterator[RenderableType]:
    yield Text(f"{sheet.title}.", "bold")
    yield Text(f"{sheet.sheet_name}. {sheet.currency_note}", "dim")
    yield from (Text(note) for note in sheet.notes)
    yield _figures(sheet.by_horizon, sheet.horizons)
    yield _figures(sheet.figures, ("",))
    if sheet.curve is not None:
        yield Text(sheet.curve.break_even_label)
    for check in sheet.checks:
        years = f" ({check.years})" if check.years else ""
        mark = (check.outcome_label, _CHECK_STYLES[check.outcome])
        yield Text.assemble(mark, f"  {check.text}{years}")


def _figures(rows: tuple[FigureRow, ...], heads: tuple[str, ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=any(heads))
    table.add_column("")
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(row.name, *row.values)
    return table
