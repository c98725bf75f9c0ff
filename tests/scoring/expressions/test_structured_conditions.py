"""Conditions composed with all:, any: and not:."""

import pytest

from readiness.scoring.expressions import And, Not, Or, source_text
from tests.scoring.expressions.examples import codes_in, condition, errors_in


def test_all_any_and_not_lower_to_the_operators() -> None:
    source = {
        "all": [
            "logistics.single_parcel <= 1",
            {"any": ["finding.X_15", {"not": 'gate.G1 == "block"'}]},
        ]
    }
    text = 'logistics.single_parcel <= 1 && (finding.X_15 || !(gate.G1 == "block"))'

    assert condition(source) == condition(text)
    assert source_text(condition(source)) == text


def test_nested_lists_of_the_same_kind_become_one_chain() -> None:
    conjunction = condition({"all": ["finding.X_15 && margin > 1", {"all": ["orders > 2"]}]})
    disjunction = condition({"any": ["finding.X_15 || margin > 1", {"any": ["orders > 2"]}]})

    assert isinstance(conjunction, And)
    assert len(conjunction.operands) == 3
    assert isinstance(disjunction, Or)
    assert len(disjunction.operands) == 3


def test_a_list_of_one_is_its_entry() -> None:
    assert condition({"all": ["margin > 1"]}) == condition("margin > 1")
    assert condition({"not": {"any": ("finding.X_15",)}}) == condition("!finding.X_15")


def test_nodes_say_which_entry_they_come_from() -> None:
    node = condition({"all": ["finding.X_15", {"not": "margin > 1"}]})

    assert isinstance(node, And)
    assert node.span.path == ()
    assert node.operands[0].span.path == ("all", 0)
    negation = node.operands[1]
    assert isinstance(negation, Not)
    assert negation.span.path == ("all", 1)
    assert negation.operand.span.path == ("all", 1, "not")


def test_every_entry_reports_its_own_errors_with_its_path() -> None:
    source = {
        "any": [
            "margn > 1",
            {"all": ["fit.R1 >", "fit.R1 > 200", "finding.X_15"]},
            {"not": "fit.R1"},
            3,
            None,
            "",
        ]
    }

    found = [(error.code.value, error.path, error.offset) for error in errors_in(source)]
    assert found == [
        ("unknown_identifier", ("any", 0), 0),
        ("syntax", ("any", 1, "all", 0), 8),
        ("never_true", ("any", 1, "all", 1), 0),
        ("type_mismatch", ("any", 2, "not"), 0),
        ("invalid_condition", ("any", 3), 0),
        ("invalid_condition", ("any", 4), 0),
        ("empty_text", ("any", 5), 0),
    ]


@pytest.mark.parametrize(
    "source",
    [
        None,
        True,
        3,
        ["finding.X_15"],
        {},
        {"all": ["finding.X_15"], "any": ["finding.X_15"]},
        {"all": []},
        {"all": "finding.X_15"},
        {"any": {"not": "finding.X_15"}},
        {"not": ["finding.X_15"]},
        {3: ["finding.X_15"]},
    ],
)
def test_other_structures_are_refused(source: object) -> None:
    assert codes_in(source) == ["invalid_condition"]


def test_a_misspelt_key_gets_a_suggestion() -> None:
    (error,) = errors_in({"al": ["finding.X_15"]})

    assert error.message == "'al' does not join conditions"
    assert error.remedy == "Did you mean 'all'?"
