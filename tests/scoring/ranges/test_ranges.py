"""What ranges say in cases that can be followed by hand."""

from typing import Any

import pytest

from readiness.scoring import Answer, Answers, AnswerState, Questionnaire, parse_answers
from readiness.scoring.engine import compiled
from readiness.scoring.plans import Program
from readiness.scoring.ranges import Ranges, RangeState, build_ranges
from readiness.scoring.ranges.bounds import exactly
from readiness.scoring.ranges.study import PROGRAMS_KEPT, study_of
from tests.scoring.ranges.bounding import bounded
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    choice,
    figure,
    of,
    profile,
    profile_figure,
    profile_flag,
    profile_list,
    questionnaire,
    route,
    ticks,
)


def ranges_of(asked: Questionnaire, **answers: object) -> Ranges:
    """Bound all together; `care__a=3` answers the question `care.a`."""
    given = {name.replace("__", "."): value for name, value in answers.items()}
    return bounded(compiled(asked), parse_answers(asked, given))


def test_an_open_question_may_take_any_value() -> None:
    """S-56."""
    found = ranges_of(questionnaire(choice("care.a"), choice("care.b")), care__a=4)
    assert found.score.interval == (50.0, 100.0)
    assert found.levels == (3, 4, 5)


def test_one_level_is_left_when_the_whole_range_lies_in_it() -> None:
    asked = questionnaire(choice("care.a", 9), choice("care.b"))
    assert ranges_of(asked, care__a=4).levels == (5,)


def test_a_key_figure_that_is_not_known_may_turn_out_as_any_value() -> None:
    found = ranges_of(
        questionnaire(choice("care.a"), figure("care.b")), care__a=4, care__b="dont_know"
    )
    assert found.score.interval == (50.0, 100.0)


def test_a_question_that_may_not_apply_counts_where_it_helps_or_hurts() -> None:
    asked = questionnaire(choice("care.a"), choice("care.b", not_applicable=True))
    assert ranges_of(asked, care__a=2).score.interval == (25.0, 75.0)
    assert ranges_of(asked, care__a=4).score.interval == (50.0, 100.0)
    assert ranges_of(asked, care__a=4, care__b="not_applicable").score == exactly(100.0)


def test_a_dimension_of_questions_that_may_not_apply_may_have_no_score() -> None:
    found = ranges_of(questionnaire(choice("care.a", not_applicable=True)))
    assert found.score.interval == (0.0, 100.0)
    assert found.score.may_be_missing
    assert found.levels == (1, 2, 3, 4, 5, None)


def test_an_answer_whose_branch_is_open_may_turn_out_not_to_count() -> None:
    asked = questionnaire(
        profile_flag("profile.dealers"),
        choice("care.a"),
        choice("care.b", asked_if="profile.dealers"),
    )
    assert ranges_of(asked, care__a=2, care__b=4).score.interval == (50.0, 75.0)


def test_questions_of_one_branch_count_together_or_not_at_all() -> None:
    asked = questionnaire(
        profile_flag("profile.dealers"),
        choice("care.a"),
        choice("care.b", asked_if="profile.dealers"),
        choice("care.c", asked_if="profile.dealers"),
    )
    found = ranges_of(asked, care__a=2, care__b=4, care__c=0)
    assert found.score.interval == (50.0, 50.0)


def test_a_chain_of_branches_hangs_together() -> None:
    """Without dealers `care.b` does not apply, and whether `care.c` is asked cannot be told.

    So `care.c` counts in any case, unless `care.b` is below 3.
    """
    asked = questionnaire(
        profile_flag("profile.dealers"),
        choice("care.a"),
        choice("care.b", asked_if="profile.dealers"),
        choice("care.c", asked_if="care.b >= 3"),
    )
    known = ranges_of(asked, care__a=0, care__b=4, care__c=4)
    assert known.calculated.interval == pytest.approx((50.0, 200 / 3))
    open_too = ranges_of(asked, care__a=0, care__c=4)
    assert open_too.calculated.interval == pytest.approx((0.0, 200 / 3))


def test_a_branch_on_a_figure_hangs_together() -> None:
    asked = questionnaire(
        profile_figure("profile.share"),
        choice("care.a"),
        choice("care.b", asked_if="profile.share >= 40"),
        choice("care.c", asked_if="profile.share < 40"),
        choice("care.d", asked_if="profile.share + 1 > 200 - profile.share"),
    )
    found = ranges_of(asked, care__a=2, care__b=4, care__c=0, care__d=2)
    assert found.calculated.interval == (25.0, 75.0)


