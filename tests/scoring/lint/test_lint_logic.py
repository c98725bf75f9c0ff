"""What rules mean: each known-bad questionnaire gives its problem, its place and its remedy.

The examples change one place of the small questionnaire, which has no problem itself.
"""

from typing import Any

import pytest

from readiness.scoring import Problem, Questionnaire
from readiness.scoring.lint import lint
from tests.scoring.lint.small_value import changed, linted

Path = tuple[str | int, ...]
CONTRADICTION = "logistics.single_parcel == 0 && logistics.single_parcel == 4"
TABLE = ("route_rules", "verdicts")


def only(value: dict[str, Any]) -> Problem:
    problems = linted(value)
    assert len(problems) == 1, problems
    return problems[0]


def test_the_delivered_questionnaire_has_no_problem(d2c: Questionnaire) -> None:
    assert lint(d2c) == ()


@pytest.mark.parametrize(
    ("place", "code", "words"),
    [
        (("weight_rules", 0, "when"), "dead_rule", "weight rule sellers"),
        (("gates", 0, "block"), "dead_rule", "gate G1 in block form"),
        (("gates", 0, "condition"), "dead_rule", "gate G1 in condition form"),
        (("gates", 0, "notes", 0, "when"), "dead_rule", "note consumers of gate G1"),
        (("findings", 0, "when"), "dead_rule", "finding X-01"),
        (("variants", 0, "when"), "dead_rule", "variant R1-OUTSOURCED"),
        (("recommendation_rules", "light_when"), "dead_rule", "light wording"),
        (("recommendations", 0, "when"), "untriggered_recommendation", "REC-01"),
        (("questions", 4, "asked_if"), "unreachable_question", "CHN-01 is asked"),
        (("questions", 4, "not_applicable"), "dead_rule", "CHN-01 may not apply"),
    ],
)  # fmt: skip
def test_a_condition_that_contradicts_itself_is_never_true(
    place: Path, code: str, words: str
) -> None:
    problem = next(p for p in linted(changed(*place, to=CONTRADICTION)) if p.path == place)
    assert problem.code == code
    assert words in problem.message
    assert "'logistics.single_parcel == 0' and 'logistics.single_parcel == 4'" in problem.message
    assert problem.remedy == "compare with what the questions can become, or remove it"


def test_a_limit_of_a_fit_that_is_never_true_is_a_problem() -> None:
    limits = [{"at_most": 30, "when": CONTRADICTION}]
    problem = only(changed("routes", 0, "fit", "limits", to=limits))
    assert (problem.code, problem.path) == ("dead_rule", ("routes", 0, "fit", "limits", 0, "when"))
    assert "the limit 30 of the fit of route R1" in problem.message


@pytest.mark.parametrize(
    "condition",
    [
        "logistics.single_parcel >= 1 && logistics.single_parcel <= 1",  # options are 0, 2, 4
        "!profile.seller && channels.partners >= 2",  # not asked then
        "unknown(logistics.accuracy) && logistics.accuracy <= 1",
        "measured(logistics.accuracy) && !answered(logistics.accuracy)",
        "count(profile.seller, !profile.seller) == 2",
        "4 == logistics.single_parcel && logistics.single_parcel != 4",
        "level.logistics == 2 && gate.G1 == 'block'",  # capped at 39.9, level 2 starts at 50
        "score.overall > 49.9 && gate.G1 == 'block'",
        "second_opinion.largest_gap == 1 && second_opinion.largest_gap == 2",
    ],
)
def test_rules_are_never_true_through_what_they_read(condition: str) -> None:
    problem = only(changed("findings", 0, "when", to=condition))
    assert (problem.code, problem.path) == ("dead_rule", ("findings", 0, "when"))
    assert "finding X-01 is never true" in problem.message


