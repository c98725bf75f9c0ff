"""A receipt for the terminal: why a score, what blocks, and what would lift it."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readiness.commands.decision_page import decided
from readiness.commands.receipt_lines import (
    codes_of,
    heading,
    number,
    read_words,
    rule_lines,
    value,
    word,
)
from readiness.scoring import Result
from readiness.scoring.receipt_parts import (
    AnswerReceipt,
    DimensionReceipt,
    GateReceipt,
    PriorityReceipt,
    Receipt,
    RouteReceipt,
    RuleReceipt,
    Term,
)

LIFTS_SHOWN = 10
_GROUPS = {
    0: "the questionnaire puts it first",
    1: "repairs a blocking gate",
    2: "repairs a gate in condition form",
    3: "the rest",
}


def overview(result: Result) -> RenderableType:
    """Say what is decided, why the score is what it is, what blocks, and what would lift it."""
    return Group(*decided(result), *_why(result), *_blocked(result), *_lift(result))


def question(result: Result, answer: AnswerReceipt) -> RenderableType:
    """Explain what one answer won and lost, and which rules it decided."""
    parts = [heading(f"{answer.code} {answer.id}: {value(answer.value, answer.state)}")]
    shares = _shares(result.receipt)
    if answer.points is not None and answer.lost is not None and answer.dimension is not None:
        won = (
            f"Weight {answer.weight}: won {answer.points:.1f} of the hundred points of "
            f"{answer.dimension}, lost {answer.lost:.1f}"
        )
        if answer.dimension in shares:
            lift = answer.lost * shares[answer.dimension] / 100
            won += f"; the best answer would add {lift:.1f} to the calculated overall score"
        parts.append(Text(f"{won}."))
    else:
        parts.append(Text("It counts in no score."))
    decided = [
        rule.rule
        for rule in _fired_rules(result.receipt)
        if any(answer.id in part.read for part in rule.decided_by)
    ]
    if decided:
        parts.append(Text(f"It decided: {', '.join(dict.fromkeys(decided))}"))
    return Group(*parts)


def dimension(result: Result, receipt: DimensionReceipt) -> RenderableType:
    """Explain a dimension's score by its answers and caps."""
    table = Table("Question", "Answer", "Weight", "Won", "Lost", box=None)
    for answer in result.receipt.answers:
        if answer.dimension == receipt.id:
            table.add_row(
                answer.code,
                value(answer.value, answer.state),
                str(answer.weight),
                number(answer.points),
                number(answer.lost),
            )
    total = Text(
        f"{receipt.won} points : weight {receipt.scored_weight} = {number(receipt.calculated)}"
    )
    caps = [Text(f"Gate {cap.gate} holds it at {cap.at_most:g} at most.") for cap in receipt.caps]
    share = Text(f"{number(receipt.share)} per cent of the overall score.")
    return Group(heading(f"{receipt.id}: {number(receipt.capped)}"), table, total, *caps, share)


def gate(result: Result, forms: Sequence[GateReceipt]) -> RenderableType:
    """Explain a gate by all its forms."""
    row = next(row for row in result.gates if row.code == forms[0].rule)
    parts: list[RenderableType] = [heading(f"{row.code}: {row.outcome}")]
    for form in forms:
        met = form in result.receipt.gates
        word = "not met" if not met else "open" if row.outcome == "open" else "met"
        parts.extend(rule_lines(result.receipt, form, f"{form.form} form, {word}"))
    if row.repairs:
        parts.append(Text(f"Repaired by: {', '.join(row.repairs)}"))
    return Group(*parts)


def route(result: Result, receipt: RouteReceipt) -> RenderableType:
    """Explain a route's fit, readiness, index and verdict."""
    row = next(row for row in result.routes if row.code == receipt.code)
    codes = codes_of(result.receipt)
    parts: list[RenderableType] = [heading(f"{row.code}: {word(row.verdict)}")]
    parts.append(Text(f"Fit {number(receipt.fit)}", style="bold"))
    if receipt.fit_formula is not None:
        parts.append(Padding(Text(receipt.fit_formula), (0, 0, 0, 2)))
        parts.append(Padding(Text(read_words(codes, receipt.fit_read or {})), (0, 0, 0, 2)))
    parts.append(_fit_terms(codes, receipt))
    parts.extend(_variables(result.receipt, receipt))
    for limit in receipt.fit_limits:
        parts.extend(rule_lines(result.receipt, limit, limit.rule))
    parts += [Text(f"Readiness {number(receipt.readiness)}", style="bold")]
    parts += [_terms(receipt.readiness_terms)]
    parts += [Text(f"Index {number(receipt.index)}", style="bold"), _terms(receipt.index_terms)]
    parts.extend(_verdict(result, receipt))
    return Group(*parts)


def recommendation(result: Result, receipt: PriorityReceipt) -> RenderableType:
    """Explain why a recommendation fired and where it stands."""
    rows = (*result.recommendations, *result.not_relevant)
    row = next(row for row in rows if row.code == receipt.code)
    rank = "not relevant now" if row.rank is None else f"rank {row.rank}"
    weight = f" x weight {receipt.route_weight:g} of route {receipt.route}" if receipt.route else ""
    parts = [
        heading(f"{receipt.code}: {rank}"),
        *rule_lines(result.receipt, receipt.fired, "because"),
        Text(
            f"Priority {row.priority:g} = impact {receipt.impact}{weight} : "
            f"{receipt.effort_divisor} (effort {receipt.effort})"
        ),
        Text(f"Group {receipt.group}: {_GROUPS[receipt.group]}"),
    ]
    if receipt.pulled_by is not None:
        parts.append(Text(f"Pulled forward as prerequisite of {receipt.pulled_by}"))
    return Group(*parts)


