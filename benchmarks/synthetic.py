"""A made-up questionnaire of 60 questions and 100 rules, and sets of answers to it.

Questions: 48 scored from 0 to 4 in six dimensions, 6 true or false, 6 choices of a word. Rules: 20
branches in two layers, 6 dimensions, overall score and level, 6 formulas, 20 gates, 40
recommendations, 6 routes. Conditions join two to four parts, a third of them nested or negated.
"""

from random import Random
from typing import Any, Final

from readiness.scoring import Answers, Questionnaire, parse_answers

SEED: Final = 20261122
WORDS: Final = ("none", "partial", "mostly", "full")
DIMENSIONS: Final = tuple(f"area{i}" for i in range(1, 7))
UNANSWERED, NOT_KNOWN = 0.08, 0.05
"""Shares of answers that are missing."""


class _Maker:
    def __init__(self) -> None:
        self._chance = Random(SEED)
        self._scored = [f"{area}.q{n}" for n in range(8) for area in DIMENSIONS]
        self._flags = [f"profile.flag{i}" for i in range(6)]
        self._choices = [f"profile.choice{i}" for i in range(6)]
        self._questions = [*self._scored, *self._flags, *self._choices]

    def questionnaire(self) -> dict[str, Any]:
        branches = self._branches()
        return {
            "key": "synthetic",
            "version": "2026.1.0",
            "status": "draft",
            "as_of": "2026-11-22",
            "roles": [{"id": "management", "code": "MGT"}],
            "levels": [
                {"id": f"level{i + 1}", "number": i + 1, "from_score": 20 * i} for i in range(5)
            ],
            "dimensions": [
                {"id": area, "code": area.upper(), "weight": self._chance.randint(5, 20)}
                for area in DIMENSIONS
            ],
            "questions": [
                self._question(i, name, branches.get(name))
                for i, name in enumerate(self._questions)
            ],
            "variables": [{"id": f"v{i}", "formula": self._formula()} for i in range(6)],
            "gates": [self._gate(i) for i in range(20)],
            **self._routes(),
            **self._recommendations(),
        }

    def _branches(self) -> dict[str, str]:
        """Sixteen questions hang on free ones, four more on both."""
        order = self._chance.sample(self._questions, len(self._questions))
        first, second, free = order[:16], order[16:20], order[20:]
        return {
            **{name: self._condition(free, most=2) for name in first},
            **{name: self._condition([*free, *first], most=2) for name in second},
        }

    def _question(self, position: int, name: str, asked_if: str | None) -> dict[str, Any]:
        question: dict[str, Any] = {"id": name, "code": f"Q-{position:02d}", "role": "management"}
        if asked_if is not None:
            question["asked_if"] = asked_if
        if name in self._flags:
            return question | {"type": "boolean"}
        if name in self._choices:
            return question | {"type": "single", "options": [{"value": word} for word in WORDS]}
        return question | {
            "type": "single",
            "dimension": name.partition(".")[0],
            "weight": self._chance.randint(1, 4),
            "options": [{"value": value} for value in range(5)],
        }

    def _formula(self) -> str:
        first, second = self._chance.sample(self._scored, 2)
        taken = self._leaf(self._questions)
        return f"{self._weight()} * {first} + {self._weight()} * {second} - ({taken} ? 0.5 : 0)"

    def _weight(self) -> float:
        return round(self._chance.uniform(0.2, 0.7), 2)

    def _gate(self, position: int) -> dict[str, Any]:
        formulas = [f"variable.v{i}" for i in range(6)]
        block = f"({self._condition(self._questions, formulas)}) && {self._leaf(self._questions)}"
        return {
            "code": f"G{position + 1}",
            "block": block,
            "caps": {"overall": self._chance.choice((39.9, 59.9, 79.9))},
        }

    def _routes(self) -> dict[str, Any]:
        results = [*(f"score.{area}" for area in DIMENSIONS), "level.overall", "level.overall"]
        routes = [
            {
                "code": f"R{i + 1}",
                "fit": {"formula": f"({self._condition(self._questions, results)}) ? 80 : 20"},
                "readiness": dict.fromkeys(self._chance.sample(DIMENSIONS, 3), 1),
                "gates": {f"G{n}": "blocks" for n in self._chance.sample(range(1, 21), 4)},
            }
            for i in range(6)
        ]
        choice = {"verdicts": ["go"], "fit_at_least": 55}
        rules = {
            "base": "R6",
            "candidates": ["R1", "R2", "R3", "R4", "R5"],
            "verdicts": [
                {"verdict": "not_a_fit", "when": "fit < 40"},
                {"verdict": "blocked", "when": "blocked"},
                {"verdict": "go"},
            ],
            "index": {"fit": 60, "readiness": 40},
            "primary": choice,
            "next": {"verdicts": ["blocked"], "fit_at_least": 55},
            "close_within": 5,
        }
        return {"routes": routes, "route_rules": rules}

    def _recommendations(self) -> dict[str, Any]:
        results = [*(f"score.{area}" for area in DIMENSIONS), "level.overall"]
        results += [f"variable.v{i}" for i in range(6)]
        actions = [
            {
                "code": f"REC-{i + 1:02d}",
                "when": self._condition(self._questions, results),
                "effort": self._chance.choice("SML"),
                "impact": self._chance.randint(1, 5),
                "owner": "management",
                "routes": [f"R{self._chance.randint(1, 6)}"],
            }
            for i in range(40)
        ]
        rules = {
            "main_list": 12,
            "relevant_fit": 40,
            "effort": {"S": 1, "M": 2, "L": 3},
            "route_weights": {"primary": 1.0, "base": 0.8, "next": 0.6, "other": 0.3},
            "windows": {"S": "0-3", "M": "3-6", "L": "6-18"},
        }
        return {"recommendations": actions, "recommendation_rules": rules}

    def _condition(self, names: list[str], results: list[str] | None = None, most: int = 4) -> str:
        parts = []
        for _ in range(self._chance.randint(min(most, 2), most)):
            kind = self._chance.random()
            if kind < 0.65:
                parts.append(self._leaf(names, results))
                continue
            sign = self._chance.choice(("&&", "||"))
            inner = f"({self._leaf(names, results)} {sign} {self._leaf(names, results)})"
            parts.append(inner if kind < 0.87 else f"!{inner}")
        return self._chance.choice((" && ", " && ", " || ")).join(parts)

    def _leaf(self, names: list[str], results: list[str] | None = None) -> str:
        if results and self._chance.random() < 0.35:
            return self._about_result(self._chance.choice(results))
        name = self._chance.choice(names)
        if name in self._flags:
            return self._chance.choice((name, f"!{name}"))
        if name in self._choices:
            first, second = self._chance.sample(WORDS, 2)
            return self._chance.choice(
                (f"{name} == '{first}'", f"{name} in ['{first}', '{second}']")
            )
        sign = self._chance.choice((">=", "<=", "<", ">", "==", "!="))
        return f"{name} {sign} {self._chance.randint(1, 3)}"

    def _about_result(self, name: str) -> str:
        sign = self._chance.choice((">=", "<", "<=", ">"))
        if name.startswith("level"):
            return f"{name} {sign} {self._chance.randint(2, 4)}"
        if name.startswith("score"):
            return f"{name} {sign} {self._chance.randint(30, 75)}"
        return f"{name} {sign} {round(self._chance.uniform(0.5, 2.5), 2)}"


def synthetic_questionnaire() -> Questionnaire:
    """Return the questionnaire; the same one every time."""
    return Questionnaire.model_validate(_Maker().questionnaire())


def synthetic_answers(questionnaire: Questionnaire, sets: int) -> list[Answers]:
    """Draw sets of answers around a company's strength; some are missing or not known."""
    chance = Random(SEED)
    return [parse_answers(questionnaire, _drawn(questionnaire, chance)) for _ in range(sets)]


def _drawn(questionnaire: Questionnaire, chance: Random) -> dict[str, Any]:
    strength = chance.random()
    answers: dict[str, Any] = {}
    for question in questionnaire.questions:
        kind = chance.random()
        if kind < UNANSWERED:
            continue
        if kind < UNANSWERED + NOT_KNOWN:
            answers[question.id] = "dont_know"
        elif question.type == "boolean":
            answers[question.id] = chance.random() < 0.3 + 0.5 * strength
        else:
            best = 4 if question.scored else 3
            value = min(best, max(0, round(best * strength + chance.gauss(0, 0.9))))
            answers[question.id] = value if question.scored else WORDS[value]
    return answers
