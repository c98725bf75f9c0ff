"""Parts about what changed since an earlier result; `parts` says how to read them."""

from readiness.reports.view.difference_parts import DifferenceView
from readiness.scoring.parts import Part


class BeforeAndAfter(Part):
    """A score of 0-100 in both results; `total` marks the overall one."""

    code: str
    name: str
    before: float | None
    after: float | None
    before_label: str
    after_label: str
    change_label: str
    total: bool


class Comparison(Part):
    """What changed since the earlier result; `notes` count gates and actions."""

    title: str
    lead: str
    before_label: str
    after_label: str
    notes: tuple[str, ...]
    scores: tuple[BeforeAndAfter, ...]
    difference: DifferenceView
