"""How the repository is laid out: names, sizes, scripts, nothing of one machine in it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

import readiness
from tests.house.repository import ROOT, SOURCES, pyproject, text_of, tracked_files

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
LONGEST_MODULE = 400

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
SCRIPTS = sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file())
RUNNABLE = [*SCRIPTS, ROOT / ".ci" / "run"]

# An index of packages, by what such addresses have in common; a way into somebody's home.
INDEX_ADDRESS = re.compile(
    r"https?://[^\s\"'<>)]*(/simple\b|/packages/|/debian\b|/-/)|https?://registry\."
)
MACHINE_PATH = re.compile(r"(?<![\w./-])/(home|root|work|Users)/[\w.]")
HOST = re.compile(r"://|^\s*-(i|f|-index-url|-extra-index-url|-find-links)\b", re.MULTILINE)


def offending_lines(pattern: re.Pattern[str]) -> list[str]:
    """Return `file:line` of every match in the repository, this module left out."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        if path != Path(__file__) and (text := text_of(path)) is not None
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def relative(path: Path) -> str:
    """Name a path in a test's id."""
    return str(path.relative_to(ROOT))


def test_no_module_is_a_drawer() -> None:
    names = {path for path in SOURCES.rglob("*") if path.stem in DRAWERS}
    assert names == set()


def test_no_module_is_too_long() -> None:
    lengths = {
        relative(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES.rglob("*.py")
    }
    assert lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


@pytest.mark.parametrize("lock", LOCKS, ids=relative)
def test_a_lock_names_no_host(lock: Path) -> None:
    assert HOST.search(lock.read_text("utf-8")) is None


@pytest.mark.parametrize("lock", LOCKS, ids=relative)
def test_a_lock_pins_every_package_by_hash(lock: Path) -> None:
    text = lock.read_text("utf-8")
    requirements = re.findall(r"^(?! )(\S.*(?:\n    .*)*)", text, re.MULTILINE)
    assert requirements
    assert [entry for entry in requirements if "==" not in entry or "--hash=" not in entry] == []


def package_names(requirements: list[str]) -> set[str]:
    """Return the names of requirements as indexes spell them."""
    names = (re.split(r"[\[=<>!~; ]", requirement)[0] for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize(
    ("lock", "groups"), [("run.lock", ["build"]), ("test.lock", ["build", "test", "check"])]
)
def test_a_lock_holds_what_the_project_asks_for(lock: str, groups: list[str]) -> None:
    wanted = [*pyproject()["project"]["dependencies"]]
    for group in groups:
        wanted += pyproject()["dependency-groups"][group]
    pinned = re.findall(r"^\S+==", (ROOT / "requirements" / lock).read_text("utf-8"), re.MULTILINE)
    assert package_names(wanted) <= package_names(pinned)


def test_the_test_lock_holds_the_versions_that_run() -> None:
    run, test = (
        set(re.findall(r"^\S+==[^\s;]+", (ROOT / "requirements" / lock).read_text("utf-8"), re.M))
        for lock in ("run.lock", "test.lock")
    )
    assert run <= test


def test_nothing_names_a_package_index() -> None:
    assert offending_lines(INDEX_ADDRESS) == []


def test_nothing_names_a_path_of_one_machine() -> None:
    assert offending_lines(MACHINE_PATH) == []


@pytest.mark.parametrize("script", RUNNABLE, ids=relative)
def test_a_script_is_executable_and_parses(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\n" in script.read_text("utf-8")
    subprocess.run(["bash", "-n", script], check=True)


def test_the_version_is_the_same_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert newest is not None
    assert pyproject()["project"]["version"] == readiness.__version__ == newest[1]


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == records
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))


@pytest.mark.parametrize(
    "record", sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")), ids=relative
)
def test_a_decision_is_short_and_whole(record: Path) -> None:
    text = record.read_text("utf-8")
    assert text.startswith(f"# {record.name[:4]} ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 60
