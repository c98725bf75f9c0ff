"""Random small questionnaires with every kind of question and rule."""

from random import Random
from typing import Any

from readiness.scoring import Questionnaire
from readiness.scoring.expressions import Declaration, Type
from readiness.scoring.program import OUTCOMES
from readiness.scoring.rule_compiler import answer_to
from tests.bulk.random_rules import RandomRules
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    Source,
    action,
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

PROFILE = (
    profile("profile.a"),
    profile("profile.words", ["small", "large", "other"]),
    profile("profile.more_words", ["other", "large"]),
    profile("profile.numbers", [-1, 10, 1000]),
    profile_flag("profile.flag"),
    profile_figure("profile.figure"),
    profile_list("profile.list"),
    profile_text("profile.text"),
)
DIMENSIONS = ("care", "law", "data", "sign")
VERDICTS = ("go", "pilot", "prepare", "blocked", "not_a_fit")
SCORE = Declaration(Type.NUMBER, low=0, high=100)
LEVEL = Declaration(Type.NUMBER, low=1, high=5)


def random_questionnaire(random: Random) -> Questionnaire:
    """Draw questions, then part after part rules that read what scoring lets them read."""
    profiles = random.sample(PROFILE, random.randint(2, len(PROFILE)))
    asked = questionnaire(*profiles, choice("care.z"))
    known = {q.id: answer_to(q) for q in asked.questions if not q.scored and q.type != "text"}
    rules = RandomRules(random, known)
    scored = [_scored(random, rules, f"{random.choice(DIMENSIONS)}.q{i}") for i in range(10)]
    scored = [choice("care.z"), *scored[: random.randint(1, 10)]]
    questions = [*profiles, *scored]
    rules.declared.update(
        {q.id: answer_to(q) for q in questionnaire(*questions).questions if q.scored}
    )
    ticked = [q["id"] for q in scored if q["type"] == "multiple"]
    listed = Declaration(Type.LIST, options=frozenset("abcde"))
    rules.declared |= {f"items.{name}": listed for name in ticked}
    dimensions = sorted({q["dimension"] for q in scored} - {"sign"})
    indices = [index("sign", *_raises(random))]
    return questionnaire(
        *questions,
        weights={name: random.randint(1, 50) for name in dimensions},
        indices=indices,
        value_rules=[
            halving(f"h{i}", random.choice(scored)["id"], rules.condition(), factor)
            for i, factor in enumerate(random.sample((0.5, 0.3, 0.333, 0.999), 3))
        ],
        **_rules(random, rules, dimensions),
    )


def _raises(random: Random) -> list[Source]:
    return [
        {"level": level, "at_least": at_least, "of": ["X-0", "X-1", "X-2"]}
        for level, at_least in (("middle", 1), ("high", 2))
        if random.random() < 0.7
    ]


def _scored(random: Random, rules: RandomRules, name: str) -> Source:
    make = random.choice((choice, figure, ticks))
    more: Source = {"dont_know": random.choice(("zero", "exclude"))}
    if random.random() < 0.3:
        more["asked_if"] = rules.condition(1)
    if random.random() < 0.4:
        more["not_applicable"] = random.choice((True, rules.condition(1)))
    return make(name, random.randint(1, 7), **more)


