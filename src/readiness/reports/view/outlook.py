"""What is still open in a result, in words."""

from collections.abc import Callable, Iterator

from readiness.reports.view.answers import answer_views
from readiness.reports.view.facts import Facts
from readiness.reports.view.gates import decisive_questions, missing_questions
from readiness.reports.view.indices import index_level_name
from readiness.reports.view.outlook_parts import (
    NextQuestionView,
    OpenDecision,
    OpenGate,
    OpenRoute,
    OpenScore,
    Outlook,
)
from readiness.reports.view.ranges import (
    certainty_label,
    is_so_far,
    levels_label,
    range_label,
)
from readiness.reports.view.summary import missing_note
from readiness.scoring.result import (
    DecisionResult,
    DimensionResult,
    GateResult,
    IndexResult,
    NextQuestion,
    Result,
    RouteResult,
)


def build_outlook(facts: Facts) -> Outlook | None:
    """What is open; None for a result that was scored without its ranges."""
    result = facts.result
    if result.certainty is None:
        return None
    return Outlook(
        so_far=is_so_far(facts),
        quick_notes=tuple(_quick_notes(facts)) if result.mode == "quick" else (),
        missing_label=missing_note(facts) or "",
        overall=_open_score(facts, "", facts.words.say("Overall score"), result, facts.level_name),
        settled=bool(result.settled),
        remarks=tuple(_remarks(facts)),
        dimensions=tuple(
            _open_score(facts, row.code, facts.dimension_name(row.id), row, facts.level_name)
            for row in result.dimensions
        ),
        indices=tuple(_index(facts, row) for row in result.indices),
        gates=tuple(_gate(facts, row) for row in result.gates),
        routes=tuple(_route(facts, row) for row in result.routes),
        decisions=tuple(_decision(facts, row) for row in result.decisions),
        next_questions=tuple(_question(facts, row) for row in result.next_questions or ()),
    )


def _quick_notes(facts: Facts) -> Iterator[str]:
    say = facts.words.say
    yield say("Only the profile and the core questions count; a quick scan never says “go”.")
    parts = facts.result.not_assessed
    for part in parts:
        if part.whole:
            yield say("Gate not assessed: %(gate)s.", gate=_gate_name(facts, part.gate))
    for part in parts:
        if not part.whole:
            yield say(
                "Gate assessed in part: %(gate)s, without %(questions)s.",
                gate=_gate_name(facts, part.gate),
                questions=", ".join(facts.questions[name].code for name in part.questions),
            )


def _gate_name(facts: Facts, code: str) -> str:
    return f"{code} {facts.gate(code).name}"


def _open_score(
    facts: Facts,
    code: str,
    name: str,
    row: Result | DimensionResult | IndexResult,
    level_name: Callable[[int | None], str],
) -> OpenScore:
    levels = levels_label(facts, row.possible_levels or (), level_name)
    return OpenScore(
        code=code,
        name=name,
        score=row.score,
        low=row.score_range.low if row.score_range else None,
        high=row.score_range.high if row.score_range else None,
        range_label=range_label(facts, row.score_range),
        certainty=row.certainty,
        levels_label=levels,
        certainty_label=certainty_label(facts, row.certainty, levels),
    )


def _index(facts: Facts, row: IndexResult) -> OpenScore:
    index = next(index for index in facts.questionnaire.indices if index.code == row.code)
    name = facts.texts.indices[index.id].name
    return _open_score(facts, row.code, name, row, lambda n: index_level_name(facts, index, n))


def _remarks(facts: Facts) -> Iterator[str]:
    """Whether one may stop, or what may still come out."""
    say, result = facts.words.say, facts.result
    if result.settled:
        yield (
            say("No further answer can change the level or the primary route: you may stop here.")
            if facts.judges_routes
            else say("No further answer can change the level or a decision: you may stop here.")
        )
    elif len(result.possible_primary_routes or ()) > 1:
        routes = (facts.route(code) for code in result.possible_primary_routes or ())
        names = ", ".join(f"{route.code} {route.name}" for route in routes)
        yield say("May be the primary route: %(routes)s.", routes=names)
    if result.open_findings:
        yield say("Findings not decided: %(findings)s.", findings=", ".join(result.open_findings))
    if result.open_risks:
        yield say("Risks not decided: %(risks)s.", risks=", ".join(result.open_risks))


def _gate(facts: Facts, row: GateResult) -> OpenGate:
    say = facts.words.say
    words = {
        "block": say("block"),
        "condition": say("condition"),
        "open": say("not excluded"),
        "clear": say("clear"),
    }
    met = row.outcome in ("block", "condition")
    behind = decisive_questions(facts, row) if met else missing_questions(facts, row)
    return OpenGate(
        code=row.code,
        name=facts.gate(row.code).name,
        outcome=row.outcome,
        outcome_label=words[row.outcome],
        is_open=len(row.possible_outcomes or ()) > 1,
        possible_label=say(" or ").join(words[each] for each in row.possible_outcomes or ()),
        because=answer_views(facts, behind),
    )


def _route(facts: Facts, row: RouteResult) -> OpenRoute:
    say = facts.words.say
    route, possible = facts.route(row.code), row.possible_verdicts or ()
    return OpenRoute(
        code=route.code,
        name=route.name,
        verdict=row.verdict,
        is_open=len(possible) > 1,
        fit_label=say("fit %(range)s", range=range_label(facts, row.fit_range)),
        readiness_label=say("readiness %(range)s", range=range_label(facts, row.readiness_range)),
        possible_label=say(" or ").join(facts.verdict_name(each) for each in possible),
    )


def _decision(facts: Facts, row: DecisionResult) -> OpenDecision:
    text, possible = facts.texts.decisions[row.code], row.possible or ()
    names = [text.outcomes[outcome].name for outcome in possible if outcome]
    return OpenDecision(
        code=row.code,
        name=text.name,
        is_open=len(possible) > 1,
        possible_label=facts.words.say(" or ").join(names),
    )


def _question(facts: Facts, row: NextQuestion) -> NextQuestionView:
    role = facts.questions[row.id].role
    tenth = facts.numbers.tenth
    return NextQuestionView(
        id=row.id,
        code=row.code,
        title=facts.texts.questions[row.id].title,
        role=role,
        role_label=facts.role_name(role),
        effects_label=facts.words.say(
            "narrows by %(points)s, gates %(gates)s, verdicts %(verdicts)s",
            points=tenth(row.narrowing),
            gates=tenth(row.gates),
            verdicts=tenth(row.verdicts),
        ),
    )
