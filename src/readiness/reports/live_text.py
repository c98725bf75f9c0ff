"""What is still open in a result, for the terminal: ranges, gates, what to ask next."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from readiness.reports.view.facts import ReportContext, gather_facts
from readiness.reports.view.outlook import build_outlook
from readiness.reports.view.outlook_parts import OpenScore, Outlook
from readiness.reports.words import Words
from readiness.scoring.model import Questionnaire
from readiness.scoring.result import Result

_CERTAINTY_STYLES = {"firm": "green", "provisional": "yellow"}


def live_text(
    questionnaire: Questionnaire, result: Result, context: ReportContext
) -> RenderableType | None:
    """Return what is open as something rich can print; nothing when everything is settled.

    Raises `NotFound` when the questionnaire or the interface lacks the context's language.
    """
    is_closed = result.settled and not result.next_questions and not result.open_findings
    if is_closed and result.mode == "full":
        return None
    facts = gather_facts(questionnaire, result, context)
    outlook = build_outlook(facts)
    return None if outlook is None else Group(*_parts(outlook, facts.words))


def _parts(outlook: Outlook, words: Words) -> Iterator[RenderableType]:
    say = words.say
    if outlook.quick_notes:
        yield from _section(say("Quick scan"), *map(Text, outlook.quick_notes))
    yield from _section(
        say("What is still open"), *_overall(outlook, words), _dimensions(outlook.dimensions)
    )
    gates = [(gate.code, gate.name, gate.possible_label) for gate in outlook.gates if gate.is_open]
    if gates:
        rows = [(f"{code} {name}", possible) for code, name, possible in gates]
        yield from _section(say("Gates still open"), _table(rows))
    if outlook.routes:
        yield from _section(say("Verdicts still possible"), _routes(outlook))
    if outlook.decisions:
        yield from _section(say("Decisions still possible"), *_decisions(outlook))
    if outlook.next_questions:
        yield from _section(say("Answer these next"), _questions(outlook))


def _section(title: str, *parts: RenderableType) -> Iterator[RenderableType]:
    yield Padding(Rule(Text(title, "bold"), align="left", style="dim"), (1, 0, 0, 0))
    for part in parts:
        yield Padding(part, (0, 0, 0, 2))


def _overall(outlook: Outlook, words: Words) -> Iterator[Text]:
    score = outlook.overall
    yield Text(
        words.say(
            "Overall score: %(range)s; %(level)s.",
            range=score.range_label,
            level=score.certainty_label,
        )
    )
    yield from map(Text, outlook.remarks)


def _dimensions(rows: tuple[OpenScore, ...]) -> Table:
    return _table(
        (
            row.code,
            row.name,
            Text(row.range_label, justify="right"),
            Text(row.certainty_label, _CERTAINTY_STYLES.get(row.certainty or "", "")),
        )
        for row in rows
    )


def _decisions(outlook: Outlook) -> Iterator[RenderableType]:
    """Each decision's outcomes, and the indices with the levels they can come to."""
    yield from (Text(f"{row.name}: {row.possible_label}") for row in outlook.decisions)
    yield _table(
        (row.code, row.name, Text(row.range_label, justify="right"), row.levels_label)
        for row in outlook.indices
    )


def _routes(outlook: Outlook) -> Table:
    return _table(
        (row.code, row.name, row.fit_label, row.readiness_label, row.possible_label)
        for row in outlook.routes
    )


def _questions(outlook: Outlook) -> Table:
    return _table(
        (row.code, row.title, Text(row.effects_label, "dim")) for row in outlook.next_questions
    )


def _table(rows: Iterator[tuple[str | Text, ...]] | list[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        table.add_row(*row)
    return table
