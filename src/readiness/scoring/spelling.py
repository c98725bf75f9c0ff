"""Remedies for misspelt names."""

import difflib
from collections.abc import Iterable

_LONGEST_COMPARED = 200
_LEAST_LIKENESS = 0.65


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """Return a remedy that names the known word most like the wrong one, or `otherwise`."""
    close = difflib.get_close_matches(
        wrong[:_LONGEST_COMPARED], list(known), n=1, cutoff=_LEAST_LIKENESS
    )
    return f"did you mean {close[0]!r}?" if close else otherwise
