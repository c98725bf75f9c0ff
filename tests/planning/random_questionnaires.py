"""Random small questionnaires with improvements, random answers and targets, all by seed."""

from dataclasses import dataclass
from random import Random
from typing import Any

from readiness.planning.wishes import Wishes
from readiness.scoring import Questionnaire
from readiness.scoring.lint_improvements import question_values
from readiness.scoring.questions import Question
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    Source,
    action,
    choice,
    figure,
    profile,
    questionnaire,
    route,
    ticks,
)

PROFILE = ("profile.basket", "profile.trade")


@dataclass(frozen=True)
class Task:
    """Something to plan."""

    questionnaire: Questionnaire
    answers: dict[str, Any]
    second_opinions: dict[str, Any]
    target: str
    wishes: Wishes


def random_task(seed: int) -> Task:
    """Return the task of a seed."""
    chance = Random(seed)  # noqa: S311  # trials to repeat, not a secret
    asked = _Builder(chance).questionnaire()
    answers, seconds = _answers(chance, asked)
    return Task(asked, answers, seconds, _target(chance, asked), _wishes(chance, asked))


class _Builder:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.names: list[str] = []

    def questionnaire(self) -> Questionnaire:
        dimensions = ("care", "sale", "data")[: self.chance.randint(1, 3)]
        questions = [profile(name) for name in PROFILE]
        for number in range(self.chance.randint(2, 5)):
            name = f"{self.chance.choice(dimensions)}.q{number}"
            questions.append(self.question(name))
            self.names.append(name)
        present = [q["dimension"] for q in questions if "dimension" in q]
        return questionnaire(
            *questions,
            weights={name: self.chance.randint(1, 20) for name in dict.fromkeys(present)},
            variables=[{"id": "both", "formula": self.formula()}],
            weight_rules=[
                {
                    "id": f"rule{n}",
                    "when": self.condition(),
                    "dimension": self.chance.choice(present),
                    "factor": self.chance.choice((0.5, 1.5, 2.0, 0.3)),
                }
                for n in range(self.chance.randint(0, 2))
            ],
            gates=[self.gate(f"G{n}", present) for n in range(1, self.chance.randint(2, 4))],
            route_rules=self.route_rules(),
            routes=[
                route(
                    code,
                    self.fit(),
                    {name: self.chance.randint(1, 9) for name in dict.fromkeys(present)},
                    **{
                        gate: self.chance.choice(("blocks", "conditions", "conditions_on_block"))
                        for gate in ("G1",)
                    },
                )
                for code in ("R1", "R2", "R3", "R9")
            ],
            recommendation_rules=RECOMMENDATION_RULES
            | ({"light_when": "profile.trade >= 3"} if self.chance.random() < 0.5 else {}),
            recommendations=[action("REC-1", "false", ["R1"])],
            improvements={
                "light_percent": self.chance.choice((25, 100)),
                "questions": [
                    self.improvement(question, position)
                    for position, question in enumerate(questions)
                    if "dimension" in question
                    and (question["id"] == self.names[0] or self.chance.random() < 0.9)
                ],
            },
        )

    def question(self, name: str) -> Source:
        more: Source = {"weight": self.chance.randint(1, 3)}
        if self.chance.random() < 0.25:
            more["asked_if"] = self.condition(answer_tests=False)
        if self.chance.random() < 0.15:
            more["not_applicable"] = True
        kind = self.chance.choice((choice, choice, figure, ticks, _coarse))
        if self.chance.random() < 0.5:
            more["dont_know"] = self.chance.choice(("zero", "exclude"))
        return kind(name, **more)

    def improvement(self, question: Source, position: int) -> Source:
        values = [o["value"] for o in question["options"]][1:] if "options" in question else []
        earlier = [name for name in self.names if int(name[-1]) < position - len(PROFILE)]
        steps = []
        for value in values or range(1, 5):
            step: Source = {
                "value": value,
                "days": self.chance.randint(1, 9),
                "effort": self.chance.choice("SSSML"),
            }
            if earlier and self.chance.random() < 0.2:
                needed = {"question": self.chance.choice(earlier), "value": self.value() or 1}
                step["after"] = [needed]
            if self.chance.random() < 0.1:
                step["recommendation"] = "REC-1"
            steps.append(step)
        entry: Source = {"question": question["id"], "basis": "expert", "steps": steps}
        if self.chance.random() < 0.8:
            entry["measuring"] = {"days": self.chance.randint(1, 3), "effort": "S"}
        return entry

    def gate(self, code: str, dimensions: list[str]) -> Source:
        forms = {"block": self.condition(), "condition": self.condition()}
        if self.chance.random() < 0.3:
            del forms[self.chance.choice(("block", "condition"))]
        gate: Source = {"code": code} | forms
        if "block" in forms:
            caps: Source = {"dimensions": {self.chance.choice(dimensions): self.cap()}}
            gate["caps"] = caps | ({"overall": self.cap()} if self.chance.random() < 0.6 else {})
        return gate

    def route_rules(self) -> Source:
        if self.chance.random() < 0.7:
            return ROUTE_RULES
        verdicts = [
            {"verdict": "not_a_fit", "when": "40 > fit"},
            {"verdict": "blocked", "when": "blocked && readiness <= 75"},
            {"verdict": "prepare", "when": "30 >= readiness || readiness == 50"},
            {"verdict": "go", "when": "readiness > 62.5 && (conditioned ? readiness != 75 : true)"},
            {"verdict": "pilot"},
        ]
        return ROUTE_RULES | {"verdicts": verdicts}

    def fit(self) -> str | Source:
        if self.chance.random() < 0.5:
            return "50 + 10 * profile.trade"
        return {
            "terms": [
                {"value": "profile.basket * 25", "weight": 2},
                {"value": "100", "weight": 3},
            ],
            "limits": [{"at_most": 30, "when": "profile.basket <= 1"}],
        }

    def cap(self) -> float:
        return self.chance.choice((39.9, 59.9, 19.9, 33.3))

    def value(self) -> int:
        return self.chance.randint(0, 4)

    def formula(self) -> str:
        parts = self.chance.sample(self.names, min(2, len(self.names)))
        return f"mean({', '.join([*parts, 'profile.basket'])})"

    def condition(self, *, answer_tests: bool = True, depth: int = 2) -> str:
        shape = self.chance.random()
        if depth and shape < 0.4:
            parts = [self.condition(answer_tests=answer_tests, depth=depth - 1) for _ in range(2)]
            return f"({self.chance.choice((' && ', ' || ')).join(parts)})"
        if depth and shape < 0.5:
            return f"!({self.condition(answer_tests=answer_tests, depth=depth - 1)})"
        if depth and shape < 0.55:
            parts = [self.condition(answer_tests=answer_tests, depth=0) for _ in range(3)]
            return f"({parts[0]} ? {parts[1]} : {parts[2]})"
        return self.leaf(answer_tests=answer_tests)

    def leaf(self, *, answer_tests: bool) -> str:
        one, two = (self.chance.choice([*self.names, *PROFILE]) for _ in range(2))
        operator = self.chance.choice(("<=", ">=", "==", "!="))
        middle = self.chance.randint(1, 3)
        shapes = [f"{one} {operator} {middle}"] * 4
        shapes += [f"{one} in [1, {self.chance.choice((2, 3))}]"]
        shapes += [f"sum({one}, {two}) >= {middle + 1}", f"coalesce({one}, 3) >= {middle}"]
        if answer_tests:
            test = self.chance.choice(("unknown", "answered", "measured"))
            shapes += [f"{test}({one})"] * 3
            shapes += [f"count({one} >= 2, {two} <= 2) == 1", f"variable.both >= {middle}"]
            shapes += [f"second_opinion.largest_gap >= {middle}"]
        return self.chance.choice(shapes)


