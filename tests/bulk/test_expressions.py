"""The rule language on columns agrees with the fast back end, value for value and null for null."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings

from readiness.bulk.division import ZEROS, with_zeros
from readiness.bulk.expressions import RuleCompiler
from readiness.bulk.names import Flag, Items, Name, Names, Number, Text, Word
from readiness.bulk.sheet import Sheet
from readiness.errors import InvalidInput
from readiness.scoring.expressions import (
    Declaration,
    Node,
    Reading,
    State,
    Type,
    compile_expression,
    identifiers,
    parse_condition,
    parse_formula,
)
from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.expressions.limits import MAX_DEPTH
from tests.bulk.random_answers import seeded
from tests.scoring.expressions.random_expressions import (
    DECLARATIONS,
    LISTS,
    NAMES,
    NUMBERS,
    OPTIONS,
    STRINGS,
    TRUTHS,
    Sample,
    World,
    numbers,
    truths,
)

ROWS = 150
FIGURES = (0.0, -0.0, 0.1, 0.2, 1.0, -2.0, 2.5, 3.0, 1e-9, 1e308, -1e308, 5e-324, 1e16)
HALVES = (0.0, 0.5, 1.0, 2.5, 3.0)
many_examples = settings(
    max_examples=600,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def random_worlds() -> Iterator[dict[str, Reading]]:
    """Give n.a any figure, n.b a few bounded ones, n.c a whole number from 0 to 4."""
    random = seeded(2026)
    for _ in range(ROWS):
        values: dict[str, Any] = {
            "n.a": random.choice(FIGURES),
            "n.b": random.choice(HALVES),
            "n.c": random.randint(0, 4),
            **{name: random.random() < 0.5 for name in TRUTHS},
            **{name: random.choice(OPTIONS) for name in STRINGS},
            **{name: tuple(o for o in OPTIONS if random.random() < 0.5) for name in LISTS},
        }
        yield {
            name: Reading(None if random.random() < 0.25 else value, random.choice(list(State)))
            for name, value in values.items()
        }


WORLDS = list(random_worlds())


def columns_of(worlds: Sequence[World]) -> pl.DataFrame:
    """Lay the worlds out as columns; strings as positions, lists as truth values."""
    data: dict[str, pl.Series] = {}
    for name in NAMES:
        values = [world[name].value for world in worlds]
        states = [int(world[name].state) for world in worlds]
        data[f"state of {name}"] = pl.Series(states, dtype=pl.UInt8)
        if name in NUMBERS:
            kind = pl.UInt8 if name == "n.c" else pl.Float64
            data[name] = pl.Series(values, dtype=kind)
        elif name in TRUTHS:
            data[name] = pl.Series(values, dtype=pl.Boolean)
        elif name in STRINGS:
            positions = [None if v is None else OPTIONS.index(str(v)) for v in values]
            data[name] = pl.Series(positions, dtype=pl.UInt8)
        else:
            for option in OPTIONS:
                held = [option in v if isinstance(v, tuple) else None for v in values]
                data[f"{option} in {name}"] = pl.Series(held, dtype=pl.Boolean)
    return with_zeros(pl.DataFrame(data))


COLUMNS = columns_of(WORLDS)
STATES = {"answered": (2, 3), "unknown": (1,), "measured": (3,)}


def names() -> Names:
    """Say what the names stand for."""
    values: dict[str, Name] = {
        "n.a": Number(pl.col("n.a")),
        "n.b": Number(pl.col("n.b"), Interval(0, 3)),
        "n.c": Number(pl.col("n.c"), Interval(0, 4), is_byte=True),
        **{name: Flag(pl.col(name)) for name in TRUTHS},
        **{name: Word(pl.col(name), OPTIONS) for name in STRINGS},
        **{
            name: Items({option: pl.col(f"{option} in {name}") for option in OPTIONS})
            for name in LISTS
        },
    }
    tests = {
        (function, name): pl.col(f"state of {name}").is_in(states)
        for function, states in STATES.items()
        for name in NAMES
    }
    return Names(values, tests)


def in_bulk(node: Node, compile_with: Callable[[RuleCompiler, Node], pl.Expr]) -> list[Any]:
    """Evaluate a node on all worlds at once."""
    sheet = Sheet(COLUMNS.columns)
    result = sheet.put("result", compile_with(RuleCompiler(sheet, names()), node))
    return sheet.fill(COLUMNS.lazy()).select(result).collect()["result"].to_list()


def one_at_a_time(node: Node, worlds: Sequence[World]) -> list[Any]:
    """Evaluate a node on one world after the other."""
    read = identifiers(node)
    run = compile_expression(node, {name: slot for slot, name in enumerate(read)})
    return [
        run([world[name].value for name in read], [world[name].state for name in read])
        for world in worlds
    ]


@many_examples
@given(truths(3))
def test_conditions_agree(sample: Sample) -> None:
    node, _ = parse_condition(sample.text, DECLARATIONS)
    assume(node is not None)
    assert node is not None
    assert in_bulk(node, RuleCompiler.condition) == one_at_a_time(node, WORLDS)


@many_examples
@given(numbers(3))
def test_formulas_agree_to_the_last_bit(sample: Sample) -> None:
    node, _ = parse_formula(sample.text, DECLARATIONS)
    assume(node is not None)
    assert node is not None
    assert in_bulk(node, RuleCompiler.number) == one_at_a_time(node, WORLDS)


@pytest.mark.parametrize(
    "text",
    [
        "n.a / 10",
        "n.a / (1 + 2)",
        "10 / n.a",
        "0 / n.a",
        "n.a / n.b",
        "n.b / 3",
        "mean(n.b, n.c, n.b)",
        "mean(n.c, n.c, n.c)",
        "sum(n.a, n.b, n.a, -n.b)",
        "sum(0.1, n.b, 0.2)",
        "sum(n.c, 4, -n.c)",
        "min(n.a, n.b, n.c)",
        "max(n.a, n.a / 0)",
        "clamp(n.a, n.b, n.c)",
        "coalesce(n.a / 0, n.b)",
        "n.c * 255 + 1",
        "-n.c - n.c",
        "count(n.c >= 3, n.a / 0 > 1, answered(n.a))",
    ],
)
def test_traps_of_columns_make_no_difference(text: str) -> None:
    """Bytes do not wrap, x / 0 and overflow are null, sums are rounded once."""
    node, errors = parse_formula(text, DECLARATIONS)
    assert node is not None, errors
    found = in_bulk(node, RuleCompiler.number)
    assert found == one_at_a_time(node, WORLDS)
    assert all(value is None or value - value == 0 for value in found)


@pytest.mark.parametrize(
    "text",
    [
        "n.c == 2.5",
        "n.c < 300",
        "n.c > -1",
        "300 > n.c",
        "n.c in [0, 2.5, 4]",
        "n.a in [0, 0.1]",
        "s.a == s.b",
        "s.a != coalesce(s.b, s.a)",
        "(t.a ? s.a : s.b) in ['open', 'clear']",
        "s.a in l.a",
        "'open' in l.a",
        "(t.a ? t.b : n.c >= 2) == t.b",
        "!(t.a && n.a / 0 > 1)",
        "t.a || unknown(n.a)",
    ],
)
def test_traps_of_conditions_make_no_difference(text: str) -> None:
    """Kleene's logic, comparisons of bytes with other numbers, and strings as positions."""
    node, errors = parse_condition(text, DECLARATIONS)
    assert node is not None, errors
    assert in_bulk(node, RuleCompiler.condition) == one_at_a_time(node, WORLDS)


