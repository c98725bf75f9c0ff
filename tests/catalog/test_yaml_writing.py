"""What is written as YAML is read back as the same value, and looks as an author would write it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from readiness.catalog.plain_text import hidden_character
from readiness.catalog.strict_yaml import read_document
from readiness.catalog.yaml_comments import with_comments
from readiness.catalog.yaml_writing import WIDTH, Unwritable, written_yaml

HOSTILE = st.sampled_from(
    [
        "",
        " ",
        "no",
        "Yes",
        "null",
        "~",
        "true",
        "1.10",
        "012",
        "12:30",
        "1-9",
        "99,6",
        "a: b",
        "a:",
        ": a",
        "#",
        "a # b",
        "- a",
        "-",
        "---",
        "... a",
        "? a",
        "'",
        '"',
        "it's",
        'he said "no"',
        "both ' and \"",
        "back\\slash",
        "{a}",
        "[a]",
        "&a",
        "*a",
        "!tag",
        "%YAML",
        "@a",
        "`a`",
        "|",
        ">-",
        "<<",
        "=",
        " leading",
        "trailing ",
        "two  spaces " * 20,
        "line one\nline two",
        "line one\n\n  indented\n",
        "\n",
        "tab\there",
        "Größe: „Maß“ – ½",
        "word " * 60 + "end",
        "word: " * 60 + "# end",
        "x" * 300,
        "\U0001f600 é",
        "\u00a0no-break\u00a0",
    ]
)


def readable(text: str) -> bool:
    """Tell whether a text may stand in a file at all."""
    return hidden_character(text) is None and "\r" not in text and "\x85" not in text


TEXTS = HOSTILE | st.text(max_size=120).filter(readable)
KEYS = TEXTS.filter(lambda text: text != "<<")
NUMBERS = st.integers(-(10**14), 10**14) | st.floats(-1e6, 1e6).map(lambda n: round(n, 4))
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_comes_back(value: dict[str, JsonValue]) -> None:
    text = written_yaml(value, spaced=frozenset(list(value)[:1]))
    assert read_document(text.encode(), "f.yaml", limit=1_000_000).value == value


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_the_order_is_kept(value: dict[str, JsonValue]) -> None:
    read = read_document(written_yaml(value).encode(), "f.yaml", limit=1_000_000).value
    assert str(read) == str(value)


def test_it_looks_as_an_author_writes_it() -> None:
    value: dict[str, JsonValue] = {
        "title": "Größe: klein",
        "description": "Ein Satz, der so lang ist, dass er auf mehr als eine Zeile gehört, " * 2
        + "und noch etwas.",
        "roles": {"a": {"name": "Vertrieb"}, "b": {"name": "no"}},
        "options": {"0": "Nie", "1-9": 'sagt "ja"'},
        "questions": [{"id": "a.b", "sources": ["P-01", "1.10"], "bands": []}, {"id": "c"}],
    }
    assert written_yaml(value, spaced=frozenset({"roles", "questions"})) == (
        'title: "Größe: klein"\n'
        "description: >-\n"
        "  Ein Satz, der so lang ist, dass er auf mehr als eine Zeile gehört, Ein Satz, der so "
        "lang ist, dass\n"
        "  er auf mehr als eine Zeile gehört, und noch etwas.\n"
        "\n"
        "roles:\n"
        "  a:\n"
        "    name: Vertrieb\n"
        "\n"
        "  b:\n"
        '    name: "no"\n'
        "\n"
        "options:\n"
        '  "0": Nie\n'
        '  "1-9": sagt "ja"\n'
        "\n"
        "questions:\n"
        "  - id: a.b\n"
        "    sources:\n"
        "      - P-01\n"
        '      - "1.10"\n'
        "    bands: []\n"
        "\n"
        "  - id: c\n"
    )


def test_comments_move_with_their_entries() -> None:
    earlier = (
        "# About the file.\n# Two lines.\n\na: 1\n\nb:\n  # Before c\n  c: old\n"
        "  d: |-\n    # no comment\n    text\n  # Before e\n  e: gone\n"
    )
    now = written_yaml({"a": "x y", "b": {"d": "# no comment\ntext", "c": "new"}})
    assert with_comments(now, earlier) == (
        "# About the file.\n# Two lines.\n\na: x y\n\nb:\n"
        "  d: |-\n    # no comment\n    text\n  # Before c\n  c: new\n"
    )


def test_no_line_is_longer_than_it_has_to_be() -> None:
    text = written_yaml({"a": {"b": {"c": "Wort " * 200 + "Ende"}}})
    assert max(map(len, text.splitlines())) <= WIDTH


@pytest.mark.parametrize("value", ["a\x00b", "a\rb", "\u202eabc", math.inf, math.nan])
def test_what_cannot_stand_in_a_file_is_refused_with_its_place(value: JsonValue) -> None:
    with pytest.raises(Unwritable) as refused:
        written_yaml({"a": {"b": value}})
    assert refused.value.args[0] == ("a", "b")
