"""What is too large is refused, and what is too large to prove is said to be undecided."""

from collections.abc import Callable
from typing import Any

import pytest

from readiness.scoring import Questionnaire
from readiness.scoring.limits import (
    MAX_ENTRIES,
    MAX_NAMES,
    MAX_PROBLEMS,
    MAX_RULE_CHARACTERS,
    MAX_TEXT_CHARACTERS,
)
from readiness.scoring.lint import lint_whole
from readiness.scoring.lint_logic import Logic, effort, lint_logic
from readiness.scoring.program import compile_questionnaire
from tests.scoring.lint.small_value import changed, linted
from tests.scoring.safety.makers import huge_verdict_table, multiplied_figures

LONG = " || ".join(["profile.seller && !profile.seller"] * 100)


def findings(count: int, condition: str = "profile.seller") -> list[dict[str, Any]]:
    return [{"code": f"X-{n}", "when": condition, "severity": "low"} for n in range(count)]


def test_a_list_may_have_so_many_entries_and_no_more() -> None:
    assert "questionnaire_too_large" not in {
        p.code for p in linted(changed("findings", to=findings(MAX_ENTRIES)))
    }
    (problem,) = linted(changed("findings", to=findings(MAX_ENTRIES + 1)))
    assert (problem.code, problem.path) == ("questionnaire_too_large", ("findings",))
    assert problem.message == f"findings has {MAX_ENTRIES + 1} entries; at most 300 are allowed"
    assert "leave out" in problem.remedy


def test_a_text_may_have_so_many_characters_and_no_more() -> None:
    assert linted(changed("texts", "en", "title", to="x" * MAX_TEXT_CHARACTERS)) == ()
    (problem,) = linted(changed("texts", "en", "title", to="x" * (MAX_TEXT_CHARACTERS + 1)))
    assert (problem.code, problem.path) == ("questionnaire_too_large", ("texts", "en", "title"))


def test_rules_may_read_so_many_names_and_no_more() -> None:
    value = changed("findings", to=findings(MAX_ENTRIES))
    value["variables"] = [{"id": f"v{n}", "formula": "1"} for n in range(MAX_ENTRIES)]
    value["gates"] = [{"code": f"G-{n}", "block": "true"} for n in range(MAX_ENTRIES)]
    value["routes"] *= 50
    (problem,) = linted(value)
    assert (problem.code, problem.path) == ("questionnaire_too_large", ())
    assert f"at most {MAX_NAMES:,} are allowed" in problem.message


@pytest.mark.parametrize("section", ["findings", "variables"])
def test_rules_may_have_so_many_characters_and_no_more(section: str) -> None:
    count = MAX_RULE_CHARACTERS // len(LONG) + 3
    formulas = [{"id": f"v{n}", "formula": f"count({LONG})"} for n in range(count)]
    value = changed(section, to=findings(count, LONG) if section == "findings" else formulas)
    problems = [p for p in linted(value) if p.code == "questionnaire_too_large"]
    assert [p.path[0] for p in problems] == [section]
    assert "have more than 100,000 characters" in problems[0].message


def test_so_many_problems_are_listed_and_no_more() -> None:
    for wrong in ("profile.sellr", "profile.seller"):
        problems = linted(changed("findings", to=findings(MAX_ENTRIES, wrong)))
        assert len(problems) == MAX_PROBLEMS + 1
        assert problems[-1].code == "too_many_problems"


def test_what_is_too_large_to_prove_is_named() -> None:
    found = lint_whole(Questionnaire.model_validate(multiplied_figures()))
    assert found.problems == ()
    assert "whether finding X-01 can be true" in found.undecided


def test_a_verdict_table_that_is_too_large_to_prove_is_named() -> None:
    found = lint_whole(Questionnaire.model_validate(huge_verdict_table()))
    assert found.problems == ()
    assert "whether the verdict table has gaps or unreachable rows" in found.undecided


def harsher_gate() -> dict[str, Any]:
    value = changed("gates", 0, "block", to="logistics.single_parcel == 4 && profile.seller")
    value["gates"][0]["condition"] = "logistics.accuracy == 0"
    return value


def lower_score() -> dict[str, Any]:
    value = changed("weight_rules", 0, "when", to="logistics.single_parcel >= 2")
    value["weight_rules"][0]["factor"] = 10
    return value


def logic_of(value: dict[str, Any]) -> Logic:
    program, problems = compile_questionnaire(Questionnaire.model_validate(value))
    assert program is not None, problems
    return lint_logic(program)


def places(logic: Logic) -> set[tuple[Any, ...]]:
    return {(problem.code, *problem.path) for problem in logic.problems}


@pytest.mark.parametrize("limit", ["MAX_STEPS_OF_A_PROOF", "MAX_STEPS_OF_ALL_PROOFS"])
@pytest.mark.parametrize("value", [harsher_gate, lower_score])
def test_with_fewer_steps_less_is_reported_and_the_rest_is_named(
    monkeypatch: pytest.MonkeyPatch, value: Callable[[], dict[str, Any]], limit: str
) -> None:
    """Wherever the steps run out, nothing else is reported."""
    whole = logic_of(value())
    assert "better_is_worse" in {problem.code for problem in whole.problems}
    cut_short = 0
    steps = 1
    while True:
        monkeypatch.setattr(effort, limit, steps)
        found = logic_of(value())
        assert places(found) <= places(whole)
        if places(found) == places(whole) and set(found.undecided) == set(whole.undecided):
            break
        assert found.undecided
        cut_short += 1
        steps += 1 + steps // 12
    assert cut_short > 10


def test_a_counter_example_that_rests_on_a_second_opinion_is_not_reported() -> None:
    """The search takes the largest gap as free; scoring these answers does not show it."""
    gap = "second_opinion.largest_gap >= 3"
    value = changed("gates", 0, "block", to=f"logistics.single_parcel == 4 && {gap}")
    value["gates"][0]["condition"] = f"logistics.single_parcel == 0 && {gap}"
    found = logic_of(value)
    assert "better_is_worse" not in {problem.code for problem in found.problems}
    assert "whether a better answer makes gate G1 harsher" in found.undecided
