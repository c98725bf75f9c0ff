"""Cover, summary and dimensions."""

from io import BytesIO

from pptx.slide import Slide
from pptx.util import Inches

from readiness.reports.brand import Logo
from readiness.reports.brand_palette import brand_palette
from readiness.reports.charts import PALETTE
from readiness.reports.slides.charts import Series, add_bars
from readiness.reports.slides.deck import (
    BOTTOM,
    INSIDE,
    MARGIN,
    PADDING,
    TOP,
    WIDTH,
    Box,
    Cell,
    Line,
    describe,
    rgb,
)
from readiness.reports.slides.fitting import cut_to_lines, fitted, plain
from readiness.reports.slides.story import Story

_LOGO_HEIGHT, _LOGO_WIDTH = 0.7, 2.6
_TILES = 4
_TILE_HEIGHT = 1.55


def add_cover(story: Story) -> None:
    """The first slide: for whom, the message, the level."""
    view, deck, say = story.view, story.deck, story.words.say
    slide = deck.slide(
        view.cover.message,
        notes=story.notes(view.summary.sentence, view.summary.evidence, view.cover.roles_covered),
    )
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = rgb(deck.primary)
    paper, palette = PALETTE.paper, brand_palette(story.brand.primary, story.brand.accent)
    name = fitted(view.organization, INSIDE - 3, 0.9, (26, 22, 18, 14))
    kicker = plain(view.cover.kicker, 80)
    head = [Line(kicker, 14, paper), Line(name.text, name.size, paper, bold=True)]
    deck.text(slide, Box(MARGIN, 0.6, INSIDE - 3, 1.5), head)
    title = slide.shapes.title
    assert title is not None  # every slide has one
    title.top, title.height, title.width = Inches(2.55), Inches(2.0), Inches(INSIDE - 0.8)
    message = fitted(view.cover.message, INSIDE - 1, 1.9, (44, 40, 36, 32, 28))
    run = title.text_frame.paragraphs[0].runs[0]
    run.text, run.font.size, run.font.color.rgb = (
        message.text,
        Inches(message.size / 72),
        rgb(paper),
    )
    if view.summary.level_number is not None:
        tone = palette.level(view.summary.level_number - 1, len(view.profile.ladder))
        level = f"{view.cover.overall_label} · {view.cover.level_label}"
        lines = [
            Line(say("Overall score and level"), 12, tone.text),
            Line(plain(level, 60), 22, tone.text, bold=True),
        ]
        deck.text(slide, Box(MARGIN, 4.85, 5.6, 0.95), lines, fill=tone.fill)
    facts = " · ".join(f"{fact.label}: {fact.value}" for fact in view.cover.facts)
    cover_text = story.brand.cover_text.get(view.language)
    said = (cover_text, story.brand.name, story.brand.contact)
    by = [plain(text, 120) for text in said if text]
    foot = [Line(text, 12, paper) for text in (plain(facts, 200), *by)]
    deck.text(slide, Box(MARGIN, 6.05, INSIDE, 1.2), foot)
    if story.brand.logo is not None:
        _add_logo(story, slide, story.brand.logo)


def _add_logo(story: Story, slide: Slide, logo: Logo) -> None:
    """The logo on the ground it was drawn for; the cover itself is dark."""
    scale = min(_LOGO_WIDTH / logo.width, _LOGO_HEIGHT / logo.height)
    width, height = logo.width * scale, logo.height * scale
    left, top = WIDTH - MARGIN - width - PADDING, 0.6
    if logo.ground == "light":
        back = Box(left - PADDING, top - PADDING, width + 2 * PADDING, height + 2 * PADDING)
        story.deck.text(slide, back, [], fill=PALETTE.paper)
    at = (Inches(left), Inches(top), Inches(width), Inches(height))
    picture = slide.shapes.add_picture(BytesIO(logo.content), *at)
    describe(picture, story.brand.name or story.words.say("Logo"))


