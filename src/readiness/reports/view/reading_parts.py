"""Parts of the guide to a report's figures and marks; `parts` says how to read them."""

from typing import Literal

from readiness.scoring.parts import Part

Subject = Literal["levels", "range", "gates", "verdicts", "unknown", "evidence"]


class Sign(Part):
    """A mark as the report prints it, with its name and what it means.

    `mark` is a level's number, a verdict, `open`, `range`, `target` or `before`.
    """

    mark: str
    label: str
    meaning: str


class ReadingItem(Part):
    """One thing to know before reading, with the signs it speaks of."""

    subject: Subject
    title: str
    text: str
    signs: tuple[Sign, ...] = ()


class Reading(Part):
    """How to read the report, in half a page: three columns of about the same height."""

    title: str
    columns: tuple[tuple[ReadingItem, ...], ...]
