"""A questionnaire as a decision graph of zen-engine, for complete sets of answers.

Answers go in by question: `fig__<id>` the figure, or the number of items ticked, `est__<id>` a
band given instead, `<id>` any other answer (`raw__<id>` where the question depends on others),
`dk__<id>` whether it is "don't know", `second__<id>` the second opinion. Results come out under the
names that rules read, flattened, and as `fires__<code>` for weight rules, variants and actions.

With `tables` bands, gates, levels and verdicts are decision tables, as an author would draw them.
Without, they are expressions, which zen computes faster, and answers go in as the values 0 to 4.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from readiness.scoring.answers import Answers, AnswerState
from readiness.scoring.evaluation import UNANSWERED
from readiness.scoring.expressions import identifiers
from readiness.scoring.plans import VERDICT_INPUTS, Program, QuestionPlan, RoutePlan, Rule
from readiness.scoring.program import LARGEST_GAP
from readiness.scoring.questions import Band, MultipleQuestion, NumberQuestion, Question
from readiness.scoring.rounding import NOISE_DECIMALS
from tests.oracles.guarded import Guarded
from tests.oracles.zen_dialect import Graph, ZenDialect, flat

Row = tuple[str, str]


def zen_graph(program: Program, *, tables: bool) -> dict[str, Any]:
    """Return the questionnaire of a program as a JDM document."""
    return _Writer(program, tables=tables).written()


def zen_answers(program: Program, answers: Answers, *, tables: bool) -> dict[str, Any]:
    """Return a set of answers as the graph takes it; what is not answered is null."""
    given: dict[str, Any] = {}
    for plan in program.questions:
        name, answer = flat(plan.question.id), answers.given.get(plan.question.id, UNANSWERED)
        listed = list(answer.value) if isinstance(answer.value, tuple) else answer.value
        second = answers.second_opinions.get(plan.question.id)
        if plan.question.second_opinion:
            given[f"second__{name}"] = None if second is None else second.value
        given[f"dk__{name}"] = answer.state is AnswerState.DONT_KNOW
        if tables and _banded(plan.question):
            count = None if answer.items is None else len(answer.items)
            given[f"fig__{name}"] = answer.figure if count is None else count
            given[f"est__{name}"] = answer.value if answer.estimated else None
        else:
            given[f"raw__{name}" if plan.asked_if else name] = listed
    return given


def _banded(question: Question) -> bool:
    return isinstance(question, NumberQuestion | MultipleQuestion) and bool(question.bands)


def _always_answered(question: Question) -> bool:
    may_not_apply = question.asked_if is not None or question.not_applicable is not None
    return question.required and question.dont_know == "refused" and not may_not_apply


def _settled(text: str) -> str:
    """Free of noise at the same places as in the product, so that 60 is 60 in both."""
    return f"round({text}, {NOISE_DECIMALS})"


def _sum(terms: Iterable[str]) -> str:
    return f"({' + '.join(terms) or '0'})"


def _measured(question: Question) -> str:
    """Whether a figure was typed; without tables figures of banded questions are not there."""
    answered = f"({flat(question.id)} != null)"
    if not isinstance(question, NumberQuestion):
        return "false"
    if not question.bands:
        return answered
    return f"({answered} and (fig__{flat(question.id)} != null))"


class _Writer:
    """Writes part after part, in the order in which they are evaluated."""

    def __init__(self, program: Program, *, tables: bool) -> None:
        self._program = program
        self._tables = tables
        self._graph = Graph()
        self._names = {slot: name for name, slot in program.slots.items()}
        self._always = {p.question.id for p in program.questions if _always_answered(p.question)}
        self._always |= {n for n in program.slots if n.split(".")[0] in ("gate", "finding")}
        measured = {
            plan.question.id: _measured(plan.question)
            for plan in program.questions
            if tables or not _banded(plan.question)
        }
        self._rules = Guarded(ZenDialect(measured=measured), self._always.__contains__)

    def written(self) -> dict[str, Any]:
        program, graph = self._program, self._graph
        if self._tables:
            self._bands()
        self._visibility()
        self._largest_gap()
        for slot, rule in program.variables:
            graph.expressions("variable", {self._name(slot): self._rules.number_or_null(rule.node)})
        self._gates()
        graph.expressions("calculated", {f"calculated__{p.id}": t for p, t in self._calculated()})
        graph.expressions("scores", self._capped() | self._weights())
        graph.expressions("overall", self._overall())
        self._levels()
        fired = {self._name(slot): self._true(rule) for _, slot, rule in program.findings}
        graph.expressions("findings", fired)
        self._routes()
        fired = {f"fires__{variant.code}": self._true(rule) for variant, rule in program.variants}
        fired |= {f"fires__{act.code}": self._true(rule) for act, rule in program.recommendations}
        graph.expressions("actions", fired)
        return graph.finished()

    def _name(self, slot: int) -> str:
        return flat(self._names[slot])

    def _true(self, rule: Rule) -> str:
        return self._rules.true(rule.node)

    def _bands(self) -> None:
        values: dict[str, str] = {}
        for plan in self._program.questions:
            question, name = plan.question, flat(plan.question.id)
            if isinstance(question, NumberQuestion | MultipleQuestion) and question.bands:
                rows = [("null", "null"), *_band_rows(question.bands)]
                self._graph.table(f"band__{name}", rows, reads=f"fig__{name}")
                shown = f"raw__{name}" if plan.asked_if else name
                values[shown] = f"(est__{name} != null ? est__{name} : band__{name})"
        self._graph.expressions("values", values)

    def _visibility(self) -> None:
        """Questions asked under a condition, after those that the condition reads."""
        pending = [plan for plan in self._program.questions if plan.asked_if is not None]
        while pending:
            hidden = {plan.question.id for plan in pending}
            ready = [plan for plan in pending if not hidden & set(_reads(plan))]
            made: dict[str, str] = {}
            for plan in ready:
                name = flat(plan.question.id)
                assert plan.asked_if is not None
                is_hidden = self._rules.false(plan.asked_if.node)
                made[name] = f"({is_hidden} ? null : raw__{name})"
                made[f"dk__{name}"] = f"({is_hidden} ? false : dk__{name})"
            self._graph.expressions("visibility", made)
            pending = [plan for plan in pending if plan not in ready]

    def _largest_gap(self) -> None:
        asked = [plan.question for plan in self._program.questions if plan.question.second_opinion]
        gaps = []
        for question in asked:
            owner, second = flat(question.id), f"second__{flat(question.id)}"
            both = f"{owner} != null and {second} != null"
            gaps.append((both, f"({both} ? abs({owner} - {second}) : 0)"))
        if gaps:
            known = " or ".join(both for both, _ in gaps)
            largest = f"max([{', '.join(gap for _, gap in gaps)}])"
            self._graph.expressions("gap", {flat(LARGEST_GAP): f"({known} ? {largest} : null)"})

    def _gates(self) -> None:
        made: dict[str, str] = {}
        for plan in self._program.gates:
            forms = (("block", plan.block), ("condition", plan.condition))
            rows = [(self._true(rule), f'"{form}"') for form, rule in forms if rule is not None]
            if self._tables:
                self._graph.table(self._name(plan.slot), [*rows, ("true", '"clear"')])
            else:
                made[self._name(plan.slot)] = _first_hit(rows, '"clear"')
        self._graph.expressions("gates", made)

    def _calculated(self) -> Iterator[tuple[Any, str]]:
        """Points x 25 over the weights that count; null where nothing counts."""
        for plan in self._program.dimensions:
            points, counting = [], []
            for slot, weight, unknown_is_zero in plan.members:
                name = self._name(slot)
                counts = f"{name} != null or dk__{name}" if unknown_is_zero else f"{name} != null"
                points.append(f"({name} != null ? {weight} * {name} : 0)")
                counting.append(f"({counts} ? {weight} : 0)")
            score = _settled(f"25 * {_sum(points)} / {_sum(counting)}")
            yield plan, f"({_sum(counting)} > 0 ? {score} : null)"

    def _capped(self) -> dict[str, str]:
        made = {}
        for plan in self._program.dimensions:
            caps = [
                f"({self._name(p.slot)} == 'block' ? {p.gate.caps.dimensions[plan.id]} : 100)"
                for p in self._program.gates
                if plan.id in p.gate.caps.dimensions
            ]
            calculated = f"calculated__{plan.id}"
            capped = f"min([{', '.join([calculated, *caps])}])" if caps else calculated
            made[f"score__{plan.id}"] = f"({calculated} != null ? {capped} : null)"
        return made

    def _weights(self) -> dict[str, str]:
        """Weights in the overall score, 0 where there is no score, and which rules changed them."""
        made = {f"fires__{rule.id}": self._true(how) for rule, how in self._program.weight_rules}
        for plan in self._program.dimensions:
            factors = [
                f"({self._true(how)} ? {rule.factor} : 1)"
                for rule, how in self._program.weight_rules
                if rule.dimension == plan.id
            ]
            weight = " * ".join([str(plan.weight), *factors])
            made[f"weight__{plan.id}"] = f"(calculated__{plan.id} != null ? {weight} : 0)"
        return made

    def _overall(self) -> dict[str, str]:
        dimensions = self._program.dimensions
        total = _sum(f"weight__{plan.id}" for plan in dimensions)
        points = _sum(
            f"(score__{plan.id} != null ? weight__{plan.id} * score__{plan.id} : 0)"
            for plan in dimensions
        )
        caps = [
            f"({self._name(p.slot)} == 'block' ? {p.gate.caps.overall} : 100)"
            for p in self._program.gates
            if p.gate.caps.overall is not None
        ]
        mean = _settled(f"{points} / {total}")
        capped = f"min([{', '.join([mean, *caps])}])" if caps else mean
        return {"score__overall": f"({total} > 0 ? {capped} : null)"}

    def _levels(self) -> None:
        bounds = list(enumerate(self._program.level_bounds, start=1))[::-1]
        made: dict[str, str] = {}
        for part in (*(plan.id for plan in self._program.dimensions), "overall"):
            score = f"score__{part}"
            if self._tables:
                rows = [("null", "null"), *((f">= {bound}", str(n)) for n, bound in bounds)]
                self._graph.table(f"level__{part}", rows, reads=score)
            else:
                rows = [(f"{score} == null", "null")]
                rows += [(f"{score} >= {bound}", str(number)) for number, bound in bounds]
                made[f"level__{part}"] = _first_hit(rows, "null")
        self._graph.expressions("levels", made)

    def _routes(self) -> None:
        plans = self._program.routes
        self._graph.expressions(
            "fit", {f"unlimited__{self._name(p.fit_slot)}": self._unlimited(p) for p in plans}
        )
        judged: dict[str, str] = {}
        for plan in plans:
            judged |= self._judged(plan)
        self._graph.expressions("routes", judged)
        verdicts: dict[str, str] = {}
        for plan in plans:
            rows = list(self._verdict_rows(plan))
            if self._tables:
                self._graph.table(self._name(plan.verdict_slot), [*rows, ("true", "null")])
            else:
                verdicts[self._name(plan.verdict_slot)] = _first_hit(rows, "null")
        self._graph.expressions("verdicts", verdicts)

    def _unlimited(self, plan: RoutePlan) -> str:
        if plan.fit.formula is not None:
            return self._rules.number_or_null(plan.fit.formula.node)
        values = [(self._rules.number_or_null(rule.node), w) for rule, w in plan.fit.terms]
        missing = " or ".join(f"({value}) == null" for value, _ in values)
        total = sum(weight for _, weight in values)
        return f"({missing} ? null : {_sum(f'{w} * ({v})' for v, w in values)} / {total})"

    def _judged(self, plan: RoutePlan) -> dict[str, str]:
        fit = f"unlimited__{self._name(plan.fit_slot)}"
        limits = [f"({self._true(rule)} ? {most} : {fit})" for most, rule in plan.fit.limits]
        limited = f"min([{', '.join([fit, *limits])}])" if limits else fit
        weights = plan.route.readiness.items()
        total = _sum(f"(score__{d} != null ? {w} : 0)" for d, w in weights)
        points = _sum(f"(score__{d} != null ? {w} * score__{d} : 0)" for d, w in weights)
        code = self._name(plan.fit_slot).removeprefix("fit__")
        uses = list(plan.route.gates.items())
        return {
            self._name(plan.fit_slot): f"({fit} != null ? {_settled(limited)} : null)",
            self._name(
                plan.readiness_slot
            ): f"({total} > 0 ? {_settled(f'{points} / {total}')} : null)",
            f"blocked__{code}": self._any_gate(
                [(gate, ["block"]) for gate, use in uses if use == "blocks"]
            ),
            f"conditioned__{code}": self._any_gate(
                [(gate, _FORMS_THAT_CONDITION[use]) for gate, use in uses]
            ),
        }

    def _any_gate(self, uses: Iterable[tuple[str, list[str]]]) -> str:
        slots = {plan.gate.code: self._name(plan.slot) for plan in self._program.gates}
        met = [f"{slots[gate]} == '{form}'" for gate, forms in uses for form in forms]
        return f"({' or '.join(met)})" if met else "false"

    def _verdict_rows(self, plan: RoutePlan) -> Iterator[Row]:
        """Each row, and before it the end of the table where the row cannot be told."""
        code = self._name(plan.fit_slot).removeprefix("fit__")
        rules = Guarded(
            ZenDialect({name: f"{name}.{code}" for name in VERDICT_INPUTS}),
            lambda name: name in ("blocked", "conditioned"),
        )
        for row, rule in self._program.verdict_rules:
            if rule is None:
                yield "true", f'"{row.verdict}"'
            else:
                met, unmet = rules.true(rule.node), rules.false(rule.node)
                yield met, f'"{row.verdict}"'
                yield f"(not {met} and not {unmet})", "null"


_FORMS_THAT_CONDITION = {
    "blocks": ["condition"],
    "conditions": ["block", "condition"],
    "conditions_on_block": ["block"],
}


def _reads(plan: QuestionPlan) -> tuple[str, ...]:
    return () if plan.asked_if is None else identifiers(plan.asked_if.node)


def _first_hit(rows: Iterable[Row], otherwise: str) -> str:
    text = otherwise
    for condition, value in reversed(list(rows)):
        text = f"({condition} ? {value} : {text})"
    return text


def _band_rows(bands: Iterable[Band]) -> Iterator[Row]:
    for band in bands:
        bounds = (
            (">=", band.at_least),
            (">", band.above),
            ("<=", band.at_most),
            ("<", band.below),
        )
        parts = [f"{sign} {_digits(bound)}" for sign, bound in bounds if bound is not None]
        yield " and ".join(parts) if parts else "true", str(band.value)


def _digits(bound: float) -> str:
    return f"{Decimal(repr(bound)):f}"
