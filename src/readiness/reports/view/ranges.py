"""Ranges and the levels still possible, in words."""

from collections.abc import Callable, Sequence

from readiness.reports.view.facts import Facts
from readiness.scoring.result import Certainty, Range


def is_so_far(facts: Facts) -> bool:
    """Tell whether the result stands for the answers so far only, or for a quick scan."""
    return not facts.result.complete or facts.result.mode == "quick"


def range_label(facts: Facts, scores: Range | None) -> str:
    """Lowest and highest score, or the one score there can be."""
    if scores is None:
        return facts.numbers.tenth(None)
    if scores.low == scores.high:
        return facts.numbers.tenth(scores.low)
    return f"{facts.numbers.tenth(scores.low)} – {facts.numbers.tenth(scores.high)}"


def open_range_label(facts: Facts, scores: Range | None) -> str | None:
    """Lowest and highest score; None where there is but one."""
    return None if scores is None or scores.low == scores.high else range_label(facts, scores)


def levels_label(
    facts: Facts, levels: Sequence[int | None], name: Callable[[int | None], str]
) -> str:
    """The levels still possible by name, more than two as first to last."""
    scored = [level for level in levels if level is not None]
    if len(scored) > 2:
        first, last = name(scored[0]), name(scored[-1])
        names = [facts.words.say("%(first)s to %(last)s", first=first, last=last)]
    else:
        names = [name(level) for level in scored]
    if len(scored) < len(levels):
        names.append(name(None))
    return facts.words.say(" or ").join(names)


def certainty_label(facts: Facts, certainty: Certainty | None, levels: str) -> str:
    """The levels still possible, and whether that is firm."""
    if certainty == "firm":
        return facts.words.say("firm: %(levels)s", levels=levels)
    return facts.words.say("provisional: %(levels)s", levels=levels)


def open_levels_label(
    facts: Facts, certainty: Certainty | None, levels: Sequence[int | None] | None
) -> str | None:
    """The levels still possible where more than the one shown is; None where that is firm."""
    if certainty != "provisional" or levels is None:
        return None
    return levels_label(facts, levels, facts.level_name)
