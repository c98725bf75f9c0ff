"""`readiness explain`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

from pydantic import TypeAdapter
from rich.console import RenderableType

from readiness.catalog.catalog import Catalog
from readiness.commands import decision_page, receipt_page
from readiness.commands.answers import parse_sheet, read_sheet
from readiness.commands.sensitivity_page import sensitivity_page
from readiness.commands.terminal import out
from readiness.errors import InputProblem, InvalidInput
from readiness.scoring import Answers, Questionnaire, Result, score
from readiness.scoring.receipt_parts import GateReceipt
from readiness.scoring.sensitivity import analyse_sensitivity
from readiness.scoring.spelling import did_you_mean
from readiness.settings import Settings

Named = TypeVar("Named")
Page: TypeAlias = Callable[[Result, Any], RenderableType]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be explained, by code or id; the whole result when nothing is named."""

    question: str | None = None
    dimension: str | None = None
    gate: str | None = None
    route: str | None = None
    recommendation: str | None = None
    index: str | None = None
    decision: str | None = None
    risk: str | None = None
    sensitivity: bool = False


def explain_file(
    questionnaire: str, answers: Path, asked: Asked, form: Literal["text", "json"]
) -> None:
    """Score a file of answers and print its receipt, or the parts asked for.

    Raises `InvalidInput` for a name the result does not have.
    """
    catalog = Catalog(Settings().questionnaires)
    definition, parsed = parse_sheet(catalog, questionnaire, read_sheet(answers))
    result = score(definition, parsed)
    chosen = list(_chosen(result, definition, parsed, asked))
    if form == "json":
        parts = [part for _, part in chosen] or [result.receipt]
        whole = parts[0] if len(parts) == 1 else parts
        print(TypeAdapter(Any).dump_json(whole, indent=2).decode())
        return
    for page, part in chosen:
        out.print(page(result, part))
    if not chosen:
        out.print(receipt_page.overview(result))


def _chosen(
    result: Result, questionnaire: Questionnaire, answers: Answers, asked: Asked
) -> Iterable[tuple[Page, object]]:
    receipt = result.receipt
    if asked.question is not None:
        answers_by_name = {name: a for a in receipt.answers for name in (a.code, a.id)}
        yield receipt_page.question, _named("question", asked.question, answers_by_name)
    if asked.dimension is not None:
        codes = {row.id: row.code for row in result.dimensions}
        dimensions = {name: d for d in receipt.dimensions for name in (codes[d.id], d.id)}
        yield receipt_page.dimension, _named("dimension", asked.dimension, dimensions)
    if asked.gate is not None:
        yield receipt_page.gate, _named("gate", asked.gate, _forms(result))
    if asked.route is not None:
        routes = {route.code: route for route in receipt.routes}
        yield receipt_page.route, _named("route", asked.route, routes)
    if asked.recommendation is not None:
        fired = {advice.code: advice for advice in receipt.recommendations}
        idle = {action.code: None for action in questionnaire.recommendations}
        found = _named("recommendation", asked.recommendation, {**idle, **fired})
        yield receipt_page.recommendation, found or _not_fired(asked.recommendation)
    yield from _chosen_decisions(result, questionnaire, asked)
    if asked.sensitivity:
        yield sensitivity_page, analyse_sensitivity(questionnaire, answers)


def _chosen_decisions(
    result: Result, questionnaire: Questionnaire, asked: Asked
) -> Iterable[tuple[Page, object]]:
    receipt = result.receipt
    if asked.index is not None:
        codes = {row.id: row.code for row in result.indices}
        indices = {name: i for i in receipt.indices for name in (codes[i.id], i.id)}
        yield decision_page.index, _named("index", asked.index, indices)
    if asked.decision is not None:
        decisions = {decision.rule: decision for decision in receipt.decisions}
        yield decision_page.decision, _named("decision", asked.decision, decisions)
    if asked.risk is not None:
        listed = {risk.rule: risk for risk in receipt.risks}
        idle = {risk.code: None for risk in questionnaire.risks}
        found = _named("risk", asked.risk, {**idle, **listed})
        yield decision_page.risk, found or _not_raised(asked.risk)


def _not_raised(code: str) -> object:
    raise _refused(
        "not_fired",
        f"{code} is not raised: its condition is not true for these answers.",
        "Name one that is, as `readiness score` lists them.",
    )


def _forms(result: Result) -> dict[str, tuple[GateReceipt, ...]]:
    forms = (*result.receipt.gates, *result.receipt.gates_not_met)
    return {row.code: tuple(f for f in forms if f.rule == row.code) for row in result.gates}


def _named(kind: str, name: str, known: dict[str, Named]) -> Named:
    if name not in known:
        remedy = did_you_mean(name, known, f"use one of {', '.join(list(known)[:12])}")
        raise _refused("unknown_reference", f"There is no {kind} {name!r}.", remedy)
    return known[name]


def _not_fired(code: str) -> object:
    raise _refused(
        "not_fired",
        f"{code} is not recommended: its condition is not true for these answers.",
        "Name one that is, as `readiness score` lists them.",
    )


def _refused(code: str, detail: str, remedy: str) -> InvalidInput:
    return InvalidInput([InputProblem(code=code, detail=detail, remedy=remedy)])
