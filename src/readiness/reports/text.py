"""The report as a page for the terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from readiness.reports.decision_text import (
    decision_text,
    index_text,
    risk_table,
    worksheet_text,
)
from readiness.reports.view import ReportView
from readiness.reports.view.pages import (
    DimensionView,
    Disagreement,
    FindingView,
    GateView,
    Summary,
)
from readiness.reports.view.parts import ActionView, AnswerView

BAR_LENGTH = 20
_VERDICT_STYLES = {
    "go": "bold green",
    "pilot": "bold cyan",
    "prepare": "bold yellow",
    "blocked": "bold red",
    "not_a_fit": "dim",
}


def text_page(view: ReportView) -> RenderableType:
    """Return the report's main points as something rich can print at any width."""
    return Group(*_parts(view))


def _parts(view: ReportView) -> Iterator[RenderableType]:
    yield _summary(view)
    for decision in view.decisions:
        yield from _section(decision.title, decision_text(decision))
    for index in view.indices:
        yield from _section(index.title, index_text(index))
    yield from _section(view.profile.title, _dimensions(view.profile.dimensions))
    if view.routes is not None:
        yield from _section(view.routes.title, _routes(view.summary))
    yield from _section(view.gates.title, *(_gate(gate) for gate in view.gates.gates))
    yield from _section(
        view.findings.title,
        *(_finding(finding) for finding in view.findings.findings),
        *map(_disagreement, view.findings.disagreements),
    )
    if view.risks is not None:
        yield from _section(view.risks.title, risk_table(view.risks.risks))
    for sheet in view.worksheets:
        yield from _section(sheet.name, worksheet_text(sheet))
    windows = [(window.title, window.actions) for window in view.plan.windows if window.actions]
    yield from _section(
        view.plan.title,
        *(part for title, actions in windows for part in (Text(title, "bold"), _actions(actions))),
    )
    for paragraph in view.method.disclaimer:
        yield Padding(Text(paragraph, "dim"), (1, 0, 0, 0))


def _section(title: str, *parts: RenderableType) -> Iterator[RenderableType]:
    yield Padding(Rule(Text(title, "bold"), align="left", style="dim"), (1, 0, 0, 0))
    for part in parts:
        yield Padding(part, (0, 0, 0, 2))


def _summary(view: ReportView) -> Panel:
    summary = view.summary
    lines = [
        Text.assemble((summary.score_label, "bold"), "  ", (summary.level_name, "bold")),
        Text(summary.sentence),
    ]
    if summary.capped:
        lines.append(Text(summary.score_note))
    if summary.incomplete:
        lines.append(Text(summary.incomplete, "yellow"))
    primary = f"{summary.primary_note} {summary.primary_step}".strip()
    lines += [Text(primary)] if primary else []
    return Panel(
        Group(*lines),
        title=Text(view.organization, "bold"),
        subtitle=Text(view.questionnaire, "dim"),
        padding=(1, 2),
    )


def _dimensions(dimensions: tuple[DimensionView, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    for dimension in dimensions:
        table.add_row(
            dimension.code,
            dimension.name,
            Text(_bar(dimension.score), "cyan", no_wrap=True),
            Text(dimension.score_label, justify="right"),
            dimension.level_name,
            Text(dimension.confidence_note or "", "yellow"),
        )
    return table


def _bar(score: float | None) -> str:
    filled = 0 if score is None else round(score / 100 * BAR_LENGTH)
    return "█" * filled + "░" * (BAR_LENGTH - filled)


def _routes(summary: Summary) -> Table:
    table = Table.grid(padding=(0, 2))
    for route in summary.routes:
        reasons = ", ".join(gate.code for gate in (*route.blocked_by, *route.conditions))
        table.add_row(
            route.code,
            route.name,
            Text(route.verdict_label, _VERDICT_STYLES.get(route.verdict or "", "")),
            route.fit_label,
            route.readiness_label,
            Text(route.standing_label, "bold"),
            reasons,
        )
    return table


def _gate(gate: GateView) -> RenderableType:
    head = Text.assemble((f"{gate.outcome_label}  ", "bold"), f"{gate.code} {gate.name}")
    return Group(head, Padding(Group(gate.text, *map(_answer, gate.answers)), (0, 0, 1, 2)))


def _finding(finding: FindingView) -> RenderableType:
    head = Text.assemble((finding.severity_label, "bold"), f"  {finding.code}  {finding.text}")
    return Group(head, Padding(Text(finding.remark), (0, 0, 0, 2))) if finding.remark else head


def _disagreement(gap: Disagreement) -> RenderableType:
    """Both answers with those who gave them, and which one counts since it was settled."""
    givers = ((gap.first_role, gap.first_by), (gap.second_role, gap.second_by))
    first, second = (", ".join(filter(None, giver)) for giver in givers)
    lines = [Text(f"{first}: {gap.first_label}"), Text(f"{second}: {gap.second_label}")]
    if gap.settled is not None:
        lines.append(Text(f"{gap.settled.label} ({gap.settled.note})", "bold"))
        lines.append(Text(gap.settled.reason))
    head = Text.assemble((f"{gap.gap_label}  ", "bold"), f"{gap.code} {gap.title}")
    return Group(head, Padding(Group(*lines), (0, 0, 1, 2)))


def _answer(answer: AnswerView) -> Text:
    return Text(f"{answer.code}: {answer.label}", "dim")


def _actions(actions: tuple[ActionView, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    for action in actions:
        table.add_row(
            Text("" if action.rank is None else str(action.rank), justify="right"),
            Text(action.code, no_wrap=True),
            action.text,
            Text(action.owner_label, "dim"),
            Text(action.effort_label, "dim"),
        )
    return table
