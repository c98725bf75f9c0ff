"""The slides in their order, and the file's own particulars."""

from datetime import UTC

from readiness.reports.brand import HOUSE_BRAND, Brand
from readiness.reports.slides.deck import Deck
from readiness.reports.slides.fitting import plain
from readiness.reports.slides.judged import add_decisions, add_gates, add_plan, add_routes
from readiness.reports.slides.packing import packed
from readiness.reports.slides.pages import add_cover, add_dimensions, add_summary
from readiness.reports.slides.story import Story
from readiness.reports.view.annex_parts import ReportView
from readiness.reports.words import load_words

_LONGEST_TITLE = 250


def render_slides(view: ReportView, brand: Brand = HOUSE_BRAND) -> bytes:
    """Return the management summary as a PPTX file with native charts and speaker notes.

    The same view and brand give the same bytes. Raises `NotFound` when the interface lacks the
    view's language.
    """
    story = Story(Deck(view.language, brand), view, load_words(view.language), brand)
    add_cover(story)
    add_summary(story)
    add_dimensions(story)
    if view.decisions:
        add_decisions(story)
    if view.routes is not None:
        add_routes(story)
    add_gates(story)
    add_plan(story)
    made = story.deck.presentation
    properties, when = made.core_properties, view.created_at.astimezone(UTC).replace(tzinfo=None)
    properties.title = plain(view.title, _LONGEST_TITLE)
    properties.subject = plain(view.questionnaire_title, _LONGEST_TITLE)
    properties.author = properties.last_modified_by = plain(brand.name or "Readiness", 100)
    properties.language, properties.identifier = view.language, view.report_id or ""
    properties.created = properties.modified = when
    return packed(made, when)
