"""`readiness simulate`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from readiness.catalog.answers_file import AnswersFile
from readiness.catalog.catalog import Catalog
from readiness.catalog.documents import DocumentRefused
from readiness.catalog.strict_yaml import read_document
from readiness.commands.answers import parse_sheet, read_sheet
from readiness.commands.terminal import out
from readiness.scoring import AnswersRefused, Problem
from readiness.scoring.differences import Difference, NumberChange
from readiness.services.given_answers import GivenAnswers
from readiness.services.simulations import simulated
from readiness.settings import Settings

LONGEST_CHANGE = 10_000


def simulate_file(
    questionnaire: str, answers: Path, changes: Sequence[str], form: Literal["text", "json"]
) -> None:
    """Score a file of answers with some of them changed, and print what differs."""
    sheet = read_sheet(answers)
    asked, _ = parse_sheet(Catalog(Settings().questionnaires), questionnaire, sheet)
    given = GivenAnswers(asked, *_by_id(sheet, {q.code: q.id for q in asked.questions}))
    found = simulated(given, dict(map(_change, changes)), {})
    if form == "json":
        print(found.model_dump_json(indent=2))
    else:
        out.print(Group(*_page(found.difference)))


def _by_id(sheet: AnswersFile, ids: dict[str, str]) -> tuple[dict[str, object], dict[str, object]]:
    return (
        {ids.get(name, name): value for name, value in sheet.answers.items()},
        {ids.get(name, name): value for name, value in sheet.second_opinions.items()},
    )


def _change(text: str) -> tuple[str, object]:
    """Read `QUESTION=VALUE`; the value is written as in a file of answers."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not name:
        raise AnswersRefused(
            [
                Problem(
                    code="wrong_change",
                    message=f"{text!r} is no change of an answer",
                    remedy="write a question and its answer, such as LOG-01=3",
                    file="--change",
                )
            ]
        )
    try:
        return name, read_document(value.encode(), f"--change {name}", limit=LONGEST_CHANGE).value
    except DocumentRefused as refusal:
        raise AnswersRefused(refusal.problems) from refusal


def _page(difference: Difference) -> Iterator[RenderableType]:
    if difference.nothing:
        yield Text("Nothing differs.")
        return
    level = difference.level
    yield Text(f"Score {_moved(difference.score)}", style="bold")
    yield Text(f"Level {_words(level.before)} → {_words(level.after)}")
    primary = difference.primary_route
    if primary.before != primary.after:
        yield Text(f"Primary route {_words(primary.before)} → {_words(primary.after)}")
    table = Table("", "Before", "After", box=None, show_header=True)
    for name, before, after in _rows(difference):
        table.add_row(name, before, after)
    if table.row_count:
        yield table
    for label, names in (
        ("Findings added", difference.findings_added),
        ("Findings removed", difference.findings_removed),
        ("Risks added", difference.risks_added),
        ("Risks removed", difference.risks_removed),
        ("Recommendations added", difference.recommendations_added),
        ("Recommendations removed", difference.recommendations_removed),
        ("Now to answer", difference.missing_added),
        ("No longer to answer", difference.missing_removed),
    ):
        if names:
            yield Text(f"{label}: {', '.join(names)}")


def _rows(difference: Difference) -> Iterator[tuple[str, str, str]]:
    for dimension in difference.dimensions:
        score, level = dimension.score, dimension.level
        yield (
            f"Dimension {dimension.code}",
            f"{_number(score.before)}, level {_words(level.before)}",
            f"{_number(score.after)}, level {_words(level.after)}",
        )
    for index in difference.indices:
        yield (
            f"Index {index.code}",
            f"{_number(index.score.before)}, level {_words(index.level.before)}",
            f"{_number(index.score.after)}, level {_words(index.level.after)}",
        )
    for decision in difference.decisions:
        yield f"Decision {decision.code}", _words(decision.before), _words(decision.after)
    for gate in difference.gates:
        yield f"Gate {gate.code}", _words(gate.before), _words(gate.after)
    for route in difference.routes:
        for label, number in (("fit", route.fit), ("readiness", route.readiness)):
            if number.before != number.after:
                yield f"{route.code} {label}", _number(number.before), _number(number.after)
        if route.verdict.before != route.verdict.after:
            before, after = route.verdict.before, route.verdict.after
            yield f"{route.code} verdict", _words(before), _words(after)
    for variant in difference.variants:
        before, after = variant.verdict.before, variant.verdict.after
        yield f"{variant.code} verdict", _words(before), _words(after)


def _moved(number: NumberChange) -> str:
    moved = f"{_number(number.before)} → {_number(number.after)}"
    return moved if number.change is None else f"{moved} ({number.change:+.1f})"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"


def _words(value: object) -> str:
    return "none" if value is None else str(value).replace("_", " ")