def _coarse(name: str, **more: Any) -> Source:
    return choice(name, options=[{"value": 0}, {"value": 2}, {"value": 4}], **more)


def _answers(chance: Random, asked: Questionnaire) -> tuple[dict[str, Any], dict[str, Any]]:
    answers: dict[str, Any] = {}
    seconds: dict[str, Any] = {}
    for question in asked.questions:
        if not question.scored:
            answers[question.id] = chance.randint(0, 4)
        elif (luck := chance.random()) < 0.25:
            answers[question.id] = "dont_know"
        elif luck < 0.32 and question.not_applicable is True:
            answers[question.id] = "not_applicable"
        elif luck < 0.95:
            answers[question.id] = _raw(chance, question)
        if question.scored and chance.random() < 0.2:
            seconds[question.id] = _raw(chance, question)
    return answers, seconds


def _raw(chance: Random, question: Question) -> Any:
    value = chance.choice(question_values(question)[:4])
    if question.type == "single":
        return value
    if question.type == "number" and chance.random() < 0.5:
        return 20.0 * value + 3.5
    return {"band": value}


def _target(chance: Random, asked: Questionnaire) -> str:
    kind = chance.random()
    if kind < 0.35:
        return f"overall:{chance.choice((2, 3, 3, 4, 5))}"
    if kind < 0.55:
        return f"{chance.choice(asked.dimensions).code}:{chance.choice((2, 3, 4, 5))}"
    return f"{chance.choice(('R1', 'R2', 'R9'))}:{chance.choice(('pilot', 'pilot', 'go'))}"


def _wishes(chance: Random, asked: Questionnaire) -> Wishes:
    scored = [q for q in asked.questions if q.scored]
    fixed, excluded = {}, []
    if chance.random() < 0.15:
        question = chance.choice(scored)
        fixed[question.code] = question_values(question)[-1]
    if chance.random() < 0.15:
        excluded = [chance.choice([*(q.id for q in scored if q.code not in fixed), "REC-1"])]
    return Wishes(
        budget_days=chance.choice((None, 3, 8, 15)),
        horizon_months=chance.choice((18, 18, 18, 6, 3)),
        fixed=fixed,
        excluded=excluded,
    )
