"""The back of a report: the rest of the actions, all answers, receipts, sources and method."""

from datetime import datetime

from readiness.reports.editions import Edition
from readiness.reports.numbers import NOTHING
from readiness.reports.view.brand_parts import BrandView
from readiness.reports.view.comparison_parts import Comparison
from readiness.reports.view.decision_parts import (
    DecisionView,
    IndexView,
    Responsibilities,
    Risks,
)
from readiness.reports.view.outlook_parts import Outlook
from readiness.reports.view.pages import (
    Cover,
    Findings,
    Gates,
    Profile,
    Steps,
    Summary,
)
from readiness.reports.view.parts import ActionView, AnswerView, Fact
from readiness.reports.view.plan_parts import Plan
from readiness.reports.view.reading_parts import Reading
from readiness.reports.view.receipt_views import Receipts
from readiness.reports.view.route_parts import Routes
from readiness.reports.view.worksheet_parts import WorksheetView
from readiness.scoring.parts import Part


class AnnexAnswer(AnswerView):
    """An answer with who gave it (where known), its question's weight, and what stands beside it.

    `points_label` is what it won of what the best answer would have won.
    `second_label` is the second opinion, where one was given; `evidence` one line for each piece.
    """

    by_label: str | None
    weight_label: str
    points_label: str
    second_label: str | None
    evidence: tuple[str, ...]


class AnswerGroup(Part):
    """All answers of one dimension or index, or of the profile; `sums` says what they come to."""

    code: str
    name: str
    sums: str | None
    answers: tuple[AnnexAnswer, ...]

    @property
    def weighed(self) -> bool:
        """Whether any of its questions carries a weight."""
        return any(answer.weight_label != NOTHING for answer in self.answers)


class RoleCoverage(Part):
    """How far one role's questions are answered; counts of applicable questions."""

    code: str
    name: str
    people: str
    asked: int
    answered: int
    dont_know: int
    missing: int
    share_label: str


class WeightRow(Part):
    """One line of the receipt of the overall score."""

    code: str
    name: str
    base_weight: str
    weight: str
    calculated: str
    score: str
    brings: str


class Annex(Part):
    """What a consultant checks: everything the pages before rest on."""

    title: str
    lead: str
    remaining: tuple[ActionView, ...]
    no_remaining: str
    not_relevant: tuple[ActionView, ...]
    no_not_relevant: str
    answers: tuple[AnswerGroup, ...]
    ignored: tuple[str, ...]
    roles: tuple[RoleCoverage, ...]
    weights: tuple[WeightRow, ...]
    overall_row: WeightRow
    weight_rules: tuple[str, ...]
    no_weight_rules: str
    caps: tuple[str, ...]
    no_caps: str
    receipts: Receipts


class SourceView(Part):
    """One source with how far it can be trusted; `status_code` as in the questionnaire."""

    id: str
    text: str
    status_code: str
    status_label: str
    grade: str
    checked: str
    is_open: bool
    open_label: str
    caveat: str
    since: str
    countries: str


class SourceGroup(Part):
    """Sources of one status, grade and day."""

    label: str
    sources: tuple[SourceView, ...]


class Sources(Part):
    """Sources of what this report prints: law first, then the rest by reliability."""

    title: str
    lead: str
    law_lead: str
    law: tuple[SourceView, ...]
    others: tuple[SourceGroup, ...]
    further: str
    legend: tuple[Fact, ...]


class MethodSection(Part):
    """A heading with its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


class Method(Part):
    """How the figures came about, and what the report does not claim."""

    title: str
    sections: tuple[MethodSection, ...]
    disclaimer_title: str
    disclaimer: tuple[str, ...]


class Verification(Part):
    """How a reader checks the report: its number in groups, and the address to ask, if any.

    `address_note` says what the code beside it holds.
    """

    title: str
    number_label: str
    number: str
    address: str | None
    address_note: str
    paragraphs: tuple[str, ...]


class ReportView(Part):
    """A whole report in one language, from which web page, PDF, text and JSON are made.

    `created_at` was given from outside; `levels_from` are the inner bounds of the levels, 0-100.
    `capping` says that the questionnaire has gates that hold scores down. What the questionnaire
    has none of is empty or `None`.
    """

    language: str
    edition: Edition
    title: str
    organization: str
    questionnaire: str
    questionnaire_title: str
    report_id: str | None
    created_at: datetime
    created_label: str
    levels_from: tuple[float, ...]
    capping: bool
    brand: BrandView
    cover: Cover
    summary: Summary
    outlook: Outlook | None
    decisions: tuple[DecisionView, ...]
    indices: tuple[IndexView, ...]
    profile: Profile
    comparison: Comparison | None
    reading: Reading
    steps: Steps
    gates: Gates
    routes: Routes | None
    findings: Findings
    risks: Risks | None
    plan: Plan
    worksheets: tuple[WorksheetView, ...]
    responsibilities: Responsibilities | None
    annex: Annex
    sources: Sources
    method: Method
    verification: Verification | None
