"""When a target is reached, as a literal of the model; and how near a plan comes to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm, prod

from readiness.planning.choices import Flag
from readiness.planning.formulation import Formulation
from readiness.planning.lowering import Lowering, Truth
from readiness.planning.model import FALSE, TRUE, Linear, Literal, of, total
from readiness.planning.refusal import refuse
from readiness.planning.scores import BEST, MOST_CASES, Scores, Weighted, exact
from readiness.planning.target import LevelTarget, Target, VerdictTarget
from readiness.scoring.expressions import State
from readiness.scoring.plans import VERDICT_INPUTS, RoutePlan
from readiness.scoring.routes import judge_route


@dataclass(frozen=True, slots=True)
class Progress:
    """How near a plan comes to the target, `number / scale`, where the literal is true."""

    case: Literal
    number: Linear
    scale: int


class Requirements:
    """What a target demands of a formulation."""

    def __init__(self, formulation: Formulation, target: Target) -> None:
        self._formulation = formulation
        self._model = formulation.model
        self._scores = Scores(formulation)
        self._target = target
        self._bounds: dict[tuple[Fraction, bool], Literal] = {}

    def reached(self) -> Literal:
        """Return a literal that is true exactly if the target is reached."""
        target = self._target
        if isinstance(target, VerdictTarget):
            return self._verdict(target)
        bound = exact(target.score)
        if not self._is_overall:
            return self._reached(bound)
        blocks = [block for cap, block in self._overall_caps() if cap < bound]
        return self._model.all_of((self._reached(bound), *(-block for block in blocks)))

    def progress(self) -> Iterator[Progress]:
        """Yield the score that has to rise, for each way in which its weights can come out."""
        parts = self._parts()
        caps = self._overall_caps() if self._is_overall else ()
        ways = [
            [
                *((self._model.all_of((case, p.score.known)), w) for case, w in p.weights),
                (-p.score.known, Fraction(0)),
            ]
            for p in parts
        ]
        ways = [[way for way in part if way[0] != FALSE] for part in ways]
        if prod(map(len, ways)) > MOST_CASES:
            raise refuse(
                "plan_too_large",
                "the weights of a score can come out in too many ways",
                "answer more of the questions that are not known",
            )
        for way in product(*ways):
            whole = sum(weight for _, weight in way)
            case = self._model.all_of(literal for literal, _ in way)
            if whole and case != FALSE:
                shares = [w / (whole * p.score.scale) for p, (_, w) in zip(parts, way, strict=True)]
                yield self._mean(case, parts, shares, caps)

    def _mean(
        self,
        case: Literal,
        parts: Sequence[Weighted],
        shares: Sequence[Fraction],
        caps: Sequence[tuple[Fraction, Literal]],
    ) -> Progress:
        scale = lcm(*(f.denominator for f in (*shares, *(cap for cap, _ in caps))))
        mean = total(
            part.score.number.times(int(share * scale))
            for part, share in zip(parts, shares, strict=True)
        )
        whole = BEST * scale
        limits = [of(block).times(int(cap * scale) - whole).plus(whole) for cap, block in caps]
        return Progress(case, self._model.minimum([mean, *limits]), scale)

    @property
    def _is_overall(self) -> bool:
        return isinstance(self._target, LevelTarget) and self._target.dimension is None

    def _parts(self) -> tuple[Weighted, ...]:
        """The mean that has to rise."""
        match self._target:
            case VerdictTarget():
                return self._scores.readiness(self._route().route.readiness)
            case LevelTarget(dimension=None):
                return self._scores.overall()
            case LevelTarget(dimension=name):
                return self._scores.readiness({str(name): 1})

    def _overall_caps(self) -> list[tuple[Fraction, Literal]]:
        gates = self._formulation.program.gates
        return [
            (exact(plan.gate.caps.overall), self._formulation.gate(plan.gate.code).block)
            for plan in gates
            if plan.gate.caps.overall is not None
        ]

    def _reached(self, bound: Fraction, *, strictly: bool = False) -> Literal:
        """Return a literal: the mean is at least, or strictly more than, a bound.

        Where scores are lifted, the mean is free to be any number.
        """
        key = (bound, strictly)
        if key not in self._bounds:
            compare = self._scores.above if strictly else self._scores.at_least
            self._bounds[key] = self._liftable(compare(self._parts(), bound))
            for other in self._bounds:
                lower, higher = sorted((key, other))
                self._model.clause(-self._bounds[higher], self._bounds[lower])
        return self._bounds[key]

    def _liftable(self, reached: Literal) -> Literal:
        counts = self._formulation.group("score", "")
        if counts == TRUE:
            return reached
        free = self._model.literal()
        self._model.clause(-counts, -free, reached)
        self._model.clause(-counts, free, -reached)
        return free

    def _route(self) -> RoutePlan:
        assert isinstance(self._target, VerdictTarget)
        wanted = self._target.route
        return next(p for p in self._formulation.program.routes if p.route.code == wanted)

    def _verdict(self, target: VerdictTarget) -> Literal:
        """The first row of the verdict table that is true has one of the wanted verdicts."""
        rows = self._row_lowering()
        found: list[Literal] = []
        before = TRUE
        for row, rule in self._formulation.program.verdict_rules:
            true, false = (TRUE, FALSE) if rule is None else rows.truth(rule.node)
            if row.verdict in target.verdicts:
                found.append(self._model.all_of((before, true)))
            before = self._model.all_of((before, false))
        return self._model.any_of(found)

    def _row_lowering(self) -> Lowering:
        plan = self._route()
        fit_rules = [*(rule for rule, _ in plan.fit.terms), *(rule for _, rule in plan.fit.limits)]
        fit_rules += [plan.fit.formula] if plan.fit.formula else []
        if not all(map(self._formulation.is_constant, fit_rules)):
            raise refuse(
                "rule_not_plannable",
                f"the fit of {plan.route.code} depends on answers that a plan changes",
                "plan for a level, or let the fit read the profile only",
                "target",
            )
        fit = judge_route(self._formulation.state, plan).fit
        blocked, conditioned = self._stopping(plan)
        lowering = Lowering(
            self._model,
            {name: slot for slot, name in enumerate(VERDICT_INPUTS)},
            (fit, None, None, None),
            (State.NO_VALUE,) * len(VERDICT_INPUTS),
        )
        lowering.atoms[VERDICT_INPUTS.index("blocked")] = Flag(self._model, blocked)
        lowering.atoms[VERDICT_INPUTS.index("conditioned")] = Flag(self._model, conditioned)
        lowering.measures["readiness"] = self._compared
        return lowering

    def _stopping(self, plan: RoutePlan) -> tuple[Literal, Literal]:
        """Return when gates block the route and when they condition it."""
        blocking: list[Literal] = []
        conditioning: list[Literal] = []
        for code, use in plan.route.gates.items():
            forms = self._formulation.gate(code)
            (blocking if use == "blocks" else conditioning).append(forms.block)
            if use != "conditions_on_block":
                conditioning.append(forms.condition)
        return self._model.any_of(blocking), self._model.any_of(conditioning)

    def _compared(self, operator: str, bound: float) -> Truth:
        """How the readiness compares with a constant; both false while there is none."""
        known = self._scores.known(self._parts())
        at_least = self._reached(exact(bound))
        above = self._reached(exact(bound), strictly=True)
        equal = self._model.all_of((at_least, -above))
        true = {
            ">=": at_least,
            ">": above,
            "<": -at_least,
            "<=": -above,
            "==": equal,
            "!=": -equal,
        }[operator]
        both = self._model.all_of
        return Truth(both((known, true)), both((known, -true)))
