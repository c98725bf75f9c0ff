"""Charts of where the organization stands and of where two roles differ, with their sentences."""

from markupsafe import Markup

from readiness.reports.charts import (
    Palette,
    ScoreLabels,
    StairScore,
    level_stairs,
    opinion_gap,
    score_bar,
)
from readiness.reports.html_drawing import Draw, palette_of
from readiness.reports.numbers import Numbers
from readiness.reports.view.annex_parts import ReportView
from readiness.reports.view.pages import DimensionView, Disagreement, Summary
from readiness.reports.words import Words


def stairs(view: ReportView, words: Words, numbers: Numbers, draw: Draw) -> Markup:
    """The levels as an upright scale with the overall score on it."""
    summary, profile = view.summary, view.profile
    sentence = words.say(
        "The levels are %(levels)s; your overall score is %(score)s.",
        levels=", ".join(f"{step.number} {step.name}" for step in profile.ladder),
        score=summary.score_label,
    )
    if profile.target is not None:
        sentence += " " + words.say(
            "The next level begins at %(target)s.", target=numbers.figure(profile.target)
        )
    score = StairScore(summary.score, summary.calculated, span(summary), profile.target)
    return draw(
        sentence,
        lambda title: level_stairs(
            [step.name for step in profile.ladder],
            score,
            title=title,
            fmt=lambda at: numbers.figure(at) if at == profile.target else numbers.tenth(at),
            labels=score_labels(view, words),
            bounds=view.levels_from,
            palette=palette_of(view),
        ),
    )


def sample_bar(view: ReportView, words: Words, draw: Draw) -> Markup:
    """A made-up score with its range and next level, for the guide to reading."""
    bounds = view.levels_from
    target = bounds[len(bounds) // 2] if bounds else 100.0
    value = target * 0.9
    ends = (value - target * 0.15, min(100.0, value + target * 0.15))
    whole = Numbers(view.language).whole
    sentence = words.say(
        "Example: a score of %(score)s of 100 that can become %(low)s to %(high)s.",
        score=whole(value),
        low=whole(ends[0]),
        high=whole(ends[1]),
    )
    return draw(
        sentence,
        lambda title: score_bar(
            value,
            title=title,
            fmt=whole,
            span=ends,
            target=target,
            bounds=bounds,
            palette=palette_of(view),
        ),
    )


def opinions(view: ReportView, words: Words, draw: Draw) -> dict[str, Markup]:
    """The two answers to each question that two roles answered differently, by its code."""
    palette = palette_of(view)
    return {gap.code: _opinion(gap, words, draw, palette) for gap in view.findings.disagreements}


def _opinion(gap: Disagreement, words: Words, draw: Draw, palette: Palette) -> Markup:
    sentence = words.say(
        "%(code)s: 1 %(first)s answers %(low)s, 2 %(second)s answers %(high)s, of 4.",
        code=gap.code,
        first=gap.first_role,
        low=gap.first_value,
        second=gap.second_role,
        high=gap.second_value,
    )
    settled = gap.settled.value if gap.settled else None
    if settled is not None:
        sentence += " " + words.say("Settled at %(value)s.", value=settled)
    return draw(
        sentence,
        lambda title: opinion_gap(
            gap.first_value, gap.second_value, settled, title=title, palette=palette
        ),
    )


def span(part: Summary | DimensionView) -> tuple[float, float] | None:
    """What the score can still become, where it is not settled."""
    if part.range_label is None or part.low is None or part.high is None:
        return None
    return part.low, part.high


def score_labels(view: ReportView, words: Words) -> ScoreLabels:
    """What the scores of a chart are called in a report with gates that hold scores down or not."""
    if view.capping:
        score = words.say("After gates")
    else:
        score = words.say("Readiness") if view.indices else words.say("Overall score")
    return ScoreLabels(
        score=score,
        calculated=words.say("From your answers"),
        target=words.say("Next level"),
    )
