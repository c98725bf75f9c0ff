"""Parts that show how figures came about; `parts` says how to read them."""

from typing import Literal

from readiness.reports.view.parts import ActionView
from readiness.scoring.parts import Part

Place = Literal["planned", "further", "not_relevant"]


class RuleRow(Part):
    """A rule with its condition, what it came to, and what decided that."""

    code: str
    name: str
    outcome_label: str
    condition: str
    because: str


class RouteSums(Part):
    """How a route's fit, readiness and index came about, a line for each term.

    `notes` tell formula, limits and the row of the verdict table.
    """

    code: str
    name: str
    fit_label: str
    readiness_label: str
    index_label: str
    fit_terms: tuple[str, ...]
    readiness_terms: tuple[str, ...]
    notes: tuple[str, ...]


class RankRow(Part):
    """A recommendation and why it stands where it stands; `because` is the rule and its answers."""

    action: ActionView
    place: Place
    rank_label: str
    order_label: str
    because: str


class Receipts(Part):
    """The receipts of rules, routes and the order of recommendations."""

    rules: tuple[RuleRow, ...]
    clear: tuple[RuleRow, ...]
    routes: tuple[RouteSums, ...]
    ranks: tuple[RankRow, ...]
    order_note: str
    standing: str | None
