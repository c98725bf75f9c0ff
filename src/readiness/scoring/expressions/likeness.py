"""The name most like a misspelt one, in bounded time however many names there are."""

import difflib
from collections.abc import Iterable
from heapq import nlargest

from readiness.scoring.expressions.limits import MAX_COMPARED_LENGTH, MAX_COMPARED_NAMES


def closest(wrong: str, known: Iterable[str], least_likeness: float = 0.6) -> str | None:
    """Return the known name most like the wrong one, or `None` without one that is like it.

    A name too long to be one is like none. Of many names only those with the most characters in
    common, in any order, are compared closely.
    """
    if len(wrong) > MAX_COMPARED_LENGTH:
        return None
    candidates = [name for name in known if len(name) <= MAX_COMPARED_LENGTH]
    if len(candidates) > MAX_COMPARED_NAMES:
        matcher = difflib.SequenceMatcher(b=wrong)

        def in_common(name: str) -> tuple[float, str]:
            matcher.set_seq1(name)
            return matcher.quick_ratio(), name

        candidates = nlargest(MAX_COMPARED_NAMES, candidates, key=in_common)
    found = difflib.get_close_matches(wrong, sorted(candidates), n=1, cutoff=least_likeness)
    return found[0] if found else None
