"""Routes in words: verdict, why they fit, what readiness rests on, and what stands in the way."""

import re
from collections.abc import Iterable

from readiness.reports.view.answers import answer_view, answer_views, benchmark_view
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import RouteLine
from readiness.reports.view.route_parts import (
    FitReason,
    ReadinessPart,
    Routes,
    RouteView,
    VariantView,
    VerdictBounds,
)
from readiness.scoring.answers import AnswerState
from readiness.scoring.receipt_parts import RouteReceipt, RuleReceipt, Term
from readiness.scoring.result import RouteResult, VariantResult
from readiness.scoring.rules import RouteRules

_BOUND = re.compile(r"\b(fit|readiness) < (\d+(?:\.\d+)?)")
_STANDINGS = ("primary", "close_alternative", "next", "base", "other")


def build_routes(facts: Facts) -> Routes | None:
    """All routes: the primary one first, then alternatives, next ones, the base, the rest.

    `None` when the questionnaire judges none.
    """
    if not facts.judges_routes:
        return None
    lines = route_lines(facts)
    return Routes(
        title=_title(facts),
        lead=facts.words.say(
            "Fit says whether a route suits your products and users; it follows from your "
            "profile. Readiness says whether you can run it; it follows from your answers."
        ),
        bounds=_bounds(facts.questionnaire.route_rules),
        verdicts={code: text.name for code, text in facts.texts.verdicts.items()},
        routes=tuple(_route(facts, line) for line in lines),
    )


def route_lines(facts: Facts) -> tuple[RouteLine, ...]:
    """Every route in one line, in the order in which they matter."""
    following = facts.result.next_routes

    def place(route: RouteResult) -> tuple[int, int, float]:
        turn = following.index(route.code) if route.code in following else 0
        return _STANDINGS.index(route.standing), turn, -(route.index or 0)

    return tuple(_line(facts, route) for route in sorted(facts.result.routes, key=place))


def _bounds(rules: RouteRules | None) -> VerdictBounds | None:
    """Read from `fit < N` and `readiness < N` in the verdict table."""
    found: dict[str, float] = {}
    for row in rules.verdicts if rules else ():
        for measure, bound in _BOUND.findall(str(row.when)):
            found.setdefault(f"{row.verdict} {measure}", float(bound))
    try:
        return VerdictBounds(
            fit=found["not_a_fit fit"],
            first_choice=rules.primary.fit_at_least if rules else 0.0,
            pilot=found["prepare readiness"],
            go=found["pilot readiness"],
        )
    except KeyError:
        return None


def _title(facts: Facts) -> str:
    words = facts.words
    verdicts = [route.verdict for route in facts.result.routes]
    if not any(verdicts):
        return words.say("No route can be judged before more questions are answered")
    ready = verdicts.count("go")
    pilots = verdicts.count("pilot")
    go = words.count("one can start", "%(n)s can start", ready)
    pilot = words.count("one can be piloted", "%(n)s can be piloted", pilots)
    if ready and pilots:
        return words.say(
            "Of %(all)s routes, %(go)s and %(pilot)s", all=len(verdicts), go=go, pilot=pilot
        )
    if ready:
        return words.say("Of %(all)s routes, %(go)s", all=len(verdicts), go=go)
    if pilots:
        return words.say("Of %(all)s routes, %(pilot)s", all=len(verdicts), pilot=pilot)
    return words.say("No route can start yet; the repairs show the way")


def _line(facts: Facts, route: RouteResult) -> RouteLine:
    numbers = facts.numbers
    return RouteLine(
        code=route.code,
        name=facts.route(route.code).name,
        verdict=route.verdict,
        verdict_label=facts.verdict_name(route.verdict),
        standing=route.standing,
        standing_label=_standing_label(facts, route.standing),
        fit=route.fit,
        readiness=route.readiness,
        index=route.index,
        fit_label=numbers.whole(route.whole_fit),
        readiness_label=numbers.whole(route.whole_readiness),
        index_label=numbers.whole(route.whole_index),
        blocked_by=tuple(facts.gate(code) for code in route.blocked_by),
        conditions=tuple(facts.gate(code) for code in route.conditions),
    )


def _standing_label(facts: Facts, standing: str) -> str:
    say = facts.words.say
    return {
        "primary": say("Primary route"),
        "close_alternative": say("Close alternative"),
        "next": say("Next route"),
        "base": say("Base programme"),
        "other": "",
    }[standing]


