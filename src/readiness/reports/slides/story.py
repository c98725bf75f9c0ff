"""What every slide is made from, and the sentences they share."""

from dataclasses import dataclass

from readiness.reports.brand import Brand
from readiness.reports.slides.deck import Deck
from readiness.reports.slides.fitting import plain
from readiness.reports.view.annex_parts import ReportView
from readiness.reports.words import Words

_NAME = 70


@dataclass(frozen=True, slots=True)
class Story:
    """A deck that is being filled, with the view it tells."""

    deck: Deck
    view: ReportView
    words: Words
    brand: Brand

    @property
    def foot(self) -> str:
        """What stands at the foot of every slide but the first."""
        return " · ".join((plain(self.view.organization, _NAME), self.origin))

    @property
    def origin(self) -> str:
        """Where figures come from: the rule set, the report and the day."""
        view = self.view
        parts = (view.questionnaire, view.report_id or "", view.created_label)
        return " · ".join(part for part in parts if part)

    def notes(self, *lines: str) -> list[str]:
        """Notes to speak from, with where the figures come from at the end."""
        return [*lines, self.words.say("Origin of the figures: %(origin)s.", origin=self.origin)]