def test_open_weight_rules_are_tried_in_all_combinations() -> None:
    asked = questionnaire(
        profile("profile.a"),
        profile("profile.b"),
        choice("care.a"),
        choice("law.a"),
        weight_rules=[
            {"id": "more", "when": "profile.a >= 3", "dimension": "care", "factor": 3},
            {"id": "less", "when": "profile.b >= 3", "dimension": "law", "factor": 0.5},
        ],
    )
    found = ranges_of(asked, care__a=4, law__a=0)
    assert found.score.interval == pytest.approx((50.0, 600 / 7))
    assert ranges_of(asked, care__a=4, law__a=0, profile__a=4, profile__b=0).score.interval == (
        75.0,
        75.0,
    )


GATED = questionnaire(
    choice("care.a"),
    choice("care.b"),
    gates=[
        {
            "code": "G1",
            "block": "care.b == 0",
            "condition": "care.b == 1 || unknown(care.b)",
            "caps": {"overall": 59.9, "dimensions": {"care": 39.9}},
        }
    ],
    findings=[
        {"code": "X-01", "when": "care.a >= 3 && care.b <= 1", "severity": "low"},
        {"code": "X-02", "when": "care.a >= 3", "severity": "low"},
        {"code": "X-03", "when": "care.a <= 1 && care.b <= 1", "severity": "low"},
    ],
)


def test_gates_and_findings_say_what_is_still_possible() -> None:
    found = ranges_of(GATED, care__a=4)
    assert of(found.gates, "G1").outcomes == ("block", "condition", "clear")
    assert [finding.made for finding in found.findings] == [None, True, False]
    assert found.dimensions[0].score.interval == (39.9, 100.0)
    assert found.dimensions[0].calculated.interval == (50.0, 100.0)


def test_a_gate_whose_forms_exclude_each_other_is_judged_as_one() -> None:
    found = ranges_of(
        questionnaire(
            choice("care.a", dont_know="refused"),
            gates=[{"code": "G1", "block": "care.a <= 1", "condition": "care.a >= 2"}],
        )
    )
    assert of(found.gates, "G1").outcomes == ("block", "condition")


def test_a_gate_stays_open_while_an_answer_may_be_left_out() -> None:
    asked = questionnaire(
        choice("care.a"),
        profile_list("profile.countries"),
        gates=[{"code": "G1", "block": '"DE" in profile.countries'}],
    )
    assert ranges_of(asked, care__a=1).gates[0].outcomes == ("block", "open", "clear")


def test_ticked_items_may_still_be_any_list() -> None:
    """Also where there are too many items to try every list."""
    for letters in ("abcde", "abcdefgh"):
        asked = questionnaire(
            ticks("care.a", items=[{"id": name} for name in letters], asked_if="care.b >= 2"),
            choice("care.b"),
            findings=[
                {"code": "X-01", "when": '"a" in items.care.a', "severity": "low"},
                {"code": "X-02", "when": '!("a" in items.care.a)', "severity": "low"},
            ],
        )
        assert [part.made for part in ranges_of(asked).findings] == [None, None]
        settled = ranges_of(asked, care__a=["a"], care__b=3).findings
        assert [part.made for part in settled] == [True, False]
        open_branch = ranges_of(asked, care__a=["a"]).findings
        assert [part.made for part in open_branch] == [None, False]
        left_out = ranges_of(asked, care__b=0).findings
        assert [part.made for part in left_out] == [False, False]


def test_the_largest_gap_follows_the_answers_that_are_open() -> None:
    asked = questionnaire(
        choice("care.a", second_opinion="management"),
        choice("care.b"),
        findings=[
            {"code": "X-01", "when": "second_opinion.largest_gap >= 2", "severity": "low"},
            {"code": "X-02", "when": "second_opinion.largest_gap >= 4", "severity": "low"},
        ],
    )
    program = compiled(asked)
    second = {"care.a": Answer(AnswerState.ANSWERED, value=1)}
    found = bounded(program, Answers({}, second))
    assert [finding.made for finding in found.findings] == [None, False]
    settled = bounded(program, Answers({"care.a": Answer(AnswerState.ANSWERED, value=4)}, second))
    assert [finding.made for finding in settled.findings] == [True, False]


