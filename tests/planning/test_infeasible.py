"""What cannot be reached says why: the fewest things that together stand in the way."""

from readiness.scoring import Questionnaire
from tests.planning.small_plans import ALL, IMPROVEMENTS, PROFILE, asked, kinds, only, planned
from tests.scoring.small_questionnaire import ROUTE_RULES, route


def gated(**gate: object) -> Questionnaire:
    return asked(
        gates=[{"code": "G1"} | gate],
        routes=[
            route("R1", "profile.basket * 25", {"care": 1}, G1="blocks"),
            route("R9", "80", {"sale": 1}),
        ],
    )


def test_a_gate_that_reads_a_fact_about_the_company() -> None:
    of = gated(block="profile.trade >= 2", caps={"dimensions": {"care": 39.9}})
    obstacle = only(planned("R1:pilot", of=of))
    assert (obstacle.kind, obstacle.name) == ("gate", "G1")
    assert obstacle.message == "gate G1 cannot be cleared"
    assert (obstacle.condition, obstacle.read) == ("profile.trade >= 2", {"profile.trade": 2})
    assert ("gate", "G1") in kinds(planned("care:3", of=of))


def test_a_gate_that_caps_the_overall_score() -> None:
    of = gated(block="profile.trade >= 2", caps={"overall": 39.9})
    assert only(planned("overall:3", of=of)).name == "G1"


def test_a_gate_in_condition_form_stands_in_the_way_of_go() -> None:
    of = gated(condition="profile.trade >= 2")
    obstacle = only(planned("R1:go", of=of))
    assert (obstacle.name, obstacle.condition) == ("G1", "profile.trade >= 2")
    assert planned("R1:pilot", of=of).status == "optimal"


def test_a_gate_whose_answer_no_step_can_change() -> None:
    of = gated(block="care.parcels <= 2", caps={"overall": 39.9})
    found = planned("overall:3", of=of, excluded=["care.parcels"])
    assert set(kinds(found)) == {("gate", "G1"), ("excluded", "care.parcels")}
    gate = next(o for o in found.obstacles if o.kind == "gate")
    assert gate.read == {"care.parcels": 1}


def test_a_limit_of_the_fit() -> None:
    limits = [{"at_most": 30, "when": "profile.trade <= 2"}]
    fit = {"terms": [{"value": "profile.basket * 25", "weight": 1}], "limits": limits}
    of = asked(routes=[route("R1", fit, {"care": 1}), route("R9", "80", {"sale": 1})])
    obstacle = only(planned("R1:pilot", of=of))
    assert (obstacle.kind, obstacle.name) == ("fit_limit", "R1")
    assert obstacle.message == "fit.R1 is held at 30 because profile.trade <= 2"
    assert obstacle.read == {"profile.trade": 2}


def test_too_low_a_fit() -> None:
    obstacle = only(planned("R1:go", ALL | {"profile.basket": 1}))
    assert (obstacle.kind, obstacle.message) == ("fit", "fit.R1 is 25, too little for go")
    assert (obstacle.condition, obstacle.read) == ("profile.basket * 25", {"profile.basket": 1})


def test_too_low_a_fit_of_several_terms() -> None:
    terms = [{"value": f"profile.{name} * 5", "weight": 1} for name in ("basket", "trade")]
    of = asked(routes=[route("R1", {"terms": terms}, {"care": 1}), route("R9", "80", {"sale": 1})])
    obstacle = only(planned("R1:pilot", of=of))
    assert (obstacle.kind, obstacle.message) == ("fit", "fit.R1 is 15, too little for pilot")
    assert obstacle.read == {"profile.basket": 4, "profile.trade": 2}


def test_a_fit_that_cannot_be_told() -> None:
    answers = {name: value for name, value in ALL.items() if name != "profile.basket"}
    obstacle = only(planned("R1:go", answers))
    assert (obstacle.kind, obstacle.name) == ("unanswered", "profile.basket")
    assert obstacle.message == "fit.R1 cannot be told: profile.basket has no value"


def test_a_verdict_that_the_table_does_not_give() -> None:
    rules = ROUTE_RULES | {"candidates": ["R1"], "verdicts": [{"verdict": "prepare"}]}
    obstacle = only(planned("R1:go", of=asked(route_rules=rules)))
    assert (obstacle.kind, obstacle.name) == ("verdict", "R1")
    assert obstacle.message == "no row of the verdict table gives go to R1"


def test_questions_that_are_excluded_fixed_or_unanswered() -> None:
    found = planned("care:5", excluded=["care.parcels", "care.returns"])
    assert ("excluded", "care.parcels") in kinds(found)
    assert found.obstacles[-1].message == "score.care comes to 25.0 at most; level 5 starts at 80"
    answers = PROFILE | {"care.parcels": 1, "sale.shop": 1}
    found = planned("care:3", answers, fixed={"care.returns": 2})
    assert set(kinds(found)) == {("fixed", "care.returns"), ("unanswered", "care.returns")}
    assert "care.returns has no answer yet" in {o.message for o in found.obstacles}


def test_a_question_that_nobody_can_raise_as_far_as_it_is_fixed() -> None:
    of = asked(improvements={"questions": IMPROVEMENTS[1:]})
    found = planned("care:2", of=of, fixed={"care.parcels": 3})
    assert set(kinds(found)) == {("fixed", "care.parcels"), ("no_improvement", "care.parcels")}
    messages = {obstacle.message for obstacle in found.obstacles}
    assert "care.parcels is fixed at 3 or more" in messages
    assert "the questionnaire does not say what it takes to raise care.parcels" in messages


def test_too_low_a_readiness_names_the_most_that_can_be_reached() -> None:
    found = planned("R1:go", ALL | {"care.parcels": 0}, excluded=["care.parcels"])
    assert set(kinds(found)) == {("excluded", "care.parcels"), ("score", "R1")}
    score = next(o for o in found.obstacles if o.kind == "score")
    assert score.name == "R1"
    assert score.message == "readiness.R1 comes to 50.0 at most, too little for go"
