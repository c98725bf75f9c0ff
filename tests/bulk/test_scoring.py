"""Bulk scoring from the outside: what it takes, what it gives, what it refuses and how."""

import polars as pl
import pytest

from readiness.bulk.codes import encode
from readiness.bulk.layout import layout_of
from readiness.bulk.scoring import ROWS_AT_A_TIME, score_many
from readiness.errors import InvalidInput
from readiness.scoring import Answers, Questionnaire, QuestionnaireRefused
from readiness.scoring.reading import read_answers
from tests.bulk.one_at_a_time import assert_same
from tests.scoring.small_questionnaire import choice, profile_text, questionnaire

SMALL = questionnaire(
    choice("care.a", weight=3),
    choice("care.b"),
    choice("law.a"),
    findings=[
        {"code": "X-01", "when": "second_opinion.largest_gap >= 2", "severity": "high"},
        {"code": "X-02", "when": "score.care == 69.6", "severity": "low"},
    ],
)


def small_vector(**answers: object) -> bytes:
    """Encode answers; `care__a=3` answers `care.a`."""
    raw = {name.replace("__", "."): value for name, value in answers.items()}
    return encode(SMALL, read_answers(SMALL, raw))


def test_columns_are_named_as_rules_name_them() -> None:
    found = score_many(SMALL, [small_vector(care__a=4, care__b=0, law__a=2)])
    assert found.to_dicts() == [
        {
            "complete": True,
            "score.overall": 62.5,
            "calculated.overall": 62.5,
            "level.overall": 4,
            "score.care": 75.0,
            "calculated.care": 75.0,
            "level.care": 4,
            "score.law": 50.0,
            "calculated.law": 50.0,
            "level.law": 3,
            "coverage": 1.0,
            "confidence.care": 1.0,
            "insufficient_evidence.care": False,
            "confidence.law": 1.0,
            "insufficient_evidence.law": False,
            "finding.X_01": False,
            "finding.X_02": False,
        }
    ]


def test_words_come_as_words(d2c: Questionnaire, cases: dict[str, Answers]) -> None:
    found = score_many(d2c, [encode(d2c, cases["c6-lindner"])])
    row = found.to_dicts()[0]
    assert (row["primary"], row["verdict.R1"], row["gate.G7"]) == ("R4", "blocked", "block")
    assert {type(found.schema[name]) for name in ("primary", "verdict.R1", "gate.G7")} == {pl.Enum}


def test_rows_keep_their_order_and_their_keys() -> None:
    values = [0, 4, 2, 1, 3] * 3
    frame = pl.DataFrame(
        {
            "assessment": [f"asm_{at}" for at in range(len(values))],
            "codes": [small_vector(care__a=value) for value in values],
        }
    )
    found = score_many(SMALL, frame, keys=["assessment"])
    assert found.columns[0] == "assessment"
    assert found["assessment"].equals(frame["assessment"])
    assert found["score.care"].to_list() == [25.0 * value for value in values]
    assert found.drop("assessment").equals(score_many(SMALL, frame["codes"].to_list()))


