"""Values that do not fit a model are described in the words of the format, not of the library."""

import pytest
from pydantic import JsonValue

from readiness.catalog.schema import validated
from readiness.scoring import Questionnaire

QUESTION: dict[str, JsonValue] = {"id": "a.b", "code": "A-1", "role": "x"}


def problems(value: dict[str, JsonValue]) -> dict[str, tuple[str, str, str]]:
    _, found = validated(Questionnaire, value)
    return {problem.pointer: (problem.code, problem.message, problem.remedy) for problem in found}


@pytest.mark.parametrize(
    ("value", "pointer", "code", "message", "remedy"),
    [
        ({"levels": []}, "/levels", "wrong_value", "an empty list is not a list of 1", "write"),
        ({"roles": {}}, "/roles", "wrong_value", "an empty mapping is not a list", "a list"),
        ({"version": 2026}, "/version", "wrong_value", "2026 is not a text", '"2026"'),
        ({"status": "relased"}, "/status", "wrong_value", "not one of draft", "'released'"),
        ({"gaets": []}, "/gaets", "unknown_key", "'gaets' means nothing", "'gates'"),
        ({"questions": [QUESTION]}, "/questions/0/type", "missing_key", "in questions", "type:"),
        (
            {"questions": [QUESTION | {"type": "singel"}]},
            "/questions/0/type", "wrong_value", "is not one of single", "'single'",
        ),
        (
            {"questions": [QUESTION | {"type": "single", "optoins": []}]},
            "/questions/0/optoins", "unknown_key", "in questions", "'options'",
        ),
        (
            {"questions": [QUESTION | {"type": "text", "asked_if": 3}]},
            "/questions/0/asked_if", "wrong_value", "not a text or a mapping", '"3"',
        ),
        (
            {"questions": [QUESTION | {"type": "text", "not_applicable": False}]},
            "/questions/0/not_applicable", "wrong_value", "not true or a text", "write true",
        ),
        (
            {"questions": [QUESTION | {"type": "single", "options": [{"value": 1.5}]}]},
            "/questions/0/options/0/value", "wrong_value", "not a whole number or a text", "quotes",
        ),
        (
            {"gates": [{"code": "G1", "caps": {"dimensions": {"a": -1}}}]},
            "/gates/0/caps/dimensions/a", "wrong_value", "-1 is not 0 or more", "0 or more",
        ),
        (
            {"route_rules": {"index": {"fitt": 3}}},
            "/route_rules/index/fitt", "wrong_value", '"fitt" is not one of fit', "'fit'",
        ),
        (
            {"texts": {"en": {"questions": {"a.b": {"titel": "x"}}}}},
            "/texts/en/questions/a.b/titel", "unknown_key", "means nothing", "'title'",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_plainly(
    value: dict[str, JsonValue], pointer: str, code: str, message: str, remedy: str
) -> None:
    found = problems(value)[pointer]
    assert found[0] == code
    assert message in found[1]
    assert remedy in found[2]


def test_a_list_with_a_wrong_entry_is_not_called_too_short() -> None:
    assert "/roles" not in problems({"roles": [{"id": "A"}]})


def test_no_jargon_of_the_library_is_printed() -> None:
    value: dict[str, JsonValue] = {
        "questions": [
            QUESTION | {"type": 3, "weight": "x"},
            "y",
            None,
            QUESTION | {"type": "text"},
        ],
        "as_of": 5,
        "texts": [],
        "levels": [{"from_score": 1000}],
        "recommendation_rules": {"effort": {"XL": 0}},
    }
    words = " ".join(" ".join(found) for found in problems(value).values())
    assert not any(
        jargon in words for jargon in ("union", "discriminator", "tuple", "Input", "dict")
    )
