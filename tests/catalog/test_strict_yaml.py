"""YAML is read as it is written or refused with the place; nothing is guessed.

Y1 every doubt is a problem with line, column and remedy; Y2 all problems of a file are listed;
Y3 values come back as written; Y4 hostile files are refused quickly; Y5 every value has a place.
"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.catalog.documents import MAX_ANSWERS_BYTES, DocumentRefused
from readiness.catalog.strict_yaml import read_document
from readiness.scoring import Problem
from readiness.scoring.problems import KINDS


def refused(text: str | bytes, file: str = "a.yaml") -> tuple[Problem, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(DocumentRefused) as refusal:
        read_document(data, file, limit=MAX_ANSWERS_BYTES)
    return refusal.value.problems


def read(text: str, file: str = "a.yaml") -> object:
    return read_document(text.encode(), file, limit=MAX_ANSWERS_BYTES).value


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "remedy"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate_key", 3, 1, "keep one"),
        ("0: a\n'0': b\n", "duplicate_key", 2, 1, "keep one"),
        ("a: {b: 1, b: 2}\n", "duplicate_key", 1, 11, "keep one"),
        ("a: &x 1\n", "anchor_or_alias", 1, 4, "remove &x"),
        ("a: [&x 1]\n", "anchor_or_alias", 1, 5, "remove &x"),
        ("a: *x\n", "anchor_or_alias", 1, 4, "write the value out"),
        ("a: !!int '3'\n", "explicit_tag", 1, 4, "quotes"),
        ("a: !!python/object:os.system x\n", "explicit_tag", 1, 4, "quotes"),
        ("a: !mine [1]\n", "explicit_tag", 1, 4, "quotes"),
        ("a:\n  <<: {b: 1}\n", "merge_key", 2, 3, "write its entries out"),
        ("a: 1\n---\nb: 2\n", "several_documents", 2, 1, "one document"),
        ("%YAML 1.1\n---\na: 1\n", "yaml_directive", 1, 1, "remove it"),
        ("? [a, b]\n: 1\n", "key_not_text", 1, 3, "use a text"),
        ("? {a: b}\n: 1\n", "key_not_text", 1, 3, "use a text"),
        ("true: 1\n", "key_not_text", 1, 1, '"true"'),
        ("2.5: 1\n", "key_not_text", 1, 1, '"2.5"'),
        ("~: 1\n", "ambiguous_word", 1, 1, '"~"'),
        ("country: NO\n", "ambiguous_word", 1, 10, '"NO"'),
        ("a: yes\n", "ambiguous_word", 1, 4, "write true"),
        ("a: Off\n", "ambiguous_word", 1, 4, "write false"),
        ("a: [1, y]\n", "ambiguous_word", 1, 8, '"y"'),
        ("a: True\n", "ambiguous_word", 1, 4, "write true"),
        ("a: NULL\n", "ambiguous_word", 1, 4, "write null"),
        ("on: 1\n", "ambiguous_word", 1, 1, '"on"'),
        ("a: 1.10\n", "ambiguous_number", 1, 4, '"1.10"; write 1.1 '),
        ("a: 012\n", "ambiguous_number", 1, 4, '"012"'),
        ("a: 0o7\n", "ambiguous_number", 1, 4, '"0o7"'),
        ("a: 0x1F\n", "ambiguous_number", 1, 4, '"0x1F"'),
        ("a: 1_000\n", "ambiguous_number", 1, 4, "plain digits"),
        ("a: 12:30\n", "ambiguous_number", 1, 4, '"12:30"'),
        ("a: .5\n", "ambiguous_number", 1, 4, "write 0.5"),
        ("a: 5.\n", "ambiguous_number", 1, 4, "write 5 "),
        ("a: +5.5\n", "ambiguous_number", 1, 4, "write 5.5"),
        ("a: 99,6\n", "ambiguous_number", 1, 4, "write 99.6"),
        ("a: .nan\n", "ambiguous_number", 1, 4, "quotes"),
        ("a: -.INF\n", "ambiguous_number", 1, 4, "quotes"),
        ("a: 1e999\n", "ambiguous_number", 1, 4, "quotes"),
        ("a: 0.12345678901234567890\n", "ambiguous_number", 1, 4, "quotes"),
        ("a: 12345678901234567890\n", "ambiguous_number", 1, 4, "quotes"),
        ("a: -0\n", "ambiguous_number", 1, 4, "quotes"),
        ("a:\nb: 1\n", "empty_value", 1, 3, "null"),
        ("a: [1, ]\nb: {c}\n", "empty_value", 2, 6, "null"),
        ("", "empty_value", 1, 1, "write"),
        ("# only a comment\n", "empty_value", 1, 1, "write"),
        ("a: 1\nb:\tc\n", "tab_character", 2, 3, "spaces"),
        ("a: 1\nb: \x07\n", "control_character", 2, 4, "delete"),
        ("a: x\u2028y\n", "control_character", 1, 5, "delete"),
        ('a: "x\\0"\n', "control_character", 1, 4, "remove the escape"),
        ("a: b: c\n", "yaml_syntax", 1, 5, "quotes"),
        ("a: 1\n b: 2\n", "yaml_syntax", 2, 3, "quotes"),
        ("a: [1, 2\nb: 3\n", "yaml_syntax", 2, 2, "bracket"),
        ('a: "x\n', "yaml_syntax", 2, 1, "close the quotes"),
        ("a: @x\n", "yaml_syntax", 1, 4, "quotes"),
        ("a: 'x' y\n", "yaml_syntax", 1, 8, "indentation"),
    ],
)  # fmt: skip
def test_doubts_are_refused_with_place_and_remedy(
    text: str, code: str, line: int, column: int, remedy: str
) -> None:
    first = refused(text)[0]
    assert (first.code, first.line, first.column, first.file) == (code, line, column, "a.yaml")
    assert remedy in first.remedy
    assert code in KINDS


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"\xef\xbb\xbfa: 1\n", "byte_order_mark", 1, 1),
        ("a: 1\n".encode("utf-16"), "byte_order_mark", 1, 1),
        (b"a: 1\nb: caf\xe9\n", "not_utf8", 2, 7),
    ],
)
def test_other_encodings_are_refused(data: bytes, code: str, line: int, column: int) -> None:
    (problem,) = refused(data)
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert "UTF-8" in problem.remedy


def test_all_problems_of_a_file_are_listed() -> None:
    problems = refused("a: no\nb: 1.10\nc: 012\na: &x 3\nd:\n")
    assert [(p.code, p.line) for p in problems] == [
        ("ambiguous_word", 1),
        ("ambiguous_number", 2),
        ("ambiguous_number", 3),
        ("duplicate_key", 4),
        ("anchor_or_alias", 4),
        ("empty_value", 5),
    ]


def test_problems_before_a_syntax_error_are_kept() -> None:
    assert [p.code for p in refused("a: no\nb: [\n")] == ["ambiguous_word", "yaml_syntax"]


def test_too_many_problems_are_cut() -> None:
    problems = refused("- no\n" * 5000)
    assert len(problems) == 101
    assert problems[-1].code == "too_many_problems"


def test_values_come_back_as_written() -> None:
    text = """\