@pytest.mark.parametrize(
    "condition",
    [
        "fit.R1 > 0 && fit.R1 < 100",
        "verdict.R1 == 'go' && gate.G1 == 'block'",
        "verdict.R1 == 'blocked' && gate.G1 == 'condition'",
        "primary == 'R1' && primary == 'R2'",
        "finding.X_01 && logistics.accuracy >= 3",
        "readiness.R1 < 20 && score.logistics > 90 && score.channels > 90",
    ],
)
def test_recommendations_are_never_triggered_through_results(condition: str) -> None:
    problem = only(changed("recommendations", 1, "when", to=condition))
    assert problem.code == "untriggered_recommendation"
    assert problem.path == ("recommendations", 1, "when")


def test_a_form_that_the_other_form_hides_never_shows() -> None:
    problem = only(changed("gates", 0, "condition", to="logistics.single_parcel <= 0"))
    assert (problem.code, problem.path) == ("dead_rule", ("gates", 0, "condition"))
    assert "never shows: the block form is true whenever it is" in problem.message
    assert "narrow the other condition" in problem.remedy


def test_a_note_of_a_gate_that_is_clear_then_never_shows() -> None:
    place = ("gates", 0, "notes", 0, "when")
    problem = only(changed(*place, to="logistics.single_parcel == 4"))
    assert (problem.code, problem.path) == ("dead_rule", place)
    assert "note consumers of gate G1 never shows: the gate is clear whenever" in problem.message


def test_what_rests_on_a_reported_rule_is_not_reported_too() -> None:
    value = changed("findings", 0, "when", to=CONTRADICTION)
    value["recommendations"][0]["when"] = "finding.X_01"
    assert only(value).path == ("findings", 0, "when")
    value = changed("questions", 4, "asked_if", to=CONTRADICTION)
    value["recommendations"][0]["when"] = "channels.partners >= 2"
    assert [p.path for p in linted(value) if p.code != "unattainable_level"] == [
        ("questions", 4, "asked_if")
    ]


ANY_SELLER = "profile.seller || !profile.seller || !answered(profile.seller)"
ANY_PARCEL = "logistics.single_parcel > 0 || logistics.single_parcel <= 0"


@pytest.mark.parametrize(
    ("place", "condition"),
    [
        (("weight_rules", 0, "when"), ANY_SELLER),
        (("gates", 0, "block"), f"{ANY_PARCEL} || unknown(logistics.single_parcel)"),
        (("gates", 0, "notes", 0, "when"), ANY_SELLER),
        (("findings", 0, "when"), f"{ANY_PARCEL} || unknown(logistics.single_parcel)"),
        (("recommendations", 1, "when"), "gate.G1 != 'block' || score.logistics < 40"),
        (("questions", 4, "asked_if"), ANY_SELLER),
        (("recommendation_rules", "light_when"), ANY_SELLER),
    ],
)
def test_a_condition_that_all_complete_answers_meet_is_a_problem(
    place: Path, condition: str
) -> None:
    problem = next(p for p in linted(changed(*place, to=condition)) if p.path == place)
    assert problem.code == "always_true_rule"
    assert "is always true once everything is answered" in problem.message
    assert problem.remedy.endswith('write "true" or leave it out')


def test_what_is_meant_for_everybody_may_say_so() -> None:
    assert linted(changed("gates", 0, "notes", 0, "when", to="true")) == ()
    assert linted(changed("recommendations", 1, "when", to="true")) == ()


def test_a_level_that_no_answers_reach_is_a_problem() -> None:
    value = changed("levels", 1, "from_score", to=60)
    level = {"id": "top", "number": 3, "from_score": 90}
    value["levels"].append(level)
    texts = value["texts"]["en"]
    texts["levels"]["top"] = {"name": "Top"}
    for dimension in texts["dimensions"].values():
        dimension["levels"]["top"] = "Best"
    problem = only(value)  # channels give 0, 50 or 100
    assert (problem.code, problem.path) == ("unattainable_level", ("levels", 1, "from_score"))
    assert "no complete answers bring dimension CHN to level 2 (high)" in problem.message
    assert "move from_score:" in problem.remedy


