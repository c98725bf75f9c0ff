"""What a schema cannot say about a questionnaire: each known-bad example gives its problem.

The examples change one place of the small questionnaire, which has no problem itself.
"""

from typing import Any

import pytest

from readiness.scoring import Problem, Questionnaire
from readiness.scoring.lint import lint
from readiness.scoring.problems import KINDS
from tests.scoring.lint.small_value import changed, linted

PARCEL = ("questions", 2)
ACCURACY = ("questions", 3)
PARTNERS = ("questions", 4)
Path = tuple[str | int, ...]


def test_a_sound_questionnaire_has_no_problem() -> None:
    assert linted(changed("key", to="small")) == ()


def test_lint_only_reports() -> None:
    questionnaire = Questionnaire.model_validate(changed("levels", 0, "from_score", to=3))
    before = questionnaire.model_dump_json()
    assert lint(questionnaire)
    assert questionnaire.model_dump_json() == before


def only(value: dict[str, Any]) -> Problem:
    problems = linted(value)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("place", "to"),
    [
        (("roles", 1, "code"), "MGT"),
        (("dimensions", 1, "code"), "LOG"),
        (("questions", 1, "code"), "PRF-01"),
        (("questions", 0, "options", 1, "aliases"), ["businesses only"]),
        (("questions", 4, "items", 1, "aliases"), ["lead"]),
    ],
)  # fmt: skip
def test_a_name_used_twice_is_a_problem(place: Path, to: Any) -> None:
    problem = only(changed(*place, to=to))
    assert problem.code == "duplicate_id"
    assert problem.path[: len(place)] == place
    assert problem.remedy == "give each its own name"


@pytest.mark.parametrize(
    "section",
    ["variables", "weight_rules", "gates", "findings", "routes", "variants", "recommendations",
     "benchmarks", "sources", "questions", "levels", "roles", "dimensions"],
)  # fmt: skip
def test_an_entry_given_twice_is_a_problem(section: str) -> None:
    value = changed("variables", to=[{"id": "one", "formula": "1 + 1"}])
    value[section].append(value[section][0])
    problems = [p for p in linted(value) if p.code == "duplicate_id"]
    assert problems[0].path[:2] == (section, len(value[section]) - 1)


def test_a_note_given_twice_is_a_problem() -> None:
    value = changed("key", to="small")
    value["gates"][0]["notes"] *= 2
    assert [p.code for p in linted(value)] == ["duplicate_id"]


