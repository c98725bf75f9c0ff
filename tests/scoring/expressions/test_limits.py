"""Hostile texts are refused quickly, whatever they try."""

import time
from typing import Any

import pytest

from readiness.scoring.expressions import (
    Declaration,
    Not,
    Type,
    parse_condition,
    parse_formula,
    source_text,
)
from readiness.scoring.expressions.limits import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_ERRORS,
    MAX_LIST_LENGTH,
    MAX_NODES,
)
from tests.scoring.expressions.examples import DECLARATIONS, SCALE, codes_in, condition, formula


def nested_not(levels: int) -> Any:
    source: Any = "finding.X_15"
    for _ in range(levels):
        source = {"not": source}
    return source


def nested_list_alternating(levels: int) -> Any:
    source: Any = "finding.X_15"
    for level in range(levels):
        source = {("all", "any")[level % 2]: [source, "margin > 1"]}
    return source


ENDLESS: dict[str, Any] = {}
ENDLESS["not"] = ENDLESS
HOSTILE = {
    "100,000 brackets": ("(" * 100_000, "too_long"),
    "brackets up to the text limit": ("(" * MAX_CHARACTERS, "too_deep"),
    "100 MB": ("a" * 100_000_000, "too_long"),
    "one bracket too many": ("(" * 41 + "finding.X_15" + ")" * 41, "too_deep"),
    "calls in calls": ("min(" * 900, "too_deep"),
    "exclamation marks": ("!" * 3900 + "finding.X_15", "too_deep"),
    "minus signs": ("-" * 3900 + "3 > 1", "too_deep"),
    "conditionals": ("finding.X_15 ? 1 : " * 200 + "1", "too_deep"),
    "a left-deep sum": ("+".join(["margin"] * 41) + " > 1", "too_deep"),
    "a long chain": ("&&".join(["margin>3"] * 200), "too_many_nodes"),
    "a long list": ("margin in [" + "1," * 200 + "1]", "list_too_long"),
    "unknown names": ("+".join(f"q{index}" for index in range(600)), "too_many_errors"),
    "strange characters": ("#" * MAX_CHARACTERS, "too_many_errors"),
    "equal signs": ("=" * MAX_CHARACTERS, "too_many_errors"),
    "quotes": ('"' * MAX_CHARACTERS, "syntax"),
    "points": ("a" + ".a" * 1999, "unknown_identifier"),
    "nested mappings": (nested_not(900), "too_deep"),
    "a mapping that holds itself": (ENDLESS, "too_deep"),
    "many entries": ({"all": ["finding.X_15"] * 100_000}, "too_many_nodes"),
    "many wrong entries": ({"all": [""] * 100_000}, "too_many_errors"),
    "long texts in entries": ({"any": ["x" * 1_000] * 5}, "too_long"),
}


@pytest.mark.parametrize(("source", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_sources_are_refused_in_bounded_time(source: object, code: str) -> None:
    declarations = {**DECLARATIONS, **{f"part_{n}.question_{n}": SCALE for n in range(2_000)}}

    started = time.process_time()
    node, errors = parse_condition(source, declarations)
    elapsed = time.process_time() - started

    assert node is None
    assert errors[-1].code == code
    assert len(errors) <= MAX_ERRORS + 1
    assert elapsed < 1


def test_the_deepest_allowed_texts_are_read_and_read_again() -> None:
    brackets = "(" * MAX_DEPTH + "finding.X_15" + ")" * MAX_DEPTH
    differences = "margin - (" * (MAX_DEPTH - 2) + "margin - 1" + ")" * (MAX_DEPTH - 2)
    sums = "+".join(["margin"] * MAX_DEPTH)

    assert condition(brackets) == condition("finding.X_15")
    for text in (differences, sums):
        node = formula(text)
        assert formula(source_text(node)) == node


@pytest.mark.parametrize("build", [nested_not, nested_list_alternating])
def test_the_deepest_allowed_structures_are_read_and_read_again(build: Any) -> None:
    deepest = next(
        level for level in range(MAX_DEPTH, 0, -1) if parse_condition(build(level), DECLARATIONS)[0]
    )
    node = condition(build(deepest))

    assert deepest >= MAX_DEPTH - 2
    assert condition(source_text(node)) == node


def test_depth_counts_levels_of_structure_and_of_text_together() -> None:
    source: Any = "!" * 25 + "finding.X_15"
    assert isinstance(condition(source), Not)

    for _ in range(20):
        source = {"not": source}
    assert codes_in(source) == ["too_deep"]


def test_the_number_of_nodes_is_limited_over_all_texts_together() -> None:
    declarations = {"a": Declaration(Type.BOOL)}
    most = MAX_NODES // 2

    for source in (" && ".join(["a"] * most), {"any": ["a && a"] * (most // 2 - 1)}):
        assert parse_condition(source, declarations).errors == ()
    for source in (" && ".join(["a"] * (most + 1)), {"any": ["a && a"] * (most // 2)}):
        (error,) = parse_condition(source, declarations).errors
        assert error.code == "too_many_nodes"


def test_the_longest_allowed_list_is_read() -> None:
    listed = ", ".join(map(str, range(MAX_LIST_LENGTH)))

    assert parse_condition(f"margin in [{listed}]", DECLARATIONS).errors == ()


def test_the_longest_allowed_text_is_read() -> None:
    text = "margin > 1"

    assert condition(text + " " * (MAX_CHARACTERS - len(text))) == condition(text)
    assert codes_in(text + " " * (MAX_CHARACTERS - len(text) + 1)) == ["too_long"]


def test_a_formula_is_limited_like_a_condition() -> None:
    node, errors = parse_formula("(" * MAX_CHARACTERS, DECLARATIONS)

    assert node is None
    assert [error.code.value for error in errors] == ["too_deep"]