def test_an_overall_level_above_a_cap_that_always_holds_is_a_problem() -> None:
    value = changed("gates", 0, "block", to="true")
    value["gates"][0]["condition"] = "true"
    found = {p.message for p in linted(value) if p.code == "unattainable_level"}
    assert found == {
        "no complete answers bring dimension LOG to level 2 (high)",
        "no complete answers bring the overall score to level 2 (high)",
    }


@pytest.mark.parametrize(
    ("row", "when", "gap"),
    [
        (3, "fit >= 60", "fit 40, any readiness, not blocked, not conditioned"),
        (3, "readiness >= 40", "fit 40, readiness below 40, not blocked, not conditioned"),
        (3, "60 <= readiness", "fit 40, readiness below 60, not blocked, not conditioned"),
        (3, "fit > 40 && fit < 90", "fit 40, any readiness, not blocked, not conditioned"),
        (0, "fit == 40", "fit below 40, any readiness, not blocked, not conditioned"),
        (1, "blocked && conditioned", "fit 40, any readiness, blocked, not conditioned"),
    ],
)
def test_a_combination_that_no_row_covers_is_a_problem(row: int, when: str, gap: str) -> None:
    value = changed(*TABLE, row, "when", to=when)
    if row == 1:
        value["route_rules"]["verdicts"][3]["when"] = "fit >= 40 && !blocked"
    problem = only(value)
    assert (problem.code, problem.path) == ("verdict_gap", TABLE)
    assert problem.message == f"no row of the verdict table covers {gap}"
    assert problem.remedy == "widen a row, or add a last row without when:"


@pytest.mark.parametrize(
    ("row", "when"),
    [(1, "fit < 30"), (2, "blocked && conditioned"), (2, "fit > 80 && fit < 40"), (3, "fit < 0.5")],
)
def test_a_row_that_is_never_the_first_is_a_problem(row: int, when: str) -> None:
    value = changed(*TABLE, row, "when", to=when)
    if row == 3:
        value["route_rules"]["verdicts"].append({"verdict": "go"})
    problem = only(value)
    assert (problem.code, problem.path) == ("unreachable_row", (*TABLE, row))
    assert "is never the first that is true" in problem.message
    assert "move it up" in problem.remedy


def test_a_row_that_calculates_is_given_the_benefit_of_the_doubt() -> None:
    assert linted(changed(*TABLE, 3, "when", to="fit + readiness >= 40")) == ()


def test_a_better_answer_that_makes_a_gate_harsher_is_a_problem() -> None:
    value = changed("gates", 0, "block", to="logistics.single_parcel == 4")
    problem = only(value)
    assert (problem.code, problem.path) == ("better_is_worse", ("gates", 0, "condition"))
    assert problem.message == "raising LOG-01 from 0 to 2 turns gate G1 from clear to condition"
    assert "such as <= instead of ==" in problem.remedy


def test_the_counter_example_names_the_answers_it_needs_and_no_others() -> None:
    block = "logistics.accuracy == 3 && profile.seller && logistics.single_parcel >= 0.5"
    value = changed("gates", 0, "block", to=block)
    value["gates"][0]["condition"] = "unknown(logistics.accuracy)"
    messages = {p.message for p in linted(value) if p.code == "better_is_worse"}
    assert messages == {
        "raising LOG-01 from 0 to 2 with PRF-02 True, LOG-02 3 turns gate G1 from clear to block",
        "raising LOG-02 from 2 to 3 with PRF-02 True, LOG-01 2 turns gate G1 from clear to block",
    }


