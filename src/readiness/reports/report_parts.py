"""Which parts a report consists of, in their order, and which edition holds them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from readiness.reports.editions import Edition
from readiness.reports.view.annex_parts import ReportView
from readiness.reports.words import Words


class _Say(Protocol):
    def __call__(self, message: str, **values: object) -> str: ...


@dataclass(frozen=True, slots=True)
class _Part:
    """A part, printed by the template of its id in these editions where the view has it."""

    id: str
    name: Callable[[_Say, ReportView], str]
    editions: frozenset[Edition]
    is_given: Callable[[ReportView], bool] = lambda _view: True


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part as it stands in running heads, contents and bookmarks; `number` counts from 1."""

    id: str
    number: int
    name: str
    template: str


_FULL: Final = frozenset[Edition]({"full"})
_BOARD: Final = frozenset[Edition]({"full", "management"})
_BOARD_ONLY: Final = frozenset[Edition]({"management"})
_CHECK: Final = frozenset[Edition]({"full", "annex"})

_PARTS: Final = (
    _Part("summary", lambda say, _: say("Management summary"), _BOARD),
    _Part("decisions", lambda say, _: say("Decision"), _FULL, lambda view: bool(view.decisions)),
    _Part("indices", lambda say, _: say("Index"), _FULL, lambda view: bool(view.indices)),
    _Part("profile", lambda say, _: say("Where you stand"), _BOARD),
    _Part("reading", lambda say, _: say("How to read this report"), _BOARD),
    _Part(
        "comparison",
        lambda say, _: say("Comparison"),
        _FULL,
        lambda view: view.comparison is not None,
    ),
    _Part("steps", lambda say, _: say("Gates and next steps"), _BOARD_ONLY),
    _Part("gates", lambda say, _: say("Gates and repairs"), _FULL),
    _Part("routes", lambda say, _: say("Routes"), _FULL, lambda view: view.routes is not None),
    _Part("dimensions", lambda say, _: say("Dimensions"), _FULL),
    _Part(
        "findings",
        lambda say, view: say("Contradictions") if view.routes else say("Findings"),
        _FULL,
    ),
    _Part("risks", lambda say, _: say("Risks"), _FULL, lambda view: view.risks is not None),
    _Part("worksheets", lambda say, _: say("Cost"), _FULL, lambda view: bool(view.worksheets)),
    _Part("plan", lambda say, _: say("Plan"), _FULL),
    _Part(
        "responsibilities",
        lambda say, _: say("Responsibilities"),
        _FULL,
        lambda view: view.responsibilities is not None,
    ),
    _Part("annex", lambda say, _: say("Annex"), _CHECK),
    _Part("sources", lambda say, _: say("Sources and law"), _CHECK),
    _Part("method", lambda say, _: say("Method"), _CHECK),
)

COVERS: Final[dict[Edition, str]] = {
    "full": "cover.html.j2",
    "management": "cover.html.j2",
    "annex": "cover_small.html.j2",
}
"""The template of each edition's first page or head."""
VERIFIED_ON_COVER: Final = _BOARD_ONLY
"""The editions whose cover says how to verify the report; the others say it at their end."""


def parts_of(view: ReportView, words: Words) -> dict[str, PrintedPart]:
    """The parts of the view's edition that it has something for, by id, numbered in order."""
    kept = [part for part in _PARTS if view.edition in part.editions and part.is_given(view)]
    return {
        part.id: PrintedPart(part.id, number, part.name(words.say, view), f"{part.id}.html.j2")
        for number, part in enumerate(kept, 1)
    }
