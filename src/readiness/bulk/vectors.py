"""Code vectors of many assessments as columns of bytes."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from readiness.bulk.codes import no_such_byte, not_this_layout
from readiness.bulk.division import with_zeros
from readiness.bulk.layout import NOT_APPLICABLE, NOT_ASKED, Layout
from readiness.bulk.plan import BulkPlan
from readiness.bulk.questions import code_name
from readiness.scoring import Questionnaire

_BLOCK: Final = 4096
"""So many vectors at a time stay in the processor's cache while they become columns."""


def byte_columns(
    questionnaire: Questionnaire, plan: BulkPlan, vectors: Sequence[bytes], first_row: int = 0
) -> pl.DataFrame:
    """Turn vectors into the columns a plan reads, one row a vector.

    `first_row` is what the first vector is called in messages.

    Raises `InvalidInput` for a vector that is not of this questionnaire's layout or has a byte
    that means nothing there.
    """
    rows, width = len(vectors), plan.layout.width
    columns = [bytearray(rows) for _ in plan.places]
    for start in range(0, rows, _BLOCK):
        some = vectors[start : start + _BLOCK]
        block = _joined(questionnaire, plan.layout, some, first_row + start)
        for column, place in zip(columns, plan.places.values(), strict=True):
            column[start : start + len(some)] = block[place::width]
    frame = _frame(plan, columns, rows)
    _check_bytes(plan, frame, first_row)
    return frame


def _joined(
    questionnaire: Questionnaire, layout: Layout, vectors: Sequence[bytes], start: int
) -> bytes:
    """The vectors one after the other, all of the layout's width."""
    width = layout.width
    block = b"".join(vectors)
    if len(block) == width * len(vectors) and all(
        block[i::width].count(byte) == len(vectors) for i, byte in enumerate(layout.fingerprint)
    ):
        return block
    for row, vector in enumerate(vectors, start=start):
        if not layout.holds(vector):
            raise not_this_layout(questionnaire, f"Row {row}")
    return b"".join(vector[:width] for vector in vectors)


def _frame(plan: BulkPlan, columns: Sequence[bytearray], rows: int) -> pl.DataFrame:
    if not rows:
        return with_zeros(pl.DataFrame(schema=dict.fromkeys(plan.places, pl.UInt8)))
    whole = pl.Series(map(bytes, columns), dtype=pl.Binary)
    flat = whole.bin.reinterpret(dtype=pl.Array(pl.UInt8, rows)).explode()
    return with_zeros(
        pl.DataFrame({name: flat.slice(i * rows, rows) for i, name in enumerate(plan.places)})
    )


def _check_bytes(plan: BulkPlan, frame: pl.DataFrame, first_row: int) -> None:
    meaningless = {}
    for field in plan.layout.fields:
        name = code_name(field)
        if name in plan.places:
            first_state = NOT_APPLICABLE if field.may_not_apply else NOT_ASKED
            meaningless[name] = (pl.col(name) > field.largest) & (pl.col(name) < first_state)
    found = frame.select(wrong.any().alias(name) for name, wrong in meaningless.items())
    for field in plan.layout.fields:
        name = code_name(field)
        if name in meaningless and frame.height and found[name].item():
            row = frame.select(meaningless[name].arg_max()).item()
            raise no_such_byte(field, frame[name][row], f"Row {first_row + row}")
