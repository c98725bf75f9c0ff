"""A mathematical model in whole numbers: clauses, and linear inequalities that hold under literals.

A variable is a number from 1; a literal is a variable with the bounds 0 and 1, or with a minus its
negation. The variable `TRUE` is always 1. Every solver understands this much, and no more is
needed, so that only `solving` knows which solver is used.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

Literal: TypeAlias = int

TRUE: Final[Literal] = 1
FALSE: Final[Literal] = -1
LARGEST: Final = 2**58
"""Sums beyond this leave too little room in a solver's 64 bits."""


class TooFine(Exception):
    """The weights ask for whole numbers larger than a solver can add up."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of variables times coefficients, plus a constant."""

    terms: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    constant: int = 0

    def __add__(self, other: "Linear") -> "Linear":
        """Return the sum."""
        return total((self, other))

    def times(self, factor: int) -> "Linear":
        """Return the multiple."""
        terms = {variable: coefficient * factor for variable, coefficient in self.terms.items()}
        return Linear(terms if factor else {}, self.constant * factor)

    def plus(self, constant: int) -> "Linear":
        """Return the sum with a constant."""
        return Linear(self.terms, self.constant + constant)


def of(literal: Literal) -> Linear:
    """Return 1 where the literal is true, 0 where it is false."""
    if abs(literal) == TRUE:
        return Linear(constant=int(literal == TRUE))
    return Linear({literal: 1}) if literal > 0 else Linear({-literal: -1}, 1)


def total(parts: Iterable[Linear]) -> Linear:
    """Return the sum of all parts."""
    terms: dict[int, int] = {}
    constant = 0
    for part in parts:
        constant += part.constant
        for variable, coefficient in part.terms.items():
            terms[variable] = terms.get(variable, 0) + coefficient
    return Linear({v: c for v, c in terms.items() if c}, constant)


class Inequality(NamedTuple):
    """`linear >= 0`, demanded where all literals of `when` are true."""

    linear: Linear
    when: tuple[Literal, ...]


class Model:
    """Variables with bounds, and what they have to satisfy."""

    def __init__(self) -> None:
        self.bounds: list[tuple[int, int]] = [(0, 0), (1, 1)]
        self.clauses: list[tuple[Literal, ...]] = []
        self.inequalities: list[Inequality] = []
        self._joined: dict[tuple[Literal, ...], Literal] = {}

    def literal(self) -> Literal:
        """Return a new literal."""
        return self._variable(0, 1)

    def integer(self, low: int, high: int) -> Linear:
        """Return a new whole number between two bounds."""
        return Linear(constant=low) if low == high else Linear({self._variable(low, high): 1})

    def clause(self, *literals: Literal) -> None:
        """Demand that one of the literals is true."""
        if TRUE not in literals and not any(-literal in literals for literal in literals):
            self.clauses.append(tuple(literal for literal in literals if literal != FALSE))

    def at_least(self, linear: Linear, low: int, *when: Literal) -> None:
        """Demand `linear >= low` where all of `when` are true."""
        least, _ = self._checked(linear)
        if FALSE in when or least >= low:
            return
        if not linear.terms:
            self.clause(*(-literal for literal in when))
            return
        asked = tuple(literal for literal in when if literal != TRUE)
        self.inequalities.append(Inequality(linear.plus(-low), asked))

    def equal(self, left: Linear, right: Linear, *when: Literal) -> None:
        """Demand that both are equal where all of `when` are true."""
        difference = left + right.times(-1)
        self.at_least(difference, 0, *when)
        self.at_least(difference.times(-1), 0, *when)

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """Return a literal that is true exactly if all are."""
        kept = tuple(sorted({literal for literal in literals if literal != TRUE}))
        if FALSE in kept or any(-literal in kept for literal in kept):
            return FALSE
        if len(kept) < 2:
            return kept[0] if kept else TRUE
        if kept not in self._joined:
            joined = self._joined[kept] = self.literal()
            for literal in kept:
                self.clause(-joined, literal)
            self.clause(joined, *(-literal for literal in kept))
        return self._joined[kept]

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """Return a literal that is true exactly if one is."""
        return -self.all_of(-literal for literal in literals)

    def reaches(self, linear: Linear, low: int) -> Literal:
        """Return a literal that is true exactly if `linear >= low`."""
        least, most = self.range_of(linear)
        if least >= low or most < low:
            return TRUE if least >= low else FALSE
        literal = self.literal()
        self.at_least(linear, low, literal)
        self.at_least(linear.times(-1), 1 - low, -literal)
        return literal

    def minimum(self, parts: Sequence[Linear]) -> Linear:
        """Return a number that is the smallest of the parts."""
        surest = min(parts, key=lambda part: self.range_of(part)[1])
        most = self.range_of(surest)[1]
        kept = [part for part in parts if part is surest or self.range_of(part)[0] < most]
        if len(kept) == 1:
            return surest
        smallest = self.integer(min(self.range_of(part)[0] for part in kept), most)
        chosen = [self.literal() for _ in kept]
        self.clause(*chosen)
        for part, choice in zip(kept, chosen, strict=True):
            self.at_least(part + smallest.times(-1), 0)
            self.at_least(smallest + part.times(-1), 0, choice)
        return smallest

    def split(self, linear: Linear, cases: Sequence[tuple[Literal, int]]) -> list[Linear]:
        """Return the sum under each case, 0 under the others; each case bounds it from above.

        At most one case is true, and the sum is 0 if none is. Solvers see more in such shares than
        in equations that hold under a condition.
        """
        if len(cases) == 1 and cases[0][0] == TRUE:
            return [linear]
        shares = [self.integer(0, most) for _, most in cases]
        for (case, most), share in zip(cases, shares, strict=True):
            self.at_least(of(case).times(most) + share.times(-1), 0)
        self.equal(total(shares), linear)
        return shares

    def range_of(self, linear: Linear) -> tuple[int, int]:
        """Return bounds of a sum: what it is at least and at most, whatever is demanded."""
        low = high = linear.constant
        for variable, coefficient in linear.terms.items():
            ends = sorted(coefficient * bound for bound in self.bounds[variable])
            low, high = low + ends[0], high + ends[1]
        return low, high

    def _checked(self, linear: Linear) -> tuple[int, int]:
        least, most = self.range_of(linear)
        if max(-least, most, *map(abs, linear.terms.values()), 0) > LARGEST:
            raise TooFine
        return least, most

    def _variable(self, low: int, high: int) -> int:
        self.bounds.append((low, high))
        return len(self.bounds) - 1
