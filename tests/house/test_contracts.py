"""Each import contract of pyproject.toml catches a violation; the code as it is keeps all."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.repository import ROOT, pyproject

CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in pyproject()["tool"]["importlinter"]["contracts"]
}


@dataclass(frozen=True)
class Violation:
    """Files to add to the sources, by module name with their one line, to break one contract."""

    contract: str
    what: str
    files: dict[str, str]


def violation(contract: str, importer: str, imported: str) -> Violation:
    """Describe one module that imports what it must not."""
    return Violation(
        contract, f"{importer} imports {imported}", {f"{importer}.planted": f"import {imported}"}
    )


VIOLATIONS = [
    violation("layers", "services", "readiness.api"),
    violation("layers", "storage", "readiness.services"),
    violation("layers", "api", "readiness.web"),
    violation("layers", "jobs", "readiness.api"),
    violation("layers", "api", "readiness.jobs"),
    violation("layers", "services", "readiness.jobs"),
    violation("layers", "catalog", "readiness.storage"),
    violation("layers", "reports", "readiness.catalog"),
    violation("layers", "scoring", "readiness.errors"),
    Violation("layers", "a room nobody placed", {"attic": ""}),
    violation("pure-scoring", "scoring", "yaml"),
    violation("pure-scoring", "scoring", "time"),
    violation("pure-scoring", "scoring", "random"),
    violation("pure-scoring", "scoring", "logging"),
    violation("pure-scoring", "scoring", "os.path"),
    violation("pure-scoring", "scoring", "pathlib"),
    violation("pure-scoring", "scoring", "urllib.request"),
    violation("sql-in-storage", "services", "sqlalchemy.orm"),
    violation("sql-in-storage", "api", "sqlmodel"),
    violation("sql-in-storage", "catalog", "sqlite3"),
    violation("web-at-the-doors", "services", "fastapi"),
    violation("web-at-the-doors", "storage", "starlette.responses"),
    violation("one-door-to-weasyprint", "reports", "weasyprint"),
    violation("one-door-to-slides", "services", "pptx.util"),
    violation("one-door-to-the-solver", "planning", "ortools.sat.python.cp_model"),
    violation("one-door-to-the-solver", "services", "polars"),
    violation("settings-at-the-root", "services", "readiness.settings"),
    Violation(
        "no-cycles",
        "two modules of services import each other",
        {
            "services.planted": "import readiness.services.planted_too",
            "services.planted_too": "import readiness.services.planted",
        },
    ),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources and the configuration, to be spoilt and mended again."""
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def planted(copy: Path, request: pytest.FixtureRequest) -> Iterator[Violation]:
    """Plant a violation for one test."""
    before = set(copy.rglob("*"))
    for module, line in request.param.files.items():
        path = copy.joinpath("src", "readiness", *module.split(".")).with_suffix(".py")
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(f"{line}\n", encoding="utf-8")
        for neighbour in re.findall(r"import readiness\.(web|jobs|catalog)\b", line):
            package = copy / "src" / "readiness" / neighbour
            package.mkdir(exist_ok=True)
            (package / "__init__.py").touch()
    yield request.param
    for path in sorted(set(copy.rglob("*")) - before, reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def broken_contracts(folder: Path) -> set[str]:
    """Return the ids of the contracts that the sources in a folder break."""
    outcome = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)(?: .*)?$", outcome.stdout, re.MULTILINE))
    assert verdicts.keys() == set(CONTRACTS.values()), outcome.stdout + outcome.stderr
    broken = {key for key, name in CONTRACTS.items() if verdicts[name] == "BROKEN"}
    assert (outcome.returncode != 0) == bool(broken)
    return broken


def test_the_code_keeps_every_contract(copy: Path) -> None:
    assert broken_contracts(copy) == set()


@pytest.mark.parametrize("planted", VIOLATIONS, indirect=True, ids=lambda planted: planted.what)
def test_a_violation_breaks_its_contract(copy: Path, planted: Violation) -> None:
    broken = broken_contracts(copy)
    assert planted.contract in broken
    # An import that points up closes a cycle as well; nothing else may break.
    assert broken <= {planted.contract, "no-cycles"}


def test_every_contract_is_tried() -> None:
    assert {planted.contract for planted in VIOLATIONS} == CONTRACTS.keys()
