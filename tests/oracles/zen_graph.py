"""A questionnaire as a decision graph of zen-engine, for complete sets of answers.

Answers go in by question: `fig__<id>` the figure, or the number of items ticked, `est__<id>` a
band given instead, `<id>` any other answer, `items__<id>` the items ticked (`raw__<id>` and
`raw__items__<id>` where the question depends on others), `dk__<id>` whether it is "don't know",
`second__<id>` the second opinion. Results come out under the names that rules read, flattened, as
`fires__<code>` for weight rules, variants and actions, and as `notes__<code>__<note>` for notes of
decisions.

With `tables` bands, gates, levels, verdicts and decisions are decision tables, as an author would
draw them. Without, they are expressions, which zen computes faster, and answers go in as the
values 0 to 4.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from readiness.scoring.expressions import identifiers
from readiness.scoring.plans import DecisionPlan, Program, QuestionPlan
from readiness.scoring.program import LARGEST_GAP
from readiness.scoring.questions import Band, MultipleQuestion, NumberQuestion, Question
from readiness.scoring.rule_compiler import ITEMS
from tests.oracles.guarded import Guarded
from tests.oracles.zen_answers import banded
from tests.oracles.zen_dialect import Graph, ZenDialect, flat
from tests.oracles.zen_drawing import Drawing, Row, decisive_rows
from tests.oracles.zen_routes import draw_routes
from tests.oracles.zen_scores import (
    draw_factors,
    draw_index_levels,
    draw_index_scores,
    draw_scores,
)

_NEVER_MISSING = ("gate", "finding", "risk")
"""First words of names that have a value whatever is answered."""


def zen_graph(program: Program, *, tables: bool) -> dict[str, Any]:
    """Return the questionnaire of a program as a JDM document."""
    drawing = _begun(program, tables=tables)
    graph, name, true = drawing.graph, drawing.name, drawing.true
    if tables:
        _draw_bands(drawing)
    _draw_visibility(drawing)
    _draw_largest_gap(drawing)
    for slot, rule in program.variables:
        graph.expressions("variable", {name(slot): drawing.rules.number_or_null(rule.node)})
    draw_factors(drawing)
    draw_index_scores(drawing)
    _draw_gates(drawing)
    draw_scores(drawing)
    graph.expressions("findings", {name(slot): true(rule) for _, slot, rule in program.findings})
    draw_index_levels(drawing)
    graph.expressions("risks", {name(slot): true(rule) for _, slot, rule in program.risks})
    _draw_decisions(drawing)
    draw_routes(drawing)
    fired = {f"fires__{variant.code}": true(rule) for variant, rule in program.variants}
    fired |= {f"fires__{action.code}": true(rule) for action, rule in program.recommendations}
    graph.expressions("actions", fired)
    return graph.finished()


def _begun(program: Program, *, tables: bool) -> Drawing:
    always = {p.question.id for p in program.questions if _always_answered(p.question)}
    always |= {name for name in program.slots if name.split(".")[0] in _NEVER_MISSING}
    measured = {
        plan.question.id: _measured(plan.question)
        for plan in program.questions
        if tables or not banded(plan.question)
    }
    return Drawing(
        program=program,
        tables=tables,
        graph=Graph(),
        rules=Guarded(ZenDialect(measured=measured), always.__contains__),
        names={slot: name for name, slot in program.slots.items()},
    )


def _always_answered(question: Question) -> bool:
    may_not_apply = question.asked_if is not None or question.not_applicable is not None
    return question.required and question.dont_know == "refused" and not may_not_apply


def _measured(question: Question) -> str:
    """Whether a figure was typed; without tables figures of banded questions are not there."""
    answered = f"({flat(question.id)} != null)"
    if not isinstance(question, NumberQuestion):
        return "false"
    if not question.bands:
        return answered
    return f"({answered} and (fig__{flat(question.id)} != null))"


def _draw_bands(drawing: Drawing) -> None:
    values: dict[str, str] = {}
    for plan in drawing.program.questions:
        question, name = plan.question, flat(plan.question.id)
        if isinstance(question, NumberQuestion | MultipleQuestion) and question.bands:
            rows = [("null", "null"), *_band_rows(question.bands)]
            drawing.graph.table(f"band__{name}", rows, reads=f"fig__{name}")
            shown = f"raw__{name}" if plan.asked_if else name
            values[shown] = f"(est__{name} != null ? est__{name} : band__{name})"
    drawing.graph.expressions("values", values)


def _band_rows(bands: Iterable[Band]) -> Iterator[Row]:
    for band in bands:
        bounds = (
            (">=", band.at_least),
            (">", band.above),
            ("<=", band.at_most),
            ("<", band.below),
        )
        parts = [f"{sign} {_digits(bound)}" for sign, bound in bounds if bound is not None]
        yield " and ".join(parts) if parts else "true", str(band.value)


def _digits(bound: float) -> str:
    return f"{Decimal(repr(bound)):f}"


def _draw_visibility(drawing: Drawing) -> None:
    """Questions asked under a condition, after those that the condition reads."""
    with_items = {position for _, position in drawing.program.items}
    pending = [plan for plan in drawing.program.questions if plan.asked_if is not None]
    while pending:
        hidden = {plan.question.id for plan in pending}
        ready = [plan for plan in pending if not hidden & set(_reads(plan))]
        made: dict[str, str] = {}
        for plan in ready:
            assert plan.asked_if is not None
            is_hidden = drawing.rules.false(plan.asked_if.node)
            name = flat(plan.question.id)
            made[name] = f"({is_hidden} ? null : raw__{name})"
            made[f"dk__{name}"] = f"({is_hidden} ? false : dk__{name})"
            if plan.slot in with_items:
                items = flat(ITEMS + plan.question.id)
                made[items] = f"({is_hidden} ? null : raw__{items})"
        drawing.graph.expressions("visibility", made)
        pending = [plan for plan in pending if plan not in ready]


def _reads(plan: QuestionPlan) -> tuple[str, ...]:
    return () if plan.asked_if is None else identifiers(plan.asked_if.node)


def _draw_largest_gap(drawing: Drawing) -> None:
    questions = [plan.question for plan in drawing.program.questions]
    gaps = []
    for question in questions:
        if question.second_opinion:
            owner, second = flat(question.id), f"second__{flat(question.id)}"
            both = f"{owner} != null and {second} != null"
            gaps.append((both, f"({both} ? abs({owner} - {second}) : 0)"))
    if gaps:
        known = " or ".join(both for both, _ in gaps)
        largest = f"max([{', '.join(gap for _, gap in gaps)}])"
        drawing.graph.expressions("gap", {flat(LARGEST_GAP): f"({known} ? {largest} : null)"})


def _draw_gates(drawing: Drawing) -> None:
    made: dict[str, list[Row]] = {}
    for plan in drawing.program.gates:
        forms = (("block", plan.block), ("condition", plan.condition))
        rows = [(drawing.true(rule), f'"{form}"') for form, rule in forms if rule is not None]
        made[drawing.name(plan.slot)] = rows
    drawing.first_hits("gates", made, '"clear"')


def _draw_decisions(drawing: Drawing) -> None:
    plans = drawing.program.decisions
    made = {drawing.name(plan.slot): _decision_rows(drawing, plan) for plan in plans}
    drawing.first_hits("decisions", made, "null")
    notes = {
        f"notes__{plan.decision.code}__{note.id}": (
            f"({drawing.name(plan.slot)} != null and {drawing.true(rule)})"
        )
        for plan in plans
        for note, rule in plan.notes
    }
    drawing.graph.expressions("notes", notes)


def _decision_rows(drawing: Drawing, plan: DecisionPlan) -> Iterator[Row]:
    outcomes = [row.outcome for row in plan.decision.rows]
    return decisive_rows(drawing.rules, zip(outcomes, plan.rows, strict=True))
