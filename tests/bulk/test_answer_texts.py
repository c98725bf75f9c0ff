"""Files whose answers are JSON texts."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from readiness.bulk.answer_texts import MOST_PROBLEMS, encode_texts
from readiness.bulk.codes import encode
from readiness.bulk.parquet import score_parquet
from readiness.bulk.scoring import score_many
from readiness.errors import InvalidInput
from readiness.scoring import Answers, Questionnaire, parse_answers
from tests.scoring.small_questionnaire import choice, profile_figure, questionnaire

SMALL = questionnaire(
    choice("care.a", not_applicable=True), choice("care.b"), profile_figure("p.f")
)


def test_texts_become_the_vectors_of_their_answers() -> None:
    raw: list[tuple[dict[str, Any], dict[str, Any] | None]] = [
        ({"care.a": 3, "CARE-02": 1, "p.f": 12.5}, None),
        ({"care.a": {"not_applicable": "we have none"}, "care.b": "dont_know"}, {"care.b": 2}),
        ({}, {}),
    ]
    found = encode_texts(
        SMALL,
        [json.dumps(answers) for answers, _ in raw],
        [None if seconds is None else json.dumps(seconds) for _, seconds in raw],
    )
    assert found == [encode(SMALL, parse_answers(SMALL, *each)) for each in raw]


@pytest.mark.parametrize(
    ("text", "code", "detail"),
    [
        (None, "unreadable_answers", "in row 7 cannot be read: it is no JSON object"),
        ("", "unreadable_answers", "in row 7"),
        ("[1]", "unreadable_answers", "it is no JSON object"),
        ('{"p.f": NaN}', "unreadable_answers", "NaN is no JSON number"),
        ("[" * 100_000, "unreadable_answers", "in row 7"),
        ('{"care.c": 1}', "unknown_question", "Row 7, care.c: "),
        ('{"care.a": 9}', "unknown_option", "Row 7, care.a: "),
        ('{"care.b": "not_applicable"}', "not_applicable_refused", "Row 7, care.b: "),
    ],
)
def test_what_is_no_answer_is_named_by_its_row(text: str | None, code: str, detail: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        encode_texts(SMALL, ["{}", text], [None, None], first_row=6)
    (problem,) = refused.value.problems
    assert problem.code == code
    assert detail in problem.detail


def test_no_more_problems_are_listed_than_anybody_reads() -> None:
    with pytest.raises(InvalidInput) as refused:
        encode_texts(SMALL, ["{}", '{"x": 1, "y": 2}'] * 100, [None] * 200)
    assert len(refused.value.problems) == MOST_PROBLEMS
    assert "Row 1, x" in refused.value.problems[0].detail


def test_a_file_of_texts_is_scored_like_one_of_vectors(
    d2c: Questionnaire, cases: dict[str, Answers], tmp_path: Path
) -> None:
    texts = ['{"STR-01": 3}', '{"STR-01": "dont_know", "LOG-02": 99.6}']
    source, target = tmp_path / "answers.parquet", tmp_path / "results.parquet"
    pl.DataFrame(
        {
            "company": ["a", "b"],
            "answers": texts,
            "second_opinions": [None, '{"STR-01": 1}'],
        }
    ).write_parquet(source)
    assert score_parquet(d2c, source, target) == 2
    found = pl.read_parquet(target)
    assert found["company"].to_list() == ["a", "b"]
    vectors = encode_texts(d2c, texts, [None, '{"STR-01": 1}'])
    assert found.drop("company").equals(score_many(d2c, vectors))


@pytest.mark.parametrize("column", ["answers", "second_opinions"])
def test_a_column_that_holds_no_texts_is_refused(column: str, tmp_path: Path) -> None:
    source = tmp_path / "answers.parquet"
    pl.DataFrame({"answers": ["{}"]} | {column: [1]}).write_parquet(source)
    with pytest.raises(InvalidInput, match=f"column '{column}' holds Int64, not JSON texts"):
        score_parquet(SMALL, source, tmp_path / "results.parquet")
