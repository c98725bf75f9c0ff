"""Which sources have to be looked at again by a day, and what rests on them."""

from datetime import date

from readiness.scoring.model import Questionnaire
from readiness.scoring.parts import Part
from readiness.scoring.recheck import Recheck, cited_by, recheck
from readiness.scoring.sources import Source


class DueSource(Part):
    """A source that is due, with what it says in the default language and what names it."""

    questionnaire: str
    due: date
    why: str
    source: Source
    says: str
    cited_by: tuple[str, ...]


def due_sources(questionnaire: Questionnaire, by: date) -> tuple[DueSource, ...]:
    """Return the sources due on a day or before, the longest due first."""
    says = questionnaire.texts[questionnaire.default_language].sources
    cited = cited_by(questionnaire)

    def due(source: Source, when: Recheck) -> DueSource:
        return DueSource(
            questionnaire=questionnaire.reference,
            due=when.due,
            why=when.why,
            source=source,
            says=says[source.id],
            cited_by=cited[source.id],
        )

    found = [
        due(source, when)
        for source in questionnaire.sources
        if (when := recheck(source)) is not None and when.due <= by
    ]
    return tuple(sorted(found, key=lambda entry: (entry.due, entry.source.id)))
