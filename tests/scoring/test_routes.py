"""How a route is judged.

S-32 Fit is the weighted mean of its terms, or its formula; while an answer to it is missing there
     is none.
S-33 Limits are applied after the sum; the lowest that is true counts.
S-34 Readiness is the mean of capped dimension scores by the route's own weights, which weight rules
     do not touch; a dimension without a score leaves it.
S-35 A gate blocks or conditions a route as the route says.
S-36 The verdict is that of the first row that is true; while a row cannot be told there is none.
S-37 The index is the mean of fit and readiness by the questionnaire's weights.
"""

import pytest

from readiness.scoring.result import RouteResult
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    choice,
    of,
    profile,
    profile_figure,
    questionnaire,
    route,
    scored,
)

SHOP = questionnaire(
    profile("profile.basket"),
    profile("profile.order"),
    profile("profile.margin"),
    profile_figure("profile.parcel"),
    choice("care.a"),
    variables=[{"id": "value", "formula": "mean(profile.order, profile.margin)"}],
    routes=[
        route(
            "R1",
            {
                "terms": [
                    {"value": "profile.basket * 25", "weight": 50},
                    {"value": "variable.value * 25", "weight": 30},
                    {"value": "profile.parcel", "weight": 20},
                ],
                "limits": [
                    {"at_most": 30, "when": "profile.basket <= 1"},
                    {"at_most": 45, "when": "profile.parcel < 40"},
                ],
            },
            {"care": 1},
        ),
        route("R2", "60 + 20 * profile.basket / 4", {"care": 1}),
    ],
)


def shop(basket: int | None, order: int, margin: int, parcel: float) -> RouteResult:
    """Judge the route R1 for a profile."""
    result = scored(
        SHOP,
        profile__basket=basket,
        profile__order=order,
        profile__margin=margin,
        profile__parcel=parcel,
    )
    return of(result.routes, "R1")


@pytest.mark.parametrize(
    ("profile_answers", "fit"),
    [
        ((3, 2, 4, 95), 79.0),  # 0.5 x 75 + 0.3 x 75 + 0.2 x 95
        ((4, 4, 4, 100), 100.0),
        ((0, 0, 0, 0), 0.0),
        ((4, 1, 2, 87.5), 78.8),  # 50 + 11.25 + 17.5 = 78.75, half up
    ],
)
def test_fit_is_the_mean_of_its_terms_by_weight(
    profile_answers: tuple[int, int, int, float], fit: float
) -> None:
    """S-32."""
    assert shop(*profile_answers).fit == fit


@pytest.mark.parametrize(
    ("profile_answers", "fit", "limits"),
    [
        ((1, 4, 4, 100), 30.0, ["at most 30"]),
        ((4, 4, 4, 39.9), 45.0, ["at most 45"]),
        ((1, 4, 4, 39.9), 30.0, ["at most 30", "at most 45"]),
        ((1, 0, 0, 100), 30.0, ["at most 30"]),
        ((0, 0, 0, 40), 8.0, ["at most 30"]),
        ((4, 4, 4, 40), 88.0, []),
    ],
)
def test_limits_hold_the_fit_down_after_the_sum(
    profile_answers: tuple[int, int, int, float], fit: float, limits: list[str]
) -> None:
    """S-33."""
    basket, order, margin, parcel = profile_answers
    result = scored(
        SHOP,
        profile__basket=basket,
        profile__order=order,
        profile__margin=margin,
        profile__parcel=parcel,
    )
    assert of(result.routes, "R1").fit == fit
    assert [limit.rule for limit in of(result.receipt.routes, "R1").fit_limits] == limits


def test_fit_waits_for_its_answers() -> None:
    """S-32: and so do verdict and index."""
    result = scored(SHOP, profile__order=2, care__a=2)

    for found in result.routes:
        assert (found.fit, found.readiness) == (None, 50.0)
        assert (found.verdict, found.index) == (None, None)
    assert of(result.receipt.routes, "R1").fit_terms[0].value == 0.0


def test_fit_by_formula() -> None:
    """S-32."""
    result = scored(SHOP, profile__basket=3)
    assert of(result.routes, "R2").fit == 75.0
    assert of(result.receipt.routes, "R2").fit_formula == "60 + 20 * profile.basket / 4"


CAPPED = questionnaire(
    choice("care.a"),
    choice("trust.a"),
    gates=[{"code": "G1", "block": "care.a == 3", "caps": {"dimensions": {"care": 39.9}}}],
    weight_rules=[{"id": "more", "when": "true", "dimension": "care", "factor": 10}],
    routes=[route("R1", "80", {"care": 3, "trust": 1})],
    route_rules=ROUTE_RULES | {"candidates": ["R1"], "base": "R1"},
)


@pytest.mark.parametrize(
    ("care", "trust", "readiness"),
    [
        (2, 4, 62.5),  # (3 x 50 + 100) / 4, without the weight rule
        (3, 4, 54.9),  # (3 x 39.9 + 100) / 4 = 54.925
        (2, None, 50.0),
        (None, 4, 100.0),
        (None, None, None),
    ],
)
def test_readiness_is_the_mean_of_capped_scores_by_the_routes_weights(
    care: int | None, trust: int | None, readiness: float | None
) -> None:
    """S-34."""
    assert scored(CAPPED, care__a=care, trust__a=trust).routes[0].readiness == readiness


