"""Wrong files of answers: each problem is one line, `place: code: what; how to mend it`."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call

HEAD = "questionnaire: d2c-readiness\nanswers:\n"


def problems(call: Call, folder: Path, name: str, content: str | bytes) -> list[tuple[str, str]]:
    """Score a file that must be refused; return place and code of each problem."""
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    done = call("score", "d2c-readiness", name)
    assert (done.code, done.out) == (1, b"")
    lines = done.err.splitlines()
    found = [re.fullmatch(r"([^:]+:\d+:\d+): ([a-z0-9_]+): .+; .+", line) for line in lines]
    assert all(found), done.err
    return [(match[1], match[2]) for match in found if match]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEAD + "  STR-99: 3\n", [("3:3", "unknown_question")]),
        (HEAD + "  STR-01: 7\n", [("3:11", "unknown_option")]),
        (HEAD + "  STR-01: often\n", [("3:11", "unknown_option")]),
        (HEAD + "  LOG-02: much\n", [("3:11", "wrong_type")]),
        (HEAD + "  LOG-02: 140\n", [("3:11", "out_of_range")]),
        (HEAD + "  STR-01: not_applicable\n", [("3:11", "not_applicable_refused")]),
        (
            HEAD + "  LOG-01: 3\n  logistics.single_parcel: 3\n",
            [("4:3", "duplicate_answer")],
        ),
        (HEAD + "  STR-01: 3\n  STR-01: 3\n", [("4:3", "duplicate_key")]),
        (HEAD + "  profile.dangerous_goods: no\n", [("3:28", "ambiguous_word")]),
        (HEAD + "  LOG-02: 1.10\n", [("3:11", "ambiguous_number")]),
        (HEAD + "  LOG-02: 99,6\n", [("3:11", "ambiguous_number")]),
        (HEAD + "  STR-01: [3\n", [("4:1", "yaml_syntax")]),
        (HEAD + "\tSTR-01: 3\n", [("3:1", "tab_character")]),
        (HEAD + "  STR-01: &x 3\n", [("3:11", "anchor_or_alias")]),
        ("questionnaire: d2c-readiness\n", [("1:1", "missing_key")]),
        (HEAD + "  STR-01: 3\nansers: {}\n", [("4:1", "unknown_key")]),
        ("", [("1:1", "empty_value")]),
        ("- 1\n", [("1:1", "wrong_value")]),
        (b"\xff\xfe\x00", [("1:1", "byte_order_mark")]),
        (HEAD.encode() + b"  STR-01: \xe4\n", [("3:11", "not_utf8")]),
        ("questionnaire: other\nanswers: {}\n", [("1:16", "other_questionnaire")]),
        (b"x" * 10_000_000, [("1:1", "too_large")]),
    ],
)
def test_a_wrong_file_is_refused_with_place_and_remedy(
    call: Call, tmp_path: Path, content: str | bytes, expected: list[tuple[str, str]]
) -> None:
    named = [(f"answers.yaml:{place}", code) for place, code in expected]
    assert problems(call, tmp_path, "answers.yaml", content) == named


def test_every_problem_of_a_file_is_told_at_once(call: Call, tmp_path: Path) -> None:
    content = HEAD + "  STR-01: 7\n  LOG-02: 140\n  STR-99: 1\n"
    codes = [code for _, code in problems(call, tmp_path, "answers.yaml", content)]
    assert codes == ["unknown_option", "out_of_range", "unknown_question"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            '{"questionnaire": "d2c-readiness", "answers": {"STR-01": 7}}',
            ("1:58", "unknown_option"),
        ),
        (
            '{"questionnaire": "d2c-readiness",\n "answers": {"STR-01": 1, "STR-01": 2}}',
            ("2:27", "duplicate_key"),
        ),
        ('{"questionnaire": "d2c-readiness",', ("1:35", "json_syntax")),
        ("questionnaire: d2c-readiness\n", ("1:1", "json_syntax")),
    ],
)
def test_a_wrong_json_file_is_refused_with_place_and_remedy(
    call: Call, tmp_path: Path, content: str, expected: tuple[str, str]
) -> None:
    place, code = expected
    found = problems(call, tmp_path, "answers.json", content)
    assert found == [(f"answers.json:{place}", code)]


def test_a_deep_file_is_refused(call: Call, tmp_path: Path) -> None:
    deep = json.dumps({"questionnaire": "d2c-readiness", "answers": {}})
    nested = "[" * 5000 + "]" * 5000
    content = deep.replace('"answers": {}', f'"answers": {{"STR-01": {nested}}}')
    for name in ("answers.json", "answers.yaml"):
        assert [code for _, code in problems(call, tmp_path, name, content)] == ["too_deep"]