@pytest.mark.parametrize(
    ("place", "to", "kind", "remedy"),
    [
        (("questions", 0, "role"), "managment", "role", "'management'"),
        ((*PARCEL, "second_opinion"), "saels", "role", "'sales'"),
        ((*PARCEL, "dimension"), "logistic", "dimension", "'logistics'"),
        ((*PARCEL, "sources", 0), "P-02", "source", "'P-01'"),
        (("weight_rules", 0, "dimension"), "chanels", "dimension", "'channels'"),
        (("weight_rules", 0, "sources"), ["P-1"], "source", "'P-01'"),
        (("gates", 0, "caps", "dimensions"), {"logistcs": 3}, "dimension", "'logistics'"),
        (("gates", 0, "repairs", 0), "REC-1", "recommendation", "'REC-01'"),
        (("gates", 0, "sources"), ["X"], "source", "name an existing source (P-01)"),
        (("gates", 0, "notes", 0, "sources"), ["X"], "source", "name an existing source"),
        (("findings", 0, "sources"), ["X"], "source", "name an existing source"),
        (("route_rules", "base"), "R3", "route", "name an existing route (R1, R2)"),
        (("route_rules", "candidates"), ["R11"], "route", "'R1'"),
        (("route_rules", "primary", "verdicts"), ["goo"], "verdict", "'go'"),
        (("routes", 0, "readiness"), {"logistic": 1}, "dimension", "'logistics'"),
        (("routes", 0, "gates"), {"G1": "blocks", "G11": "blocks"}, "gate", "'G1'"),
        (("routes", 0, "sources"), ["X"], "source", "name an existing source"),
        (("variants", 0, "route"), "R11", "route", "'R1'"),
        (("variants", 0, "assume"), {"profile.buyer": "x"}, "question", "'profile.buyers'"),
        (("variants", 0, "ignore_gates"), ["G11"], "gate", "'G1'"),
        (("variants", 0, "leave_out"), ["logstics"], "dimension", "'logistics'"),
        (("recommendations", 0, "owner"), "salse", "role", "'sales'"),
        (("recommendations", 0, "routes"), ["R11"], "route", "'R1'"),
        (("recommendations", 0, "prerequisites"), ["REC-20"], "recommendation", "'REC-02'"),
        (("recommendations", 0, "parallel"), ["REC-20"], "recommendation", "'REC-02'"),
        (("recommendations", 0, "sources"), ["X"], "source", "name an existing source"),
        (("benchmarks", 0, "questions"), ["logistics.acuracy"], "question", "'logistics.accuracy'"),
        (("benchmarks", 0, "routes"), ["R11"], "route", "'R1'"),
    ],
)  # fmt: skip
def test_a_name_without_a_thing_is_a_problem(place: Path, to: Any, kind: str, remedy: str) -> None:
    problem = next(p for p in linted(changed(*place, to=to)) if p.code == "unknown_reference")
    assert problem.message.startswith(f"there is no {kind} ")
    assert problem.path[: len(place)] == place
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("place", "to", "code", "remedy"),
    [
        ((*PARCEL, "weight"), ..., "incomplete_definition", "add weight:"),
        ((*PARCEL, "dimension"), ..., "incomplete_definition", "add dimension:"),
        ((*PARCEL, "options", 2, "value"), 3, "missing_value", "reach from 0 to 4"),
        ((*PARCEL, "options", 0, "value"), 1, "missing_value", "reach from 0 to 4"),
        ((*PARCEL, "options", 1, "value"), 5, "wrong_value", "whole numbers from 0 to 4"),
        ((*PARCEL, "options", 1, "value"), "two", "wrong_value", "whole numbers from 0 to 4"),
        ((*PARCEL, "options", 1, "value"), 4, "duplicate_id", "its own name"),
        ((*ACCURACY, "bands"), [], "missing_bands", "values 0 to 4"),
        ((*PARTNERS, "bands"), [], "missing_bands", "values 0 to 4"),
        ((*ACCURACY, "better"), ..., "incomplete_definition", "better: lower or better: higher"),
        ((*ACCURACY, "low"), 100, "wrong_range", "low be less than high"),
        (("questions", 1, "second_opinion"), "sales", "incomplete_definition", "asked twice"),
        (("questions", 1, "dont_know"), "zero", "incomplete_definition", "exclude"),
        (("questions", 0, "options", 1, "value"), "dont_know", "reserved_name", "another word"),
        (("questions", 1, "id"), "gate.seller", "reserved_name", "another word"),
        (("levels", 0, "from_score"), 1, "level_order", "start at 0"),
        (("levels", 1, "from_score"), 0, "level_order", "above 0"),
        (("levels", 1, "number"), 3, "level_order", "number 2"),
        (("gates", 0, "block"), ..., "incomplete_definition", "add block:"),
        (("routes", 0, "fit"), {}, "incomplete_definition", "terms: or formula:"),
        (("routes", 1, "fit", "formula"), "80", "incomplete_definition", "terms: or formula:"),
        (("routes", 1, "readiness"), {}, "incomplete_definition", "add weights"),
        (("route_rules",), ..., "incomplete_definition", "add route_rules:"),
        (("recommendation_rules",), ..., "incomplete_definition", "add recommendation_rules:"),
        (("recommendation_rules", "effort"), {"S": 1}, "incomplete_definition", "add M:"),
        (("recommendation_rules", "windows"), {"M": "3"}, "incomplete_definition", "add S:"),
        (("recommendations", 1, "prerequisites"), ["REC-01"], "prerequisite_cycle", "remove one"),
        (("variants", 0, "assume"), {"profile.buyers": "all"}, "unknown_option", "use one of"),
        (("sources", 1), {"id": "P-02", "kind": "law", "status": "verified", "grade": "A",
         "checked": "2026-11-22"}, "source_not_cited", "cite it"),
        (("findings", 0, "when"), "profile.sellr", "unknown_identifier", "profile.seller"),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_work_is_a_problem(
    place: Path, to: Any, code: str, remedy: str
) -> None:
    problems = linted(changed(*place, to=to))
    problem = next((p for p in problems if p.code == code), None)
    assert problem is not None, problems
    assert remedy in problem.remedy
    assert problem.path[0] in (place[0], "routes", "recommendations")


@pytest.mark.parametrize("kind", ["boolean", "text"])
def test_a_type_without_values_cannot_be_scored(kind: str) -> None:
    question = {"id": "channels.x", "code": "CHN-02", "role": "sales", "type": kind,
                "dimension": "channels", "weight": 1}  # fmt: skip
    problems = linted(changed("questions", 5, to=question))
    assert ("incomplete_definition", ("questions", 5, "type")) in [
        (p.code, p.path) for p in problems
    ]


def test_a_gate_needs_a_form() -> None:
    value = changed("gates", 0, "block", to=...)
    del value["gates"][0]["condition"]
    problem = linted(value)[0]
    assert problem.message == "gate G1 has neither block nor condition"


def test_the_bands_of_an_unscored_question_are_a_problem() -> None:
    value = changed(*ACCURACY, "weight", to=...)
    del value["questions"][3]["dimension"]
    assert ("questions", 3, "bands") in [p.path for p in linted(value)]


def test_a_circle_of_prerequisites_is_named() -> None:
    problem = only(changed("recommendations", 1, "prerequisites", to=["REC-01"]))
    assert "REC-01 -> REC-02 -> REC-01" in problem.message or (
        "REC-02 -> REC-01 -> REC-02" in problem.message
    )


def test_an_effort_made_lighter_needs_its_class_too() -> None:
    value = changed("recommendation_rules", "effort", to={"M": 2})
    value["recommendations"] = value["recommendations"][:1]
    problems = [p for p in linted(value) if p.code == "incomplete_definition"]
    assert [p.remedy for p in problems] == ["add S: to effort"]


def test_without_light_wording_no_smaller_class_is_needed() -> None:
    value = changed("recommendation_rules", "light_when", to=...)
    value["recommendation_rules"]["effort"] = {"S": 1, "M": 2}
    assert linted(value) == ()


def test_a_questionnaire_without_recommendations_needs_no_rules_for_them() -> None:
    value = changed("recommendation_rules", to=...)
    value["recommendations"] = []
    assert "incomplete_definition" not in [problem.code for problem in linted(value)]


def test_rules_are_not_compiled_against_broken_declarations() -> None:
    value = changed("questions", 1, "code", to="PRF-01")
    value["findings"][0]["when"] = "profile.sellr"
    assert [p.code for p in linted(value)] == ["duplicate_id"]


def test_every_code_of_the_examples_is_in_the_catalogue() -> None:
    codes = {"duplicate_id", "reserved_name", "wrong_range", "empty_band", "band_order"}
    assert codes <= set(KINDS)
