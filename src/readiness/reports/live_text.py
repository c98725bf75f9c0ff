"""What is still open in a result, for the terminal: ranges, gates, what to ask next."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from readiness.reports.view.facts import Facts, ReportContext, gather_facts
from readiness.reports.view.indices import index_level_name
from readiness.scoring.model import Questionnaire
from readiness.scoring.result import Certainty, GateResult, Range, Result

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
    return Group(*_parts(gather_facts(questionnaire, result, context)))


def _parts(facts: Facts) -> Iterator[RenderableType]:
    say = facts.words.say
    if facts.result.mode == "quick":
        yield from _section(say("Quick scan"), _quick(facts))
    yield from _section(say("What is still open"), _overall(facts), _dimensions(facts))
    gates = [gate for gate in facts.result.gates if len(gate.possible_outcomes or ()) > 1]
    if gates:
        yield from _section(say("Gates still open"), _gates(facts, gates))
    if facts.judges_routes:
        yield from _section(say("Verdicts still possible"), _routes(facts))
    if facts.result.decisions:
        yield from _section(say("Decisions still possible"), *_decisions(facts))
    if facts.result.next_questions:
        yield from _section(say("Answer these next"), _questions(facts))


def _section(title: str, *parts: RenderableType) -> Iterator[RenderableType]:
    yield Padding(Rule(Text(title, "bold"), align="left", style="dim"), (1, 0, 0, 0))
    for part in parts:
        yield Padding(part, (0, 0, 0, 2))


def _quick(facts: Facts) -> RenderableType:
    say, parts = facts.words.say, facts.result.not_assessed
    lines = [
        say("Only the profile and the core questions count; a quick scan never says “go”."),
        *(say("Gate not assessed: %(gate)s.", gate=_gate(facts, p.gate)) for p in parts if p.whole),
        *(
            say(
                "Gate assessed in part: %(gate)s, without %(questions)s.",
                gate=_gate(facts, part.gate),
                questions=", ".join(facts.questions[name].code for name in part.questions),
            )
            for part in parts
            if not part.whole
        ),
    ]
    return Group(*map(Text, lines))


def _overall(facts: Facts) -> RenderableType:
    say, result = facts.words.say, facts.result
    lines = [
        say(
            "Overall score: %(range)s; %(level)s.",
            range=_range(facts, result.score_range),
            level=_levels(facts, result.certainty, result.possible_levels or ()),
        )
    ]
    if result.settled:
        lines.append(
            say("No further answer can change the level or the primary route: you may stop here.")
            if facts.judges_routes
            else say("No further answer can change the level or a decision: you may stop here.")
        )
    elif len(result.possible_primary_routes or ()) > 1:
        routes = (facts.route(code) for code in result.possible_primary_routes or ())
        names = ", ".join(f"{route.code} {route.name}" for route in routes)
        lines.append(say("May be the primary route: %(routes)s.", routes=names))
    if result.open_findings:
        codes = ", ".join(result.open_findings)
        lines.append(say("Findings not decided: %(findings)s.", findings=codes))
    if result.open_risks:
        codes = ", ".join(result.open_risks)
        lines.append(say("Risks not decided: %(risks)s.", risks=codes))
    return Group(*map(Text, lines))


def _dimensions(facts: Facts) -> Table:
    table = Table.grid(padding=(0, 2))
    for row in facts.result.dimensions:
        table.add_row(
            row.code,
            facts.dimension_name(row.id),
            Text(_range(facts, row.score_range), justify="right"),
            Text(
                _levels(facts, row.certainty, row.possible_levels or ()),
                _CERTAINTY_STYLES.get(row.certainty or "", ""),
            ),
        )
    return table


def _decisions(facts: Facts) -> Iterator[RenderableType]:
    """Each decision's outcomes, and the indices with the levels they can come to."""
    for row in facts.result.decisions:
        text = facts.texts.decisions[row.code]
        names = [text.outcomes[outcome].name for outcome in row.possible or () if outcome]
        yield Text(f"{text.name}: {facts.words.say(' or ').join(names)}")
    table = Table.grid(padding=(0, 2))
    defined = {index.code: index for index in facts.questionnaire.indices}
    for index in facts.result.indices:
        numbers = [number for number in index.possible_levels or () if number is not None]
        levels = [index_level_name(facts, defined[index.code], number) for number in numbers]
        scores = Text(_range(facts, index.score_range), justify="right")
        name = facts.texts.indices[index.id].name
        table.add_row(index.code, name, scores, facts.words.say(" or ").join(levels))
    yield table


def _gates(facts: Facts, gates: list[GateResult]) -> Table:
    say = facts.words.say
    words = {
        "block": say("block"),
        "condition": say("condition"),
        "open": say("not excluded"),
        "clear": say("clear"),
    }
    table = Table.grid(padding=(0, 2))
    for gate in gates:
        possible = say(" or ").join(words[outcome] for outcome in gate.possible_outcomes or ())
        table.add_row(_gate(facts, gate.code), possible)
    return table


def _routes(facts: Facts) -> Table:
    table = Table.grid(padding=(0, 2))
    for row in facts.result.routes:
        route = facts.route(row.code)
        possible = [facts.verdict_name(verdict) for verdict in row.possible_verdicts or ()]
        table.add_row(
            route.code,
            route.name,
            facts.words.say("fit %(range)s", range=_range(facts, row.fit_range)),
            facts.words.say("readiness %(range)s", range=_range(facts, row.readiness_range)),
            facts.words.say(" or ").join(possible),
        )
    return table


def _questions(facts: Facts) -> Table:
    table = Table.grid(padding=(0, 2))
    for question in facts.result.next_questions or ():
        table.add_row(
            question.code,
            facts.texts.questions[question.id].title,
            Text(
                facts.words.say(
                    "narrows by %(points)s, gates %(gates)s, verdicts %(verdicts)s",
                    points=facts.numbers.tenth(question.narrowing),
                    gates=facts.numbers.tenth(question.gates),
                    verdicts=facts.numbers.tenth(question.verdicts),
                ),
                "dim",
            ),
        )
    return table


def _gate(facts: Facts, code: str) -> str:
    return f"{code} {facts.gate(code).name}"


def _range(facts: Facts, scores: Range | None) -> str:
    if scores is None:
        return facts.numbers.tenth(None)
    if scores.low == scores.high:
        return facts.numbers.tenth(scores.low)
    return f"{facts.numbers.tenth(scores.low)} – {facts.numbers.tenth(scores.high)}"


def _levels(facts: Facts, certainty: Certainty | None, levels: tuple[int | None, ...]) -> str:
    scored = [level for level in levels if level is not None]
    if len(scored) > 2:
        first, last = facts.level_name(scored[0]), facts.level_name(scored[-1])
        names = [facts.words.say("%(first)s to %(last)s", first=first, last=last)]
    else:
        names = [facts.level_name(level) for level in scored]
    if len(scored) < len(levels):
        names.append(facts.level_name(None))
    said = facts.words.say(" or ").join(names)
    if certainty == "firm":
        return facts.words.say("firm: %(levels)s", levels=said)
    return facts.words.say("provisional: %(levels)s", levels=said)