def _route(facts: Facts, line: RouteLine) -> RouteView:
    text = facts.texts.routes[line.code]
    receipt = next(r for r in facts.result.receipt.routes if r.code == line.code)
    return RouteView(
        line=line,
        title=facts.words.say(
            "%(route)s: %(verdict)s", route=line.name, verdict=line.verdict_label
        ),
        essence=text.essence,
        suits=text.suits,
        next_step=text.next_step.get(line.verdict or "", _no_verdict(facts)),
        fit_reasons=tuple(_fit_reasons(facts, receipt)),
        fit_limits=tuple(_fit_limit(facts, limit) for limit in receipt.fit_limits),
        readiness_parts=_readiness_parts(facts, receipt),
        variants=tuple(_variant(facts, v) for v in facts.result.variants if v.route == line.code),
        benchmarks=tuple(
            benchmark_view(facts, benchmark)
            for benchmark in facts.questionnaire.benchmarks
            if line.code in benchmark.routes
        ),
    )


def _no_verdict(facts: Facts) -> str:
    return facts.words.say("The verdict is open until the missing answers are given.")


def _fit_reasons(facts: Facts, receipt: RouteReceipt) -> Iterable[FitReason]:
    for term in sorted(receipt.fit_terms, key=lambda term: -term.weight):
        yield _fit_reason(facts, term, sum(t.weight for t in receipt.fit_terms))
    if receipt.fit_formula is not None:
        for question in facts.questions_in(receipt.fit_formula):
            yield FitReason(answers=(answer_view(facts, question),), points_label="", share=None)


def _fit_reason(facts: Facts, term: Term, total: float) -> FitReason:
    answers = answer_views(facts, facts.questions_in(term.of))
    if any(answer.state == AnswerState.UNANSWERED for answer in answers):
        return FitReason(answers=answers, points_label="", share=None)
    most = 100 * term.weight / total
    return FitReason(
        answers=answers,
        points_label=facts.words.say(
            "%(won)s of %(most)s",
            won=facts.numbers.tenth(most * term.value / 100),
            most=facts.numbers.whole(most),
        ),
        share=term.value / 100,
    )


def _fit_limit(facts: Facts, limit: RuleReceipt) -> str:
    """`limit.rule` reads `at most N`."""
    answers = answer_views(facts, facts.questions_behind(limit))
    return facts.words.say(
        "Held at %(limit)s at most, because of %(answers)s.",
        limit=facts.numbers.figure(float(limit.rule.rpartition(" ")[2])),
        answers=", ".join(f"{answer.code} ({answer.label})" for answer in answers),
    )


def _readiness_parts(facts: Facts, receipt: RouteReceipt) -> tuple[ReadinessPart, ...]:
    total = sum(term.weight for term in receipt.readiness_terms)
    dimensions = {dimension.id: dimension for dimension in facts.result.dimensions}
    return tuple(
        ReadinessPart(
            code=dimensions[term.of].code,
            name=facts.dimension_name(term.of),
            score_label=facts.numbers.whole(dimensions[term.of].whole_score),
            weight_label=facts.numbers.share(term.weight / total),
        )
        for term in sorted(receipt.readiness_terms, key=lambda term: -term.weight)
    )


def _variant(facts: Facts, variant: VariantResult) -> VariantView:
    say = facts.words.say
    notes = [facts.texts.findings[code] for code in variant.findings]
    if variant.blocked_by:
        gates = ", ".join(facts.gate(code).name for code in variant.blocked_by)
        notes.insert(0, say("Still blocked by %(gates)s.", gates=gates))
    if variant.conditions:
        gates = ", ".join(facts.gate(code).name for code in variant.conditions)
        notes.insert(0, say("On condition: %(gates)s.", gates=gates))
    return VariantView(
        text=facts.texts.variants[variant.code],
        verdict=variant.verdict,
        verdict_label=facts.verdict_name(variant.verdict) if variant.verdict else "",
        figures=say(
            "Fit %(fit)s, readiness %(readiness)s.",
            fit=facts.numbers.whole(variant.whole_fit),
            readiness=facts.numbers.whole(variant.whole_readiness),
        )
        if variant.verdict
        else "",
        notes=tuple(notes),
    )
