"""What each text is, in words for a translator who sees it without the questionnaire around it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from readiness.catalog.translations import Place
from readiness.scoring.model import Questionnaire
from readiness.scoring.questions import (
    BEST_VALUE,
    Band,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)

_SHORT: Final = 40
"""Texts up to this length stand in tables and headings, where a long translation does not fit."""

_KINDS: Final = {
    "single": "one answer is chosen",
    "multiple": "several can be ticked",
    "number": "a figure is typed",
    "boolean": "yes or no",
    "text": "free text",
}
_QUESTION_PARTS: Final = {
    "help": "help under the question",
    "why": "why the question is asked",
    "evidence": "what would prove the answer",
    "unit": "the unit behind the figure",
    "not_applicable": 'wording of the answer "does not apply"',
}
_ROUTE_PARTS: Final = {
    "name": "name of the route",
    "essence": "what the route is, in a sentence",
    "suits": "whom the route suits",
}
_WHOLE: Final = {
    "title": "title of the questionnaire, on the cover of the report",
    "description": "what the questionnaire is about, shown before the first question",
    "disclaimer": "what the result is not, printed in the report",
}


class _Contexts:
    """Describes the texts of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questions = {question.id: question for question in questionnaire.questions}
        self.levels = {level.id: level.number for level in questionnaire.levels}
        self.gates = {gate.code: gate for gate in questionnaire.gates}
        self.findings = {finding.code: finding for finding in questionnaire.findings}
        self.sources = {source.id: source for source in questionnaire.sources}
        texts = questionnaire.texts[questionnaire.default_language]
        self.names: dict[str, str] = {role: text.name for role, text in texts.roles.items()}
        self.by_section: dict[str, Callable[[Place], str]] = {
            "roles": self._role,
            "levels": self._level,
            "dimensions": self._dimension,
            "questions": self._question,
            "gates": self._gate,
            "findings": self._finding,
            "routes": self._route,
            "recommendations": self._recommendation,
            "sources": self._source,
        }

    def of(self, place: Place) -> str:
        if len(place) == 1:
            return _WHOLE.get(place[0], _named(place))
        describe = self.by_section.get(place[0])
        return (describe(place) if describe else None) or _named(place)

    def _role(self, place: Place) -> str:
        what = "name" if place[-1] == "name" else "what it does"
        return f"role of somebody who answers: {what}"

    def _level(self, place: Place) -> str:
        what = "name" if place[-1] == "name" else "what it means"
        return f"level {self.levels.get(place[1], '')} of {len(self.levels)}: {what}"

    def _dimension(self, place: Place) -> str:
        if place[2] == "levels" and len(place) == 4:
            number = self.levels.get(place[3], "")
            return f"dimension {place[1]}: one line for level {number} of {len(self.levels)}"
        what = "name" if place[2] == "name" else "what it covers"
        return f"dimension {place[1]}: {what}"

    def _question(self, place: Place) -> str:
        question = self.questions.get(place[1])
        if question is None:
            return ""
        if place[2] == "title":
            asked = self.names.get(question.role, question.role)
            return f"question {question.code}; {_KINDS[question.type]}; answered by: {asked}"
        if place[2] == "options" and len(place) == 4:
            return f"question {question.code}: {_answer(question, place[3])}"
        if place[2] == "unit_forms":
            return f"question {question.code}: the unit's plural form {place[-1]!r}"
        return f"question {question.code}: {_QUESTION_PARTS.get(place[2], place[2])}"

    def _gate(self, place: Place) -> str:
        gate = self.gates.get(place[1])
        if place[2] == "notes" and len(place) == 4:
            return f"gate {place[1]}: an extra sentence, {_words(place[3])!r}"
        forms = {
            "name": "name",
            "block": "printed when it blocks a route",
            "condition": "printed when it sets a condition",
        }
        severity = f" (severity: {gate.severity})" if gate and place[2] != "name" else ""
        return f"gate {place[1]}: {forms.get(place[2], place[2])}{severity}"

    def _finding(self, place: Place) -> str:
        finding = self.findings.get(place[1])
        severity = f" (severity: {finding.severity})" if finding else ""
        return f"finding {place[1]}: printed when the answers show it{severity}"

    def _route(self, place: Place) -> str:
        if place[2] == "next_step" and len(place) == 4:
            verdict = _words(place[3])
            return f"route {place[1]}: the next step when the verdict is {verdict!r}"
        return f"route {place[1]}: {_ROUTE_PARTS.get(place[2], place[2])}"

    def _recommendation(self, place: Place) -> str:
        light = ", wording for very small firms" if place[-1] == "light" else ""
        return f"recommendation {place[1]}: what to do{light}"

    def _source(self, place: Place) -> str:
        source = self.sources.get(place[1])
        kind = f", {source.kind}" if source else ""
        return f"source {place[1]}{kind}: what it says, in our own words"


def contexts(questionnaire: Questionnaire, source: Mapping[Place, str]) -> dict[Place, str]:
    """Return for each text of the default language what it is and whether it has to be short."""
    described = _Contexts(questionnaire)
    return {place: described.of(place) + _length(text) for place, text in source.items()}


def _words(name: str) -> str:
    return name.replace("_", " ")


def _length(text: str) -> str:
    return f"; short, {len(text)} characters" if len(text) <= _SHORT else ""


def _named(place: Place) -> str:
    """What can be said of a text of any section: the way that leads to it."""
    section, *entry = map(_words, place)
    return ", ".join([section, *entry])


def _answer(question: Question, name: str) -> str:
    match question:
        case SingleQuestion() if question.scored:
            return f"answer worth {name} of {BEST_VALUE}"
        case SingleQuestion():
            return f"answer {name!r}"
        case MultipleQuestion() if name in {item.id for item in question.items}:
            return f"can be ticked: {name!r}"
        case MultipleQuestion():
            return f"{_ranges(question.bands, name)} ticked, worth {name} of {BEST_VALUE}"
        case NumberQuestion():
            return f"{_ranges(question.bands, name)} {question.unit}, worth {name} of {BEST_VALUE}"
        case _:
            return name


def _ranges(bands: Iterable[Band], value: str) -> str:
    return " or ".join(_range(band) for band in bands if str(band.value) == value)


def _range(band: Band) -> str:
    bounds = {
        "from": band.at_least,
        "above": band.above,
        "up to": band.at_most,
        "below": band.below,
    }
    said = [f"{word} {bound:g}" for word, bound in bounds.items() if bound is not None]
    return " and ".join(said) or "any figure"
