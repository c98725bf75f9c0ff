"""Gates in words: what they stop, which answers led there, and what mends them."""

from collections.abc import Iterable, Mapping
from typing import Final

from readiness.reports.view.answers import answer_views
from readiness.reports.view.facts import Facts
from readiness.reports.view.findings import severity_label
from readiness.reports.view.pages import Gates, GateView, NoteView
from readiness.reports.view.parts import ActionView
from readiness.scoring.answers import AnswerState
from readiness.scoring.result import GateResult
from readiness.scoring.rules import Gate, Note

_ORDER = ("block", "condition", "open")
GATE_MARKS: Final = {"block": "blocked", "condition": "prepare", "open": "open"}
"""The mark each outcome of a gate is printed with."""


def build_gates(facts: Facts, actions: Mapping[str, ActionView]) -> Gates:
    """Blocking gates first, then conditions, then those that cannot be excluded yet."""
    met = [gate for gate in facts.result.gates if gate.outcome in _ORDER]
    met.sort(key=lambda gate: _ORDER.index(gate.outcome))
    clear = tuple(facts.gate(gate.code) for gate in facts.result.gates if gate.outcome == "clear")
    return Gates(
        title=gates_title(facts),
        lead=_lead(facts, met=bool(met)),
        gates=tuple(_gate_view(facts, gate, actions) for gate in met),
        clear=clear,
        clear_note=facts.words.say("Clear: nothing to repair here.")
        if clear
        else facts.words.say("No gate is clear yet."),
    )


def _lead(facts: Facts, *, met: bool) -> str:
    say = facts.words.say
    if not facts.judges_routes:
        return (
            say("A gate holds whatever the score is. The repair stands beside it.")
            if met
            else say("None of your answers triggers a gate.")
        )
    if met:
        return say(
            "A gate stops a route, or lets it pass only as a pilot, whatever the score. "
            "The repair stands beside it."
        )
    return say("None of your answers stops a route or sets a condition for one.")


def gates_title(facts: Facts) -> str:
    """What the gates amount to, in one line."""
    words = facts.words
    outcomes = [gate.outcome for gate in facts.result.gates]
    blocks, conditions = outcomes.count("block"), outcomes.count("condition")
    if not facts.judges_routes and blocks:
        return words.count("One gate is triggered", "%(n)s gates are triggered", blocks)
    blocking = words.count("One gate blocks", "%(n)s gates block", blocks)
    setting = words.count("one sets a condition", "%(n)s set a condition", conditions)
    if blocks and conditions:
        return words.say("%(blocking)s, %(setting)s", blocking=blocking, setting=setting)
    if blocks:
        return words.count("One gate blocks a route", "%(n)s gates block routes", blocks)
    if conditions:
        return words.count("One gate sets a condition", "%(n)s gates set conditions", conditions)
    if "open" in outcomes:
        return words.say("No gate is hit so far; some cannot be excluded yet")
    return words.say("No gate stands in your way")


def _gate_view(facts: Facts, result: GateResult, actions: Mapping[str, ActionView]) -> GateView:
    gate = next(g for g in facts.questionnaire.gates if g.code == result.code)
    notes = tuple(note for note in gate.notes if note.id in result.notes)
    return GateView(
        code=gate.code,
        name=facts.gate(gate.code).name,
        outcome=result.outcome,
        mark=GATE_MARKS[result.outcome],
        outcome_label=outcome_label(facts, result.outcome),
        severity_label=severity_label(facts, result.severity),
        text=_text(facts, result),
        effects=tuple(_effects(facts, gate)),
        answers=answer_views(facts, decisive_questions(facts, result)),
        unknown=answer_views(facts, missing_questions(facts, result)),
        notes=tuple(
            note_view(facts, facts.texts.gates[gate.code].notes[note.id], note) for note in notes
        ),
        repairs=tuple(actions[code] for code in result.repairs),
        no_repairs=_no_repairs(facts, result),
        checked=checked_label(facts, (*gate.sources, *(s for n in notes for s in n.sources))),
    )


def checked_label(facts: Facts, source_ids: Iterable[str]) -> str | None:
    """When the oldest of these sources was checked, and whether law among them is open."""
    wanted = set(source_ids)
    sources = [source for source in facts.questionnaire.sources if source.id in wanted]
    if not sources:
        return None
    day = facts.numbers.day(min(source.checked for source in sources))
    if any(source.open for source in sources):
        return facts.words.say("Sources checked %(day)s; parts of the law are still open", day=day)
    return facts.words.say("Sources checked %(day)s", day=day)


def outcome_label(facts: Facts, outcome: str) -> str:
    """The word for what a gate does."""
    say = facts.words.say
    return {
        "block": say("blocks") if facts.judges_routes else say("triggered"),
        "condition": say("condition"),
        "open": say("not excluded"),
    }[outcome]


def _text(facts: Facts, result: GateResult) -> str:
    text = facts.texts.gates[result.code]
    if result.outcome == "open":
        return facts.words.say(
            "This gate cannot be excluded yet, because an answer it needs is missing."
        )
    wording = text.block if result.outcome == "block" else text.condition
    return wording or text.block or text.name


def _no_repairs(facts: Facts, result: GateResult) -> str:
    if result.outcome == "open":
        return facts.words.say("Answering the open questions comes first.")
    return facts.words.say("No listed action mends this; agree the next step with your adviser.")


def decisive_questions(facts: Facts, result: GateResult) -> tuple[str, ...]:
    """Ids of the questions whose answers decided a gate; none while it is open."""
    if result.outcome == "open":
        return ()
    receipt = next(r for r in facts.result.receipt.gates if r.rule == result.code)
    return tuple(q for q in facts.questions_behind(receipt) if q not in result.unknown)


def missing_questions(facts: Facts, result: GateResult) -> tuple[str, ...]:
    """Ids of the questions a gate reads that have no answer or "don't know"."""
    unanswered = (AnswerState.UNANSWERED, AnswerState.NOT_ASKED)
    open_questions = (q for q in result.questions if facts.answers[q].state in unanswered)
    return (*result.unknown, *open_questions)


def _effects(facts: Facts, gate: Gate) -> Iterable[str]:
    say = facts.words.say
    routes = facts.result.routes
    stopped = [facts.route(r.code).name for r in routes if gate.code in r.blocked_by]
    conditioned = [facts.route(r.code).name for r in routes if gate.code in r.conditions]
    if stopped:
        yield say("Stops: %(routes)s.", routes=", ".join(stopped))
    if conditioned:
        yield say("Sets a condition for: %(routes)s.", routes=", ".join(conditioned))
    reached = [r for r in routes if gate.code in (*r.blocked_by, *r.conditions)]
    if reached and all(route.verdict == "not_a_fit" for route in reached):
        yield say("None of these routes fits you, so the repair can wait.")
    for dimension in facts.result.receipt.dimensions:
        if gate.code in dimension.capped_by:
            name = facts.dimension_name(dimension.id)
            cap = facts.numbers.tenth(gate.caps.dimensions[dimension.id])
            yield say("Holds %(dimension)s at %(cap)s at most.", dimension=name, cap=cap)
    if gate.code in facts.result.receipt.overall_capped_by and gate.caps.overall is not None:
        cap = facts.numbers.tenth(gate.caps.overall)
        yield say("Holds the overall score at %(cap)s at most.", cap=cap)


def note_view(facts: Facts, text: str, note: Note) -> NoteView:
    """A note in words, with its severity and the day its sources were checked."""
    return NoteView(
        text=text,
        severity_label=severity_label(facts, note.severity) if note.severity else None,
        checked=checked_label(facts, note.sources),
    )
