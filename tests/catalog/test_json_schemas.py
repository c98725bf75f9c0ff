"""The published JSON Schemas accept every file that is delivered, and no file that is wrong."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema_rs
import pytest
from pydantic import JsonValue

from readiness.catalog.documents import MAX_QUESTIONNAIRE_BYTES
from readiness.catalog.json_schemas import file_schemas
from readiness.catalog.new_questionnaire import write_new
from readiness.catalog.strict_yaml import read_document
from readiness.scoring.parts import Part
from tests.catalog.small_questionnaire import FILES
from tests.house.repository import ROOT

PUBLISHED = ROOT / "docs" / "schema"
DELIVERED = sorted((ROOT / "questionnaires").glob("*/*.*.*/**/*.yaml"))


@cache
def validator(kind: str) -> jsonschema_rs.Validator:
    """Return what checks files of a kind."""
    return jsonschema_rs.validator_for(file_schemas()[kind])


def kind_of(name: str) -> str:
    """Return the kind of a file by its name in a version folder."""
    folder, _, file = name.rpartition("/")
    return folder or file.removesuffix(".yaml")


def value_of(text: str) -> JsonValue:
    """Return what a YAML text says."""
    return read_document(text.encode(), "f.yaml", limit=MAX_QUESTIONNAIRE_BYTES).value


def name_in_version(file: Path) -> str:
    """Return the name of a delivered file in its version folder."""
    return "/".join(file.relative_to(ROOT / "questionnaires").parts[2:])


def test_the_published_schemas_are_current() -> None:
    published = {file.stem: json.loads(file.read_text("utf-8")) for file in PUBLISHED.iterdir()}
    assert published == file_schemas(), "run: readiness schema --to docs/schema"


def test_a_part_of_the_same_name_elsewhere_describes_nothing() -> None:
    class Gate(Part):
        """Something else."""

    assert Gate.__name__ in file_schemas()["rules"]["$defs"]
    assert "Something else." not in json.dumps(file_schemas())


@pytest.mark.parametrize("kind", sorted(file_schemas()))
def test_a_schema_is_one(kind: str) -> None:
    assert jsonschema_rs.meta.is_valid(file_schemas()[kind])


def test_every_delivered_file_conforms() -> None:
    assert len(DELIVERED) > 40
    for file in DELIVERED:
        value = value_of(file.read_text("utf-8"))
        wrong = next(validator(kind_of(name_in_version(file))).iter_errors(value), None)
        assert wrong is None, f"{file}: {wrong}"


def test_a_new_questionnaire_conforms(tmp_path: Path) -> None:
    folder = write_new(tmp_path, "new", "New", "en", date(2026, 11, 22))
    for file in folder.rglob("*.yaml"):
        kind = kind_of(file.relative_to(folder).as_posix())
        assert validator(kind).is_valid(value_of(file.read_text("utf-8")))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questionnaire.yaml", "status: draft", "status: ready"),
        ("questionnaire.yaml", "status: draft", "state: draft"),
        ("questionnaire.yaml", "key: small", "key: Small"),
        ("questionnaire.yaml", "weight: 3", "weight: 300"),
        ("questionnaire.yaml", "weight: 3", 'weight: "3"'),
        ("questionnaire.yaml", "type: boolean", "type: bool"),
        ("questionnaire.yaml", "better: higher", "better: more"),
        ("questionnaire.yaml", "{value: 0, below: 95}", "{value: 5, below: 95}"),
        ("questionnaire.yaml", "options: [{value: 0}, {value: 2}, {value: 4}]", "options: [0, 2]"),
        ("rules.yaml", "severity: high", "severity: bad"),
        ("rules.yaml", "when: profile.seller", "if: profile.seller"),
        ("rules.yaml", "when: profile.seller", "when: {every: [profile.seller]}"),
        ("rules.yaml", "when: profile.seller", "when: {all: [], any: []}"),
        ("rules.yaml", "when: profile.seller", "when: {not: [profile.seller]}"),
        ("rules.yaml", "impact: 5", "impact: 6"),
        ("sources.yaml", "grade: C", "grade: E"),
        ("sources.yaml", "  - id: P-01", "  - name: P-01"),
        ("texts/en.yaml", "title: Small", "titel: Small"),
        ("texts/en.yaml", "description: A small questionnaire.", "description: [a]"),
        ("texts/en.rules.yaml", "text: Send parcels.", "words: Send parcels."),
    ],
)
def test_a_file_that_is_wrong_does_not_conform(file: str, old: str, new: str) -> None:
    check = validator(kind_of(file))
    assert check.is_valid(value_of(FILES[file]))
    assert old in FILES[file]
    assert not check.is_valid(value_of(FILES[file].replace(old, new, 1)))


@pytest.mark.parametrize(
    "case",
    [
        {"case": "a", "expects": {}},
        {"case": ""},
        {"cases": []},
        {"case": "a", "expect": {"gates": {"G1": "clear"}}},
        {"case": "a", "expect": {"routes": {"R1": {"verdict": "maybe"}}}},
    ],
)
def test_a_case_that_is_wrong_does_not_conform(case: JsonValue) -> None:
    assert validator("cases").is_valid({"case": "a", "expect": {"gates": {"G1": "block"}}})
    assert not validator("cases").is_valid(case)


def test_descriptions_say_what_an_entry_is() -> None:
    definitions = file_schemas()["questionnaire"]["$defs"]
    assert "One option is chosen." in definitions["SingleQuestion"]["description"]
    assert "`dont_know` says what" in definitions["SingleQuestion"]["description"]
