"""What rules become: source of Python without a word of their authors."""

import re
import time

import pytest

from readiness.scoring.expressions import (
    And,
    AnswerTest,
    Comparison,
    Constant,
    Identifier,
    Membership,
    Node,
    Not,
    Span,
    State,
    compile_expression,
    compile_mean,
    compile_tests,
)
from readiness.scoring.expressions.generated import CHARACTERS_A_FUNCTION
from readiness.scoring.expressions.limits import MAX_DEPTH, MAX_NODES
from readiness.scoring.expressions.nodes import Conditional, ConstantList, Or
from readiness.scoring.expressions.python_source import SourceWriter
from tests.scoring.expressions.examples import condition

NOWHERE = Span(0, 0)
HOSTILE = (
    "__import__('os')",
    "'); print(1) #",
    '"""',
    "{0.__class__}",
    "{}",
    "line\nbreak",
    "back\\slash",
    "\N{RIGHT-TO-LEFT OVERRIDE}text",
    "ﬀ \N{GREEK SMALL LETTER ALPHA} \0",
)
WORDS = {"True", "False", "None", "if", "else", "and", "or", "not", "is", "in", "v", "s"}
NUMBERED = re.compile(r"[nc]\d+|INFINITE")
CHARACTERS = re.compile(r"[A-Za-z0-9:=!<>+*/(),.\[\] -]*")
"""All that generated source may consist of."""
SECONDS = 2.0


def hostile_nodes(text: str) -> list[Node]:
    name, literal = Identifier(text, NOWHERE), Constant(text, NOWHERE)
    members = ConstantList((literal, Constant(f"{text}2", NOWHERE)), NOWHERE)
    same = Comparison("==", name, literal, NOWHERE)
    among = Membership(name, members, NOWHERE)
    answered = AnswerTest("answered", name, NOWHERE)
    return [
        same,
        among,
        answered,
        Not(And((same, among, answered), NOWHERE), NOWHERE),
        Conditional(answered, same, Or((same, among), NOWHERE), NOWHERE),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_source_has_no_word_of_an_author(text: str) -> None:
    for node in hostile_nodes(text):
        writer = SourceWriter({text: 7}, [text])
        written = [writer.value(node), writer.test(node, True), writer.test(node, False)]
        written.append(writer.mean([(node, 3)]))
        for source in written:
            assert CHARACTERS.fullmatch(source), source
            words = set(re.findall(r"[A-Za-z]\w*", source)) - WORDS
            assert all(NUMBERED.fullmatch(word) for word in words), source


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_compared_like_any_other(text: str) -> None:
    same, among, answered, none_of, _ = hostile_nodes(text)
    nodes = [same, among, answered, none_of]
    values, states = [text], [State.GIVEN]
    assert compile_tests(nodes, {text: 0}, ())(values, states) == [True, True, True, False]
    runs = [compile_expression(node, {text: 0}) for node in nodes]
    assert [run([None], [State.NO_VALUE]) for run in runs] == [None, None, False, True]


def test_source_cannot_reach_a_builtin() -> None:
    given = SourceWriter({}).given
    assert given["__builtins__"] == {}


def deepest() -> str:
    """Brackets and operators inside one another up to the limit, in three forms."""
    text = "margin > 1"
    for level in range(MAX_DEPTH // 2 - 2):
        text = f"({text}) {('&&', '||')[level % 2]} (margin > {level})"
    return text


def largest() -> str:
    return " && ".join(["margin > 1"] * (MAX_NODES // 4))


@pytest.mark.parametrize("text", [deepest(), largest(), "!(" * 19 + "margin > 1" + ")" * 19])
def test_the_deepest_and_the_largest_rule_compile_quickly(text: str) -> None:
    node = condition(text)
    started = time.process_time()
    run = compile_expression(node, {"margin": 0})
    tests = [compile_tests([node], {"margin": 0}, (), wanted) for wanted in (True, False)]
    assert time.process_time() - started < SECONDS
    outcome = run([50.0], [State.GIVEN])
    assert [test([50.0], [State.GIVEN]) for test in tests] == [
        [outcome is True],
        [outcome is False],
    ]


def test_many_rules_are_parted_into_functions_of_bounded_size() -> None:
    node = condition("margin > 3 && margin < 60")
    many = 4 * CHARACTERS_A_FUNCTION // len(SourceWriter({"margin": 0}).value(node))
    run = compile_tests([node] * many, {"margin": 0}, ())
    assert run([50.0], [State.GIVEN]) == [True] * many
    assert run([None], [State.NO_VALUE]) == [False] * many


def test_a_constant_on_either_side_is_compared_with_a_whole_number() -> None:
    name, three = Identifier("q", NOWHERE), Constant(3.0, NOWHERE)
    sides = (Comparison("<=", three, name, NOWHERE), Comparison(">=", name, three, NOWHERE))
    part = Comparison(">", name, Constant(2.5, NOWHERE), NOWHERE)
    run = compile_tests([*sides, part], {"q": 0}, ["q"])
    assert run([3], [State.GIVEN]) == [True, True, True]
    assert run([2], [State.GIVEN]) == [False, False, False]


def test_a_mean_is_missing_with_any_of_its_terms_or_without_terms() -> None:
    terms: list[tuple[Node, int]] = [(Identifier("a", NOWHERE), 3), (Identifier("b", NOWHERE), 1)]
    run = compile_mean(terms, {"a": 0, "b": 1})
    states = [State.NO_VALUE] * 2
    assert run([80.0, 40.0], states) == 70.0
    assert run([80.0, None], states) is None
    assert compile_mean([], {})([], []) is None
