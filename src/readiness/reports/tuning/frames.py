"""Room for the frames of a deep recursion.

CPython (3.11 to 3.13 at least) keeps the frames of calls in pieces of 16 KiB. A piece is got from
the system when a call needs it and given back when that call ends, so calls made over and over just
where a piece is full cost a system call and a page fault each: up to 26,000 for a report, a ninth
of its time.
"""

from collections.abc import Callable
from typing import Final, TypeVar

_Made = TypeVar("_Made")

_ROOM: Final = 70_000  # words for a frame; a piece is doubled until that fits


def with_room(make: Callable[[], _Made]) -> _Made:
    """What `make` returns, called where some 400 KiB of frames fit before another piece is got."""
    return make()


# The frame says it needs so much, gets a piece of 1 MiB and leaves the rest to what it calls.
with_room.__code__ = with_room.__code__.replace(co_stacksize=_ROOM)
