"""The reference pages name every setting, command, route and problem code, and nothing else."""

import re
from typing import Any

import typer

from readiness.app import create_app
from readiness.cli import app
from readiness.settings import Settings
from tests.house.problem_codes import problem_codes
from tests.house.repository import ROOT

METHODS = {"get", "put", "post", "delete", "patch"}


def page(name: str) -> str:
    """Return the text of a page of the documentation."""
    return (ROOT / "docs" / name).read_text("utf-8")


def test_every_setting_is_documented() -> None:
    settings = {f"READINESS_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bREADINESS_[A-Z_]+\b", page("settings.md"))) == settings


def commands() -> dict[str, list[set[str]]]:
    """Return each command as it is typed, with the spellings of each of its options."""
    found: dict[str, list[set[str]]] = {}

    def walk(command: Any, typed: str) -> None:  # typer keeps the classes of its commands private
        children = getattr(command, "commands", {})
        if not children or command.invoke_without_command:
            options = [set(part.opts) for part in command.params if part.opts[0][0] == "-"]
            found[typed] = [spellings for spellings in options if "--help" not in spellings]
        for name, child in children.items():
            walk(child, f"{typed} {name}")

    walk(typer.main.get_command(app), "readiness")
    return found


def test_every_command_is_documented() -> None:
    documented = re.findall(r"^\| `(readiness(?: [a-z]+)*)", page("cli.md"), re.MULTILINE)
    assert set(documented) == commands().keys() - {"readiness"}


def test_every_option_is_documented() -> None:
    documented = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", page("cli.md")))
    options = [(typed, spellings) for typed, known in commands().items() for spellings in known]
    assert [option for option in options if not option[1] & documented] == []


def documented_routes() -> set[str]:
    """Return the routes of api.md; in a row, `PATCH …` stands for the path named before it."""
    found = set()
    for row in re.findall(r"^\| (`[A-Z]+ .*)", page("api.md"), re.MULTILINE):
        path = ""
        for method, target in re.findall(r"`([A-Z]+) ([^`\s]+)`", row.partition(" | ")[0]):
            path = path if target == "…" else target
            found.add(f"{method} {path}")
    return found


def test_every_route_is_documented() -> None:
    described = create_app(Settings()).openapi()["paths"]
    routes = {
        f"{method.upper()} {path}"
        for path, operations in described.items()
        for method in operations
        if method in METHODS
    }
    assert len(routes) > 10
    assert documented_routes() == routes


def test_every_problem_code_is_documented() -> None:
    codes = problem_codes()
    assert {"not_found", "unknown_question", "duplicate_key", "database_unavailable"} <= codes
    documented = set(re.findall(r"^\| `([a-z0-9_]+)` \|", page("problems.md"), re.MULTILINE))
    assert documented == codes