def route_ranges(candidates: Any = ("R1", "R2"), **answers: Any) -> Ranges:
    """Bound two routes by one dimension each and a profile with a figure."""
    asked = questionnaire(
        profile("profile.basket"),
        profile_figure("profile.share"),
        choice("care.a", dont_know="refused"),
        choice("law.a", dont_know="refused"),
        routes=[
            route(
                "R1",
                {
                    "terms": [
                        {"value": "profile.basket * 25", "weight": 1},
                        {"value": "profile.share", "weight": 1},
                    ],
                    "limits": [
                        {"at_most": 30, "when": "profile.share < 40"},
                        {"at_most": 45, "when": "profile.basket <= 1"},
                    ],
                },
                {"care": 1},
            ),
            route("R2", "70", {"law": 1}),
            route("R9", "60", {"care": 1}),
        ],
        route_rules=ROUTE_RULES | {"candidates": candidates},
    )
    return ranges_of(asked, **answers)


def test_limits_of_a_fit_agree_with_its_terms() -> None:
    """A share below 40 is held at 30; from 40 on a basket of 4 gives at least 70."""
    found = of(route_ranges(profile__basket=4, care__a=4, law__a=4).routes, "R1")
    assert found.fit.interval == (30.0, 100.0)
    assert found.verdicts == ("go", "not_a_fit")


def test_verdicts_still_possible_are_listed() -> None:
    found = route_ranges(profile__basket=4, profile__share=100, law__a=4)
    assert of(found.routes, "R1").verdicts == ("go", "pilot", "prepare")
    assert of(found.routes, "R1").readiness.interval == (0.0, 100.0)
    assert of(found.routes, "R1").index.interval == (60.0, 100.0)
    assert of(found.routes, "R2").verdicts == ("go",)


def test_a_table_without_a_row_for_everything_may_give_no_verdict() -> None:
    rules = ROUTE_RULES | {
        "candidates": ["R9"],
        "verdicts": [{"verdict": "go", "when": "readiness > 50"}],
    }
    asked = questionnaire(
        choice("care.a", dont_know="refused"),
        routes=[route("R9", "60", {"care": 1})],
        route_rules=rules,
    )
    assert ranges_of(asked).routes[0].verdicts == ("go", None)
    assert ranges_of(asked, care__a=0).routes[0].verdicts == (None,)


def test_primary_routes_still_possible_are_listed() -> None:
    answers = {"profile__basket": 4, "profile__share": 100, "law__a": 4}
    assert route_ranges(**answers).primary == ("R1", "R2")
    assert route_ranges(**answers, care__a=4).primary == ("R1",)
    assert route_ranges(**answers, care__a=0).primary == ("R2",)
    assert route_ranges(**{**answers, "law__a": 0}).primary == ("R1", "R9")


def test_equal_routes_are_ordered_as_scoring_orders_them() -> None:
    """The same index: the higher fit, then the higher readiness, then the earlier one."""
    same = {"profile__basket": 4, "profile__share": 40, "care__a": 4, "law__a": 4}
    assert route_ranges(**same).primary == ("R1",)
    assert route_ranges(("R2", "R1"), **same).primary == ("R2",)


def test_without_route_rules_there_is_no_primary_route() -> None:
    assert ranges_of(questionnaire(choice("care.a"))).primary == ()


def test_few_completions_are_tried_one_by_one() -> None:
    """S-60: a cap comes with the best answer; bounded together, the best seems possible."""
    asked = questionnaire(
        choice("care.a"),
        choice("care.b", dont_know="refused"),
        gates=[{"code": "G1", "block": "care.b == 4", "caps": {"dimensions": {"care": 39.9}}}],
    )
    program = compiled(asked)
    part = parse_answers(asked, {"care.a": 4})
    assert bounded(program, part).score.high == 100.0
    assert build_ranges(RangeState(program, part)).score.interval == (39.9, 87.5)


def test_an_optional_answer_may_be_left_out() -> None:
    asked = questionnaire(
        choice("care.a"),
        profile_list("profile.countries"),
        findings=[{"code": "X-01", "when": '!("DE" in profile.countries)', "severity": "low"}],
    )
    found = build_ranges(RangeState(compiled(asked), parse_answers(asked, {"care.a": 1})))
    assert found.findings[0].made is None


def test_studies_of_many_programs_are_not_kept_for_ever() -> None:
    kept: list[Program] = []
    for _ in range(PROGRAMS_KEPT + 1):
        program = compiled(questionnaire(choice("care.a")))
        kept.append(program)
        assert study_of(program) is study_of(program)
    first = study_of(kept[0])
    assert first.program is kept[0]