def _rules(random: Random, rules: RandomRules, dimensions: list[str]) -> dict[str, Any]:
    """Later parts read what earlier parts declare, as `program.py` compiles them."""
    parts: dict[str, Any] = {}
    rules.declared["second_opinion.largest_gap"] = Declaration(Type.NUMBER, low=0, high=4)
    parts["variables"] = [{"id": "v", "formula": rules.formula(3)}]
    rules.declared["variable.v"] = Declaration(Type.NUMBER)
    parts["weight_rules"] = [
        {
            "id": f"w{i}",
            "when": rules.condition(),
            "dimension": random.choice(dimensions),
            "factor": random.choice((0.1, 0.5, 1.5, 3.3)),
        }
        for i in range(random.randint(0, 3))
    ]
    rules.declared["score.sign"] = SCORE
    parts["gates"] = [_gate(random, rules, i, dimensions) for i in range(random.randint(0, 4))]
    for gate in parts["gates"]:
        known = Declaration(Type.STRING, options=frozenset(OUTCOMES))
        rules.declared[f"gate.{gate['code']}"] = known
    for name in (*dimensions, "overall"):
        rules.declared |= {f"score.{name}": SCORE, f"level.{name}": LEVEL}
    parts["findings"] = [
        {"code": f"X-{i}", "when": rules.condition(3), "severity": "low"} for i in range(4)
    ]
    rules.declared |= {f"finding.X_{i}": Declaration(Type.BOOL) for i in range(4)}
    rules.declared["level.sign"] = Declaration(Type.NUMBER, low=1, high=3)
    parts["risks"] = [risk(f"K-{i}", rules.condition(3)) for i in range(2)]
    rules.declared |= {f"risk.K_{i}": Declaration(Type.BOOL) for i in range(2)}
    rows = [(name, rules.condition()) for name in ("one", "two", "one")]
    last: list[tuple[str, str | None]] = [("other", None)] if random.random() < 0.5 else []
    parts["decisions"] = [decision("D", *rows, *last, hit="first")]
    rules.declared["decision.D"] = Declaration(
        Type.STRING, options=frozenset(["one", "two", *(name for name, _ in last)])
    )
    codes = ["R1", "R2", "R3", "R9"]
    parts["routes"] = [_route(random, rules, code, dimensions, parts["gates"]) for code in codes]
    parts["route_rules"] = ROUTE_RULES | {"close_within": random.choice((5, 0.3, 20.1))}
    for code in codes:
        verdict = Declaration(Type.STRING, options=frozenset(VERDICTS))
        rules.declared |= {f"fit.{code}": SCORE, f"readiness.{code}": SCORE}
        rules.declared[f"verdict.{code}"] = verdict
    rules.declared["primary"] = Declaration(Type.STRING, options=frozenset(codes))
    parts["recommendation_rules"] = RECOMMENDATION_RULES
    parts["recommendations"] = [
        action(f"REC-{i}", rules.condition(3), [random.choice(codes)]) for i in range(4)
    ]
    return parts


def _gate(random: Random, rules: RandomRules, number: int, dimensions: list[str]) -> Source:
    gate: Source = {"code": f"G{number}"}
    if random.random() < 0.7:
        gate["block"] = rules.condition()
    if random.random() < 0.7:
        gate["condition"] = rules.condition()
    capped = random.sample(dimensions, random.randint(0, len(dimensions)))
    caps: Source = {"dimensions": {name: random.choice((19.9, 39.9, 60)) for name in capped}}
    if random.random() < 0.5:
        caps["overall"] = random.choice((39.9, 59.9))
    return gate | {"caps": caps}


def _route(
    random: Random,
    rules: RandomRules,
    code: str,
    dimensions: list[str],
    gates: list[Source],
) -> Source:
    constant = str(random.choice((60, 70, 70.4, 75)))
    formulas = (rules.formula(3), constant, constant, "clamp(variable.v, 50, 90)")
    fit: Source = {"formula": random.choice(formulas)}
    if random.random() < 0.3:
        terms = [{"value": rules.formula(), "weight": random.randint(1, 40)} for _ in range(3)]
        fit = {"terms": terms}
    limits = random.choice((0, 0, 1, 2))
    fit["limits"] = [{"at_most": 30 + 15 * i, "when": rules.condition()} for i in range(limits)]
    read = random.sample(dimensions, random.randint(1, len(dimensions)))
    uses = {
        gate["code"]: random.choice(("blocks", "conditions", "conditions_on_block"))
        for gate in gates
        if random.random() < 0.3
    }
    return route(code, fit, {name: random.randint(1, 40) for name in read}, **uses)
