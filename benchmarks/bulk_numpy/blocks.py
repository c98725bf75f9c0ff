"""Blocks of answers, and what is done with their columns everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]
Bytes: TypeAlias = NDArray[np.uint8]
Column: TypeAlias = Numbers | Truths | Bytes

NOT_APPLICABLE, NOT_ASKED, DONT_KNOW, UNANSWERED = 252, 253, 254, 255
VALUES: Final = np.where(np.arange(256) < NOT_APPLICABLE, np.arange(256), np.nan)


@dataclass(frozen=True)
class Scored:
    """A scored question: id, weight, whether "don't know" counts 0."""

    id: str
    weight: int
    zero: bool


class Block:
    """The answers of some assessments: value, "don't know" and "not answered" by question."""

    def __init__(self, matrix: Bytes, places: Mapping[str, int], share_at: int) -> None:
        codes = {name: matrix[:, place] for name, place in places.items()}
        self.codes = codes
        self.value = {name: VALUES[code] for name, code in codes.items()}
        self.unknown = {name: code == DONT_KNOW for name, code in codes.items()}
        self.waiting = {name: code == UNANSWERED for name, code in codes.items()}
        self.left_out = {
            name: (code == NOT_APPLICABLE) | (code == NOT_ASKED) for name, code in codes.items()
        }
        typed = matrix[:, share_at] + 256.0 * matrix[:, share_at + 1]
        answered = (codes["profile.parcel_share"] < NOT_APPLICABLE) & (typed > 0)
        self.value["profile.parcel_share"] = np.where(answered, (typed - 1) / 10, np.nan)

    def hide(self, question: str, hidden: Truths) -> None:
        """Take a question for one that does not apply."""
        self.value[question] = np.where(hidden, np.nan, self.value[question])
        self.unknown[question] &= ~hidden
        self.waiting[question] &= ~hidden
        self.left_out[question] |= hidden

    def insist(self, question: str, asked: Truths) -> None:
        """Take "not applicable" for no answer where the question applies."""
        refused = (self.codes[question] == NOT_APPLICABLE) & asked
        self.waiting[question] |= refused
        self.left_out[question] &= ~refused


def branch(b: Block) -> None:
    """Decide what is asked."""
    v = b.value
    trade, specified = v["profile.trade_share"], v["profile.specified"]
    consumption, connected = v["profile.consumption"], v["profile.connected"]
    for name in (
        "partner_involvement",
        "partner_earnings",
        "competition_law",
        "dealer_enablement",
        "conflict_monitoring",
    ):
        b.hide(f"channels.{name}", trade < 1)
        b.insist(f"channels.{name}", trade >= 1)
    b.hide("product_data.bim_coverage", specified < 1)
    b.insist("product_data.bim_coverage", specified >= 1)
    b.insist("product_data.planning_interfaces", specified > 1)
    for name, asked in (
        ("logistics.dangerous_goods", v["profile.dangerous_goods"]),
        ("marketplaces.order_defects", v["profile.marketplace_seller"]),
        ("commerce.consumer_law", v["profile.buyers"]),  # 1 is "also consumers"
    ):
        b.hide(name, asked == 0)
        b.insist(name, asked == 1)
    b.hide("services.replenishment", consumption < 1)
    b.insist("services.replenishment", consumption > 1)
    b.hide("services.device_ordering", connected < 1)
    b.insist("services.device_ordering", connected >= 1)
    b.hide("services.connected_duties", (connected == 0) | (connected == 1))
    b.insist("services.connected_duties", connected == 2)


def settle(values: Numbers) -> Numbers:
    """Remove binary noise."""
    return np.round(values, 10)


def printed(values: Numbers, scale: float = 10.0) -> Numbers:
    """Round half up for output."""
    return np.floor(np.round(values * scale, 10) + 0.5) / scale


def level(scores: Numbers) -> Bytes:
    """Read the level, 0 for none."""
    reached = np.zeros(len(scores), dtype=np.uint8)
    for bound in (0, 20, 40, 60, 80):
        reached += scores >= bound
    return reached


def dimension(
    b: Block, questions: Sequence[Scored]
) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
    """Score a dimension; also return answered and applicable weight."""
    rows = len(b.codes[questions[0].id])
    points = np.zeros(rows)
    scored = np.zeros(rows)
    answered = np.zeros(rows, dtype=np.int64)
    applicable = np.zeros(rows, dtype=np.int64)
    for q in questions:
        value = b.value[q.id]
        given = ~np.isnan(value)
        points += q.weight * np.where(given, value, 0.0)
        answered += q.weight * given
        applicable += q.weight * ~b.left_out[q.id]
        scored += q.weight * (given | b.unknown[q.id] if q.zero else given)
    with np.errstate(invalid="ignore", divide="ignore"):
        return settle(25 * points / scored), answered, applicable


def any_of(*tests: Truths) -> Truths:
    """Tell where any holds."""
    return reduce(np.logical_or, tests)


def all_of(*tests: Truths) -> Truths:
    """Tell where all hold."""
    return reduce(np.logical_and, tests)