@pytest.mark.parametrize(
    "grow",
    [
        "max(n.a / {0}, n.b)",
        "({0}) / n.a",
        "(n.a / {0} > 1 ? n.b : n.a)",
        "(n.b + {0})",
    ],
)
def test_nesting_does_not_double_the_work(grow: str) -> None:
    """Otherwise 2 ** depth: the plan of a rule is about as large as the rule."""
    text = "n.a"
    for _ in range(MAX_DEPTH // 3):
        text = grow.format(text)
    node, errors = parse_formula(text, DECLARATIONS)
    assert node is not None, errors
    sheet = Sheet(COLUMNS.columns)
    sheet.put("result", RuleCompiler(sheet, names()).number(node))
    assert len(sheet.fill(COLUMNS.lazy()).explain(optimized=False)) < 200 * len(text) + 4_000
    assert in_bulk(node, RuleCompiler.number) == one_at_a_time(node, WORLDS)


def test_free_text_is_refused_with_a_remedy() -> None:
    declared = {"note": Declaration(Type.STRING, is_question=True)}
    node, errors = parse_condition("note == 'yes'", declared)
    assert node is not None, errors
    compiler = RuleCompiler(Sheet([ZEROS]), Names({"note": Text()}, {}))
    with pytest.raises(InvalidInput, match="one at a time"):
        compiler.condition(node)


def test_the_test_knows_every_kind_of_name() -> None:
    known = {type(value) for value in names().values.values()}
    assert known == set(get_args(Name)) - {Text}
