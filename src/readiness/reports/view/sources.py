"""Sources of what is printed, with status, grade and the day they were checked."""

from collections.abc import Iterator

from readiness.reports.view.annex_parts import SourceGroup, Sources, SourceView
from readiness.reports.view.answers import grade_label
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import Fact
from readiness.scoring.sources import Source

_LAW = "law"
_GRADES = ("A", "B", "C", "D")


def build_sources(facts: Facts) -> Sources:
    """Sources of gates met, findings, routes called for, planned actions and benchmarks."""
    words = facts.words
    cited = frozenset(_cited(facts))
    printed = [source for source in facts.questionnaire.sources if source.id in cited]
    law = tuple(_source(facts, source) for source in printed if source.kind == _LAW)
    others = [_source(facts, source) for source in printed if source.kind != _LAW]
    rest = len(facts.questionnaire.sources) - len(printed)
    return Sources(
        title=_title(facts, law),
        lead=_lead(facts),
        law_lead=words.say("No law is named in this report.")
        if not law
        else words.say(
            "Law as it stood on the day given. Where the outcome was not settled that day, "
            "it is printed as open. This is no legal advice."
        ),
        law=law,
        others=tuple(_groups(facts, others)),
        further=words.count(
            "One further source stands behind questions, and rules that were not triggered.",
            "%(n)s further sources stand behind questions, and rules that were not triggered.",
            rest,
        )
        if rest
        else "",
        legend=tuple(Fact(label=g, value=grade_label(facts, g)) for g in _GRADES),
    )


def _lead(facts: Facts) -> str:
    if facts.judges_routes:
        return facts.words.say(
            "Listed are the sources behind the gates met, the findings, the routes that come into "
            "question, the planned actions and the reference values."
        )
    return facts.words.say(
        "Listed are the sources behind what this report prints: gates met, findings, risks, "
        "decisions, planned actions and reference values."
    )


def _title(facts: Facts, law: tuple[SourceView, ...]) -> str:
    open_entries = sum(source.is_open for source in law)
    if open_entries:
        return facts.words.count(
            "Sources and law: one point is still open",
            "Sources and law: %(n)s points are still open",
            open_entries,
        )
    return facts.words.say("Sources and law, with the day they were checked")


def _cited(facts: Facts) -> Iterator[str]:
    receipt, result = facts.result.receipt, facts.result
    in_plan = {action.code for action in result.recommendations if action.in_report}
    called_for = {route.code for route in result.routes if route.standing != "other"}
    yield from _cited_by_gates(facts)
    for rule in (*receipt.weight_rules, *receipt.value_rules, *receipt.findings):
        yield from rule.sources
    yield from _cited_by_decisions(facts)
    for action in receipt.recommendations:
        yield from action.fired.sources if action.code in in_plan else ()
    for route in facts.questionnaire.routes:
        yield from route.sources if route.code in called_for else ()
    for benchmark in facts.questionnaire.benchmarks:
        yield from benchmark.sources


def _cited_by_gates(facts: Facts) -> Iterator[str]:
    met = {gate.code: gate for gate in facts.result.gates if gate.outcome != "clear"}
    for gate in facts.questionnaire.gates:
        if gate.code in met:
            yield from gate.sources
            for note in gate.notes:
                yield from note.sources if note.id in met[gate.code].notes else ()


def _cited_by_decisions(facts: Facts) -> Iterator[str]:
    receipt, result = facts.result.receipt, facts.result
    for index in receipt.indices:
        yield from index.sources
    for rule in (*receipt.risks, *receipt.decisions):
        yield from rule.sources
    applying = {decision.code: decision.notes for decision in result.decisions}
    for decision in facts.questionnaire.decisions:
        for note in decision.notes:
            yield from note.sources if note.id in applying[decision.code] else ()
    for template in facts.questionnaire.responsibilities:
        yield from template.sources if template.code in result.responsibilities else ()


def _groups(facts: Facts, sources: list[SourceView]) -> Iterator[SourceGroup]:
    """The more reliable grade first; inside a group the questionnaire's order."""

    def kind(source: SourceView) -> tuple[str, str, str]:
        return source.grade, source.status_label, source.checked

    for grade, status, checked in sorted({kind(source) for source in sources}):
        yield SourceGroup(
            label=facts.words.say(
                "Grade %(grade)s, %(status)s, checked %(day)s",
                grade=grade,
                status=status,
                day=checked,
            ),
            sources=tuple(s for s in sources if kind(s) == (grade, status, checked)),
        )


def _source(facts: Facts, source: Source) -> SourceView:
    say = facts.words.say
    countries = facts.numbers.locale.territories
    return SourceView(
        id=source.id,
        text=facts.texts.sources[source.id],
        status_code=source.status,
        status_label=_status_label(facts, source.status),
        grade=source.grade,
        checked=facts.numbers.short_day(source.checked),
        is_open=source.open,
        open_label=say("open") if source.open else "",
        caveat=_caveat(facts, source.caveat),
        since=facts.numbers.short_day(source.valid_from) if source.valid_from else "",
        countries=", ".join(countries.get(code, code) for code in source.countries),
    )


def _status_label(facts: Facts, status: str) -> str:
    say = facts.words.say
    return {
        "verified": say("verified"),
        "secondary": say("secondary source"),
        "memory": say("from memory, unconfirmed"),
        "opinion": say("practitioner opinion"),
        "synthesis": say("our conclusion"),
    }[status]


def _caveat(facts: Facts, caveat: str | None) -> str:
    say = facts.words.say
    if caveat is None:
        return ""
    return {
        "secondary": say("in part from a secondary source"),
        "memory": say("in part from memory, unconfirmed"),
    }[caveat]
