"""Parts about what differs between two results; `parts` says how to read them."""

from typing import Literal

from readiness.scoring.parts import Part

Direction = Literal["better", "worse", "other", "same"]
GroupKind = Literal["decisions", "gates", "routes", "indices", "dimensions"]


class Changed(Part):
    """Something before and after; `said` is the change in words, such as "up by 4.2"."""

    name: str
    before: str
    after: str
    direction: Direction
    said: str


class ChangedGroup(Part):
    """Changes of one kind under a heading; all of them differ."""

    kind: GroupKind
    title: str
    changes: tuple[Changed, ...]


class NamedGroup(Part):
    """Things that are new or gone, under a heading, each in a sentence."""

    title: str
    names: tuple[str, ...]


class DifferenceView(Part):
    """What differs between two results: the figures on top, then groups that are not empty."""

    nothing: bool
    sentence: str
    figures: tuple[Changed, ...]
    groups: tuple[ChangedGroup, ...]
    lists: tuple[NamedGroup, ...]