def test_more_rows_than_are_scored_at_a_time_are_all_scored() -> None:
    vectors = [small_vector(care__a=value) for value in range(5)]
    many = vectors * (ROWS_AT_A_TIME // 5 + 1)
    found = score_many(SMALL, many)
    assert found["score.care"].to_list() == [0.0, 25.0, 50.0, 75.0, 100.0] * (len(many) // 5)


def test_no_rows_give_an_empty_result_with_every_column() -> None:
    some, none = score_many(SMALL, [small_vector()]), score_many(SMALL, [])
    assert none.schema == some.schema
    assert none.height == 0
    keyed = pl.DataFrame(schema={"codes": pl.Binary, "id": pl.Int64})
    assert score_many(SMALL, keyed, keys=["id"]).schema == {"id": pl.Int64()} | some.schema


def test_second_opinions_count_as_in_scoring_whoever_gave_them() -> None:
    several = [
        read_answers(SMALL, {"care.a": 4}, {"care.a": second, "law.a": 0}) for second in range(5)
    ]
    assert_same(SMALL, [*several, read_answers(SMALL, {}, {"care.a": 0})])
    vectors = [encode(SMALL, answers) for answers in several]
    assert score_many(SMALL, vectors)["finding.X_01"].to_list() == [True, True, True, False, False]


def test_vectors_with_and_without_second_opinions_go_together() -> None:
    plain = small_vector(care__a=1)
    longer = encode(SMALL, read_answers(SMALL, {"care.a": 3}, {"care.a": 0}))
    found = score_many(SMALL, [plain, longer, plain])
    assert found["score.care"].to_list() == [25.0, 75.0, 25.0]


@pytest.mark.parametrize(
    ("frame", "detail"),
    [
        (pl.DataFrame({"codes": [b""], "score": [1]}), "column 'score' means nothing"),
        (pl.DataFrame({"code": [b""]}), "no column 'codes'"),
        (pl.DataFrame({"codes": ["text"]}), "holds String, not code vectors"),
        (pl.DataFrame({"codes": [b"", None]}, {"codes": pl.Binary}), "Row 1 has no code vector"),
    ],
)
def test_frames_that_do_not_belong_here_are_refused(frame: pl.DataFrame, detail: str) -> None:
    with pytest.raises(InvalidInput, match=detail):
        score_many(SMALL, frame)


def test_a_key_that_is_not_there_is_refused() -> None:
    frame = pl.DataFrame({"codes": [small_vector()], "assesment": [1]})
    with pytest.raises(InvalidInput, match="no column 'assessment'"):
        score_many(SMALL, frame, keys=["assessment"])


def test_a_vector_of_another_questionnaire_is_named_by_its_row(d2c: Questionnaire) -> None:
    good, foreign = small_vector(), encode(d2c, Answers({}))
    for wrong in (foreign, foreign[: len(good)], good[:-1], b""):
        with pytest.raises(InvalidInput, match="Row 5001 does not hold answers to small@"):
            score_many(SMALL, [good] * 5001 + [wrong, good])


def test_vectors_that_only_add_up_to_the_right_length_are_refused() -> None:
    good = small_vector()
    with pytest.raises(InvalidInput, match="Row 1 "):
        score_many(SMALL, [good, good[:-1], good + b"\0"])


@pytest.mark.parametrize("code", [5, 251, 252])
def test_a_byte_that_is_no_answer_is_named(code: int) -> None:
    """Also "not applicable" where it is never offered."""
    broken = bytearray(small_vector())
    broken[layout_of(SMALL).fields[1].at] = code
    with pytest.raises(InvalidInput, match=f"Row 2 has the byte {code} for CARE-02"):
        score_many(SMALL, [small_vector(), small_vector(), bytes(broken)])


def test_rules_on_free_text_are_refused_before_anything_is_scored() -> None:
    asked = questionnaire(
        choice("care.a"),
        profile_text("profile.note"),
        findings=[{"code": "X-01", "when": 'profile.note == "none"', "severity": "low"}],
    )
    with pytest.raises(InvalidInput, match=r"free text 'profile\.note'"):
        score_many(asked, [])
    answered = questionnaire(
        choice("care.a"),
        profile_text("profile.note"),
        findings=[{"code": "X-01", "when": "answered(profile.note)", "severity": "low"}],
    )
    several = [read_answers(answered, raw) for raw in ({}, {"profile.note": "a few words"})]
    assert_same(answered, several)


def test_a_questionnaire_with_broken_rules_is_refused() -> None:
    broken = questionnaire(
        choice("care.a"), findings=[{"code": "X-01", "when": "care.b > 1", "severity": "low"}]
    )
    with pytest.raises(QuestionnaireRefused):
        score_many(broken, [])
