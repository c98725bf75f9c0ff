"""The charts of the plan and of the comparison, each with a sentence that says its values."""

from markupsafe import Markup

from readiness.reports.charts import (
    PALETTE,
    DumbbellRow,
    DumbbellTexts,
    Palette,
    TimelineRow,
    TimelineTexts,
    dumbbell,
    timeline,
)
from readiness.reports.html_drawing import Draw
from readiness.reports.numbers import Numbers
from readiness.reports.view.comparison_parts import BeforeAndAfter, Comparison
from readiness.reports.view.plan_parts import Plan, PlanBar
from readiness.reports.words import Words


def plan_chart(plan: Plan, words: Words, draw: Draw, palette: Palette = PALETTE) -> Markup | None:
    """The actions over the months; None where there is no action."""
    if not plan.bars:
        return None
    sentence = words.say(
        "The plan over the months: %(actions)s.",
        actions="; ".join(_bar_said(bar, words) for bar in plan.bars),
    )
    texts = TimelineTexts(impact=words.say("Impact"), months=words.say("Months"))
    rows = [
        TimelineRow(
            bar.code,
            bar.text,
            bar.owner_label,
            bar.effort,
            bar.impact,
            bar.start,
            bar.end,
            bar.after,
        )
        for bar in plan.bars
    ]
    return draw(
        sentence,
        lambda title: timeline(rows, plan.ticks, texts, title=title, palette=palette),
    )


def _bar_said(bar: PlanBar, words: Words) -> str:
    said = words.say(
        "%(code)s in months %(months)s, %(owner)s, effort %(effort)s, impact %(impact)s",
        code=bar.code,
        months=bar.months_label,
        owner=bar.owner_label,
        effort=bar.effort,
        impact=bar.impact,
    )
    if not bar.after:
        return said
    return words.say("%(action)s, after %(needed)s", action=said, needed=", ".join(bar.after))


def comparison_chart(
    comparison: Comparison | None,
    bounds: tuple[float, ...],
    words: Words,
    numbers: Numbers,
    draw: Draw,
    palette: Palette = PALETTE,
) -> Markup | None:
    """The scores before and now; None where there is nothing to compare."""
    if comparison is None:
        return None
    sentence = words.say(
        "Scores of 100, %(before)s and now: %(scores)s.",
        before=comparison.before_label,
        scores="; ".join(_change_said(row, words) for row in comparison.scores),
    )
    texts = DumbbellTexts(comparison.before_label, comparison.after_label)
    rows = [
        DumbbellRow(row.name, row.before, row.after, row.change_label, row.total)
        for row in comparison.scores
    ]
    return draw(
        sentence,
        lambda title: dumbbell(
            rows, texts, title=title, fmt=numbers.tenth, bounds=bounds, palette=palette
        ),
    )


def _change_said(row: BeforeAndAfter, words: Words) -> str:
    return words.say(
        "%(name)s %(before)s, now %(after)s",
        name=row.name,
        before=row.before_label,
        after=row.after_label,
    )
