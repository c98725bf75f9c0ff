"""How rules, routes and the order of recommendations came about, for those who check."""

from collections.abc import Iterable, Iterator, Mapping

from readiness.reports.numbers import NOTHING
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import ActionView
from readiness.reports.view.receipt_views import Place, RankRow, Receipts, RouteSums, RuleRow
from readiness.reports.view.rule_text import decided_label, rule_label
from readiness.scoring.receipt_parts import (
    GateReceipt,
    PriorityReceipt,
    RouteReceipt,
    RuleReceipt,
    Term,
)


def build_receipts(facts: Facts, actions: Mapping[str, ActionView]) -> Receipts:
    """Rules that are met or open, those that are not, routes term by term, and the order."""
    return Receipts(
        rules=tuple(_rules(facts)),
        clear=tuple(_clear_gates(facts)),
        routes=tuple(_route(facts, route) for route in facts.result.receipt.routes),
        ranks=tuple(_ranks(facts, actions)),
        order_note=_order_note(facts),
        standing=_standing(facts),
    )


def _rules(facts: Facts) -> Iterator[RuleRow]:
    receipt, texts, say = facts.result.receipt, facts.texts, facts.words.say
    for gate in receipt.gates:
        name = texts.gates[gate.rule].name
        yield _rule(facts, gate, (gate.rule, name), _gate_outcome(facts, gate))
    for finding in receipt.findings:
        yield _rule(facts, finding, (finding.rule, say("Finding")), say("made"))
    codes = {dimension.id: dimension.code for dimension in facts.questionnaire.dimensions}
    for weight in receipt.weight_rules:
        scale = weight.dimension or ""
        said = say("weight × %(factor)s", factor=_factor(facts, weight.factor))
        named = codes.get(scale, scale), texts.weight_rules[weight.rule]
        yield _rule(facts, weight, named, said)
    for value in receipt.value_rules:
        question = facts.questions[value.question]
        said = say("points × %(factor)s", factor=_factor(facts, value.factor))
        yield _rule(facts, value, (question.code, ""), said)
    states = {risk.code: risk.state for risk in facts.result.risks}
    for risk in receipt.risks:
        said = say("not excluded") if states.get(risk.rule) == "open" else say("raised")
        yield _rule(facts, risk, (risk.rule, texts.risks[risk.rule].name), said)
    for decision in receipt.decisions:
        said = say("row %(number)s", number=decision.row) if decision.row else NOTHING
        yield _rule(facts, decision, (decision.rule, texts.decisions[decision.rule].name), said)


def _clear_gates(facts: Facts) -> Iterator[RuleRow]:
    clear = {gate.code for gate in facts.result.gates if gate.outcome == "clear"}
    for gate in facts.result.receipt.gates_not_met:
        if gate.rule in clear:
            name = facts.texts.gates[gate.rule].name
            yield _rule(facts, gate, (gate.rule, name), _form(facts, gate))


def _gate_outcome(facts: Facts, gate: GateReceipt) -> str:
    outcome = next(each.outcome for each in facts.result.gates if each.code == gate.rule)
    return facts.words.say("not excluded") if outcome == "open" else _form(facts, gate)


def _form(facts: Facts, gate: GateReceipt) -> str:
    say = facts.words.say
    return say("condition") if gate.form == "condition" else say("block")


def _rule(facts: Facts, rule: RuleReceipt, named: tuple[str, str], outcome: str) -> RuleRow:
    return RuleRow(
        code=named[0],
        name=named[1],
        outcome_label=outcome,
        condition=rule_label(facts, rule.condition),
        because=decided_label(facts, rule.decided_by),
    )


def _factor(facts: Facts, factor: float | None) -> str:
    return NOTHING if factor is None else facts.numbers.figure(factor)


def _route(facts: Facts, receipt: RouteReceipt) -> RouteSums:
    tenth = facts.numbers.tenth
    return RouteSums(
        code=receipt.code,
        name=facts.route(receipt.code).name,
        fit_label=tenth(receipt.fit),
        readiness_label=tenth(receipt.readiness),
        index_label=tenth(receipt.index),
        fit_terms=tuple(_terms(facts, receipt.fit_terms)),
        readiness_terms=tuple(_terms(facts, receipt.readiness_terms)),
        notes=tuple(_route_notes(facts, receipt)),
    )


