"""Where redirects that follow one another end: at a last one, or in a circle."""

from collections.abc import Sequence
from typing import Final, NamedTuple

NONE: Final = -1


class Ends(NamedTuple):
    """Of each redirect: the last one its visitor is led on by (itself where nothing follows).

    `last` is `NONE` where the way never ends. `circle` numbers the circle a redirect is part of,
    `NONE` where it is part of none; circles are numbered by their first member.
    """

    last: list[int]
    circle: list[int]
    circles: list[list[int]]


def follow(following: Sequence[int]) -> Ends:
    """Follow redirects to their ends; `following[i]` is the one after `i`, or `NONE`.

    Each redirect is looked at a constant number of times, however long the chains are.
    """
    last: list[int] = [NONE] * len(following)
    circle: list[int] = [NONE] * len(following)
    known = bytearray(len(following))
    circles: list[list[int]] = []
    for start in range(len(following)):
        way: list[int] = []
        place: dict[int, int] = {}
        at = start
        while at != NONE and not known[at] and at not in place:
            place[at] = len(way)
            way.append(at)
            at = following[at]
        if at == NONE:
            end = way[-1]
        elif at in place:
            end = NONE
            circles.append(_in_order(way[place[at] :]))
        else:
            end = last[at]
        for each in way:
            known[each] = 1
            last[each] = end
    circles.sort()
    for number, members in enumerate(circles):
        for member in members:
            circle[member] = number
    return Ends(last, circle, circles)


def _in_order(members: list[int]) -> list[int]:
    """Start a circle at its first member, in the order of the way."""
    first = members.index(min(members))
    return members[first:] + members[:first]
