"""The page for rule authors says what the code does."""

import re
from pathlib import Path

import pytest

from readiness.scoring.expressions import Code, limits, parse_condition
from readiness.scoring.expressions.functions import ARITIES
from tests.scoring.expressions.examples import SCALE

PAGE = (Path(__file__).parents[3] / "docs" / "rules-language.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_every_error_code_is_explained_and_no_other() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", section("Errors"), re.MULTILINE)

    assert explained == [code.value for code in Code]


def test_no_error_code_begins_with_another() -> None:
    codes = [code.value for code in Code]

    assert not [
        (one, other) for one in codes for other in codes if one != other and one.startswith(other)
    ]


def test_every_function_is_explained() -> None:
    explained = set(re.findall(r"`(\w+)\(", section("Functions")))

    assert explained == set(ARITIES)


@pytest.mark.parametrize(
    "limit",
    [
        limits.MAX_CHARACTERS,
        limits.MAX_DEPTH,
        limits.MAX_NODES,
        limits.MAX_LIST_LENGTH,
        limits.MAX_ERRORS,
    ],
)
def test_limits_are_those_of_the_code(limit: int) -> None:
    assert f"| {limit:,} |" in section("Limits")


def test_the_example_on_missing_values_is_right() -> None:
    text = "logistics.pick_accuracy <= 1 || unknown(logistics.pick_accuracy)"

    assert f"`{text}`" in PAGE
    assert parse_condition(text, {"logistics.pick_accuracy": SCALE}).errors == ()
