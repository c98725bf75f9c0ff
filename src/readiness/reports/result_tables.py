"""A report's view as tables, for workbooks: numbers stay numbers, texts are ready to read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from readiness.reports.view import ReportView
from readiness.reports.view.parts import ActionView, AnswerView
from readiness.reports.words import Words

Cell: TypeAlias = str | int | float | None

_NARROW, _SHORT, _MIDDLE, _LONG, _WIDE = 12, 20, 28, 42, 70


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A table: its name, its columns with their widths in characters, and its rows.

    Columns named in `shares` hold fractions of 1.
    """

    name: str
    columns: Mapping[str, int]
    rows: tuple[tuple[Cell, ...], ...]
    shares: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AnswerTrail:
    """What stands behind an answer: who gave it, in which role, the note and the evidence."""

    by: str = ""
    role: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()


def result_tables(
    view: ReportView, words: Words, trails: Mapping[str, AnswerTrail]
) -> tuple[ResultTable, ...]:
    """Return summary, dimensions, routes, gates, findings, plan, answers and sources.

    `trails` are those of the answers, by question code. A result so far says so in every line of
    the summary that it concerns.
    """
    tables = (
        _summary(view, words),
        _dimensions(view, words),
        _routes(view, words),
        _gates(view, words),
        _findings(view, words),
        _plan(view, words),
        _answers(view, words, trails),
        _sources(view, words),
    )
    return tuple(table for table in tables if table.rows)


def _table(name: str, columns: Mapping[str, int], rows: Iterator[tuple[Cell, ...]]) -> ResultTable:
    return ResultTable(name, columns, tuple(rows))


def _summary(view: ReportView, words: Words) -> ResultTable:
    say = words.say
    columns = {say("What"): _MIDDLE, say("Value"): _NARROW, say("In words"): _WIDE}
    return _table(say("Summary"), columns, _summary_rows(view, words))


def _summary_rows(view: ReportView, words: Words) -> Iterator[tuple[Cell, ...]]:
    say, summary, outlook = words.say, view.summary, view.outlook
    if summary.so_far:
        yield say("Status"), None, say("Provisional: this holds for the answers so far.")
    else:
        yield say("Status"), None, say("Submitted: this is final.")
    yield say("Organization"), None, view.organization
    yield say("Rule set"), None, view.questionnaire
    yield say("Date"), None, view.created_label
    yield say("Result"), None, summary.title
    yield say("Overall score"), summary.score, summary.sentence
    if outlook is not None:
        yield say("Lowest possible score"), outlook.overall.low, None
        yield say("Highest possible score"), outlook.overall.high, None
        yield say("Levels still possible"), None, outlook.overall.levels_label
    if not summary.levels_possible_label:
        yield say("Level"), summary.level_number, summary.level_name
    for index in view.indices:
        yield index.name, index.score, index.level_name
    for decision in view.decisions:
        yield decision.name, None, f"{decision.outcome_name}. {decision.firmness}".strip()
    if summary.primary is not None:
        yield say("Primary route"), None, f"{summary.primary.name}: {summary.primary.verdict_label}"


def _dimensions(view: ReportView, words: Words) -> ResultTable:
    say = words.say
    columns = {
        say("Code"): _NARROW,
        say("Dimension"): _MIDDLE,
        say("Score"): _NARROW,
        say("From your answers"): _NARROW,
        say("Lowest possible score"): _NARROW,
        say("Highest possible score"): _NARROW,
        say("Level"): _MIDDLE,
        say("Confidence"): _NARROW,
    }
    rows = (
        (
            d.code,
            d.name,
            d.score,
            d.calculated,
            d.low,
            d.high,
            d.levels_possible_label or d.level_name,
            d.confidence_value,
        )
        for d in view.profile.dimensions
    )
    return ResultTable(say("Dimensions"), columns, tuple(rows), frozenset({say("Confidence")}))


def _routes(view: ReportView, words: Words) -> ResultTable:
    say = words.say
    columns = {
        say("Code"): _NARROW,
        say("Route"): _MIDDLE,
        say("Verdict"): _MIDDLE,
        say("Standing"): _MIDDLE,
        say("Fit"): _NARROW,
        say("Readiness"): _NARROW,
        say("Blocked by"): _MIDDLE,
        say("Conditions"): _MIDDLE,
        say("Verdicts still possible"): _MIDDLE,
        say("Next step"): _WIDE,
    }
    possible = {r.code: r.possible_label for r in view.outlook.routes} if view.outlook else {}
    rows = (
        (
            route.line.code,
            route.line.name,
            route.line.verdict_label,
            route.line.standing_label,
            route.line.fit,
            route.line.readiness,
            ", ".join(gate.name for gate in route.line.blocked_by),
            ", ".join(gate.name for gate in route.line.conditions),
            possible.get(route.line.code),
            route.next_step,
        )
        for route in (view.routes.routes if view.routes else ())
    )
    return _table(say("Routes"), columns, rows)


