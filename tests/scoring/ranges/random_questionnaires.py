"""Random small questionnaires with rules of every kind, made from a seed."""

from random import Random
from typing import Any

from readiness.scoring import Questionnaire
from readiness.scoring.program import compile_questionnaire
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    Source,
    choice,
    decision,
    figure,
    halving,
    index,
    profile,
    profile_figure,
    profile_flag,
    profile_list,
    profile_text,
    questionnaire,
    risk,
    route,
    ticks,
)

SCORED = ("care.a", "care.b", "care.c", "law.a", "law.b", "data.a", "data.b", "sign.a", "sign.b")
DIMENSIONS = ("care", "law", "data")


def random_questionnaire(seed: int) -> Questionnaire:
    """Return one; the same seed gives the same. Rules the checker refuses are drawn anew."""
    random = Random(seed)  # noqa: S311 - test data is no secret
    while True:
        drawn = _Maker(random).questionnaire()
        if compile_questionnaire(drawn)[0] is not None:
            return drawn


class _Maker:
    """Draws questions, then rules that read what stands before them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.numbers: list[str] = []
        self.truths: list[str] = []
        self.asked: list[str] = []

    def questionnaire(self) -> Questionnaire:
        questions = [self._profile(i) for i in range(self.random.randint(1, 3))]
        questions += [self._scored(name) for name in SCORED if self.random.random() < 0.7]
        if not _dimensions(questions):
            questions.append(choice("care.z"))
        if self.random.random() < 0.3:
            self.random.shuffle(questions)
        self.truths += [
            f'"{item}" in items.{question["id"]}'
            for question in questions
            for item in "ab"
            if question["type"] == "multiple" and "dimension" in question
        ]
        value_rules = self._value_rules(questions)
        variables = [
            {"id": f"v{i}", "formula": self.formula(2)} for i in range(self.random.randint(0, 2))
        ]
        self.numbers += [f"variable.{variable['id']}" for variable in variables]
        weight_rules = self._weight_rules(questions)
        indices = [index("sign", *self._raises(), direction="concern")]
        indices = indices if any(q.get("dimension") == "sign" for q in questions) else []
        self.numbers += ["score.sign" for _ in indices]
        gates = [self._gate(code, questions) for code in ("G1", "G2", "G3")[: self._few()]]
        dimensions = _dimensions(questions)
        self.numbers += [f"score.{name}" for name in dimensions]
        self.numbers += ["score.overall", "level.overall", "level." + dimensions[0]]
        self.truths += [f'gate.{gate["code"]} == "block"' for gate in gates]
        findings = [
            {"code": code, "when": self.condition(2), "severity": "low"}
            for code in ("X-01", "X-02")
        ]
        self.truths += ["finding.X_01", "finding.X_02"]
        self.numbers += ["level.sign" for _ in indices]
        risks = [risk(code, self.condition(2)) for code in ("K-1", "K-2")]
        self.truths += ["risk.K_1", "risk.K_2"]
        decisions = [self._decision()]
        self.truths += ['decision.D == "one"', 'decision.D in ["two", "three"]']
        routes = [self._route(code, gates, dimensions) for code in ("R1", "R2", "R9")]
        return questionnaire(
            *questions,
            weights={name: self.random.randint(1, 20) for name in dimensions},
            variables=variables,
            value_rules=value_rules,
            indices=indices,
            risks=risks,
            decisions=decisions,
            weight_rules=weight_rules,
            gates=gates,
            findings=findings,
            routes=routes,
            route_rules=self._route_rules(),
        )

    def _few(self) -> int:
        return self.random.randint(0, 3)

    def _profile(self, number: int) -> Source:
        name = f"profile.p{number}"
        optional = {"required": False} if self.random.random() < 0.2 else {}
        kind = self.random.choice(("choice", "choice", "flag", "figure", "list", "text"))
        more = {**optional, **self._branch()}
        self.asked.append(name)
        if kind == "choice":
            self.numbers.append(name)
            return profile(name, **more)
        if kind == "flag":
            self.truths.append(name)
            return profile_flag(name, **more)
        if kind == "figure":
            self.numbers.append(name)
            return profile_figure(name, **more)
        if kind == "list":
            self.truths.append(f'"NL" in {name}')
            return profile_list(name, **more)
        self.truths.append(f'{name} == "x"')
        return profile_text(name, **more)

    def _scored(self, name: str) -> Source:
        made = self.random.choice((choice, choice, figure, ticks))
        more = self._branch()
        if self.random.random() < 0.2:
            more["dont_know"] = "refused"
        question = made(name, self.random.randint(1, 3), **more)
        self.numbers.append(name)
        self.asked.append(name)
        return question

    def _branch(self) -> dict[str, Any]:
        """Some questions are asked only, or may be said not to apply, under a condition."""
        more: dict[str, Any] = {}
        if self.asked and self.random.random() < 0.3:
            more["asked_if"] = self.condition(1)
        kind = self.random.random()
        if kind < 0.2:
            more["not_applicable"] = True
        elif kind < 0.4 and self.asked:
            more["not_applicable"] = self.condition(1)
        return more

    def condition(self, depth: int) -> str:
        """Draw a condition over the names declared so far."""
        kind = self.random.random()
        if depth and kind < 0.55:
            joint = self.random.choice((" && ", " || "))
            parts = [self.condition(depth - 1) for _ in range(self.random.randint(2, 3))]
            return "(" + joint.join(parts) + ")"
        if depth and kind < 0.65:
            return f"!({self.condition(depth - 1)})"
        if self.asked and kind < 0.75:
            test = self.random.choice(("answered", "unknown", "measured"))
            return f"{test}({self.random.choice(self.asked)})"
        if self.truths and kind < 0.82:
            return f"({self.random.choice(self.truths)})"
        if self.numbers:
            if depth and kind < 0.9:
                left = self.formula(1)
                return f"({left} + 0 * {self.random.choice(self.numbers)} >= {self._bound()})"
            name = self.random.choice(self.numbers)
            if name.startswith("level."):
                highest = 3 if name == "level.sign" else 5
                return f"{name} >= {self.random.randint(2, highest)}"
            return f"{name} {self._comparison(name)}"
        return "true"

    def _comparison(self, name: str) -> str:
        if name.startswith("score."):
            return f"{self.random.choice(('<', '>='))} {self.random.choice((40, 55.5, 60))}"
        if name.startswith("variable."):
            return f"{self.random.choice(('<', '<=', '>', '>='))} {self._bound()}"
        return self.random.choice(("<= 1", "== 2", ">= 3", "!= 2", "in [1, 3]", "< 3", "> 1"))

    def _bound(self) -> float:
        return self.random.choice((1, 1.5, 2, 3))

    def formula(self, depth: int) -> str:
        """Draw a formula over the names declared so far."""
        kind = self.random.random()
        if not self.numbers or (not depth and kind < 0.3):
            return str(self.random.randint(1, 4))
        name = self.random.choice(self.numbers)
        if not depth:
            return name
        one, other = self.formula(depth - 1), self.formula(depth - 1)
        return self.random.choice(
            (
                f"({one} + {other})",
                f"({one} - {other})",
                f"({one} * {other})",
                f"({one} / {other})",
                f"-({one})",
                f"min({one}, {other})",
                f"mean({one}, {other}, {name})",
                f"clamp({one}, 0, 100)",
                f"coalesce({one}, {other})",
                f"({self.condition(0)} ? {one} : {other})",
                f"count({self.condition(0)}, {self.condition(0)})",
            )
        )

    def _value_rules(self, questions: list[Source]) -> list[Source]:
        scored = [question["id"] for question in questions if "dimension" in question]
        return [
            halving(f"h{i}", self.random.choice(scored), self.condition(1), factor)
            for i, factor in enumerate(self.random.sample((0.5, 0.333, 0.001), self._few()))
        ]

    def _raises(self) -> list[Source]:
        return [
            {"level": level, "at_least": at_least, "of": ["X-01", "X-02"]}
            for level, at_least in (("middle", 1), ("high", 2))
            if self.random.random() < 0.6
        ]

    def _decision(self) -> Source:
        rows: list[tuple[str, str | None]] = [
            (name, self.condition(1)) for name in ("one", "two", "three", "two")
        ]
        if self.random.random() < 0.4:
            rows.append(("other", None))
        return decision("D", *rows, hit="first")

    def _weight_rules(self, questions: list[Source]) -> list[Source]:
        return [
            {
                "id": f"w{i}",
                "when": self.condition(1),
                "dimension": self.random.choice(_dimensions(questions)),
                "factor": self.random.choice((0.5, 1.5, 3)),
            }
            for i in range(self._few())
        ]

    def _gate(self, code: str, questions: list[Source]) -> Source:
        caps: Source = {}
        if self.random.random() < 0.6:
            caps["overall"] = 59.9
        if self.random.random() < 0.6:
            caps["dimensions"] = {self.random.choice(_dimensions(questions)): 39.9}
        gate: Source = {"code": code, "block": self.condition(2), "caps": caps}
        if self.random.random() < 0.7:
            gate["condition"] = self.condition(2)
        return gate

    def _route(self, code: str, gates: list[Source], dimensions: list[str]) -> Source:
        uses = ("blocks", "conditions", "conditions_on_block")
        used = {g["code"]: self.random.choice(uses) for g in gates if self.random.random() < 0.7}
        weights = {name: self.random.randint(1, 5) for name in dimensions}
        fit: Source = {
            "terms": [
                {"value": f"clamp(25 * {self.formula(1)}, 0, 100)", "weight": weight}
                for weight in (3, 2)
            ],
            "limits": [
                {"at_most": at_most, "when": self.condition(1)}
                for at_most in (30, 45)
                if self.random.random() < 0.5
            ],
        }
        if self.random.random() < 0.3:
            fit = {"formula": str(self.random.choice((60, 70)))}
        return route(code, fit, weights, **used)

    def _route_rules(self) -> Source:
        rules = ROUTE_RULES | {"candidates": ["R1", "R2"]}
        if self.random.random() < 0.3:
            verdicts = [
                {"verdict": "not_a_fit", "when": "fit + readiness < 90"},
                {"verdict": "blocked", "when": "blocked || fit < 30 && fit > 20"},
                {"verdict": "go"},
            ]
            rules = rules | {"verdicts": verdicts}
        return rules


def _dimensions(questions: list[Source]) -> list[str]:
    return [
        name
        for name in DIMENSIONS
        if any(question.get("dimension") == name for question in questions)
    ]
