"""How to read a report, with the very marks it prints."""

from collections.abc import Iterator

from readiness.reports.view.facts import Facts
from readiness.reports.view.gates import GATE_MARKS, outcome_label
from readiness.reports.view.reading_parts import Reading, ReadingItem, Sign


def build_reading(facts: Facts) -> Reading:
    """What the scale, the ranges and the marks mean, before the pages that use them."""
    rules: list[ReadingItem] = []
    if facts.questionnaire.gates:
        rules.append(_gates(facts))
    if facts.judges_routes:
        rules.append(_verdicts(facts))
    columns = ((_levels(facts), _unknown(facts)), (_range(facts), _evidence(facts)), tuple(rules))
    return Reading(
        title=facts.words.say("A level says where you stand, its range how firm that is"),
        columns=tuple(column for column in columns if column),
    )


def _levels(facts: Facts) -> ReadingItem:
    say = facts.words.say
    return ReadingItem(
        subject="levels",
        title=say("Scale and levels"),
        text=say("Answers count 0 to 4, scores 0 to 100."),
        signs=tuple(
            Sign(
                mark=str(level.number),
                label=facts.level_name(level.number),
                meaning=say("from %(low)s", low=facts.numbers.figure(level.from_score)),
            )
            for level in facts.questionnaire.levels
        ),
    )


def _range(facts: Facts) -> ReadingItem:
    say = facts.words.say
    return ReadingItem(
        subject="range",
        title=say("Score and range"),
        text=say("A level is firm when the whole range lies in it."),
        signs=tuple(_range_signs(facts)),
    )


def _range_signs(facts: Facts) -> Iterator[Sign]:
    say = facts.words.say
    yield Sign(mark="range", label=say("Bracket"), meaning=say("what the score can still become"))
    yield Sign(mark="target", label=say("dashed"), meaning=say("where the next level begins"))
    if any(gate.caps.overall or gate.caps.dimensions for gate in facts.questionnaire.gates):
        yield Sign(mark="before", label=say("grey"), meaning=say("before gates"))


def _gates(facts: Facts) -> ReadingItem:
    say = facts.words.say
    meanings = {
        "block": say("the repair comes first"),
        "condition": say("settle it on the way"),
        "open": say("an answer is missing"),
    }
    return ReadingItem(
        subject="gates",
        title=say("Gates"),
        text=say("A gate holds whatever the score is."),
        signs=tuple(
            Sign(mark=GATE_MARKS[outcome], label=outcome_label(facts, outcome), meaning=meaning)
            for outcome, meaning in meanings.items()
        ),
    )


def _verdicts(facts: Facts) -> ReadingItem:
    say = facts.words.say
    meanings = {
        "go": say("begin now"),
        "pilot": say("begin small"),
        "prepare": say("build capabilities first"),
        "blocked": say("repair the gate first"),
        "not_a_fit": say("no call for it"),
    }
    return ReadingItem(
        subject="verdicts",
        title=say("Verdicts on routes"),
        text=say("Fit follows from your profile, readiness from your answers."),
        signs=tuple(
            Sign(mark=code, label=facts.verdict_name(code), meaning=meaning)
            for code, meaning in meanings.items()
            if code in facts.texts.verdicts
        ),
    )


def _unknown(facts: Facts) -> ReadingItem:
    say = facts.words.say
    return ReadingItem(
        subject="unknown",
        title=say("Don't know"),
        text=say(
            "A key figure nobody knows counts as 0; any other unknown answer leaves the score and "
            "widens the range."
        ),
    )


def _evidence(facts: Facts) -> ReadingItem:
    say = facts.words.say
    return ReadingItem(
        subject="evidence",
        title=say("Evidence"),
        text=say(
            "Figures are measured or marked as estimated. Published values carry year and grade, "
            "from A measured to D vendor claim."
        ),
    )
