"""A questionnaire is made ready once, or refused with every problem.

S-55 A questionnaire whose rules cannot be read is refused whole: every problem with a stable code,
     the path to the rule, the place in its text, and a remedy.
"""

import pytest

from readiness.scoring import QuestionnaireRefused, score
from readiness.scoring.engine import PROGRAMS_KEPT, compiled
from readiness.scoring.program import compile_questionnaire
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    action,
    choice,
    profile,
    profile_figure,
    profile_flag,
    profile_list,
    profile_text,
    questionnaire,
    route,
    scored,
)


def test_every_rule_that_cannot_be_read_is_reported_with_its_place() -> None:
    """S-55."""
    asked = questionnaire(
        profile("profile.basket"),
        choice("care.a", asked_if="profile.baskets >= 1"),
        choice("care.b", not_applicable={"all": ["profile.basket <= 1", "care.c == 0"]}),
        variables=[{"id": "v", "formula": "profile.basket +"}],
        gates=[
            {
                "code": "G1",
                "block": "care.a == 7",
                "condition": "care.a",
                "notes": [{"id": "n", "when": "gate.G1 == 'block'"}],
            }
        ],
        findings=[{"code": "X-01", "when": 'gate.G1 == "blocked"', "severity": "low"}],
        routes=[
            route(
                "R1",
                {
                    "terms": [{"value": "profile.nothing", "weight": 1}],
                    "limits": [{"at_most": 1, "when": "fit.R1 > 1"}],
                },
                {"care": 1},
            ),
            route("R2", "care.nothing", {"care": 1}),
        ],
        route_rules=ROUTE_RULES | {"verdicts": [{"verdict": "go", "when": "fit > 1000"}]},
        recommendation_rules=RECOMMENDATION_RULES | {"light_when": "profile.size"},
        recommendations=[action("REC-01", "verdict.R1 == 'maybe'", ["R1"])],
    )
    program, problems = compile_questionnaire(asked)

    assert program is None
    assert [(problem.code, problem.path) for problem in problems] == [
        ("unknown_identifier", ("questions", 1, "asked_if")),
        ("unknown_identifier", ("questions", 2, "not_applicable", "all", 1)),
        ("syntax", ("variables", 0, "formula")),
        ("never_true", ("gates", 0, "block")),
        ("type_mismatch", ("gates", 0, "condition")),
        ("unknown_identifier", ("gates", 0, "notes", 0, "when")),
        ("unknown_option", ("findings", 0, "when")),
        ("unknown_identifier", ("routes", 0, "fit", "terms", 0, "value")),
        ("unknown_identifier", ("routes", 0, "fit", "limits", 0, "when")),
        ("unknown_identifier", ("routes", 1, "fit", "formula")),
        ("never_true", ("route_rules", "verdicts", 0, "when")),
        ("unknown_option", ("recommendations", 0, "when")),
        ("unknown_identifier", ("recommendation_rules", "light_when")),
    ]
    assert all(problem.remedy for problem in problems)
    assert problems[0].remedy == "Did you mean 'profile.basket'?"
    assert problems[3].offset == 0


def test_questions_that_decide_about_each_other_are_refused() -> None:
    """S-55: each circle once."""
    asked = questionnaire(
        choice("care.a", asked_if="care.b >= 1"),
        choice("care.b", not_applicable="care.a >= 1"),
        choice("care.c", asked_if="care.c >= 1"),
        choice("care.d", asked_if="care.a >= 1"),
    )
    with pytest.raises(QuestionnaireRefused) as refused:
        score(asked, {})
    assert [(p.code, p.path, p.message.partition(": ")[2]) for p in refused.value.problems] == [
        ("visibility_cycle", ("questions", 1, "not_applicable"), "care.b -> care.a -> care.b"),
        ("visibility_cycle", ("questions", 2, "asked_if"), "care.c -> care.c"),
    ]


def test_rules_read_answers_of_every_type() -> None:
    """S-55: each question declares what it can be, so that impossible comparisons are found."""
    asked = questionnaire(
        profile("profile.size", ["1-9", "10-49"]),
        profile("profile.basket"),
        profile_flag("profile.seller"),
        profile_figure("profile.parcel"),
        profile_list("profile.countries"),
        profile_text("profile.note"),
        choice("care.a"),
        findings=[
            {"code": f"X-{n}", "severity": "low", "when": when}
            for n, when in enumerate(
                [
                    'profile.size == "1-9"',
                    "profile.basket in [0, 4]",
                    "!profile.seller",
                    "profile.parcel >= 39.5",
                    '"NL" in profile.countries',
                    'profile.note == "x"',
                    "answered(care.a)",
                ]
            )
        ],
    )
    result = scored(
        asked,
        profile__size="1-9",
        profile__basket=4,
        profile__seller=False,
        profile__parcel=39.5,
        profile__countries=["NL"],
        profile__note="x",
        care__a=0,
    )
    assert [finding.code for finding in result.findings] == [f"X-{n}" for n in range(7)]
    wrong = asked.model_copy(
        update={
            "findings": (
                asked.findings[0].model_copy(update={"when": "profile.parcel > 100"}),
                asked.findings[0].model_copy(update={"when": '"FR" in profile.countries'}),
                asked.findings[0].model_copy(update={"when": "profile.basket == 5"}),
            )
        }
    )
    assert [p.code for p in compile_questionnaire(wrong)[1]] == [
        "never_true",
        "unknown_option",
        "never_true",
    ]


def test_codes_with_hyphens_are_read_with_underscores() -> None:
    """S-55: `X-01` is read as `finding.X_01`."""
    asked = questionnaire(
        choice("care.a"),
        findings=[{"code": "X-01", "when": "care.a == 0", "severity": "low"}],
        routes=[route("R-1", "80", {"care": 1}), route("R-2", "60", {"care": 1})],
        route_rules=ROUTE_RULES | {"candidates": ["R-1"], "base": "R-2"},
        recommendation_rules=RECOMMENDATION_RULES,
        recommendations=[
            action("REC-01", 'finding.X_01 && fit.R_1 > fit.R_2 && primary == "R-2"', ["R-1"])
        ],
    )
    assert len(scored(asked, care__a=0).recommendations) == 1


def test_a_questionnaire_is_compiled_once() -> None:
    """S-55: and not kept forever."""
    asked = questionnaire(choice("care.a"))

    first = compiled(asked)
    assert compiled(asked) is first
    others = [questionnaire(choice("care.a")) for _ in range(PROGRAMS_KEPT)]
    assert len({id(compiled(other)) for other in others}) == PROGRAMS_KEPT
    assert compiled(asked) is not first
