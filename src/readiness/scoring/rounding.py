"""Where numbers are settled and where they are rounded.

Inside, scores are binary floats; `settle` removes their noise (below 1e-10) so that a value that
is 60 by arithmetic compares as 60. At the edge, `rounded` gives one decimal and `whole` none,
halves up, each from the unrounded value: rounding 69.46 twice would print 70.
"""

import math
from functools import lru_cache

NOISE_DECIMALS = 10
_SCALES = (1.0, 10.0, 100.0, 1000.0, 10_000.0)


def settle(value: float) -> float:
    """Return the value without binary noise beyond ten decimals."""
    return round(value, NOISE_DECIMALS)


@lru_cache(maxsize=8192)  # a score is printed in a dozen places of its result
def rounded(value: float | None, decimals: int = 1) -> float | None:
    """Round half up for output; `None` stays `None`."""
    if value is None:
        return None
    scale = _SCALES[decimals]
    return math.floor(round(value * scale, NOISE_DECIMALS) + 0.5) / scale


def whole(value: float | None) -> int | None:
    """Round half up to a whole number; `None` stays `None`."""
    return None if value is None else math.floor(settle(value) + 0.5)
