"""Scoring with an engine that evaluates lists of expressions: phase after phase, sums in Python.

What an expression language cannot say, the weighted means and the caps, is plain Python here, as a
user of such an engine would write it. All expressions of a phase are evaluated in one call.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from readiness.scoring.answers import Answers, AnswerState
from readiness.scoring.evaluation import UNANSWERED
from readiness.scoring.expressions import AnswerTest, Node, identifiers, leaves
from readiness.scoring.plans import VERDICT_INPUTS, Program, QuestionPlan, RoutePlan
from readiness.scoring.rounding import settle
from tests.oracles.guarded import Dialect, Guarded
from tests.oracles.zen_dialect import flat

Text = TypeVar("Text")
Context = dict[str, Any]
Run = Callable[[Context], Sequence[Any]]

_STATES = ("dk", "answered", "measured")


class Engine(Protocol[Text]):
    """An engine: how it writes things, and how a list of expressions becomes a function."""

    def dialect(self, renamed: Mapping[str, str]) -> Dialect[Text]: ...

    def compiled(self, expressions: Sequence[Text], names: Sequence[str], /) -> Run: ...


def context_of(program: Program, answers: Answers) -> Context:
    """Return a set of answers by flat names, as the engines take it."""
    context: Context = {}
    for plan in program.questions:
        name, answer = flat(plan.question.id), answers.given.get(plan.question.id, UNANSWERED)
        value = answer.value
        whole = isinstance(value, int) and not isinstance(value, bool)
        context[name] = float(value) if whole else value  # type: ignore[arg-type]  # whole numbers
        context[f"dk__{name}"] = answer.state is AnswerState.DONT_KNOW
        context[f"answered__{name}"] = value is not None
        context[f"measured__{name}"] = answer.figure is not None
    return context


class PhasedScoring(Generic[Text]):
    """A questionnaire whose rules an engine evaluates."""

    def __init__(self, program: Program, engine: Engine[Text]) -> None:
        self._program = program
        self._engine = engine
        always = {n for n in program.slots if n.split(".")[0] in ("gate", "finding")}
        self._rules = Guarded(engine.dialect({}), always.__contains__)
        self._names = {slot: flat(name) for name, slot in program.slots.items()}
        self._nothing: Context = dict.fromkeys(self._names.values())
        true, number = self._rules.true, self._rules.number_or_null
        self._layers = [
            ([flat(plan.question.id) for plan in layer], self._hidden(layer))
            for layer in _layers(program)
        ]
        self._variables = self._phase((rule.node, number) for _, rule in program.variables)
        forms = [form for plan in program.gates for form in (plan.block, plan.condition)]
        shifts = [rule for _, rule in program.weight_rules]
        self._forms = self._phase((rule.node, true) for rule in (*forms, *shifts) if rule)
        self._findings = self._phase((rule.node, true) for _, _, rule in program.findings)
        self._fits = self._phase(part for plan in program.routes for part in self._fit(plan))
        self._verdicts = self._verdict_phase()
        actions = (*program.recommendations, *program.variants)
        self._actions = self._phase((rule.node, true) for _, rule in actions)

    def score(self, answers: Context) -> Context:
        """Return everything that rules read by name, and `fired`, which actions fire."""
        found = self._nothing | answers
        for names, hidden in self._layers:
            for name, is_hidden in zip(names, hidden(found), strict=True):
                if is_hidden:
                    found[name] = None
                    for state in _STATES:
                        found[f"{state}__{name}"] = False
        for (slot, _), value in zip(self._program.variables, self._variables(found), strict=True):
            found[self._names[slot]] = value
        shifted = self._judge_gates(found)
        self._score_dimensions(found)
        self._score_overall(found, shifted)
        for (_, slot, _), fires in zip(self._program.findings, self._findings(found), strict=True):
            found[self._names[slot]] = bool(fires)  # an unguarded engine gives None: not made
        self._judge_routes(found)
        found["fired"] = self._actions(found)
        return found

    def _phase(self, parts: Iterable[tuple[Node, Callable[[Node], Text]]]) -> Run:
        """Compile nodes, each written in its way; the engine gets only the names they read."""
        listed = list(parts)
        names = {flat(name) for node, _ in listed for name in identifiers(node)}
        tests = (leaf for node, _ in listed for leaf in leaves(node))
        names |= {
            f"{state}__{flat(test.question.name)}"
            for test in tests
            if isinstance(test, AnswerTest)
            for state in _STATES
        }
        return self._reading([write(node) for node, write in listed], sorted(names))

    def _reading(self, expressions: Sequence[Text], names: Sequence[str]) -> Run:
        if not expressions:
            return lambda _: ()
        run = self._engine.compiled(expressions, names)
        return lambda context: run({name: context[name] for name in names})

    def _hidden(self, layer: Sequence[QuestionPlan]) -> Run:
        conditions = [plan.asked_if for plan in layer]
        return self._phase((rule.node, self._rules.false) for rule in conditions if rule)

    def _fit(self, plan: RoutePlan) -> Iterator[tuple[Node, Callable[[Node], Text]]]:
        values = [plan.fit.formula, *(rule for rule, _ in plan.fit.terms)]
        yield from ((rule.node, self._rules.number_or_null) for rule in values if rule)
        yield from ((rule.node, self._rules.true) for _, rule in plan.fit.limits)

    def _verdict_phase(self) -> Run:
        rows = [rule.node for _, rule in self._program.verdict_rules if rule is not None]
        expressions: list[Text] = []
        names: list[str] = []
        for plan in self._program.routes:
            code = self._names[plan.fit_slot].partition("__")[2]
            dialect = self._engine.dialect({name: f"{name}.{code}" for name in VERDICT_INPUTS})
            rules = Guarded(dialect, lambda name: name in VERDICT_INPUTS[2:])
            expressions += [rules.true(node) for node in rows]
            names += [f"{name}__{code}" for name in VERDICT_INPUTS]
        return self._reading(expressions, names)

    def _judge_gates(self, found: Context) -> list[bool]:
        """Set every gate's outcome and return which weight rules are true."""
        outcomes = iter(self._forms(found))
        for plan in self._program.gates:
            blocked = next(outcomes) if plan.block else False
            conditioned = next(outcomes) if plan.condition else False
            outcome = "block" if blocked else "condition" if conditioned else "clear"
            found[self._names[plan.slot]] = outcome
        return list(outcomes)

    def _score_dimensions(self, found: Context) -> None:
        names = self._names
        for plan in self._program.dimensions:
            points = scored = 0.0
            for slot, weight, unknown_is_zero in plan.members:
                value = found[names[slot]]
                if value is not None:
                    points += weight * value
                    scored += weight
                elif unknown_is_zero and found[f"dk__{names[slot]}"]:
                    scored += weight
            score = settle(25 * points / scored) if scored else None
            for gate in self._program.gates:
                cap = gate.gate.caps.dimensions.get(plan.id)
                if cap is not None and score is not None and found[names[gate.slot]] == "block":
                    score = min(score, cap)
            found[names[plan.score_slot]] = score
            found[names[plan.level_slot]] = self._level(score)

    def _level(self, score: float | None) -> float | None:
        if score is None:
            return None
        return float(sum(score >= bound for bound in self._program.level_bounds))

    def _score_overall(self, found: Context, shifted: Sequence[bool]) -> None:
        weights = {plan.id: float(plan.weight) for plan in self._program.dimensions}
        for (rule, _), applies in zip(self._program.weight_rules, shifted, strict=True):
            if applies:
                weights[rule.dimension] *= rule.factor
        terms = [
            (weights[plan.id], found[self._names[plan.score_slot]])
            for plan in self._program.dimensions
        ]
        overall = _mean([(weight, score) for weight, score in terms if score is not None])
        for gate in self._program.gates:
            cap = gate.gate.caps.overall
            if cap is not None and overall is not None and found[self._names[gate.slot]] == "block":
                overall = min(overall, cap)
        found["score__overall"] = overall
        found["level__overall"] = self._level(overall)

    def _judge_routes(self, found: Context) -> None:
        values = iter(self._fits(found))
        for plan in self._program.routes:
            if plan.fit.formula:
                fit = next(values)
            else:
                terms = [(weight, next(values)) for _, weight in plan.fit.terms]
                fit = None if any(value is None for _, value in terms) else _mean(terms)
            for most, _ in plan.fit.limits:
                fit = min(fit, most) if next(values) and fit is not None else fit
            self._judge_route(found, plan, None if fit is None else settle(fit))
        rows = iter(self._verdicts(found))
        for plan in self._program.routes:
            found[self._names[plan.verdict_slot]] = self._verdict(found, plan, rows)

    def _judge_route(self, found: Context, plan: RoutePlan, fit: float | None) -> None:
        names, code = self._names, self._names[plan.fit_slot].partition("__")[2]
        found[names[plan.fit_slot]] = fit
        terms = [(weight, found[f"score__{name}"]) for name, weight in plan.route.readiness.items()]
        known = [(weight, score) for weight, score in terms if score is not None]
        found[names[plan.readiness_slot]] = _mean(known)
        blocked = conditioned = False
        for gate, use in plan.route.gates.items():
            outcome = found[f"gate__{gate.replace('-', '_')}"]
            if outcome == "block":
                blocked = blocked or use == "blocks"
                conditioned = conditioned or use != "blocks"
            elif outcome == "condition":
                conditioned = conditioned or use != "conditions_on_block"
        found[f"blocked__{code}"] = blocked
        found[f"conditioned__{code}"] = conditioned

    def _verdict(self, found: Context, plan: RoutePlan, rows: Any) -> str | None:
        first: str | None = None
        for row, rule in self._program.verdict_rules:
            holds = next(rows) if rule is not None else True
            if holds and first is None:
                first = row.verdict
        missing = found[self._names[plan.fit_slot]] is None
        return None if missing else first


def _mean(terms: Sequence[tuple[float, Any]]) -> float | None:
    total = sum(weight for weight, _ in terms)
    return settle(sum(weight * value for weight, value in terms) / total) if total else None


def _layers(program: Program) -> list[list[QuestionPlan]]:
    """Questions with branches, each layer after those its conditions read."""
    waiting = [plan for plan in program.questions if plan.asked_if is not None]
    layers = []
    while waiting:
        names = {plan.question.id for plan in waiting}
        ready = [
            plan
            for plan in waiting
            if plan.asked_if is None or names.isdisjoint(identifiers(plan.asked_if.node))
        ]
        layers.append(ready)
        waiting = [plan for plan in waiting if plan not in ready]
    return layers