def test_a_better_answer_that_shifts_weight_onto_a_weak_dimension_is_a_problem() -> None:
    value = changed("weight_rules", 0, "when", to="logistics.single_parcel >= 2")
    value["weight_rules"][0]["factor"] = 10
    problem = only(value)
    assert (problem.code, problem.path) == ("better_is_worse", ("weight_rules", 0, "when"))
    assert problem.message == (
        "raising LOG-01 from 0 to 2 with LOG-02 4, CHN-01 0 lowers "
        "the overall score from 23.9 to 9.1, because of weight rule sellers"
    )
    assert "read the profile" in problem.remedy


def test_a_better_answer_that_opens_a_question_with_low_points_is_a_problem() -> None:
    value = changed("questions", 3, "asked_if", to="logistics.single_parcel >= 4")
    value["questions"][3]["weight"] = 50
    problem = only(value)
    assert (problem.code, problem.path) == ("better_is_worse", ("questions", 3, "asked_if"))
    assert problem.message == (
        "raising LOG-01 from 2 to 4 with LOG-02 0 lowers the score of dimension LOG "
        "from 50.0 to 5.7, because of the question LOG-02 opens"
    )


def test_a_question_that_opens_but_weighs_little_is_no_problem() -> None:
    assert linted(changed("questions", 3, "asked_if", to="logistics.single_parcel >= 4")) == ()


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ({"type": "text"}, "profile.more == 'a' && profile.more == 'b'"),
        ({"type": "multiple", "items": [{"id": i} for i in "abcdefgh"]},
         " && ".join(f"'{i}' in profile.more" for i in "abcdefgh")),
        ({"type": "multiple", "items": [{"id": "a"}, {"id": "businesses"}]},
         "profile.buyers in profile.more && profile.buyers != 'businesses'"),
    ],
)  # fmt: skip
def test_what_is_not_enumerated_is_not_guessed_about(
    question: dict[str, Any], condition: str
) -> None:
    """The first is never true, but texts are not enumerated; the others can be true or not."""
    more = {"id": "profile.more", "code": "PRF-09", "role": "sales"} | question
    value = changed("questions", 5, to=more)
    value["texts"]["en"]["questions"]["profile.more"] = {
        "title": "More?",
        "options": {item["id"]: "x" for item in question.get("items", [])},
    }
    value["findings"][0]["when"] = condition
    assert linted(value) == ()


def with_share(**more: Any) -> dict[str, Any]:
    """The small questionnaire with a figure of the profile, in per cent with one decimal."""
    share = {"id": "profile.share", "code": "PRF-09", "role": "sales", "type": "number",
             "unit": "%", "low": 0, "high": 100, "decimals": 1}  # fmt: skip
    value = changed("questions", 5, to=share | more)
    value["texts"]["en"]["questions"]["profile.share"] = {"title": "How much?"}
    return value


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("profile.share * 2 > 100 && profile.share / 4 < 12", "dead_rule"),
        ("profile.share >= 33.35 && profile.share < 33.4", "dead_rule"),  # one decimal is typed
        ("profile.share >= 33.35 && profile.share <= 33.4", None),
        ("profile.share > 40 && profile.share < 40.2 && unknown(profile.share)", "dead_rule"),
        ("profile.share in [10, 20] && profile.share > 20.5", "dead_rule"),
        ("min(profile.share, 50) >= 49.9 && profile.share < 50", None),
        ("profile.share < 100 || profile.share > 30 || !answered(profile.share)",
         "always_true_rule"),
    ],
)  # fmt: skip
def test_figures_are_judged_as_they_can_be_typed(condition: str, code: str | None) -> None:
    value = with_share()
    value["findings"][0]["when"] = condition
    assert [p.code for p in linted(value)] == ([code] if code else [])


def test_figures_under_a_branch_are_judged_with_it() -> None:
    value = with_share(asked_if="profile.seller")
    value["findings"][0]["when"] = "profile.share >= 50 && !profile.seller"
    assert only(value).code == "dead_rule"
    value["findings"][0]["when"] = "profile.share >= 50 && 1 <= count(profile.seller)"
    assert linted(value) == ()


