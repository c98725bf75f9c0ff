"""The working sheet computes what is needed, once, in an order that works out."""

from itertools import count

import polars as pl
import pytest

from readiness.bulk.kept import QUESTIONNAIRES_KEPT, Kept
from readiness.bulk.sheet import Sheet
from tests.scoring.small_questionnaire import choice, questionnaire

GIVEN = pl.LazyFrame({"a": [1, 2], "b": [10, 20], "unread": ["x", "y"]})


def test_columns_read_those_put_before_them() -> None:
    sheet = Sheet(["a", "b", "unread"])
    total = sheet.put("total", pl.col("a") + pl.col("b"))
    sheet.put("double", total * 2)
    assert sheet.fill(GIVEN).collect()["double"].to_list() == [22, 44]


def test_what_is_used_again_is_computed_once() -> None:
    sheet = Sheet(["a"])
    shared = sheet.share(pl.col("a") + 1)
    assert sheet.share(shared) is shared
    sheet.put("square", shared * shared)
    assert sheet.fill(GIVEN).explain(optimized=False).count("+ (") <= 1
    assert sheet.fill(GIVEN).collect()["square"].to_list() == [4, 9]


def test_what_no_result_rests_on_is_dropped() -> None:
    sheet = Sheet(["a", "b", "unread"])
    sheet.put("lost", pl.col("unread") + "!")
    sheet.put("found", pl.col("a") + 1)
    assert sheet.drop_unread([pl.col("found") * pl.col("b")]) == {"a", "b"}
    assert "lost" not in sheet.fill(GIVEN).collect_schema()


def test_mistakes_in_laying_out_are_found() -> None:
    sheet = Sheet(["a"])
    with pytest.raises(ValueError, match="already"):
        sheet.put("a", pl.lit(1))
    with pytest.raises(KeyError):
        sheet.put("late", pl.col("later"))


def test_what_was_made_is_kept_for_the_questionnaires_asked_for_last() -> None:
    times_made = count(1)
    kept = Kept(lambda _: next(times_made))
    first = questionnaire(choice("care.a"))
    assert kept(first) == kept(first) == 1
    for _ in range(QUESTIONNAIRES_KEPT):
        kept(questionnaire(choice("care.a")))
    assert kept(first) == QUESTIONNAIRES_KEPT + 2
