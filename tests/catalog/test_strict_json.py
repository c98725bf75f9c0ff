"""JSON is read with the same places and the same refusals as YAML."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.catalog.documents import DocumentRefused
from readiness.catalog.strict_yaml import read_document
from readiness.scoring import Problem

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(
        st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn"])
    ),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text("abcdef", max_size=5), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def refused(text: str) -> Problem:
    with pytest.raises(DocumentRefused) as refusal:
        read_document(text.encode(), "a.json", limit=1_000_000)
    return refusal.value.problems[0]


@given(JSON_VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_what_json_writes_is_read_back(value: object, indent: object, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)  # type: ignore[arg-type]  # None, number or text
    assert read_document(text.encode(), "a.json", limit=1_000_000).value == value


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "remedy"),
    [
        ('{"a": 1,\n "a": 2}', "duplicate_key", 2, 2, "keep one"),
        ('{"a": NaN}', "json_syntax", 1, 7, "double quotes"),
        ('{"a": 012}', "json_syntax", 1, 8, "comma"),
        ('{"a": .5}', "json_syntax", 1, 7, "double quotes"),
        ('{"a": 1e999}', "ambiguous_number", 1, 7, "smaller"),
        ('{"a": 12345678901234567890}', "ambiguous_number", 1, 7, "quotes"),
        ('{"a": 1,}', "json_syntax", 1, 9, '"key": value'),
        ("[1, 2", "json_syntax", 1, 6, "close with ]"),
        ("[1,]", "json_syntax", 1, 4, "commas"),
        ('{"a" 1}', "json_syntax", 1, 6, '"key": value'),
        ("{a: 1}", "json_syntax", 1, 2, '"key": value'),
        ('{"a": "x}', "json_syntax", 1, 7, "mend"),
        ('{"a": "\\q"}', "json_syntax", 1, 8, "mend"),
        ('{"a": "\\u0000"}', "control_character", 1, 7, "remove"),
        ('{"a": "\\ud800"}', "control_character", 1, 7, "remove"),
        ('{"a": 1} {"b": 2}', "json_syntax", 1, 10, "one value"),
        ("", "json_syntax", 1, 1, "double quotes"),
        ("[" * 41, "too_deep", 1, 41, "flatter"),
        ("[" + "1," * 250_000 + "1]", "too_many_nodes", 1, 400_000, "leave out"),
    ],
)  # fmt: skip
def test_mistakes_are_refused_with_place_and_remedy(
    text: str, code: str, line: int, column: int, remedy: str
) -> None:
    problem = refused(text)
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert remedy in problem.remedy


def test_forty_levels_are_read() -> None:
    assert read_document(b"[" * 40 + b"]" * 40, "a.json", limit=1000).value


def test_every_value_has_a_place() -> None:
    text = b'{\n  "a": {"b": [1,\n    {"c": "x > 1"}]}\n}\n'
    positions = read_document(text, "a.json", limit=1000).positions
    assert positions.find(("a",)) == (2, 3)
    assert positions.find(("a", "b", 0)) == (2, 15)
    assert positions.find(("a", "b", 1, "c")) == (3, 11)
    assert positions.find_key(("a", "b", 1, "c")) == (3, 6)
