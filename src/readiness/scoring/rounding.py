"""Where numbers are settled and where they are rounded.

Inside, scores are binary floats; `settle` removes their noise (below 1e-10) so that a value that
is 60 by arithmetic compares as 60. At the edge, `rounded` gives one decimal and `whole` none,
halves up, each from the unrounded value: rounding 69.46 twice would print 70.
"""

from math import floor

NOISE_DECIMALS = 10
_NEAR_A_HALF = 1e-6
_NEXT_HALF = 1 - _NEAR_A_HALF
_TO_WHOLE = 1.5 * 2.0**52
"""Added to a number below 2**51 and taken away again, it leaves the nearest whole number."""
_SCALES = (1.0, 10.0, 100.0, 1000.0, 10_000.0)


def settle(value: float) -> float:
    """Return the value without binary noise beyond ten decimals."""
    scaled = value * 1e10
    if 1.0 < scaled < 1e15:
        nearest = scaled + _TO_WHOLE - _TO_WHOLE
        if -0.499 < scaled - nearest < 0.499:
            return nearest / 1e10
    return round(value, NOISE_DECIMALS)


def rounded(value: float | None, decimals: int = 1) -> float | None:
    """Settle and round half up for output; `None` stays `None`.

    Away from the halves, settling makes no difference.
    """
    if value is None:
        return None
    scale = _SCALES[decimals]
    scaled = value * scale
    raised = scaled + 0.5
    below = floor(raised)
    if _NEAR_A_HALF < raised - below < _NEXT_HALF:
        return below / scale
    return floor(settle(scaled) + 0.5) / scale


def whole(value: float | None) -> int | None:
    """Round half up to a whole number; `None` stays `None`."""
    if value is None:
        return None
    raised = value + 0.5
    below = floor(raised)
    if _NEAR_A_HALF < raised - below < _NEXT_HALF:
        return below
    return floor(settle(value) + 0.5)
