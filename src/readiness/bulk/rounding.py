"""`scoring.rounding` for whole columns: the same numbers to the last bit.

Python rounds the exact binary value to ten decimals, ties to even; `x * 1e10` in float64 is off by
a hair, which is enough to round one value in some ten thousand the other way. So what the product
is off by is computed too, exactly: 1e10 has 24 significant bits, and so has the value as float32;
the rest of the value has at most 29.
"""

from typing import Final

import polars as pl

from readiness.bulk.division import quotient
from readiness.bulk.sheet import Sheet
from readiness.scoring import rounding

SMALL: Final = 10_000.0
"""Every score lies within plus and minus this; formulas of fits need not."""
_STEPS: Final = 10.0**rounding.NOISE_DECIMALS
_TO_WHOLE: Final = 1.5 * 2.0**52
"""Added and taken away again, it leaves a whole number, ties to even: floats this large are whole.
In columns that is several times faster than rounding."""
_HALF_UP: Final = 0.5 + 1e-10
"""Ten small settled values, being tenths of billionths, are on a half or 1e-9 away from it."""


def settle(sheet: Sheet, value: pl.Expr, *, small: bool = True) -> pl.Expr:
    """Return the values without binary noise beyond ten decimals, as `scoring.rounding.settle`.

    Null stays null. Values that need not be `small` are settled by Python, one after the other.
    """
    if not small:
        return value.map_batches(_one_by_one, return_dtype=pl.Float64, is_elementwise=True)
    value = sheet.share(value)
    coarse = value.cast(pl.Float32).cast(pl.Float64)
    whole = _nearest_whole(value * _STEPS)
    off_by = (coarse * _STEPS - whole) + (value - coarse) * _STEPS
    return quotient(whole + _nearest_whole(off_by), _STEPS)


def _nearest_whole(number: pl.Expr) -> pl.Expr:
    return (number + _TO_WHOLE) - _TO_WHOLE


def _one_by_one(values: pl.Series) -> pl.Series:
    settled = (None if value is None else rounding.settle(value) for value in values)
    return pl.Series(settled, dtype=pl.Float64)


def rounded(settled: pl.Expr, *, small: bool = True) -> pl.Expr:
    """Round settled values half up to one decimal, as `scoring.rounding.rounded`."""
    if not small:
        return settled.map_batches(_printed, return_dtype=pl.Float64, is_elementwise=True)
    return quotient((settled * 10.0 + _HALF_UP).floor(), 10.0)


def _printed(values: pl.Series) -> pl.Series:
    return pl.Series(map(rounding.rounded, values), dtype=pl.Float64)


def rounded_share(share: pl.Expr) -> pl.Expr:
    """Round a quotient of whole weights half up to four decimals, as `scoring.rounding.rounded`."""
    return quotient((share * 10_000.0 + _HALF_UP).floor(), 10_000.0)