def _gates(view: ReportView, words: Words) -> ResultTable:
    say = words.say
    columns = {
        say("Code"): _NARROW,
        say("Gate"): _MIDDLE,
        say("Outcome"): _MIDDLE,
        say("In words"): _WIDE,
        say("Repair"): _WIDE,
    }
    met = (
        (
            gate.code,
            gate.name,
            gate.outcome_label,
            gate.text,
            "\n".join(f"{action.code} {action.text}" for action in gate.repairs),
        )
        for gate in view.gates.gates
    )
    clear = ((gate.code, gate.name, say("clear"), None, None) for gate in view.gates.clear)
    return _table(say("Gates"), columns, (row for rows in (met, clear) for row in rows))


def _findings(view: ReportView, words: Words) -> ResultTable:
    say = words.say
    columns = {
        say("Code"): _NARROW,
        say("Severity"): _MIDDLE,
        say("In words"): _WIDE,
        say("Answers"): _WIDE,
    }
    return _table(say("Findings"), columns, _finding_rows(view))


def _finding_rows(view: ReportView) -> Iterator[tuple[Cell, ...]]:
    for finding in view.findings.findings:
        yield finding.code, finding.severity_label, finding.text, _said(finding.answers)
    for gap in view.findings.disagreements:
        both = f"{gap.first_role}: {gap.first_label}\n{gap.second_role}: {gap.second_label}"
        yield gap.code, gap.gap_label, gap.title, both
    for risk in view.risks.risks if view.risks else ():
        product = f"{risk.likelihood} × {risk.impact} = {risk.product}"
        yield risk.code, f"{risk.class_label} ({product})", risk.name, _said(risk.answers)


def _said(answers: tuple[AnswerView, ...]) -> str:
    return "\n".join(f"{answer.code} {answer.label}" for answer in answers)


def _plan(view: ReportView, words: Words) -> ResultTable:
    say = words.say
    columns = {
        say("Rank"): _NARROW,
        say("Code"): _NARROW,
        say("Action"): _WIDE,
        say("Window"): _MIDDLE,
        say("Owner"): _MIDDLE,
        say("Effort"): _NARROW,
        say("Impact"): _NARROW,
        say("Prerequisites"): _MIDDLE,
    }
    windows = (action for window in view.plan.windows for action in window.actions)
    actions = [*windows, *view.annex.remaining]
    return _table(say("Plan"), columns, map(_action, actions))


def _action(action: ActionView) -> tuple[Cell, ...]:
    return (
        action.rank,
        action.code,
        action.text,
        action.window_label,
        action.owner_label,
        action.effort_label,
        action.impact,
        ", ".join(action.prerequisites),
    )


def _answers(view: ReportView, words: Words, trails: Mapping[str, AnswerTrail]) -> ResultTable:
    say = words.say
    columns = {
        say("Code"): _NARROW,
        say("Dimension"): _SHORT,
        say("Question"): _LONG,
        say("Answer"): _LONG,
        say("Value"): _NARROW,
        say("How firm"): _SHORT,
        say("Given by"): _SHORT,
        say("Role"): _SHORT,
        say("Note"): _LONG,
        say("Evidence"): _LONG,
    }
    return _table(say("Answers"), columns, _answer_rows(view, trails))


def _answer_rows(view: ReportView, trails: Mapping[str, AnswerTrail]) -> Iterator[tuple[Cell, ...]]:
    for group in view.annex.answers:
        for answer in group.answers:
            trail = trails.get(answer.code, AnswerTrail())
            yield (
                answer.code,
                group.name,
                answer.title,
                answer.label,
                answer.value,
                answer.state_label,
                trail.by,
                trail.role,
                trail.note,
                "\n".join(trail.evidence),
            )


def _sources(view: ReportView, words: Words) -> ResultTable:
    say = words.say
    columns = {
        say("Code"): _NARROW,
        say("Source"): _WIDE,
        say("Status"): _MIDDLE,
        say("Grade"): _NARROW,
        say("Checked"): _MIDDLE,
        say("Caveat"): _WIDE,
    }
    listed = [*view.sources.law, *(each for group in view.sources.others for each in group.sources)]
    rows = (
        (each.id, each.text, each.status_label, each.grade, each.checked, each.caveat)
        for each in listed
    )
    return _table(say("Sources"), columns, rows)
