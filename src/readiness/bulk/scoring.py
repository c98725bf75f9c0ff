"""Many assessments at once: the same numbers as `scoring.score`, to the last bit."""

from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl

from readiness.bulk.plan import plan_of
from readiness.bulk.vectors import byte_columns
from readiness.errors import InputProblem, InvalidInput
from readiness.scoring import Questionnaire
from readiness.scoring.spelling import did_you_mean

CODES: Final = "codes"
"""The column with the code vectors."""

ROWS_AT_A_TIME: Final = 262_144
"""Keeps the working memory small beside the results of a million assessments."""


def score_many(
    questionnaire: Questionnaire, codes: Sequence[bytes] | pl.DataFrame, keys: Sequence[str] = ()
) -> pl.DataFrame:
    """Score code vectors, one row of results for each, in their order.

    `codes` are the vectors, or a frame with the column `codes` and those named in `keys`, which
    stand beside the results. The results' columns are named as rules name them; numbers are
    rounded as in `Result`, null where there is none:

    - `complete`, `coverage` (0-1)
    - `score.…`, `calculated.…` (0-100) and `level.…` for `overall` and each dimension;
      `confidence.…` (0-1) and `insufficient_evidence.…` for each dimension
    - `score.…`, `level.…` (raised), `confidence.…` and `insufficient_evidence.…` for each index
    - `gate.…` outcomes, `finding.…` made or not
    - `risk.…` raised, open or clear; `decision.…` outcomes
    - `fit.…`, `readiness.…`, `index.…` (0-100) and `verdict.…` for each route
    - `primary`, and for each candidate `next.…` (place from 1) and `close.…`
    - `recommendation.…` fired or not

    Raises `InvalidInput` for vectors or columns that do not belong here, `QuestionnaireRefused`
    for a questionnaire that cannot be scored.
    """
    frame = codes if isinstance(codes, pl.DataFrame) else None
    if frame is not None:
        check_columns(questionnaire, frame.schema, keys)
    parts = []
    for start in range(0, max(len(codes), 1), ROWS_AT_A_TIME):
        some = codes[start : start + ROWS_AT_A_TIME]
        kept = some.select(keys) if isinstance(some, pl.DataFrame) else pl.DataFrame()
        vectors = some[CODES] if isinstance(some, pl.DataFrame) else some
        columns = read_columns(questionnaire, vectors, start)
        parts.append(score_columns(questionnaire, columns.hstack(kept), keys))
    return pl.concat(parts)


def read_columns(
    questionnaire: Questionnaire, vectors: Sequence[bytes] | pl.Series, first_row: int = 0
) -> pl.DataFrame:
    """Turn vectors into the columns of bytes that are scored; raises as `score_many` does."""
    if isinstance(vectors, pl.Series):
        if vectors.null_count():
            raise refused(
                f"Row {first_row + (vectors.is_null().arg_max() or 0)} has no code vector.",
                "Encode its answers, or leave the row out.",
            )
        vectors = vectors.to_list()
    return byte_columns(questionnaire, plan_of(questionnaire), vectors, first_row)


def score_columns(
    questionnaire: Questionnaire, columns: pl.DataFrame, keys: Sequence[str] = ()
) -> pl.DataFrame:
    """Score what `read_columns` gave, beside the columns named in `keys`."""
    scored = plan_of(questionnaire).score(columns.lazy(), keys)
    return scored.collect(engine="streaming")


def check_columns(questionnaire: Questionnaire, schema: pl.Schema, keys: Sequence[str]) -> None:
    """Check that a frame has code vectors, the keys, and nothing that would be lost unnoticed."""
    wanted = {CODES, *keys}
    for name in (CODES, *keys):
        if name not in schema:
            raise refused(
                f"There is no column {name!r}.",
                _closest(name, schema, "Add it; `codes` holds the code vectors."),
            )
    for name in schema:
        if name not in wanted:
            raise refused(
                f"The column {name!r} means nothing here.",
                "Name it among the keys to keep it beside the results, or drop it.",
            )
    if schema[CODES] != pl.Binary:
        raise refused(
            f"The column {CODES!r} holds {schema[CODES]}, not code vectors.",
            "Fill it with what `encode` returns, as binary.",
        )
    check_keys(questionnaire, keys)


def check_keys(questionnaire: Questionnaire, keys: Sequence[str]) -> None:
    """Check that columns kept beside the results have other names than these."""
    plan = plan_of(questionnaire)
    for key in keys:
        if key in plan.results or key in plan.sheet:
            raise refused(
                f"The column {key!r} has a name that results of {questionnaire.reference} use.",
                "Give it another name.",
            )


def _closest(name: str, known: Iterable[str], otherwise: str) -> str:
    return did_you_mean(name, list(known), otherwise)


def refused(detail: str, remedy: str) -> InvalidInput:
    """Say that columns or rows cannot be scored."""
    return InvalidInput([InputProblem("unreadable_codes", detail, remedy)])
