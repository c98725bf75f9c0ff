"""What expressions give, above all where answers are missing. Both back ends are asked."""

import pytest

from readiness.scoring.expressions import State, Value, compile_expression
from tests.scoring.expressions.examples import condition, number, run, truth

TRUTHS: tuple[Value, ...] = (True, None, False)


@pytest.mark.parametrize("left", TRUTHS)
@pytest.mark.parametrize("right", TRUTHS)
def test_and_is_false_if_one_side_is_and_missing_unless_both_are_true(
    left: Value, right: Value
) -> None:
    expected = False if False in (left, right) else None if None in (left, right) else True

    found = truth("finding.X_15 && profile.dangerous", finding__X_15=left, profile__dangerous=right)
    assert found is expected


@pytest.mark.parametrize("left", TRUTHS)
@pytest.mark.parametrize("right", TRUTHS)
def test_or_is_true_if_one_side_is_and_missing_unless_both_are_false(
    left: Value, right: Value
) -> None:
    expected = True if True in (left, right) else None if None in (left, right) else False

    found = truth("finding.X_15 || profile.dangerous", finding__X_15=left, profile__dangerous=right)
    assert found is expected


@pytest.mark.parametrize(
    ("values", "of_all", "of_any"),
    [
        ((True, True, True), True, True),
        ((True, None, True), None, True),
        ((None, True, False), False, True),
        ((None, None, False), False, None),
        ((False, False, False), False, False),
    ],
)
def test_longer_chains_follow_the_same_rule(
    values: tuple[bool | None, ...], of_all: bool | None, of_any: bool | None
) -> None:
    names = ("finding__X_15", "profile__dangerous", "margin")
    given = dict(zip(names, (*values[:2], values[2] and 2.0), strict=True))
    if values[2] is False:
        given["margin"] = 0.0
    text = ("finding.X_15", "profile.dangerous", "margin > 1")

    assert truth({"all": list(text)}, **given) is of_all
    assert truth({"any": list(text)}, **given) is of_any


@pytest.mark.parametrize(
    "text",
    [
        "!finding.X_15",
        "margin == 1",
        "margin != 1",
        "1 < margin",
        "margin + 1 > orders",
        "orders > margin + 1",
        "-margin > 1",
        "margin in [1, 2]",
        '"tools" in profile.families',
        'note in ["a", "b"]',
        "note in tags",
        "finding.X_15 == true",
        "finding.X_15 ? profile.dangerous : true",
        "min(margin, 1) > 0",
        "max(1, margin) > 2",
        "sum(margin, 1) > 0",
        "mean(margin, 1) > 0",
        "clamp(margin, 0, 1) > 0.5",
        "coalesce(margin, orders) > 0.5",
        "1 / margin > 0",
    ],
)
def test_a_missing_operand_makes_the_result_missing(text: str) -> None:
    assert truth(text, orders=None) is None


def test_a_missing_list_or_element_makes_membership_missing() -> None:
    assert truth("note in tags", note="a") is None
    assert truth("note in tags", tags=("a",)) is None
    assert truth("note in tags", note="a", tags=("a", "b")) is True
    assert truth("note in tags", note="c", tags=("a", "b")) is False
    assert truth('"wood" in profile.families', profile__families=()) is False


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("==", (False, True, False)),
        ("!=", (True, False, True)),
        ("<", (True, False, False)),
        ("<=", (True, True, False)),
        (">", (False, False, True)),
        (">=", (False, True, True)),
    ],
)
def test_comparisons_with_a_constant_work_from_either_side(
    operator: str, expected: tuple[bool, ...]
) -> None:
    for margin, outcome in zip((1.0, 2.0, 3.0), expected, strict=True):
        assert truth(f"margin {operator} 2", margin=margin) is outcome
        assert truth(f"4 - margin {operator} 2", margin=4 - margin) is outcome
        assert truth(f"2 {operator} margin", margin=4 - margin) is outcome
        assert truth(f"margin {operator} orders", margin=margin, orders=2.0) is outcome


