"""Remedies for misspelt names."""

from collections.abc import Iterable

from readiness.scoring.expressions.likeness import closest

_LEAST_LIKENESS = 0.65


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """Return a remedy that names the known word most like the wrong one, or `otherwise`."""
    close = closest(wrong, known, _LEAST_LIKENESS)
    return otherwise if close is None else f"did you mean {close!r}?"
