"""The editions of a report: the same result for different readers."""

from typing import Final, Literal, get_args

Edition = Literal["full", "management", "annex"]
"""`management` is what a board reads, `annex` what a consultant checks, `full` is both."""

EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)
