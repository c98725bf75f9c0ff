"""The text of rules, as an auditor reads it: codes instead of ids, signs instead of operators."""

import re
from collections.abc import Iterable, Iterator

from readiness.reports.view.answers_in_words import answer_label
from readiness.reports.view.facts import Facts
from readiness.scoring.answers import AnswerState
from readiness.scoring.receipt_parts import DecidingPart, Read

_TOKEN = re.compile(
    r'"[^"]*"|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*|&&|\|\||[!=<>]=|!|[^\sA-Za-z"!=<>&|]+|\S'
)
_SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "*": "×"}
_CODED = ("gate", "finding", "risk")
_ITEMS = "items."
_LONGEST = 600


def rule_label(facts: Facts, text: str) -> str:
    """A condition or formula with question codes for ids, and words for `&&`, `||` and `!`."""
    say = facts.words.say
    words = {"&&": say("and"), "||": say("or"), "!": say("not")} | _SIGNS

    def token(found: re.Match[str]) -> str:
        return words.get(found[0]) or name_label(facts, found[0])

    label = re.sub(r"!(?!=)\s*", "! ", text)
    label = _TOKEN.sub(token, label)
    return label if len(label) <= _LONGEST else f"{label[:_LONGEST].rstrip()} …"


def name_label(facts: Facts, name: str) -> str:
    """The code of what a rule calls by an id; anything else stays as it is."""
    plain = name.removeprefix(_ITEMS)
    if plain in facts.questions:
        return facts.questions[plain].code
    kind, _, code = name.partition(".")
    dimensions = {d.id: d.code for d in facts.questionnaire.dimensions}
    if code in dimensions:
        return f"{kind}.{dimensions[code]}"
    return code.replace("_", "-") if kind in _CODED else name


def decided_label(facts: Facts, parts: Iterable[DecidingPart]) -> str:
    """What decided a rule: each thing it read, with its value."""
    return "; ".join(dict.fromkeys(said for part in parts for said in _read(facts, part.read)))


def _read(facts: Facts, read: Read) -> Iterator[str]:
    for name, value in read.items():
        question = facts.questions.get(name.removeprefix(_ITEMS))
        if question is None:
            yield f"{name_label(facts, name)} = {_value(facts, value)}"
            continue
        answer = facts.answers[question.id]
        if answer.state is AnswerState.ANSWERED:
            yield f"{question.code} = {_value(facts, value)}"
        else:
            text = facts.texts.questions[question.id]
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
        case tuple():
            return ", ".join(str(each) for each in value) or "–"
        case _:
            return str(value)
