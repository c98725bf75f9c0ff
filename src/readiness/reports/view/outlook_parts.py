"""Parts about what is still open in a result; `parts` says how to read them."""

from readiness.reports.view.parts import AnswerView
from readiness.scoring.parts import Part
from readiness.scoring.result import Certainty, Outcome, Verdict


class OpenScore(Part):
    """A score with what it can still become; `low` and `high` bound it on 0-100.

    `levels_label` names the levels still possible, `certainty_label` says how firm that is too.
    """

    code: str
    name: str
    score: float | None
    low: float | None
    high: float | None
    range_label: str
    certainty: Certainty | None
    levels_label: str
    certainty_label: str


class OpenGate(Part):
    """A gate with the outcomes still possible, and the answers that lead or are missing there."""

    code: str
    name: str
    outcome: Outcome
    outcome_label: str
    is_open: bool
    possible_label: str
    because: tuple[AnswerView, ...]


class OpenRoute(Part):
    """A route with the verdicts still possible."""

    code: str
    name: str
    verdict: Verdict | None
    is_open: bool
    fit_label: str
    readiness_label: str
    possible_label: str


class OpenDecision(Part):
    """A decision with the outcomes still possible."""

    code: str
    name: str
    is_open: bool
    possible_label: str


class NextQuestionView(Part):
    """A question whose answer settles much; `role` is the id of who is asked."""

    id: str
    code: str
    title: str
    role: str
    role_label: str
    effects_label: str


class Outlook(Part):
    """What is still open: ranges, gates, verdicts, and which questions to answer next.

    `so_far` says that answers are missing or that it is a quick scan; `settled` that no further
    answer can change the level, a decision or the primary route.
    """

    so_far: bool
    quick_notes: tuple[str, ...]
    missing_label: str
    overall: OpenScore
    settled: bool
    remarks: tuple[str, ...]
    dimensions: tuple[OpenScore, ...]
    indices: tuple[OpenScore, ...]
    gates: tuple[OpenGate, ...]
    routes: tuple[OpenRoute, ...]
    decisions: tuple[OpenDecision, ...]
    next_questions: tuple[NextQuestionView, ...]
