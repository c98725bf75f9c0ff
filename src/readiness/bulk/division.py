"""Division that rounds correctly.

Polars divides a column by a single value by multiplying with its reciprocal, which is off by one
last bit every other time (pola-rs/polars issues 20038 and 23741; its maintainers keep it for
speed). What counts as a single value depends on the engine: a literal does, and so does a column
that happened to come out constant. Dividing by a column that is one in any case avoids it.
"""

from typing import Final

import polars as pl

ZEROS: Final = "zeros"
"""A column of 0.0 that every sheet is given."""


def quotient(dividend: pl.Expr, divisor: pl.Expr | float) -> pl.Expr:
    """Divide float64 by float64, rounded once, as Python does; x / 0 is not finite."""
    return dividend / (pl.col(ZEROS) + divisor)


def with_zeros(columns: pl.DataFrame) -> pl.DataFrame:
    """Give columns to a sheet."""
    return columns.with_columns(pl.repeat(0.0, columns.height, eager=True).alias(ZEROS))
