"""Which leaves decide a value."""

import pytest

from readiness.scoring.expressions import (
    Reading,
    State,
    Value,
    source_text,
)
from tests.scoring.expressions.examples import condition, formula
from tests.scoring.expressions.explaining import Evaluation, evaluate


def explained(node_source: object, **values: Value) -> tuple[Value, list[str]]:
    evaluation = evaluation_of(node_source, **values)
    return evaluation.value, [source_text(leaf.node) for leaf in evaluation.leaves]


def evaluation_of(source: object, **values: Value) -> Evaluation:
    return evaluate(condition(source), lambda name: Reading(values.get(name)))


def explained_formula(text: str, **values: Value) -> tuple[Value, list[str]]:
    evaluation = evaluate(formula(text), lambda name: Reading(values.get(name)))
    return evaluation.value, [source_text(leaf.node) for leaf in evaluation.leaves]


ALL = "margin > 1 && orders > 2 && note == 'a'"
ANY = "margin > 1 || orders > 2 || note == 'a'"


@pytest.mark.parametrize(
    ("text", "values", "value", "leaves"),
    [
        (ALL, (2.0, 3.0, "a"), True, ["margin > 1", "orders > 2", 'note == "a"']),
        (ALL, (2.0, 1.0, "b"), False, ["orders > 2", 'note == "a"']),
        (ALL, (None, 1.0, "a"), False, ["orders > 2"]),
        (ALL, (None, 3.0, None), None, ["margin > 1", 'note == "a"']),
        (ANY, (0.0, 1.0, "b"), False, ["margin > 1", "orders > 2", 'note == "a"']),
        (ANY, (2.0, 1.0, "a"), True, ["margin > 1", 'note == "a"']),
        (ANY, (None, 3.0, "b"), True, ["orders > 2"]),
        (ANY, (None, 1.0, "b"), None, ["margin > 1"]),
        (f"!({ALL})", (2.0, 1.0, "a"), True, ["orders > 2"]),
        (f"!({ALL})", (None, 3.0, "a"), None, ["margin > 1"]),
    ],
)
def test_logic_is_decided_by_the_operands_that_make_the_value(
    text: str, values: tuple[Value, ...], value: Value, leaves: list[str]
) -> None:
    margin, orders, note = values

    assert explained(text, margin=margin, orders=orders, note=note) == (value, leaves)


def test_a_conditional_is_decided_by_its_condition_and_the_branch_taken() -> None:
    text = "margin > 1 ? orders : discount + 1"

    assert explained_formula(text, margin=2.0, orders=3.0) == (3.0, ["margin > 1", "orders"])
    assert explained_formula(text, margin=0.0, discount=-3.0) == (-2.0, ["margin > 1", "discount"])
    assert explained_formula(text, orders=3.0) == (None, ["margin > 1"])


def test_arithmetic_is_decided_by_all_operands_or_by_those_that_are_missing() -> None:
    text = "-margin + min(orders, 3) * 2"

    assert explained_formula(text, margin=1.0, orders=2.0) == (3.0, ["margin", "orders"])
    assert explained_formula(text, margin=1.0) == (None, ["orders"])
    assert explained_formula("orders / margin", margin=0.0, orders=1.0) == (
        None,
        ["orders", "margin"],
    )
    assert explained_formula("-margin") == (None, ["margin"])


def test_count_is_decided_by_all_its_conditions() -> None:
    assert explained_formula("count(margin > 1, orders > 2)", margin=2.0) == (
        1.0,
        ["margin > 1", "orders > 2"],
    )


def test_coalesce_is_decided_by_the_arguments_it_looked_at() -> None:
    text = "coalesce(margin, orders)"

    assert explained_formula(text, margin=1.0, orders=2.0) == (1.0, ["margin"])
    assert explained_formula(text, orders=2.0) == (2.0, ["margin", "orders"])


def test_a_leaf_tells_its_value_and_what_its_identifiers_stood_for() -> None:
    readings = {
        "margin": Reading(2.0, State.MEASURED),
        "orders": Reading(None, State.DONT_KNOW),
        "profile.dangerous": Reading(None, State.DONT_KNOW),
    }
    node = condition("margin + orders > 3 || unknown(profile.dangerous)")

    evaluation = evaluate(node, readings.__getitem__)
    (leaf,) = evaluation.leaves
    assert evaluation.value is True
    assert leaf.value is True
    assert leaf.readings == (("profile.dangerous", Reading(None, State.DONT_KNOW)),)

    (leaf,) = evaluate(condition("margin + orders > 3"), readings.__getitem__).leaves
    assert leaf.value is None
    assert leaf.readings == (
        ("margin", Reading(2.0, State.MEASURED)),
        ("orders", Reading(None, State.DONT_KNOW)),
    )


def test_a_leaf_leads_back_to_the_place_it_was_written_at() -> None:
    source = {"any": ["orders > 2", "finding.X_15 && margin > 1"]}

    leaves = evaluation_of(source, finding__none=None, margin=0.0, orders=3.0).leaves
    assert [leaf.node.span.path for leaf in leaves] == [("any", 0)]


def test_a_constant_decides_without_a_leaf() -> None:
    assert explained("margin > 1 || true") == (True, [])
