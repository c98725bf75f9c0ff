"""What texts are read as."""

import pytest

from readiness.scoring.expressions import (
    And,
    AnswerTest,
    Comparison,
    Constant,
    Identifier,
    Membership,
    Span,
    identifiers,
    leaves,
    source_text,
)
from tests.scoring.expressions.examples import condition, formula

CANONICAL_CONDITIONS = [
    "logistics.single_parcel <= 1 || logistics.pick_accuracy == 0",
    'gate.G1 == "block"',
    '"tools" in profile.families',
    "logistics.single_parcel in [0, 1.5, 2]",
    'gate.G1 in ["block", "open"] && finding.X_15',
    "margin in [-1, 2]",
    "!finding.X_15",
    "!!finding.X_15",
    "!(finding.X_15 && profile.dangerous)",
    "(finding.X_15 || profile.dangerous) && fit.R1 > 3",
    "finding.X_15 || profile.dangerous && fit.R1 > 3",
    "(fit.R1 > 3) == (fit.R2 > 3)",
    "(margin in [1, 2]) != finding.X_15",
    "answered(profile.families) && unknown(profile.dangerous)",
    "measured(logistics.pick_accuracy)",
    "finding.X_15 == true",
    "finding.X_15 || false",
    "finding.X_15 ? fit.R1 > 3 : profile.dangerous ? fit.R1 > 4 : fit.R1 > 5",
    "finding.X_15 ? (profile.dangerous ? fit.R1 > 4 : fit.R1 > 5) : fit.R1 > 3",
    "(finding.X_15 ? profile.dangerous : finding.X_15) ? fit.R1 > 4 : fit.R1 > 5",
    "note == 'say \"yes\"'",
    "count(fit.R1 > 3, finding.X_15) >= 2",
    'coalesce(size, "small") == "large"',
]
CANONICAL_FORMULAS = [
    "0.35 * fit.R1 + 0.3 * fit.R2 - margin / 2",
    "margin - (margin - 1)",
    "margin - 1 - 1",
    "margin / (margin * 2)",
    "(margin + 1) * 2",
    "margin - -5",
    "-5 - margin",
    "-margin * 2",
    "-(margin + 1)",
    "--margin",
    "min(30, fit.R1, margin)",
    "clamp(margin, 0, 100)",
    "sum(margin, mean(fit.R1, fit.R2))",
    "coalesce(margin, 0)",
    "1e+22 * margin",
    "1000000 * margin",
    "logistics.single_parcel <= 1 ? 30 : 100",
]


@pytest.mark.parametrize("text", CANONICAL_CONDITIONS)
def test_canonical_text_of_a_condition_is_unchanged_by_reading_and_printing(text: str) -> None:
    assert source_text(condition(text)) == text


@pytest.mark.parametrize("text", CANONICAL_FORMULAS)
def test_canonical_text_of_a_formula_is_unchanged_by_reading_and_printing(text: str) -> None:
    assert source_text(formula(text)) == text


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("((finding.X_15))", "finding.X_15"),
        ("finding.X_15&&(margin>1&&orders>2)", "finding.X_15 && margin > 1 && orders > 2"),
        ("(finding.X_15 || margin > 1) || orders > 2", "finding.X_15 || margin > 1 || orders > 2"),
        ("gate.G1 == 'block'", 'gate.G1 == "block"'),
        ("fit.R1\n  > .5", "fit.R1 > 0.5"),
        ("fit.R1 > 3.0\t", "fit.R1 > 3"),
        ("fit.R1 > 5e1", "fit.R1 > 50"),
        ("margin > -(5)", "margin > -5"),
        ("margin > - - 5", "margin > 5"),
        ("margin > -0", "margin > 0"),
    ],
)
def test_spaces_brackets_and_quotes_do_not_change_the_meaning(written: str, canonical: str) -> None:
    assert condition(written) == condition(canonical)
    assert source_text(condition(written)) == canonical


def test_chains_of_and_are_one_node() -> None:
    node = condition("finding.X_15 && (profile.dangerous && fit.R1 > 3) && fit.R2 > 3")

    assert isinstance(node, And)
    assert len(node.operands) == 4


def test_every_node_keeps_the_place_it_was_written_at() -> None:
    text = "finding.X_15 && logistics.single_parcel <= 1"
    node = condition(text)

    assert isinstance(node, And)
    comparison = node.operands[1]
    assert comparison == Comparison(
        "<=",
        Identifier("logistics.single_parcel", Span()),
        Constant(1.0, Span()),
        Span(),
    )
    assert comparison.span == Span(16, 28)
    assert node.span == Span(0, len(text))


def test_identifiers_are_listed_once_in_order_of_appearance() -> None:
    node = condition(
        "answered(profile.dangerous) && (margin + fit.R1 > 3 || size in tags) && fit.R1 > 2"
    )

    assert identifiers(node) == ("profile.dangerous", "margin", "fit.R1", "size", "tags")


def test_identifiers_of_every_kind_of_node_are_found() -> None:
    node = formula('finding.X_15 && !(size in ["small"]) ? -margin : coalesce(orders, 1)')

    assert identifiers(node) == ("finding.X_15", "size", "margin", "orders")


def test_leaves_are_the_comparisons_tests_and_reads_below_the_logic() -> None:
    node = condition(
        "finding.X_15 && !(margin + 1 > 3 || size in tags) && unknown(profile.dangerous)"
    )

    kinds = [type(leaf) for leaf in leaves(node)]
    assert kinds == [Identifier, Comparison, Membership, AnswerTest]
    assert [source_text(leaf) for leaf in leaves(node)] == [
        "finding.X_15",
        "margin + 1 > 3",
        "size in tags",
        "unknown(profile.dangerous)",
    ]


def test_leaves_of_a_formula_are_its_conditions_and_reads() -> None:
    node = formula("finding.X_15 ? min(30, fit.R1) : 2 * count(margin > 1, orders > 2)")

    assert [source_text(leaf) for leaf in leaves(node)] == [
        "finding.X_15",
        "fit.R1",
        "margin > 1",
        "orders > 2",
    ]


@pytest.mark.parametrize("source", [30, 30.0, "30", "30.0"])
def test_a_formula_may_be_a_plain_number(source: object) -> None:
    assert formula(source) == Constant(30.0, Span())
