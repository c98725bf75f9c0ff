"""Every requirement of docs/scoring.md is cited by a test, and every cited one is written there."""

import ast
import re

from tests.house.repository import ROOT

TESTS = sorted((ROOT / "tests" / "scoring").rglob("test_*.py"))
ID = re.compile(r"S-\d\d")


def cited_by_tests() -> set[str]:
    """Return the ids in the docstrings of test functions."""
    cited: set[str] = set()
    for file in TESTS:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                cited.update(ID.findall(ast.get_docstring(node) or ""))
    return cited


def test_every_requirement_is_proved_by_a_test() -> None:
    page = (ROOT / "docs" / "scoring.md").read_text("utf-8")
    required = re.findall(r"^\*\*(S-\d\d)\*\* ", page, re.MULTILINE)
    assert required == sorted(set(required))
    assert cited_by_tests() == set(required)
