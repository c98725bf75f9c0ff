"""Where a statement comes from and how far it can be trusted."""

from datetime import date
from typing import Literal

from readiness.scoring.parts import Part

Grade = Literal["A", "B", "C", "D"]
Basis = Literal["documented", "practice", "expert"]
"""What a judgement rests on: documents, what practitioners do, or the author's own expertise."""


class Source(Part):
    """A statement a question, rule or benchmark rests on; its wording is in the texts.

    `status`: `verified` in a public source, `secondary` (vendor or second hand), `memory`
    (professional memory, unconfirmed), `opinion` (practitioner), `synthesis` (our conclusion).
    `open` marks law or facts whose outcome was not settled on `checked`; `caveat` marks that part
    of the statement has a lower status than the whole. `grade` A-D is the reliability.
    `recheck_by` is the day until which it is to be looked at again, where the general rule
    (`recheck`) does not suit.
    """

    id: str
    kind: Literal["law", "standard", "study", "market", "practice", "interview", "guide"]
    status: Literal["verified", "secondary", "memory", "opinion", "synthesis"]
    grade: Grade
    checked: date
    open: bool = False
    caveat: Literal["secondary", "memory"] | None = None
    found_at: str | None = None
    countries: tuple[str, ...] = ()
    valid_from: date | None = None
    recheck_by: date | None = None


class Benchmark(Part):
    """A published reference value; its name and figure are in the texts.

    `year` is a number, or words because some references are undated; words are printed as the texts
    say them. Grade D is never shown as a target.
    """

    id: str
    questions: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    year: str
    grade: Grade
    sources: tuple[str, ...]


class BenchmarkText(Part):
    """What was measured and the value as printed; `year` where the benchmark's is in words."""

    name: str
    value: str
    year: str | None = None
