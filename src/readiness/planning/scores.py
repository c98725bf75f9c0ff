"""Scores of dimensions and their means, exact: whole numbers over a common denominator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final, TypeVar

from readiness.planning.choices import Choices
from readiness.planning.formulation import Formulation
from readiness.planning.model import FALSE, TRUE, Linear, Literal, of, total
from readiness.planning.refusal import refuse
from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.evaluation import question_value
from readiness.scoring.plans import DimensionPlan
from readiness.scoring.questions import BEST_VALUE, POINTS_PER_VALUE

BEST: Final = 100
MOST_CASES: Final = 1_000
"""Weights that a dimension can have, or sums of weights inside one."""

Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Score:
    """A score of 0 to 100 as `number / scale`; it is none where `known` is false."""

    number: Linear
    scale: int
    known: Literal


@dataclass(frozen=True, slots=True)
class Weighted:
    """A score and its weights; of the literals exactly one is true."""

    score: Score
    weights: Sequence[tuple[Literal, Fraction]]


def exact(number: float) -> Fraction:
    """Return the number as it is written."""
    return Fraction(repr(number))


class Scores:
    """The scores of a formulation, made when they are asked for."""

    def __init__(self, formulation: Formulation) -> None:
        self._formulation = formulation
        self._model = formulation.model
        self._plans = {plan.id: plan for plan in formulation.program.dimensions}
        self._scores: dict[str, Score] = {}

    def dimension(self, name: str) -> Score:
        """Return the capped score of a dimension."""
        if name not in self._scores:
            self._scores[name] = self._capped(self._plans[name])
        return self._scores[name]

    def overall(self) -> tuple[Weighted, ...]:
        """Return all dimensions with their weights in the overall score."""
        return tuple(
            Weighted(self.dimension(plan.id), self._weights(plan))
            for plan in self._formulation.program.dimensions
        )

    def readiness(self, weights: Mapping[str, int]) -> tuple[Weighted, ...]:
        """Return the dimensions of a route's readiness with their weights."""
        return tuple(
            Weighted(self.dimension(name), ((TRUE, Fraction(weight)),))
            for name, weight in weights.items()
        )

    def _weights(self, plan: DimensionPlan) -> Sequence[tuple[Literal, Fraction]]:
        """Return each product of factors that weight rules can leave the dimension with."""
        cases = [(TRUE, Fraction(plan.weight))]
        for weight_rule, rule in self._formulation.program.weight_rules:
            if weight_rule.dimension != plan.id:
                continue
            fires, factor = self._formulation.is_true(rule), exact(weight_rule.factor)
            split = [
                (self._model.all_of((case, literal)), weight * multiple)
                for case, weight in cases
                for literal, multiple in ((fires, factor), (-fires, Fraction(1)))
            ]
            cases = _refused_if_many([case for case in split if case[0] != FALSE])
        return cases

    def _capped(self, plan: DimensionPlan) -> Score:
        gates = self._formulation.program.gates
        caps = [
            (exact(cap), self._formulation.gate(p.gate.code).block)
            for p in gates
            if (cap := p.gate.caps.dimensions.get(plan.id)) is not None
        ]
        caps = [(cap, block) for cap, block in caps if block != FALSE]
        calculated = self._calculated(plan, [cap for cap, _ in caps])
        whole = BEST * calculated.scale
        limits = [
            of(block).times(int(cap * calculated.scale) - whole).plus(whole) for cap, block in caps
        ]
        number = self._model.minimum([calculated.number, *limits])
        return Score(number, calculated.scale, calculated.known)

    def _calculated(self, plan: DimensionPlan, caps: Iterable[Fraction]) -> Score:
        """Points by weight. Where the sum of weights can change, each sum is a case of its own."""
        points, weight = Linear(), Linear()
        weights = {0}
        for slot, own, unknown_is_zero in plan.members:
            choices, fixed = self._member(slot)
            answers = choices.answers if choices else (fixed,)
            counts = [own if _counts(a, unknown_is_zero) else 0 for a in answers]
            amounts = [
                own * question_value(a) if c else 0 for a, c in zip(answers, counts, strict=True)
            ]
            if choices is None:
                points, weight = points.plus(amounts[0]), weight.plus(counts[0])
                weights = {w + counts[0] for w in weights}
                continue
            points += choices.sum_over(amounts)
            weight += choices.sum_over(counts)
            possible = {*counts} if choices.asked == TRUE else {0, *counts}
            weights = {w + p for w in weights for p in possible}
        sums = _refused_if_many(sorted(weights - {0}))
        each = {w: Fraction(POINTS_PER_VALUE, w) for w in sums}
        scale = lcm(*(f.denominator for f in (*each.values(), *caps)))
        if not sums:
            return Score(Linear(), scale, FALSE)
        if len(weights) == 1:
            return Score(points.times(int(each[sums[0]] * scale)), scale, TRUE)
        cases = {own: self._model.literal() for own in sorted(weights)}
        self._model.equal(total(of(case) for case in cases.values()), Linear(constant=1))
        self._model.equal(total(of(case).times(own) for own, case in cases.items()), weight)
        most = [(cases[own], own * BEST_VALUE) for own in sums]
        shares = self._model.split(points, most)
        number = total(
            share.times(int(each[own] * scale)) for own, share in zip(sums, shares, strict=True)
        )
        return Score(number, scale, -cases[0] if 0 in cases else TRUE)

    def _member(self, slot: int) -> tuple[Choices | None, Answer]:
        return self._formulation.choices.get(slot), self._formulation.state.answers[slot]

    def at_least(self, parts: Sequence[Weighted], bound: Fraction) -> Literal:
        """Return a literal: the mean is known and at least this."""
        reached = self._model.reaches(self._above(parts, bound), 0)
        return self._model.all_of((self.known(parts), reached))

    def above(self, parts: Sequence[Weighted], bound: Fraction) -> Literal:
        """Return a literal: the mean is known and more than this."""
        reached = self._model.reaches(self._above(parts, bound), 1)
        return self._model.all_of((self.known(parts), reached))

    def known(self, parts: Sequence[Weighted]) -> Literal:
        """Return a literal: there is a mean."""
        return self._model.any_of(part.score.known for part in parts)

    def _above(self, parts: Sequence[Weighted], bound: Fraction) -> Linear:
        """Sum of weight x (score - bound), times what makes it whole; as large as 0 or not."""
        multiple = lcm(
            *(
                weight.denominator * part.score.scale * bound.denominator
                for part in parts
                for _, weight in part.weights
            )
        )
        return total(self._share(part, bound, multiple) for part in parts)

    def _share(self, part: Weighted, bound: Fraction, multiple: int) -> Linear:
        score = part.score
        cases = [(self._model.all_of((case, score.known)), weight) for case, weight in part.weights]
        shares = self._model.split(score.number, [(c, BEST * score.scale) for c, _ in cases])
        return total(
            share.times(int(weight * multiple / score.scale))
            + of(case).times(-int(weight * bound * multiple))
            for (case, weight), share in zip(cases, shares, strict=True)
        )


def _counts(answer: Answer, unknown_is_zero: bool) -> bool:
    if answer.state is AnswerState.DONT_KNOW:
        return unknown_is_zero
    return answer.state is AnswerState.ANSWERED


def _refused_if_many(cases: list[Case]) -> list[Case]:
    if len(cases) > MOST_CASES:
        raise refuse(
            "plan_too_large",
            "the weights of a score can come out in too many ways",
            "answer more of the questions that are not known, or exclude some from the plan",
        )
    return cases
