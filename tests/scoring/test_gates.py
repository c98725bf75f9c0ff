"""When gates block, condition or stay open.

S-26 A rule fires on true only: "don't know", "not applicable" and missing answers never compare;
     unknown(...) asks for "don't know" by name.
S-27 A gate's outcome is the first that holds of block, condition, open, clear.
S-28 A gate is open while a form of it cannot be told and a question it reads has no answer yet.
S-29 Notes, the severity they set, and repairs that fired are listed while a gate is triggered.
"""

import pytest

from readiness.scoring.result import GateResult
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    action,
    choice,
    figure,
    of,
    profile,
    profile_list,
    questionnaire,
    route,
    scored,
)

PARCELS = questionnaire(
    choice("care.parcels", not_applicable=True),
    figure("care.accuracy"),
    choice("care.other"),
    gates=[
        {
            "code": "G1",
            "block": {"any": ["care.parcels <= 1", "care.accuracy == 0"]},
            "condition": {
                "any": ["care.parcels == 2", "unknown(care.parcels)", "unknown(care.accuracy)"]
            },
        }
    ],
)


def gate(**answers: object) -> GateResult:
    """Return the outcome for answers about parcels."""
    answers = {f"care__{name}": value for name, value in answers.items()}
    return of(scored(PARCELS, **answers).gates, "G1")


@pytest.mark.parametrize(
    ("parcels", "accuracy", "outcome"),
    [
        (1, 90, "block"),
        (4, 5, "block"),
        (4, {"band": 0}, "block"),
        (2, 90, "condition"),
        (3, 90, "clear"),
        ("dont_know", 90, "condition"),
        (4, "dont_know", "condition"),
        ("not_applicable", 90, "clear"),
        ("not_applicable", 5, "block"),
    ],
)
def test_a_gate_answers_what_its_forms_say(parcels: object, accuracy: object, outcome: str) -> None:
    """S-26, S-27: a "don't know" that counts 0 in the score is not a 0 to a rule."""
    assert gate(parcels=parcels, accuracy=accuracy).outcome == outcome


def test_if_both_forms_are_met_only_the_block_counts() -> None:
    """S-27."""
    assert gate(parcels=2, accuracy=5).outcome == "block"
    assert gate(parcels=1, accuracy="dont_know").outcome == "block"


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({}, "open"),
        ({"parcels": 3}, "open"),
        ({"accuracy": 90}, "open"),
        ({"parcels": 1}, "block"),
        ({"parcels": 2}, "condition"),
        ({"parcels": 3, "accuracy": 90}, "clear"),
        ({"parcels": "not_applicable"}, "open"),
    ],
)
def test_a_gate_is_open_while_an_answer_to_come_can_trigger_it(
    answers: dict[str, object], outcome: str
) -> None:
    """S-28: a condition that is met is said even while a block cannot be excluded."""
    assert gate(**answers).outcome == outcome


def test_answers_that_do_not_matter_leave_no_gate_open() -> None:
    """S-28: `care.other` is read by no gate."""
    assert gate(parcels=3, accuracy=90).outcome == "clear"
    assert gate(other=0).questions == ("care.parcels", "care.accuracy")


def test_a_gate_without_the_missing_form_is_clear() -> None:
    """S-27: nothing blocks here, nothing conditions there."""
    asked = questionnaire(
        choice("care.a"),
        gates=[{"code": "G1", "condition": "care.a == 0"}, {"code": "G2", "block": "care.a == 0"}],
    )
    assert [g.outcome for g in scored(asked, care__a=1).gates] == ["clear", "clear"]
    assert [g.outcome for g in scored(asked, care__a=0).gates] == ["condition", "block"]
    assert [g.outcome for g in scored(asked).gates] == ["open", "open"]


def test_dont_know_is_listed_and_closes_the_gate() -> None:
    """S-28, S-29: nothing is awaited any more, so it is not open."""
    asked = questionnaire(choice("care.a"), gates=[{"code": "G1", "block": "care.a == 0"}])

    (found,) = scored(asked, care__a="dont_know").gates
    assert (found.outcome, found.unknown) == ("clear", ("care.a",))


INVOICES = questionnaire(
    choice("care.invoices"),
    profile_list("profile.countries"),
    gates=[
        {
            "code": "G8",
            "condition": "care.invoices <= 2",
            "severity": "medium",
            "notes": [
                {"id": "always", "when": "true"},
                {"id": "nothing", "when": "care.invoices == 0", "severity": "critical"},
                {"id": "belgium", "when": '"BE" in profile.countries', "severity": "high"},
            ],
            "repairs": ["REC-02", "REC-01", "REC-03"],
        }
    ],
    routes=[route("R1", "100", {"care": 1})],
    recommendation_rules=RECOMMENDATION_RULES,
    recommendations=[
        action("REC-01", "care.invoices <= 2", ["R1"]),
        action("REC-02", "care.invoices <= 1", ["R1"]),
        action("REC-03", "care.invoices == 0", ["R1"]),
    ],
)


@pytest.mark.parametrize(
    ("invoices", "countries", "severity", "notes"),
    [
        (2, ["DE"], "medium", ("always",)),
        (2, ["DE", "BE"], "high", ("always", "belgium")),
        (0, ["BE"], "critical", ("always", "nothing", "belgium")),
        (2, None, "medium", ("always",)),
        (3, ["BE"], "medium", ()),
    ],
)
def test_the_first_note_with_a_severity_sets_it(
    invoices: int, countries: list[str] | None, severity: str, notes: tuple[str, ...]
) -> None:
    """S-29."""
    (found,) = scored(INVOICES, care__invoices=invoices, profile__countries=countries).gates
    assert (found.severity, found.notes) == (severity, notes)


@pytest.mark.parametrize(
    ("invoices", "repairs"), [(1, ("REC-02", "REC-01")), (2, ("REC-01",)), (3, ())]
)
def test_repairs_that_fired_are_listed_in_the_gates_order(
    invoices: int, repairs: tuple[str, ...]
) -> None:
    """S-29."""
    (found,) = scored(INVOICES, care__invoices=invoices).gates
    assert found.repairs == repairs


def test_a_gate_can_read_a_variable_over_several_answers() -> None:
    """S-26: a variable with a missing part is missing, so the gate stays open, then clears."""
    asked = questionnaire(
        profile("profile.order"),
        profile("profile.margin"),
        choice("care.a"),
        variables=[{"id": "value", "formula": "mean(profile.order, profile.margin)"}],
        gates=[
            {"code": "G1", "block": {"all": ["variable.value <= 1", "care.a <= 1"]}},
        ],
    )
    assert scored(asked, profile__order=0, profile__margin=2, care__a=1).gates[0].outcome == "block"
    assert scored(asked, profile__order=0, profile__margin=3, care__a=1).gates[0].outcome == "clear"
    assert scored(asked, profile__order=0, care__a=2).gates[0].outcome == "clear"
