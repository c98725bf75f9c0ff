"""From one Parquet file into another."""

from pathlib import Path

import polars as pl
import pytest

from readiness.bulk.codes import encode
from readiness.bulk.parquet import score_parquet, write_codes
from readiness.bulk.scoring import score_many
from readiness.errors import InvalidInput
from readiness.scoring import Answers, Questionnaire
from tests.bulk.random_answers import random_answers, seeded

ROWS = 300_000


@pytest.fixture(scope="module")
def source(d2c: Questionnaire, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of many assessments; a few hundred different ones."""
    random = seeded("parquet")
    different = [encode(d2c, random_answers(d2c, random)) for _ in range(500)]
    codes = pl.Series("codes", different, dtype=pl.Binary)
    file = tmp_path_factory.mktemp("parquet") / "assessments.parquet"
    places = pl.int_range(ROWS, eager=True) % len(different)
    pl.DataFrame({"id": pl.int_range(ROWS, eager=True), "codes": codes[places]}).write_parquet(
        file, row_group_size=100_000
    )
    return file


def test_a_file_is_scored_like_its_rows(d2c: Questionnaire, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "results.parquet"
    steps: list[tuple[int, int]] = []
    assert score_parquet(d2c, source, target, ["id"], lambda *step: steps.append(step)) == ROWS
    found = pl.read_parquet(target)
    assert found["id"].equals(pl.int_range(ROWS, eager=True).alias("id"))
    given = pl.read_parquet(source)
    assert found.head(1_000).equals(score_many(d2c, given.head(1_000), ["id"]))
    assert found.tail(700).equals(score_many(d2c, given.tail(700), ["id"]))
    assert steps == sorted(steps)
    assert steps[-1] == (ROWS, ROWS)
    assert len(steps) > 1


def test_an_empty_file_gives_an_empty_file(d2c: Questionnaire, tmp_path: Path) -> None:
    source, target = tmp_path / "none.parquet", tmp_path / "results.parquet"
    pl.DataFrame(schema={"codes": pl.Binary}).write_parquet(source)
    assert score_parquet(d2c, source, target) == 0
    assert pl.read_parquet(target).schema == score_many(d2c, []).schema


def test_a_bad_row_leaves_the_older_result_in_place(d2c: Questionnaire, tmp_path: Path) -> None:
    source, target = tmp_path / "bad.parquet", tmp_path / "results.parquet"
    good = encode(d2c, random_answers(d2c, seeded(1)))
    pl.DataFrame({"codes": [good] * 20 + [good[1:]]}).write_parquet(source)
    target.write_text("older")
    with pytest.raises(InvalidInput, match="Row 20 does not hold answers"):
        score_parquet(d2c, source, target)
    assert target.read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.parquet", "results.parquet"]


def test_columns_that_would_be_lost_are_refused(
    d2c: Questionnaire, source: Path, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match="column 'id' means nothing here"):
        score_parquet(d2c, source, tmp_path / "results.parquet", keys=[])


def test_other_columns_stand_beside_the_results(
    d2c: Questionnaire, source: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few.parquet"
    pl.read_parquet(source).head(3).with_columns(name=pl.lit("x")).write_parquet(few)
    score_parquet(d2c, few, tmp_path / "results.parquet")
    found = pl.read_parquet(tmp_path / "results.parquet")
    assert found.columns[:3] == ["id", "name", "complete"]
    assert found["name"].to_list() == ["x"] * 3


@pytest.mark.parametrize(
    "name", ["score.overall", "primary", "zeros", "byte of strategy.ownership"]
)
def test_a_column_with_the_name_of_a_result_is_refused(
    d2c: Questionnaire, name: str, tmp_path: Path
) -> None:
    source = tmp_path / "codes.parquet"
    pl.DataFrame({name: [1], "codes": [encode(d2c, Answers({}))]}).write_parquet(source)
    with pytest.raises(InvalidInput, match=f"column '{name}' has a name that results of d2c"):
        score_parquet(d2c, source, tmp_path / "results.parquet")


def test_a_file_that_breaks_off_inside_is_named(
    d2c: Questionnaire, source: Path, tmp_path: Path
) -> None:
    content = bytearray(source.read_bytes())
    content[1_000:200_000] = bytes(199_000)
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"broken\.parquet cannot be read as Parquet"):
        score_parquet(d2c, broken, tmp_path / "results.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.parquet"]


def test_vectors_are_written_as_they_are_read(d2c: Questionnaire, tmp_path: Path) -> None:
    random = seeded("written")
    owners = [(f"acc_{i}", f"asm_{i}") for i in range(9)]
    codes = [encode(d2c, random_answers(d2c, random)) for _ in owners]
    pages = [(owners[:4], codes[:4]), (owners[4:], codes[4:])]
    target = tmp_path / "codes.parquet"
    assert write_codes(target, pages) == 9
    found = pl.read_parquet(target)
    assert found.select("account", "assessment").rows() == owners
    assert found["codes"].to_list() == codes
    assert score_parquet(d2c, target, tmp_path / "results.parquet") == 9
    assert write_codes(target, []) == 0
    with pytest.raises(InvalidInput, match="cannot be written"):
        write_codes(tmp_path / "no_folder" / "codes.parquet", pages)


def test_files_that_cannot_be_used_are_named(
    d2c: Questionnaire, source: Path, tmp_path: Path
) -> None:
    text = tmp_path / "text.parquet"
    text.write_text("no Parquet at all")
    for unreadable in (tmp_path / "nowhere.parquet", text):
        with pytest.raises(InvalidInput, match=unreadable.name):
            score_parquet(d2c, unreadable, tmp_path / "results.parquet")
    with pytest.raises(InvalidInput, match="cannot be written"):
        score_parquet(d2c, source, tmp_path / "no_folder" / "results.parquet", ["id"])
