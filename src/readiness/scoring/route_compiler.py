"""Routes made ready to judge: fit, readiness, verdicts, and the names they declare."""

from collections.abc import Collection, Sequence
from typing import TypeAlias

from readiness.scoring.expressions import Evaluator, Path, Sums, compile_mean, compile_sums
from readiness.scoring.model import Questionnaire
from readiness.scoring.phases import TestsOf
from readiness.scoring.plans import VERDICT_INPUTS, FitPlan, RoutePlan, Rule
from readiness.scoring.rule_compiler import RuleCompiler, flag, number, rule_name, words
from readiness.scoring.rules import Fit, Route, VerdictRule

Pairs: TypeAlias = tuple[tuple[int, int], ...]


class RouteCompiler:
    """Compiles what belongs to routes, when the names they may read are declared."""

    def __init__(self, source: Questionnaire, rules: RuleCompiler, tests: TestsOf) -> None:
        self._source = source
        self._rules = rules
        self._tests = tests

    def routes(self) -> tuple[RoutePlan, ...]:
        """Compile routes; none reads another: names are declared after all are compiled."""
        rules = self._source.route_rules
        spoken = words(rule.verdict for rule in rules.verdicts) if rules else words(())
        compiled = [(route, self._fit(i, route.fit)) for i, route in enumerate(self._source.routes)]
        plans = tuple(
            RoutePlan(
                route=route,
                readiness=self._readiness(route),
                sums=compile_sums(self._readiness(route)),
                gates=tuple(
                    (gate.code, route.gates[gate.code])
                    for gate in self._source.gates
                    if gate.code in route.gates
                ),
                fit=fit,
                fit_slot=self._rules.declare(f"fit.{rule_name(route.code)}", number(0, 100)),
                readiness_slot=self._rules.declare(
                    f"readiness.{rule_name(route.code)}", number(0, 100)
                ),
                verdict_slot=self._rules.declare(f"verdict.{rule_name(route.code)}", spoken),
            )
            for route, fit in compiled
        )
        self._rules.declare("primary", words(route.code for route in self._source.routes))
        return plans

    def _readiness(self, route: Route, left_out: Collection[str] = ()) -> Pairs:
        """Slots and weights of the dimensions' scores; lint tells of unknown dimensions."""
        slots = {name: self._rules.slots.get(f"score.{name}") for name in route.readiness}
        return tuple(
            (slot, weight)
            for name, weight in route.readiness.items()
            if (slot := slots[name]) is not None and name not in left_out
        )

    def variant_sums(self) -> tuple[Sums, ...]:
        """Return one for each variant; lint tells of routes there are not."""
        routes = {route.code: route for route in self._source.routes}
        return tuple(
            compile_sums(self._readiness(routes[each.route], each.leave_out))
            if each.route in routes
            else compile_sums(())
            for each in self._source.variants
        )

    def _fit(self, position: int, fit: Fit) -> FitPlan:
        path: Path = ("routes", position, "fit")
        terms = tuple(
            (self._rules.formula(term.value, (*path, "terms", t, "value")), term.weight)
            for t, term in enumerate(fit.terms)
        )
        formula = self._rules.formula(fit.formula, (*path, "formula")) if fit.formula else None
        limits = tuple(
            (limit.at_most, self._rules.condition(limit.when, (*path, "limits", n, "when")))
            for n, limit in enumerate(fit.limits)
        )
        return FitPlan(
            terms=terms,
            formula=formula,
            limits=limits,
            run=formula.run if formula else self._mean(terms),
            limited=self._tests(rule for _, rule in limits),
        )

    def _mean(self, terms: Sequence[tuple[Rule, int]]) -> Evaluator:
        return compile_mean([(rule.node, weight) for rule, weight in terms], self._rules.slots)

    def verdict_rules(self) -> tuple[tuple[VerdictRule, Rule | None], ...]:
        """Compile the rows, which read of the route at hand what `plans.VERDICT_INPUTS` says."""
        if self._source.route_rules is None:
            return ()
        row_rules = RuleCompiler()
        for name, declaration in zip(
            VERDICT_INPUTS, (number(0, 100), number(0, 100), flag(), flag()), strict=True
        ):
            row_rules.declare(name, declaration)
        rows = tuple(
            (row, row_rules.optional(row.when, ("route_rules", "verdicts", i, "when")))
            for i, row in enumerate(self._source.route_rules.verdicts)
        )
        self._rules.problems.extend(row_rules.problems)
        return rows

    def index_weights(self) -> tuple[int, int] | None:
        """Return the weights of fit and readiness, if there are rules for routes."""
        rules = self._source.route_rules
        return (rules.index["fit"], rules.index["readiness"]) if rules else None
