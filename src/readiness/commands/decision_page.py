"""Receipts of indices, decisions and risks for the terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readiness.commands.receipt_lines import heading, number, rule_lines, value, word
from readiness.scoring import Result
from readiness.scoring.receipt_parts import DecisionReceipt, IndexReceipt, RuleReceipt


def index(result: Result, receipt: IndexReceipt) -> RenderableType:
    """Explain an index's score by its answers, and its level by what raised it."""
    table = Table("Question", "Answer", "Weight", "Factor", "Won", box=None)
    for answer in result.receipt.answers:
        if answer.dimension == receipt.id:
            table.add_row(
                answer.code,
                value(answer.value, answer.state),
                str(answer.weight),
                "" if answer.factor is None else f"{answer.factor:g}",
                number(answer.points),
            )
    rules = [
        line
        for rule in result.receipt.value_rules
        for line in rule_lines(
            result.receipt, rule, f"{rule.rule}: value of {rule.question} x {rule.factor:g}"
        )
    ]
    total = Text(
        f"{receipt.won:g} points : weight {receipt.scored_weight} = {number(receipt.calculated)}"
    )
    title = heading(f"{receipt.id}: {number(receipt.calculated)}")
    return Group(title, table, total, *rules, *_level(receipt))


def _level(receipt: IndexReceipt) -> Iterator[RenderableType]:
    bounds = ", ".join(f"{n} from {low:g}" for n, low in enumerate(receipt.level_bounds, 1))
    calculated = word(None if receipt.calculated_level is None else str(receipt.calculated_level))
    yield Text(f"Level by the score alone: {calculated} ({bounds})")
    for raised in receipt.raises:
        yield Text(
            f"Raised to level {raised.level} at least: {', '.join(raised.made)} made, "
            f"{raised.at_least} needed"
        )
    if not receipt.raises:
        yield Text("Nothing raises it.")
    level = word(None if receipt.level is None else str(receipt.level))
    yield Text(f"Level: {level}", style="bold")


def decision(result: Result, receipt: DecisionReceipt) -> RenderableType:
    """Explain which row of a decision table holds, or cannot be told yet."""
    row = next(row for row in result.decisions if row.code == receipt.rule)
    parts: list[RenderableType] = [heading(f"{receipt.rule}: {word(receipt.outcome)}")]
    if receipt.row is None:
        parts.append(Text("No row of the table holds."))
    else:
        told = "holds" if receipt.outcome is not None else "cannot be told yet"
        title = f"row {receipt.row} {told}"
        parts.extend(rule_lines(result.receipt, receipt, title))
    if row.notes:
        parts.append(Text(f"Notes: {', '.join(row.notes)}"))
    return Group(*parts)


def risk(result: Result, receipt: RuleReceipt) -> RenderableType:
    """Explain why a risk is raised or open, and what lowers it."""
    row = next(row for row in result.risks if row.code == receipt.rule)
    high = ", high" if row.high else ""
    product = f"likelihood {row.likelihood} x impact {row.impact} = {row.product}{high}"
    parts: list[RenderableType] = [heading(f"{row.code}: {row.state}"), Text(product)]
    parts.extend(rule_lines(result.receipt, receipt, "because"))
    if row.repairs:
        parts.append(Text(f"Lowered by: {', '.join(row.repairs)}"))
    return Group(*parts)


def decided(result: Result) -> Iterator[RenderableType]:
    """What was decided, by which indices and under which risks, in short."""
    if result.decisions:
        yield heading("What is decided?")
    for receipt in result.receipt.decisions:
        yield from _indented(decision(result, receipt))
    for row, receipt_of in zip(result.indices, result.receipt.indices, strict=True):
        raised = f", raised by {', '.join(row.raised_by)}" if row.raised_by else ""
        level = word(None if receipt_of.level is None else str(receipt_of.level))
        yield Text(f"Index {row.code} {number(row.score)}: level {level}{raised}")
    for risk_row in result.risks:
        yield Text(f"Risk {risk_row.code}: {risk_row.state}, {risk_row.product}")


def _indented(part: RenderableType) -> Iterator[RenderableType]:
    yield Padding(part, (0, 0, 0, 2))