number: 3
figure: 99.6
whole: 1.0
small: -0.5
power: 1e3
yes_or_no: true
nothing: null
date: 2026-11-22
version: 2026.1.0
span: 1-9
quoted: "1.10"
single: 'no'
empty: ""
folded: >-
  two
  lines
1: one
list: [a, 2, {b: c}]
umlaut: Größe – ≥ 5
"""
    assert read(text) == {
        "number": 3,
        "figure": 99.6,
        "whole": 1.0,
        "small": -0.5,
        "power": 1000.0,
        "yes_or_no": True,
        "nothing": None,
        "date": "2026-11-22",
        "version": "2026.1.0",
        "span": "1-9",
        "quoted": "1.10",
        "single": "no",
        "empty": "",
        "folded": "two lines",
        "1": "one",
        "list": ["a", 2, {"b": "c"}],
        "umlaut": "Größe – ≥ 5",
    }


def test_windows_line_ends_are_read() -> None:
    assert read("a: 1\r\nb: x\r\n") == {"a": 1, "b": "x"}


@given(st.integers(-(10**14), 10**14))
def test_plain_whole_numbers_are_kept(number: int) -> None:
    assert read(f"a: {number}") == {"a": number}


def problems_of(text: str) -> tuple[Problem, ...]:
    try:
        read(text)
    except DocumentRefused as refusal:
        return refusal.problems
    return ()


@given(st.decimals(-1000, 1000, places=3))
def test_a_decimal_is_kept_or_refused(number: object) -> None:
    text = f"{number}"
    problems = problems_of(f"a: {text}")
    if problems:
        assert [problem.code for problem in problems] == ["ambiguous_number"]
        assert text.endswith("0")
    else:
        assert read(f"a: {text}") == {"a": float(text)}


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    assert all(p.line and p.column and p.code in KINDS for p in problems_of(text))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_quickly(opening: str) -> None:
    started = time.perf_counter()
    codes = {problem.code for problem in refused(opening * 20_000)}
    assert codes & {"too_deep", "yaml_syntax"}
    assert time.perf_counter() - started < 1


def test_forty_levels_are_read_and_one_more_is_not() -> None:
    assert read("[" * 40 + "]" * 40)
    (problem,) = refused("[" * 41 + "]" * 41)
    assert (problem.code, problem.line, problem.column) == ("too_deep", 1, 41)


def test_billion_laughs_is_refused_quickly() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 20)]
    started = time.perf_counter()
    assert refused("\n".join(lines))[0].code == "anchor_or_alias"
    assert time.perf_counter() - started < 1


def test_ten_megabytes_are_refused_unread() -> None:
    data = b"- {a: [\n" * 1_250_000
    started = time.perf_counter()
    (problem,) = refused(data)
    assert time.perf_counter() - started < 0.1
    assert (problem.code, problem.line, problem.column) == ("too_large", 1, 1)
    assert problem.remedy


def test_too_many_values_are_refused() -> None:
    problems = refused("[" + "1," * 250_000 + "1]")
    assert [problem.code for problem in problems] == ["too_many_nodes"]


def test_every_value_has_a_place() -> None:
    document = read_document(
        b"a: 1\nb:\n  c: 'x >= 1'\n  d:\n    - e\n    - {f: g}\n", "a.yaml", limit=1000
    )
    find = document.positions.find
    assert find(("a",)) == (1, 4)
    assert find(("b",)) == (2, 1)
    assert find(("b", "c")) == (3, 6)
    assert find(("b", "d")) == (4, 3)
    assert find(("b", "d", 0)) == (5, 7)
    assert find(("b", "d", 1, "f")) == (6, 11)
    assert document.positions.find_key(("b", "c")) == (3, 3)
    assert document.positions.find_key(("b", "d", 1, "f")) == (6, 8)


def test_an_unknown_place_is_that_of_the_nearest_ancestor() -> None:
    document = read_document(b"a: 1\nb:\n  c: 2\n", "a.yaml", limit=1000)
    assert document.positions.find(("b", "x", 3)) == (2, 1)
    assert document.positions.find(("x",)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "column"),
    [("r: x > 1", 6), ("r: 'x > 1'", 7), ('r: "x > 1"', 7), ('r: "x\\u0020> 1"', 4)],
)
def test_an_offset_into_a_text_is_a_column_where_that_is_sure(text: str, column: int) -> None:
    document = read_document(text.encode(), "a.yaml", limit=1000)
    assert document.positions.find(("r",), 2) == (1, column)
