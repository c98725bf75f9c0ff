"""When a source has to be looked at again, and what rests on it.

The rule is data: the first row of `RECHECK_RULES` that fits says how many months after the check.
A day on which something comes into force brings the date forward; `recheck_by` of a source stands
above all rows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from readiness.scoring.model import Questionnaire
from readiness.scoring.parts import Part
from readiness.scoring.sources import Source


@dataclass(frozen=True, slots=True)
class RecheckRule:
    """A row: the sources it fits (an empty tuple fits all), why, and months; `None` is never."""

    why: str
    months: int | None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    open_only: bool = False

    def fits(self, source: Source) -> bool:
        """Tell whether the row is about a source; its caveat counts as a status of its own."""
        return (
            (not self.kinds or source.kind in self.kinds)
            and (
                not self.statuses
                or source.status in self.statuses
                or source.caveat in self.statuses
            )
            and (source.open or not self.open_only)
        )


RECHECK_RULES: Final = (
    RecheckRule("what was said then stays said", None, kinds=("interview", "guide")),
    RecheckRule("from memory", 0, statuses=("memory",)),
    RecheckRule("not settled", 3, open_only=True),
    RecheckRule("second hand", 6, statuses=("secondary",)),
    RecheckRule("law changes", 12, kinds=("law",)),
    RecheckRule("figures age", 12, kinds=("market",)),
    RecheckRule("our conclusion", 12, statuses=("synthesis",)),
    RecheckRule("may be superseded", 24),
)
"""The first row that fits a source says when it is due."""


@dataclass(frozen=True, slots=True)
class Recheck:
    """The day a source is due, and why that day."""

    due: date
    why: str


def recheck(source: Source) -> Recheck | None:
    """Return when a source has to be looked at again; `None` for never."""
    if source.recheck_by is not None:
        return Recheck(source.recheck_by, "day set for it")
    rule = next(rule for rule in RECHECK_RULES if rule.fits(source))
    if rule.months is None:
        return None
    in_part = source.caveat in rule.statuses and source.status not in rule.statuses
    why = f"partly {rule.why}" if in_part else rule.why
    by_rule = Recheck(_months_after(source.checked, rule.months), why)
    if source.valid_from is not None and source.checked < source.valid_from < by_rule.due:
        return Recheck(source.valid_from, "comes into force")
    return by_rule


def cited_by(questionnaire: Questionnaire) -> Mapping[str, tuple[str, ...]]:
    """Return for each source what names it, by code or id: a note as `G1 netherlands`."""
    cited: dict[str, list[str]] = {source.id: [] for source in questionnaire.sources}
    for section in type(questionnaire).model_fields:
        for name, source in _citations(getattr(questionnaire, section), ()):
            cited.setdefault(source, []).append(name)
    return {source: tuple(dict.fromkeys(names)) for source, names in cited.items()}


def _citations(value: object, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Name and source of each citation inside a part, however deep."""
    if isinstance(value, tuple):
        for inner in value:
            yield from _citations(inner, names)
    if not isinstance(value, Part):
        return
    name = getattr(value, "code", None) or getattr(value, "id", None)
    names = (*names, name) if isinstance(name, str) else names
    for field in type(value).model_fields:
        inner = getattr(value, field)
        if field == "sources":
            yield from ((" ".join(names), source) for source in inner)
        else:
            yield from _citations(inner, names)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + month // 11, (month + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