def test_the_index_is_the_mean_of_fit_and_readiness_by_weight() -> None:
    """S-37: 0.6 x 80 + 0.4 x 62.5."""
    assert scored(CAPPED, care__a=2, trust__a=4).routes[0].index == 73.0
    assert scored(CAPPED).routes[0].index is None


@pytest.mark.parametrize(
    ("use", "blocked", "conditioned"),
    [
        ("blocks", "blocked_by", "conditions"),
        ("conditions", "conditions", "conditions"),
        ("conditions_on_block", "conditions", None),
        (None, None, None),
    ],
)
@pytest.mark.parametrize("outcome", ["block", "condition", "clear", "open"])
def test_a_gate_acts_as_the_route_says(
    use: str | None, blocked: str | None, conditioned: str | None, outcome: str
) -> None:
    """S-35: clear and open gates do nothing."""
    asked = questionnaire(
        choice("care.a"),
        choice("care.b"),
        gates=[{"code": "G1", "block": "care.a == 0", "condition": "care.a == 1"}],
        routes=[route("R1", "80", {"care": 1}, **({"G1": use} if use else {}))],
    )
    answer = {"block": 0, "condition": 1, "clear": 2, "open": None}[outcome]
    (found,) = scored(asked, care__a=answer, care__b=4).routes

    expected = {"block": blocked, "condition": conditioned}.get(outcome)
    assert found.blocked_by == (("G1",) if expected == "blocked_by" else ())
    assert found.conditions == (("G1",) if expected == "conditions" else ())


TABLE = questionnaire(
    profile_figure("profile.fit"),
    choice("care.a", 62),
    choice("care.b", 41),
    choice("trust.gate"),
    gates=[{"code": "G1", "block": "trust.gate == 0", "condition": "trust.gate == 1"}],
    routes=[route("R1", "profile.fit", {"care": 1}, G1="blocks")],
    route_rules=ROUTE_RULES | {"candidates": ["R1"], "base": "R1"},
)


@pytest.mark.parametrize(
    ("fit", "care", "gate", "verdict"),
    [
        (39.9, (4, 4), 4, "not_a_fit"),
        (39.9, (4, 4), 0, "not_a_fit"),
        (40, (4, 4), 0, "blocked"),
        (40, (0, 0), 0, "blocked"),
        (40, (1, 2), 4, "prepare"),  # 25 x 144 / 103 = 34.95
        (40, (2, 2), 4, "pilot"),
        (40, (2, 3), 4, "pilot"),  # 59.951, printed as 60.0
        (40, (3, 3), 1, "pilot"),
        (40, (3, 3), 4, "go"),
        (100, (3, 3), None, "go"),
    ],
)
def test_the_first_row_that_is_true_gives_the_verdict(
    fit: float, care: tuple[int, int], gate: int | None, verdict: str
) -> None:
    """S-36: compared unrounded."""
    result = scored(TABLE, profile__fit=fit, care__a=care[0], care__b=care[1], trust__gate=gate)
    assert result.routes[0].verdict == verdict


def test_a_row_that_cannot_be_told_leaves_the_verdict_open() -> None:
    """S-36: without readiness the gate alone decides."""
    assert scored(TABLE, profile__fit=80).routes[0].verdict is None
    assert scored(TABLE, profile__fit=80, trust__gate=0).routes[0].verdict == "blocked"
    assert scored(TABLE, profile__fit=20).routes[0].verdict == "not_a_fit"


def test_the_receipt_names_the_row() -> None:
    """S-36, S-53."""
    result = scored(TABLE, profile__fit=20)
    assert result.receipt.routes[0].verdict_rule == "fit < 40"
    assert scored(TABLE).receipt.routes[0].verdict_rule is None


@pytest.mark.parametrize(("rows", "verdict"), [([{"verdict": "go"}], "go"), ([], None)])
def test_a_row_without_a_condition_always_holds_and_a_table_may_have_none(
    rows: list[dict[str, str]], verdict: str | None
) -> None:
    """S-36."""
    first = {"verdict": "blocked", "when": "fit > 90"}
    asked = questionnaire(
        choice("care.a"),
        routes=[route("R1", "80", {"care": 1})],
        route_rules=ROUTE_RULES | {"candidates": ["R1"], "base": "R1", "verdicts": [first, *rows]},
    )
    result = scored(asked, care__a=0)
    assert result.routes[0].verdict == verdict
    assert result.receipt.routes[0].verdict_rule is None


def test_routes_without_rules_have_fit_and_readiness_only() -> None:
    """S-36, S-37."""
    asked = questionnaire(choice("care.a"), routes=[route("R1", "80", {"care": 1})])

    result = scored(asked, care__a=2)
    (found,) = result.routes
    assert (found.fit, found.readiness, found.index, found.verdict) == (80.0, 50.0, None, None)
    assert (found.standing, result.primary_route) == ("other", None)


def test_a_question_may_be_called_like_an_input_of_the_verdict_table() -> None:
    """S-36: the table's rows read the route at hand, other rules read the question."""
    asked = questionnaire(
        choice("blocked", dimension="care", weight=1),
        routes=[route("R1", "80", {"care": 1})],
        route_rules=ROUTE_RULES | {"candidates": ["R1"], "base": "R1"},
        variants=[{"code": "R1-B", "route": "R1", "when": "blocked == 4", "verdict": False}],
    )
    result = scored(asked, blocked=4)
    assert (result.routes[0].verdict, len(result.variants)) == ("go", 1)