def add_summary(story: Story) -> None:
    """One sentence, the key figures, and the way to go."""
    view, deck = story.view, story.deck
    summary = view.summary
    slide = deck.slide(
        summary.title,
        notes=story.notes(
            summary.sentence,
            summary.score_note,
            summary.evidence,
            summary.range_label or "",
            summary.incomplete or "",
        ),
        footer=story.foot,
    )
    sentence = fitted(summary.sentence, INSIDE, 0.75, (18, 16, 14))
    deck.text(slide, Box(MARGIN, TOP, INSIDE, 0.8), [Line(sentence.text, sentence.size)])
    tiles = _tiles(story)
    width = (INSIDE - 0.25 * (len(tiles) - 1)) / len(tiles)
    for at, (label, value, below) in enumerate(tiles):
        box = Box(MARGIN + at * (width + 0.25), 2.6, width, _TILE_HEIGHT)
        shown = fitted(value, width - 2 * PADDING, 0.62, (30, 26, 22, 18, 15, 12))
        lines = [
            Line(cut_to_lines(label, width - 2 * PADDING, 12, 1), 12, PALETTE.muted),
            Line(shown.text, shown.size, deck.primary, bold=True),
            Line(cut_to_lines(below, width - 2 * PADDING, 12, 1), 12),
        ]
        deck.text(slide, box, lines, fill=PALETTE.stripe)
    texts = [summary.level_definition, summary.primary_note, summary.primary_step, summary.evidence]
    rest = [text for text in texts if text]
    room = (BOTTOM - 4.4) / max(1, len(rest)) - 0.08
    size = min((fitted(text, INSIDE, room, (16, 14, 12)).size for text in rest), default=12)
    lines = [Line(fitted(text, INSIDE, room, (size,)).text, size, space=8) for text in rest]
    deck.text(slide, Box(MARGIN, 4.4, INSIDE, BOTTOM - 4.4), lines)


def _tiles(story: Story) -> list[tuple[str, str, str]]:
    """Key figures: what they are called, the figure, and what it means."""
    view, say = story.view, story.words.say
    summary = view.summary
    below = summary.levels_possible_label or summary.level_name
    tiles = [(say("Overall score"), summary.score_label, below)]
    tiles += [(index.name, index.score_label, index.level_name) for index in view.indices]
    if summary.primary is not None:
        route = summary.primary
        tiles.append((say("Primary route"), route.name, route.verdict_label))
        tiles.append((say("Fit and readiness"), f"{route.fit_label} · {route.readiness_label}", ""))
    gates = len(view.gates.gates)
    clear = len(view.gates.clear)
    tiles.append((say("Gates to clear"), str(gates), say("%(number)s are clear", number=clear)))
    return tiles[:_TILES]


def add_dimensions(story: Story) -> None:
    """Every dimension as a bar that can be edited, its level beside it."""
    view, deck, say = story.view, story.deck, story.words.say
    profile = view.profile
    said = ", ".join(f"{axis.name} {axis.score_label}" for axis in profile.axes)
    sentence = say("Scores of 100 by dimension: %(scores)s.", scores=said)
    receipt = [
        say(
            "%(name)s: score %(score)s, weight %(weight)s, brings %(brings)s points",
            name=row.name, score=row.score, weight=row.weight, brings=row.brings,
        )
        for row in view.annex.weights
    ]  # fmt: skip
    notes = story.notes(profile.lead, *receipt, *view.annex.weight_rules, *view.annex.caps)
    slide = deck.slide(profile.dimensions_title, notes=notes, footer=story.foot)
    series = [
        Series(
            say("After gates") if view.capping else say("Score"),
            deck.accent,
            tuple(axis.score for axis in profile.axes),
        )
    ]
    if any(axis.score != axis.calculated for axis in profile.axes):
        calculated = tuple(axis.calculated for axis in profile.axes)
        series.append(Series(say("From your answers"), PALETTE.grid, calculated))
    names = [axis.name for axis in profile.axes]
    add_bars(slide, Box(MARGIN, TOP, 7.0, BOTTOM - TOP), names, series, sentence)
    rows = [[Cell(say("Dimension")), Cell(say("Score")), Cell(say("Level"))]]
    for dimension in profile.dimensions:
        level = dimension.levels_possible_label or dimension.level_name
        rows.append(
            [Cell(dimension.name), Cell(dimension.score_label, bold=True), Cell(plain(level))]
        )
    place = Box(MARGIN + 7.3, TOP + 0.1, INSIDE - 7.3, BOTTOM - TOP)
    deck.table(slide, place, (5, 2.2, 4), rows, said=profile.dimensions_title)
