"""How many of the rows that count have a valid target, in per cent, rounded down."""

from typing import NamedTuple


class Coverage(NamedTuple):
    """`percent` is rounded down to the decimals asked for, None where no row counts."""

    base: int
    covered: int
    percent: float | None


def coverage_of(base: int, covered: int, decimals: int) -> Coverage:
    """Work the share out in whole numbers, so that 79.96 becomes 79.9 and never 80."""
    if not base:
        return Coverage(0, 0, None)
    scale = 10**decimals
    return Coverage(base, covered, 100 * scale * covered // base / scale)