def test_texts_under_a_branch_are_judged_with_it() -> None:
    value = changed("questions", 5, to={"id": "profile.more", "code": "PRF-09", "role": "sales",
                                        "type": "text", "asked_if": "profile.seller"})  # fmt: skip
    value["texts"]["en"]["questions"]["profile.more"] = {"title": "More?"}
    value["findings"][0]["when"] = "answered(profile.more) && !profile.seller"
    assert only(value).code == "dead_rule"


def test_a_counter_example_names_figures() -> None:
    value = with_share()
    value["gates"][0]["block"] = "logistics.single_parcel == 4 && profile.share > 30"
    value["gates"][0]["condition"] = "logistics.single_parcel <= 2 && profile.share < 10"
    problem = next(p for p in linted(value) if p.code == "better_is_worse")
    assert problem.message == (
        "raising LOG-01 from 2 to 4 with PRF-09 30.1 turns gate G1 from clear to block"
    )


def test_a_fit_that_is_always_missing_is_judged() -> None:
    value = changed("routes", 1, "fit", "terms", 0, "value", to="80 / (1 - 1)")
    value["recommendations"][1]["when"] = "fit.R2 >= 0.5"
    assert only(value).code == "untriggered_recommendation"


def test_a_questionnaire_without_routes_has_no_table() -> None:
    value = changed("routes", to=[])
    for section in ("variants", "recommendations"):
        value[section] = []
    value["gates"][0]["repairs"] = []
    del value["route_rules"], value["recommendation_rules"]
    assert {p.code for p in linted(value)} == {"orphaned_text"}


def test_a_bound_at_the_end_of_the_scale_leaves_nothing_beyond() -> None:
    value = changed(*TABLE, 0, "when", to="fit <= 0")
    value["route_rules"]["verdicts"][3]["when"] = "fit > 0 && 100 > fit"
    problem = only(value)
    assert problem.message.endswith("covers fit 100, any readiness, not blocked, not conditioned")


def test_a_search_that_takes_too_long_reports_nothing() -> None:
    questions = [
        {"id": f"profile.q{i}", "code": f"PRF-1{i}", "role": "sales", "type": "number", "unit": "%",
         "low": 0, "high": 100, "decimals": 2}
        for i in range(6)
    ]  # fmt: skip
    value = changed("key", to="small")
    value["questions"] += questions
    texts = value["texts"]["en"]["questions"]
    texts |= {question["id"]: {"title": "?"} for question in questions}
    products = " + ".join(f"profile.q{i} * profile.q{i + 1}" for i in range(5))
    value["findings"][0]["when"] = f"{products} == 1234.567891"
    assert linted(value) == ()


def test_a_counter_example_names_don_t_know_and_lists() -> None:
    value = changed("questions", 5, to={
        "id": "profile.more", "code": "PRF-09", "role": "sales", "type": "multiple",
        "items": [{"id": "a"}, {"id": "b"}]})  # fmt: skip
    value["texts"]["en"]["questions"]["profile.more"] = {
        "title": "More?", "options": {"a": "A", "b": "B"}}  # fmt: skip
    wanted = "'a' in profile.more && 'b' in profile.more && unknown(logistics.accuracy)"
    value["gates"][0]["block"] = f"logistics.single_parcel == 4 && {wanted}"
    value["gates"][0]["condition"] = "logistics.single_parcel == 0"
    problem = only(value)
    assert problem.message == (
        "raising LOG-01 from 2 to 4 with LOG-02 don't know, PRF-09 a, b "
        "turns gate G1 from clear to block"
    )


def test_three_parts_that_exclude_each_other_only_together_are_not_singled_out() -> None:
    parts = ["logistics.accuracy + logistics.single_parcel > 5", "logistics.accuracy < 3",
             "logistics.single_parcel < 4"]  # fmt: skip
    problem = only(changed("findings", 0, "when", to=" && ".join(parts)))
    assert problem.message == "finding X-01 is never true, whatever is answered"
