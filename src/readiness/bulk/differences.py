"""What changes for assessments that are scored by another version of their questionnaire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import polars as pl

from readiness.bulk.scoring import score_many
from readiness.scoring import Questionnaire

Value: TypeAlias = float | int | str | None

_COMPARED: Final = ("score.overall", "level.overall", "primary")
_PARTS: Final = ("gate.", "decision.")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes for one assessment: by column of `score_many`, before and after."""

    row: int
    changes: Mapping[str, tuple[Value, Value]]


def differences(
    before: Questionnaire,
    after: Questionnaire,
    codes_before: Sequence[bytes],
    codes_after: Sequence[bytes],
) -> list[Difference]:
    """Compare the same assessments by two versions: score, level, route, gates and decisions.

    What only one version has, such as a gate, has None for the other. Raises as `score_many` does.
    """
    old = _standing(score_many(before, codes_before))
    new = _standing(score_many(after, codes_after))
    names = list(dict.fromkeys((*new.columns, *old.columns)))
    old, new = _with_all(old, names), _with_all(new, names)
    changed = [old[name].ne_missing(new[name]).alias(name) for name in names]
    rows = pl.DataFrame(changed).with_row_index("#").filter(pl.any_horizontal(names))
    return [
        Difference(
            row["#"],
            {name: (old[name][row["#"]], new[name][row["#"]]) for name in names if row[name]},
        )
        for row in rows.to_dicts()
    ]


def _standing(scored: pl.DataFrame) -> pl.DataFrame:
    """The columns compared; words as text, because each version has its own."""
    names = [n for n in scored.columns if n in _COMPARED or n.startswith(_PARTS)]
    words = [pl.col(n).cast(pl.String) for n in names if scored.schema[n] == pl.Enum]
    return scored.select(names).with_columns(words)


def _with_all(standing: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    missing = (pl.lit(None, dtype=pl.String).alias(n) for n in names if n not in standing.columns)
    return standing.with_columns(*missing)
