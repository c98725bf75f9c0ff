"""Questionnaires are found by key and version; released versions stay as they were released."""

import shutil
from pathlib import Path

import pytest

from readiness.catalog.catalog import Catalog, version_order
from readiness.catalog.release_lock import read_lock, write_lock
from readiness.errors import NotFound
from readiness.scoring import QuestionnaireRefused
from tests.catalog.small_questionnaire import QUESTIONNAIRE, write_version

RELEASED = QUESTIONNAIRE.replace("status: draft", "status: released")


def add_version(directory: Path, version: str, status: str = "released") -> Path:
    text = QUESTIONNAIRE.replace("2026.1.0", version).replace("status: draft", f"status: {status}")
    folder = write_version(directory, {"questionnaire.yaml": text})
    target = folder.parent / version
    if target != folder:
        shutil.move(folder, target)
    return target


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for version, status in (("2026.10.0", "released"), ("2026.9.1", "released")):
        add_version(tmp_path, version, status)
    add_version(tmp_path, "2027.1.0", "draft")
    return tmp_path


def test_versions_are_ordered_by_number() -> None:
    assert version_order("2026.10.0") > version_order("2026.9.1") > version_order("draft")


def test_the_newest_released_version_is_the_default(directory: Path) -> None:
    assert Catalog(directory).get("small").questionnaire.version == "2026.10.0"


def test_a_version_can_be_named(directory: Path) -> None:
    catalog = Catalog(directory)
    assert catalog.get("small", "2026.9.1").questionnaire.version == "2026.9.1"
    assert catalog.get("small@2027.1.0").questionnaire.status == "draft"


def test_authors_work_on_the_newest_version(directory: Path) -> None:
    catalog = Catalog(directory)
    assert catalog.newest("small").questionnaire.version == "2027.1.0"
    assert catalog.newest("small@2026.9.1").questionnaire.version == "2026.9.1"
    with pytest.raises(NotFound, match="smal"):
        catalog.newest("smal")


def test_a_version_is_read_once(directory: Path) -> None:
    catalog = Catalog(directory)
    assert catalog.get("small") is catalog.get("small@2026.10.0")


def test_every_version_is_listed(directory: Path) -> None:
    entries = Catalog(directory).list()
    assert [entry.reference for entry in entries] == [
        "small@2027.1.0",
        "small@2026.10.0",
        "small@2026.9.1",
    ]
    first = entries[0]
    assert (first.title, first.status, first.languages) == ("Small", "draft", ("en",))
    assert first.questions == 5
    assert len(first.digest) == 64


@pytest.mark.parametrize(
    ("key", "code", "remedy"),
    [
        ("smal", "unknown_questionnaire", "Did you mean 'small'?"),
        ("something-else", "unknown_questionnaire", "List them to see what is on offer."),
        ("small@2026.10.1", "unknown_version", "Did you mean '2026.10.0'?"),
        ("small@x", "unknown_version", "Use one of 2027.1.0, 2026.10.0, 2026.9.1."),
        ("../small", "unknown_questionnaire", "Did you mean 'small'?"),
        ("small@../../x", "unknown_version", "Use one of 2027.1.0, 2026.10.0, 2026.9.1."),
    ],
)
def test_what_is_not_there_is_not_found(directory: Path, key: str, code: str, remedy: str) -> None:
    with pytest.raises(NotFound) as refusal:
        Catalog(directory).get(key)
    assert (refusal.value.code, refusal.value.remedy) == (code, remedy)


def test_a_missing_directory_is_an_empty_catalog(tmp_path: Path) -> None:
    assert Catalog(tmp_path / "nothing").list() == ()


def test_without_a_released_version_a_draft_must_be_named(tmp_path: Path) -> None:
    write_version(tmp_path)
    with pytest.raises(NotFound) as refusal:
        Catalog(tmp_path).get("small")
    assert "small@2026.1.0" in refusal.value.remedy


def test_the_lock_gets_released_versions_once(directory: Path) -> None:
    added = write_lock(directory)
    assert [line.split(" sha256:")[0] for line in added] == ["small@2026.9.1", "small@2026.10.0"]
    assert write_lock(directory) == ()
    assert (directory / "released.lock").read_text() == "".join(f"{line}\n" for line in added)


def test_writing_the_lock_never_changes_a_line(directory: Path) -> None:
    write_lock(directory)
    before = (directory / "released.lock").read_text()
    rules = directory / "small" / "2026.9.1" / "rules.yaml"
    rules.write_text(rules.read_text() + "# changed\n")
    assert write_lock(directory) == ()
    assert (directory / "released.lock").read_text() == before


def test_a_version_as_it_was_released_has_no_problem(directory: Path) -> None:
    write_lock(directory)
    lock, catalog = read_lock(directory), Catalog(directory)
    for entry in catalog.list():
        assert lock.check(catalog.get(entry.reference)) == ()


def test_a_released_version_missing_from_the_lock_is_a_problem(directory: Path) -> None:
    (problem,) = read_lock(directory).check(Catalog(directory).get("small"))
    assert (problem.code, problem.line, problem.column) == ("not_locked", 3, 9)
    assert "readiness lock" in problem.remedy


@pytest.mark.parametrize(("old", "new"), [("factor: 1.5", "factor: 1.6"), ("No such", "")])
def test_a_changed_released_version_is_a_problem(directory: Path, old: str, new: str) -> None:
    write_lock(directory)
    rules = directory / "small" / "2026.10.0" / "rules.yaml"
    rules.write_text(rules.read_text().replace(old, new) + "# and a comment\n")
    (problem,) = read_lock(directory).check(Catalog(directory).get("small"))
    assert (problem.code, problem.line) == ("released_changed", 2)
    assert "new version folder" in problem.remedy


def test_a_released_version_cannot_become_a_draft_again(directory: Path) -> None:
    write_lock(directory)
    file = directory / "small" / "2026.9.1" / "questionnaire.yaml"
    file.write_text(file.read_text().replace("status: released", "status: draft"))
    (problem,) = read_lock(directory).check(Catalog(directory).get("small@2026.9.1"))
    assert problem.code == "released_changed"


def test_a_released_version_that_is_gone_is_a_problem(directory: Path) -> None:
    write_lock(directory)
    (problem,) = read_lock(directory).vanished(["small@2026.9.1"])
    assert (problem.code, problem.line, problem.column) == ("released_changed", 2, 1)
    assert (problem.file or "").endswith("released.lock")


def test_a_lock_line_that_cannot_be_read_is_a_problem(directory: Path) -> None:
    lines = write_lock(directory)
    (directory / "released.lock").write_text(f"{lines[0]}\nsmall 123\n{lines[0]}\n")
    problems = read_lock(directory).problems
    assert [(p.code, p.line) for p in problems] == [("wrong_lock_line", 2), ("wrong_lock_line", 3)]
    with pytest.raises(QuestionnaireRefused):
        write_lock(directory)
