"""The text of rules, as an auditor reads it: codes instead of ids, words instead of signs."""

import re
from collections.abc import Iterable, Iterator, Mapping

from readiness.reports.view.answers_in_words import answer_label
from readiness.reports.view.facts import Facts
from readiness.scoring.answers import AnswerState
from readiness.scoring.receipt_parts import DecidingPart, Read

_TOKEN = re.compile(
    r'"[^"]*"|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*|&&|\|\||[!=<>]=|!|[^\sA-Za-z"!=<>&|]+|\S'
)
_NEGATED = re.compile(r"!(?!=)\s*")
_SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "*": "×"}
_CODED = ("gate", "finding", "risk")
_ITEMS = "items."
_LONGEST = 600


def rule_label(facts: Facts, text: str) -> str:
    """A condition or formula with question codes for ids and labels for values of options."""
    words = _words(facts) | _SIGNS | _labels(facts, _TOKEN.findall(text))

    def said(found: re.Match[str]) -> str:
        return words.get(found[0]) or name_label(facts, found[0])

    label = _TOKEN.sub(said, _NEGATED.sub("! ", text))
    return label if len(label) <= _LONGEST else f"{label[:_LONGEST].rstrip()} …"


def name_label(facts: Facts, name: str) -> str:
    """The code of what a rule calls by an id; what has no code keeps its id."""
    plain = name.removeprefix(_ITEMS)
    if plain in facts.questions:
        return facts.questions[plain].code
    kind, _, id_ = name.partition(".")
    if not id_ or kind == "variable":
        return id_ or name
    code = _codes(facts).get(id_, id_.replace("_", "-"))
    return code if kind in _CODED else f"{_words(facts).get(kind, kind)} {code}"


def decided_label(facts: Facts, parts: Iterable[DecidingPart]) -> str:
    """What decided a rule: each thing it read, with its value."""
    return "; ".join(dict.fromkeys(said for part in parts for said in _read(facts, part.read)))


def _words(facts: Facts) -> dict[str, str]:
    """The words of the rule language, and what rules can ask of computed things."""
    say = facts.words.say
    return {
        "&&": say("and"),
        "||": say("or"),
        "!": say("not"),
        "in": say("among"),
        "true": say("Yes"),
        "false": say("No"),
        "unknown": say("unknown"),
        "answered": say("answered"),
        "measured": say("measured"),
        "coalesce": say("the first known of"),
        "min": say("the least of"),
        "max": say("the most of"),
        "sum": say("the sum of"),
        "mean": say("the mean of"),
        "count": say("the number of"),
        "clamp": say("held within"),
        "fit": say("Fit"),
        "readiness": say("Readiness"),
        "level": say("Level"),
        "score": say("Score"),
        "overall": say("Overall"),
        "blocked": say("blocked"),
        "conditioned": say("under a condition"),
    }


def _labels(facts: Facts, tokens: Iterable[str]) -> dict[str, str]:
    """What quoted values mean: options of the questions that the rule reads, and outcomes."""
    listed = tuple(tokens)
    values = {f'"{value}"': said for value, said in outcome_labels(facts).items()}
    for name in listed:
        question = facts.questions.get(name.removeprefix(_ITEMS))
        if question is not None:
            options = facts.texts.questions[question.id].options
            values |= {f'"{value}"': f"“{said}”" for value, said in options.items()}
    return values


def outcome_labels(facts: Facts) -> Mapping[str, str]:
    """The outcomes of a gate in words."""
    say = facts.words.say
    return {
        "block": say("block"),
        "condition": say("condition"),
        "open": say("not excluded"),
        "clear": say("clear"),
    }


def _codes(facts: Facts) -> dict[str, str]:
    asked = facts.questionnaire
    dimensions = {dimension.id: dimension.code for dimension in asked.dimensions}
    indices = {index.id: index.code for index in asked.indices}
    return dimensions | indices | {"overall": facts.words.say("Overall")}


def _read(facts: Facts, read: Read) -> Iterator[str]:
    for name, value in read.items():
        question = facts.questions.get(name.removeprefix(_ITEMS))
        if question is None:
            yield f"{name_label(facts, name)} = {_value(facts, value)}"
            continue
        answer, text = facts.answers[question.id], facts.texts.questions[question.id]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if answer.state is AnswerState.ANSWERED and is_number:
            yield f"{question.code} = {_value(facts, value)}"
        else:
            said = answer_label(facts.words, facts.numbers, text, question, answer)
            yield f"{question.code}: {said}"


def _value(facts: Facts, value: object) -> str:
    match value:
        case None:
            return facts.words.say("unknown")
        case bool():
            return facts.words.say("Yes") if value else facts.words.say("No")
        case int() | float():
            return facts.numbers.figure(value)
        case _:
            return outcome_labels(facts).get(str(value), str(value))