def _terms(facts: Facts, terms: Iterable[Term]) -> Iterator[str]:
    """Value × share of the weight = points, for each term of a weighted mean."""
    listed, numbers = tuple(terms), facts.numbers
    total = sum(term.weight for term in listed)
    codes = {dimension.id: dimension.code for dimension in facts.questionnaire.dimensions}
    for term in listed:
        yield facts.words.say(
            "%(name)s: %(value)s × %(share)s = %(points)s",
            name=codes.get(term.of) or rule_label(facts, term.of),
            value=numbers.tenth(term.value),
            share=numbers.share(term.weight / total),
            points=numbers.tenth(term.value * term.weight / total),
        )


def _route_notes(facts: Facts, receipt: RouteReceipt) -> Iterator[str]:
    say = facts.words.say
    if receipt.fit_formula is not None:
        yield say("Fit = %(formula)s", formula=rule_label(facts, receipt.fit_formula))
    for limit in receipt.fit_limits:
        yield say(
            "Fit held at %(limit)s at most: %(condition)s (%(because)s)",
            limit=limit.rule.rpartition(" ")[2],
            condition=rule_label(facts, limit.condition),
            because=decided_label(facts, limit.decided_by),
        )
    if receipt.index_terms:
        words = {"fit": say("Fit"), "readiness": say("Readiness")}
        total = sum(term.weight for term in receipt.index_terms)
        terms = (
            f"{words.get(term.of, term.of)} {facts.numbers.tenth(term.value)} × "
            f"{facts.numbers.share(term.weight / total)}"
            for term in receipt.index_terms
        )
        yield say("Index = %(terms)s", terms=" + ".join(terms))
    if receipt.verdict_row is not None:
        rule, otherwise = receipt.verdict_rule, say("in every other case")
        yield say(
            "Verdict by row %(number)s: %(condition)s",
            number=receipt.verdict_row,
            condition=rule_label(facts, rule) if rule else otherwise,
        )


def _ranks(facts: Facts, actions: Mapping[str, ActionView]) -> Iterator[RankRow]:
    relevant = {action.code for action in facts.result.recommendations}
    for receipt in facts.result.receipt.recommendations:
        action, fired = actions[receipt.code], receipt.fired
        place: Place = "planned" if action.in_report else "further"
        yield RankRow(
            action=action,
            place=place if receipt.code in relevant else "not_relevant",
            rank_label=NOTHING if action.rank is None else str(action.rank),
            order_label=_order_label(facts, receipt),
            because=facts.words.say(
                "%(rule)s (%(answers)s)",
                rule=rule_label(facts, fired.condition),
                answers=decided_label(facts, fired.decided_by),
            ),
        )


def _order_note(facts: Facts) -> str:
    say = facts.words.say
    if facts.judges_routes:
        return say("Priority: impact × weight of the best route it serves ÷ effort")
    return say("Priority: impact × weight ÷ effort")


def _order_label(facts: Facts, receipt: PriorityReceipt) -> str:
    """What puts it before others, if anything does, and its priority."""
    say, priority = facts.words.say, _priority_label(facts, receipt)
    before = {0: say("comes first"), 1: say("mends a block"), 2: say("mends a condition")}
    reasons = [before[receipt.group]] if receipt.group in before else []
    if receipt.pulled_by is not None:
        reasons.append(say("needed by %(code)s", code=receipt.pulled_by))
    return "; ".join((*reasons, priority))


def _priority_label(facts: Facts, receipt: PriorityReceipt) -> str:
    """Impact × route weight ÷ effort."""
    numbers = facts.numbers
    sums = f"{receipt.impact} × {numbers.figure(round(receipt.route_weight, 2))}"
    route = f" ({receipt.route})" if receipt.route else ""
    return f"{sums}{route} ÷ {receipt.effort_divisor} = {numbers.tenth(receipt.priority)}"


def _standing(facts: Facts) -> str | None:
    rules = facts.result.receipt.standing
    if rules is None:
        return None
    return facts.words.say(
        "Primary is, among %(routes)s, the one with the highest index whose verdict is "
        "%(verdicts)s and whose fit is at least %(fit)s; else %(base)s.",
        routes=", ".join(rules.candidates),
        verdicts=" / ".join(facts.verdict_name(verdict) for verdict in rules.primary_verdicts),
        fit=facts.numbers.figure(rules.primary_fit_at_least),
        base=rules.base,
    )
