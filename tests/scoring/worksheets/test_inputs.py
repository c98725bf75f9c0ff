"""What is typed into a worksheet: everything wrong is said at its input, nothing is guessed."""

import math
from copy import deepcopy

import pytest

from readiness.scoring.worksheets.calculation import calculate
from tests.scoring.worksheets.filling import PLAN, SOURCE, codes, filled, plan_from, value


@pytest.mark.parametrize(
    ("name", "typed", "code", "message", "remedy"),
    [
        ("setup", -1, "out_of_range", "-1 is outside what C1 can be", "from 0 to 1000000 (EUR)"),
        ("setup", 1e400, "wrong_type", "inf is not a figure", "leave it out while"),
        ("setup", math.nan, "wrong_type", "nan is not a figure", "leave it out while"),
        ("setup", -math.inf, "wrong_type", "-inf is not a figure", "from 0 to"),
        ("setup", 10**60, "out_of_range", "whole number of more than", "from 0 to"),
        ("setup", 1e300, "out_of_range", "1e+300 is outside", "from 0 to"),
        ("setup", "1e400", "out_of_range", "'1e400' is outside", "from 0 to"),
        ("setup", "1e" + "9" * 900, "out_of_range", "is outside", "from 0 to"),
        ("setup", "1e-" + "9" * 900, "too_many_decimals", "is finer", "round to 2 decimals"),
        ("setup", "9" * 1000, "out_of_range", "is outside", "from 0 to"),
        ("setup", "9" * 5000, "wrong_type", "is not a figure", "from 0 to"),
        ("setup", "0.12345678901234567890", "too_many_decimals", "is finer", "round to 2"),
        ("setup", 0.125, "too_many_decimals", "0.125 is finer than C1", "round to 2 decimals"),
        ("setup", "20000", "wrong_type", "not the text '20000'", "write 20000 without quotes"),
        ("setup", "many", "wrong_type", "'many' is not a figure for C1", "leave it out"),
        ("setup", "", "wrong_type", "'' is not a figure", "leave it out"),
        ("setup", "NaN", "wrong_type", "'NaN' is not a figure", "leave it out"),
        ("setup", True, "wrong_type", "True is not a figure", "leave it out"),
        ("setup", [1], "wrong_type", "[1] is not a figure", "leave it out"),
        ("setup", {"a": 1}, "wrong_type", "is not a figure", "leave it out"),
        ("rate", -1, "out_of_range", "-1 is outside what K2 can be", "from 0 to 50 (%)"),
        ("horizon", 0, "out_of_range", "0 is outside what K3 can be", "from 1 to 15 (years)"),
        ("horizon", 16, "out_of_range", "16 is outside", "from 1 to 15"),
        ("horizon", 2.5, "too_many_decimals", "2.5 is finer", "use a whole number"),
        ("sure", 1, "wrong_type", "1 is not true or false", "write true or false"),
        ("sure", "yes", "wrong_type", "'yes' is not true or false", "write true or false"),
    ],
)
def test_an_input_that_makes_no_sense_is_refused(
    name: str, typed: object, code: str, message: str, remedy: str
) -> None:
    """S-75: each with its input, what is wrong, and how to mend it."""
    result = filled(**{name: typed})
    (problem,) = result.problems
    assert (problem.code, problem.input, problem.pointer) == (code, name, f"/{name}")
    assert message in problem.message
    assert remedy in problem.remedy
    assert not result.complete


def test_a_number_too_long_to_be_printed_is_refused() -> None:
    """S-75: Python itself would not write its digits out."""
    (problem,) = filled(setup=10**5000).problems
    assert (problem.code, problem.input) == ("out_of_range", "setup")
    assert "whole number of more than" in problem.message


@pytest.mark.parametrize("typed", [0, 1_000_000, 0.01, 999_999.99, 1e2, 7.0, -0.0])
def test_figures_inside_the_bounds_are_taken(typed: float) -> None:
    """S-75: both ends included, with as many decimals as asked."""
    assert filled(setup=typed).problems == ()


def test_a_refused_input_counts_as_missing_even_where_there_is_a_default() -> None:
    """S-76: who typed something did not mean the default."""
    result = filled(saving="some", sure="perhaps", horizon=0, rent=-5)
    assert result.missing == ("rent", "saving", "sure")
    assert result.assumed == ()
    assert value(result, "yearly") is None
    assert [horizon.years for horizon in result.horizons] == [3, 5]


@pytest.mark.parametrize("left_out", [{}, {"saving": None, "sure": None}])
def test_a_default_is_assumed_where_nothing_is_typed(left_out: dict[str, object]) -> None:
    """S-77: `null` is nothing; what is assumed is listed."""
    typed = {"setup": 1, "rent": 2.1, "change": 0, "rate": 0}
    result = calculate(PLAN, typed | left_out, {})
    assert result.assumed == ("saving", "sure")
    assert value(result, "yearly") == 2
    assert result.complete


def test_what_is_needed_and_not_typed_is_missing() -> None:
    """S-78: named and asked for; what is optional is not."""
    result = calculate(PLAN, {}, {})
    assert result.missing == ("setup", "rent", "change", "rate")
    assert codes(result) == dict.fromkeys(result.missing, "input_missing")
    first = result.problems[0]
    assert first.message == "C1 has no value"
    assert first.remedy == "give a figure from 0 to 1000000 (EUR); if there is none, 0"
    assert not result.complete


def test_yes_or_no_without_default_is_asked_for_in_words() -> None:
    """S-78: there is no 0 to give."""
    source = deepcopy(SOURCE)
    del source["groups"][0]["inputs"][3]["default"]
    plan = plan_from(source)
    problem = next(each for each in calculate(plan, {}, {}).problems if each.input == "sure")
    assert (problem.code, problem.remedy) == ("input_missing", "write true or false")


def test_an_unknown_input_is_named_and_changes_nothing_else() -> None:
    """S-79: with the input that was probably meant."""
    result = filled(rentt=7, **{"a/b~": 1})
    assert codes(result) == {"rentt": "unknown_input", "a/b~": "unknown_input"}
    by_input = {problem.input: problem for problem in result.problems}
    assert by_input["rentt"].remedy == "did you mean 'rent'?"
    assert by_input["a/b~"].remedy == "leave it out"
    assert by_input["a/b~"].pointer == "/a~1b~0"
    assert result.figures == filled().figures
    assert result.missing == ()


def test_another_sheet_altogether_is_told_quickly() -> None:
    """S-79: only the first hundred strangers are compared with the names there are."""
    result = calculate(PLAN, {f"rent{n:04}": 1 for n in range(2000)}, {})
    strange = [problem for problem in result.problems if problem.code == "unknown_input"]
    assert len(strange) == 2000
    assert [strange[0].remedy, strange[-1].remedy] == ["did you mean 'rent'?", "leave it out"]
