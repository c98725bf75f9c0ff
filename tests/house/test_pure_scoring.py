"""What the import contract cannot see: built-ins and methods that make scoring impure."""

import ast
from pathlib import Path

import pytest

from tests.house.repository import SOURCES

IMPURE_BUILTINS = {"open", "print", "input", "eval", "exec", "compile", "__import__", "hash"}
MADE_FROM_SOURCE = Path("expressions/generated.py")
"""The one module that may evaluate source, which it puts together itself from fixed pieces:
tests/scoring/expressions/test_generated_source.py shows that no author's text gets into it."""
CLOCKS = {"now", "utcnow", "today"}


def impure_calls(source: str) -> list[str]:
    """Return the calls in a module's source whose outcome is not decided by its arguments."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in IMPURE_BUILTINS:
            found.append(f"line {node.lineno}: {called.id}()")
        if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
            found.append(f"line {node.lineno}: .{called.attr}()")
    return found


@pytest.mark.parametrize(
    "source",
    [
        "open('answers.yaml')",
        "print(1)",
        "eval('1')",
        "datetime.now()",
        "date.today()",
        "hash('a')",
    ],
)
def test_an_impure_call_is_found(source: str) -> None:
    assert impure_calls(source)


def test_a_pattern_and_a_given_date_are_pure() -> None:
    assert impure_calls("re.compile('a')\ndate.fromisoformat('2026-01-01')") == []


def test_scoring_makes_no_impure_call() -> None:
    modules = sorted((SOURCES / "scoring").rglob("*.py"))
    assert modules
    found = {
        path.relative_to(SOURCES / "scoring"): calls
        for path in modules
        if (calls := impure_calls(path.read_text("utf-8")))
    }
    evaluated = found.pop(MADE_FROM_SOURCE)
    assert [call.partition(": ")[2] for call in evaluated] == ["eval()"]
    assert found == {}
