"""Assessments from one Parquet file scored into another, in memory that does not grow with them."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

import polars as pl

from readiness.bulk.answer_texts import encode_texts
from readiness.bulk.division import ZEROS
from readiness.bulk.plan import plan_of
from readiness.bulk.scoring import CODES, check_columns, check_keys, read_columns, refused
from readiness.errors import InputProblem, InvalidInput
from readiness.scoring import Questionnaire

Progress = Callable[[int, int], None]
"""Told how many rows are read, and how many there are."""

ANSWERS: Final = "answers"
SECOND_OPINIONS: Final = "second_opinions"
"""Columns of JSON texts, for files without code vectors."""

TEXTS_AT_A_TIME: Final = 10_000
_UNFINISHED: Final = ".unfinished"
_ROW: Final = "row of the file"


def score_parquet(
    questionnaire: Questionnaire,
    source: Path,
    target: Path,
    keys: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Score a Parquet file into another and return how many assessments there are.

    The source has code vectors in the column `codes`, or JSON texts in `answers` and, where there
    are any, `second_opinions`. `keys` are columns to keep beside the results, which are those of
    `score_many`; all others if left out. The target appears when it is complete; an older one is
    replaced.

    Raises `InvalidInput` for a file that cannot be read or written, and as `score_many` does.
    """
    plan = plan_of(questionnaire)
    given, schema, total = _opened(source)
    if keys is None:
        keys = [n for n in schema if n not in (CODES, ANSWERS, SECOND_OPINIONS)]
    _check(questionnaire, schema, keys)
    if CODES not in schema:
        with _readable(source):
            given = _encoded(questionnaire, given, total, progress).lazy()
        progress = None
    reading = Lock()  # batches come from several threads, in any order
    read = 0

    def as_columns(batch: pl.DataFrame) -> pl.DataFrame:
        nonlocal read
        first_row = batch[_ROW][0] if batch.height else 0
        columns = read_columns(questionnaire, batch[CODES], first_row)
        with reading:
            read += batch.height
            if progress is not None:
                progress(read, total)
        return columns.hstack(batch.select(keys))

    columns: dict[str, pl.DataType] = dict.fromkeys(plan.places, pl.UInt8())
    columns |= {ZEROS: pl.Float64(), **{key: schema[key] for key in keys}}
    numbered = given.with_row_index(_ROW)
    scored = plan.score(numbered.map_batches(as_columns, schema=columns, streamable=True), keys)
    with _replaced(target) as unfinished, _readable(source):
        scored.sink_parquet(unfinished)
    return read


def write_codes(
    target: Path, pages: Iterable[tuple[Sequence[tuple[str, str]], Sequence[bytes]]]
) -> int:
    """Write code vectors with account and assessment, page by page; return how many there are.

    Raises `InvalidInput` for a file that cannot be written.
    """
    owner = {"account": pl.String, "assessment": pl.String}
    parts = [pl.DataFrame(schema=owner | {CODES: pl.Binary})]
    for owners, codes in pages:
        part = pl.DataFrame(owners, schema=owner, orient="row")
        parts.append(part.with_columns(pl.Series(CODES, codes, dtype=pl.Binary)))
    frame = pl.concat(parts)
    with _replaced(target) as unfinished:
        frame.write_parquet(unfinished)
    return frame.height


def _check(questionnaire: Questionnaire, schema: pl.Schema, keys: Sequence[str]) -> None:
    if CODES in schema or ANSWERS not in schema:
        check_columns(questionnaire, schema, keys)
        return
    for name in (ANSWERS, SECOND_OPINIONS):
        if name in schema and schema[name] != pl.String:
            raise refused(
                f"The column {name!r} holds {schema[name]}, not JSON texts.",
                'Fill it with JSON objects as text, such as {"STR-01": 3}.',
            )
    check_keys(questionnaire, keys)


def _encoded(
    questionnaire: Questionnaire, given: pl.LazyFrame, total: int, progress: Progress | None
) -> pl.DataFrame:
    """Turn texts into code vectors, one part of the file after the other.

    Reading them takes a hundred times as long as scoring, and problems are told in order.
    """
    parts = []
    for start in range(0, max(total, 1), TEXTS_AT_A_TIME):
        part = given.slice(start, TEXTS_AT_A_TIME).collect()
        seconds = part[SECOND_OPINIONS] if SECOND_OPINIONS in part.columns else [None] * part.height
        vectors = encode_texts(questionnaire, part[ANSWERS].to_list(), list(seconds), start)
        codes = pl.Series(CODES, vectors, dtype=pl.Binary)
        parts.append(part.drop(ANSWERS, SECOND_OPINIONS, strict=False).with_columns(codes))
        if progress is not None:
            progress(start + part.height, total)
    return pl.concat(parts)


def _opened(source: Path) -> tuple[pl.LazyFrame, pl.Schema, int]:
    try:
        with _readable(source):
            given = pl.scan_parquet(source)
            total = given.select(pl.len()).collect().item()
            return given, given.collect_schema(), total
    except OSError as error:
        raise _unusable(source, "read", error) from error


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    """Say which file is broken; it can be so behind its first bytes."""
    try:
        yield
    except pl.exceptions.PolarsError as error:
        raise _unusable(source, "read", error) from error


@contextmanager
def _replaced(target: Path) -> Iterator[Path]:
    """Give a file to write to, which becomes the target once it is written."""
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        yield unfinished
        os.replace(unfinished, target)
    except OSError as error:
        raise _unusable(target, "written", error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _unusable(path: Path, done: str, error: Exception) -> InvalidInput:
    return InvalidInput(
        [
            InputProblem(
                "unusable_file",
                f"{path} cannot be {done} as Parquet: {str(error).splitlines()[0].rstrip('.')}.",
                "Name a Parquet file with the column `codes` or `answers`, and a place that can be"
                " written to.",
            )
        ]
    )