def _why(result: Result) -> Iterator[RenderableType]:
    receipt = result.receipt
    yield heading(f"Why {number(result.score)}?")
    table = Table("Dimension", "Score", "Weight", "Share", "Points", box=None)
    codes = {row.code: row.id for row in result.dimensions}
    shares = _shares(receipt)
    for term in receipt.overall_terms:
        share = shares[codes[term.of]]
        points = f"{term.value * share / 100:.1f}"
        table.add_row(term.of, f"{term.value:.1f}", f"{term.weight:g}", f"{share:.1f} %", points)
    yield table
    for rule in receipt.weight_rules:
        yield from rule_lines(
            receipt, rule, f"{rule.rule}: weight of {rule.dimension} x {rule.factor}"
        )
    for part in receipt.dimensions:
        if part.capped_by:
            yield Text(
                f"{part.id}: {number(part.calculated)}, held at {number(part.capped)} by "
                f"{', '.join(part.capped_by)}"
            )
    for cap in receipt.overall_caps:
        yield Text(f"Gate {cap.gate} holds the overall score at {cap.at_most:g} at most.")
    if result.score != result.calculated_score:
        yield Text(f"Without the gates' caps it would be {number(result.calculated_score)}.")
    if result.level is not None:
        yield Text(f"Level {result.level} begins at {receipt.level_bounds[result.level - 1]:g}.")


def _blocked(result: Result) -> Iterator[RenderableType]:
    yield heading("What blocks?")
    outcomes = {row.code: row for row in result.gates}
    for form in result.receipt.gates:
        row = outcomes[form.rule]
        yield from rule_lines(result.receipt, form, f"{form.rule} {row.outcome}")
        if row.repairs:
            yield Padding(Text(f"repaired by {', '.join(row.repairs)}"), (0, 0, 0, 4))
    if not result.receipt.gates:
        yield Text("No gate is met or open.")
    for receipt in result.receipt.routes:
        row_of = next(row for row in result.routes if row.code == receipt.code)
        yield Text(f"{receipt.code} {word(row_of.verdict)}", style="bold")
        yield from (Padding(part, (0, 0, 0, 2)) for part in _verdict(result, receipt))


def _verdict(result: Result, receipt: RouteReceipt) -> Iterator[RenderableType]:
    row = next(row for row in result.routes if row.code == receipt.code)
    if receipt.verdict_row is None:
        yield Text("No row of the verdict table can be told yet.")
    else:
        rule = receipt.verdict_rule or "in all other cases"
        fit, readiness = number(receipt.fit), number(receipt.readiness)
        yield Text(f"Verdict: row {receipt.verdict_row}, {rule} (fit {fit}, readiness {readiness})")
    for label, gates in (("Blocked by", row.blocked_by), ("Conditions", row.conditions)):
        if gates:
            yield Text(f"{label}: {', '.join(gates)}")


def _lift(result: Result) -> Iterator[RenderableType]:
    receipt = result.receipt
    yield heading("What would lift it?")
    shares = _shares(receipt)
    lifts = [
        (answer.lost * shares[answer.dimension] / 100, answer)
        for answer in receipt.answers
        if answer.lost and answer.dimension in shares
    ]
    lifts.sort(key=lambda pair: -pair[0])
    table = Table("Question", "Answer", "The best answer adds", box=None)
    for lift, answer in lifts[:LIFTS_SHOWN]:
        table.add_row(answer.code, value(answer.value, answer.state), f"{lift:.1f}")
    yield table
    bounds = receipt.level_bounds
    if result.level is not None and receipt.overall is not None and result.level < len(bounds):
        missing = bounds[result.level] - receipt.overall
        yield Text(f"Level {result.level + 1} is {missing:.1f} points away.")
    capping = dict.fromkeys(
        cap.gate
        for caps in (receipt.overall_caps, *(part.caps for part in receipt.dimensions))
        for cap in caps
    )
    if capping:
        yield Text(f"Beyond the caps only clearing these gates lifts it: {', '.join(capping)}")


def _terms(terms: Iterable[Term]) -> Table:
    table = Table(box=None, show_header=False)
    for term in terms:
        table.add_row(f"{term.weight:g} x", f"{term.value:.1f}", term.of)
    return table


def _fit_terms(codes: dict[str, str], receipt: RouteReceipt) -> Table:
    table = Table(box=None, show_header=False)
    for term in receipt.fit_terms:
        read = read_words(codes, term.read or {})
        table.add_row(f"{term.weight:g} x", f"{term.value:.1f}", f"{term.of}   ({read})")
    return table


def _variables(receipt: Receipt, of_route: RouteReceipt) -> Iterator[RenderableType]:
    """The named figures that the fit reads."""
    codes = codes_of(receipt)
    read = {name for term in of_route.fit_terms for name in term.read or ()}
    read.update(of_route.fit_read or ())
    for variable in receipt.variables:
        if f"variable.{variable.id}" in read:
            read_as = read_words(codes, variable.read)
            text = f"variable.{variable.id} = {variable.formula}   ({read_as})"
            yield Padding(Text(text), (0, 0, 0, 2))


def _fired_rules(receipt: Receipt) -> Iterator[RuleReceipt]:
    yield from (*receipt.weight_rules, *receipt.value_rules, *receipt.gates, *receipt.findings)
    yield from (*receipt.risks, *receipt.decisions)
    yield from (limit for route in receipt.routes for limit in route.fit_limits)
    yield from (advice.fired for advice in receipt.recommendations)


def _shares(receipt: Receipt) -> dict[str, float]:
    return {part.id: part.share or 0.0 for part in receipt.dimensions}