def test_strings_and_truth_values_are_compared_for_equality() -> None:
    assert truth('gate.G1 == "block"', gate__G1="block") is True
    assert truth("gate.G1 != gate.G2", gate__G1="block", gate__G2="open") is True
    assert truth('gate.G1 in ["block", "open"]', gate__G1="clear") is False
    assert truth("finding.X_15 == false", finding__X_15=False) is True
    assert truth("finding.X_15 != (margin > 1)", finding__X_15=True, margin=1.0) is True


def test_arithmetic_is_that_of_real_numbers() -> None:
    assert number("1 / 2") == 0.5
    assert number("2 + 3 * 4 - 6 / 3") == 12
    assert number("-margin * 2", margin=3.0) == -6
    assert number("10 - 4 - 3") == 3
    assert number("2 / (margin * 2)", margin=4.0) == 0.25


@pytest.mark.parametrize(
    "text",
    [
        "1 / margin",
        "0 / margin",
        "1e308 * 10",
        "1e308 + 1e308",
        "-1e308 - 1e308",
        "1e308 / 1e-10",
        "sum(1e308, 1e308)",
        "mean(1e308, 1e308)",
    ],
)
def test_results_that_are_no_finite_number_are_missing(text: str) -> None:
    assert number(text, margin=0.0) is None


def test_functions_of_numbers() -> None:
    assert number("min(3, margin, 5)", margin=2.0) == 2
    assert number("max(3, margin, 5)", margin=2.0) == 5
    assert number("sum(3, margin, 5)", margin=2.0) == 10
    assert number("mean(3, margin, 4)", margin=2.0) == 3
    assert number("clamp(margin, 0, 100)", margin=120.0) == 100
    assert number("clamp(margin, 0, 100)", margin=-1.0) == 0
    assert number("clamp(margin, 0, 100)", margin=50.0) == 50


def test_sums_do_not_depend_on_the_order_of_their_parts() -> None:
    assert number("sum(0.1, 0.2, 0.3)") == number("sum(0.3, 0.2, 0.1)") == 0.6


def test_count_counts_conditions_that_are_true_and_is_never_missing() -> None:
    text = "count(finding.X_15, margin > 1, orders > 1, profile.dangerous)"

    assert number(text) == 0
    assert number(text, finding__X_15=True, margin=2.0, orders=0.0) == 2


def test_coalesce_takes_the_first_value_that_is_present() -> None:
    assert number("coalesce(margin, orders)", margin=1.0, orders=2.0) == 1
    assert number("coalesce(margin, orders)", orders=2.0) == 2
    assert number("coalesce(margin, orders)") is None
    assert truth("coalesce(finding.X_15, true)", finding__X_15=False) is False


def test_a_conditional_evaluates_to_the_branch_taken() -> None:
    text = "margin > 1 ? orders : 7"

    assert number(text, margin=2.0, orders=3.0) == 3
    assert number(text, margin=0.0) == 7
    assert number(text, orders=3.0) is None


@pytest.mark.parametrize(
    ("state", "answered", "unknown", "measured"),
    [
        (State.NO_VALUE, False, False, False),
        (State.DONT_KNOW, False, True, False),
        (State.GIVEN, True, False, False),
        (State.MEASURED, True, False, True),
    ],
)
def test_answer_tests_read_the_state_and_are_never_missing(
    state: State, answered: bool, unknown: bool, measured: bool
) -> None:
    states = {"profile.dangerous": state}
    found = [
        run(condition(f"{function}(profile.dangerous)"), {}, states)
        for function in ("answered", "unknown", "measured")
    ]

    assert found == [answered, unknown, measured]


def test_an_identifier_without_a_slot_cannot_be_compiled() -> None:
    with pytest.raises(KeyError, match="margin"):
        compile_expression(condition("margin > 1"), {"orders": 0})
