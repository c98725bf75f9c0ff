"""Room for deep calls: none of them asks the system for memory over and over."""

import resource

import pytest

from readiness.reports.tuning.frames import with_room

CALLS = 500
DEPTHS = range(300)


def faults_of_calls(depth: int) -> int:
    """How many pages the system had to provide for short calls made at a depth."""
    if depth:
        return faults_of_calls(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        short_call()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def short_call() -> None:
    return None


# Larger than the frames below it, so that there is a depth at which it needs a piece of its own.
short_call.__code__ = short_call.__code__.replace(co_stacksize=200)


def worst() -> int:
    return max(map(faults_of_calls, DEPTHS))


def test_no_depth_is_dear_where_there_is_room() -> None:
    assert with_room(worst) < CALLS / 10


def test_what_is_made_or_raised_comes_through() -> None:
    assert with_room(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        with_room(lambda: 1 // 0)
