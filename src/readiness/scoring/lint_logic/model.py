"""A program as names, what each may stand for, and what each is made from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial

from readiness.scoring.expressions import Node, Value, identifiers
from readiness.scoring.expressions.possible_values import computed
from readiness.scoring.lint_logic import makers
from readiness.scoring.lint_logic.domains import domain, mentions, ticked
from readiness.scoring.lint_logic.effort import steps_of
from readiness.scoring.lint_logic.view import Maker, View
from readiness.scoring.plans import DimensionPlan, Program, QuestionPlan, Rule
from readiness.scoring.program import LARGEST_GAP
from readiness.scoring.questions import BEST_VALUE, MultipleQuestion

_MOST_KEPT = 64
"""Questions of which is remembered what they touch; the searches stay at a few for long."""


class Model:
    """What each name may stand for in every set of answers, or in the complete ones.

    `concerns` are the indices in which less is better. `domains` are what may be read of questions
    that are asked, and of the largest gap and the primary route, which are free here. `nodes` are
    the rules that a name is made from, `parts` the names, `steps` how much work it is to make it
    once. `touched_by` gives the names that may change with the answer to a question, itself among
    them.
    """

    def __init__(self, program: Program, *, complete: bool) -> None:
        said = mentions(rule.node for rule in every_rule(program))
        self.program = program
        self.concerns = frozenset(
            plan.index.id for plan in program.indices if plan.index.direction == "concern"
        )
        self.questions = {plan.question.id: plan.question for plan in program.questions}
        self.domains = {
            name: domain(question, said, complete=complete)
            for name, question in self.questions.items()
        }
        self.nodes: dict[str, tuple[Node, ...]] = {}
        self.parts: dict[str, tuple[str, ...]] = {}
        self.steps: dict[str, int] = {}
        self.touched_by = lru_cache(_MOST_KEPT)(self._touched_by)
        self._complete = complete
        self._order: dict[str, Sequence[str]] = {}
        self._makers: dict[str, Maker] = {}
        self._names = {slot: name for name, slot in program.slots.items()}
        self._add_free(LARGEST_GAP, map(float, range(BEST_VALUE + 1)))
        for slot, position in program.items:
            name, asked = self._names[slot], program.questions[position].question
            assert isinstance(asked, MultipleQuestion), "only these have items"
            self.domains[name] = ticked(name, asked, said)
            self._add(name, partial(makers.ticked, name, asked.id), more=[asked.id])
        self._add_answers()
        self._add_gates()
        self._add_dimensions()
        self._add_indices()
        self._add_decisions()
        self._add_overall()
        self._add_routes()

    def view(self) -> View:
        """Return the view without assumptions."""
        return View(self._makers, self.domains, self.order)

    def order(self, name: str) -> Sequence[str]:
        """Return all that a name is made from, each after what it is made from, the name last."""
        found = self._order.get(name)
        if found is None:
            found = self._order[name] = self.behind([name])
        return found

    def behind(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return the names and all they are made from, each after those it is made from."""
        found: dict[str, None] = {}
        pending = [(name, False) for name in wanted][::-1]
        while pending:
            name, parts_are_in = pending.pop()
            if parts_are_in:
                found[name] = None
            elif name not in found:
                pending.append((name, True))
                pending.extend((part, False) for part in self.parts[name][::-1])
        return tuple(found)

    @cached_property
    def steps_of_scoring(self) -> int:
        """How much work it is to score two sets of answers."""
        return 2 * sum(self.steps.values())

    def _touched_by(self, question: str) -> frozenset[str]:
        found = {question}
        pending = [question]
        while pending:
            readers = self._readers[pending.pop()]
            pending.extend(name for name in readers if name not in found)
            found.update(readers)
        return frozenset(found)

    @cached_property
    def _readers(self) -> Mapping[str, Sequence[str]]:
        """Which names are made from each."""
        readers: dict[str, list[str]] = {name: [] for name in self.parts}
        for name, parts in self.parts.items():
            for part in parts:
                readers[part].append(name)
        return readers

    def _add(
        self, name: str, maker: Maker, rules: Iterable[Rule | None] = (), more: Iterable[str] = ()
    ) -> None:
        self._makers[name] = maker
        self.nodes[name] = tuple(rule.node for rule in rules if rule is not None)
        read = (part for node in self.nodes[name] for part in identifiers(node))
        self.parts[name] = tuple(dict.fromkeys([*read, *more]))
        self.steps[name] = 1 + len(self.parts[name]) + sum(map(steps_of, self.nodes[name]))

    def _add_free(self, name: str, values: Iterable[Value]) -> None:
        self.domains[name] = computed(frozenset({None, *values}))
        self._add(name, partial(makers.free, name))

    def _add_answers(self) -> None:
        for plan in self.program.questions:
            self._add(plan.question.id, partial(makers.answer, plan), [plan.asked_if])
        for slot, rule in self.program.variables:
            self._add(self._names[slot], partial(makers.formula, rule), [rule])

    def _add_gates(self) -> None:
        for plan in self.program.gates:
            forms = [
                makers.Form(outcome, rule, tuple(self._awaited(rule)))
                for outcome, rule in (("block", plan.block), ("condition", plan.condition))
                if rule is not None
            ]
            rules = [form.rule for form in forms]
            self._add(self._names[plan.slot], partial(makers.gate, forms), rules)
        for _, slot, rule in self.program.findings:
            self._add(self._names[slot], partial(makers.finding, rule), [rule])

    def _awaited(self, rule: Rule) -> Iterator[QuestionPlan]:
        """Questions that a rule reads and that may be left without an answer."""
        questions = self.program.questions
        for plan in (questions[slot] for slot in rule.reads if slot < len(questions)):
            if not (self._complete and (plan.question.scored or plan.question.required)):
                yield plan

    def _add_dimensions(self) -> None:
        for plan in self.program.dimensions:
            caps = [
                (self._names[p.slot], p.gate.caps.dimensions[plan.id])
                for p in self.program.gates
                if plan.id in p.gate.caps.dimensions
            ]
            score = self._add_score(plan, caps)
            self._add_level(self._names[plan.level_slot], score)

    def _add_score(self, plan: DimensionPlan, caps: Sequence[tuple[str, float]] = ()) -> str:
        members = [self._names[slot] for slot, _, _ in plan.members]
        rules = [
            (slot, rule, part.parts)
            for part, slot, rule in self.program.value_rules
            if self._names[slot] in members
        ]
        factors = {
            slot: [(rule, parts) for other, rule, parts in rules if other == slot]
            for slot, _, _ in rules
        }
        maker = partial(makers.dimension, plan, members, factors, caps)
        score = self._names[plan.score_slot]
        parts = [*members, *(name for name, _ in caps)]
        self._add(score, maker, [rule for _, rule, _ in rules], parts)
        return score

    def _add_indices(self) -> None:
        for plan in self.program.indices:
            score = self._add_score(plan.score)
            raising = frozenset[int]().union(*(each.findings for each in plan.raises))
            findings = {p: self._names[self.program.findings[p][1]] for p in sorted(raising)}
            maker = partial(makers.raised_level, plan, score, findings)
            self._add(self._names[plan.score.level_slot], maker, more=[score, *findings.values()])

    def _add_decisions(self) -> None:
        for _, slot, rule in self.program.risks:
            self._add(self._names[slot], partial(makers.finding, rule), [rule])
        for plan in self.program.decisions:
            self._add(self._names[plan.slot], partial(makers.decision, plan), plan.rows)

    def _add_level(self, name: str, score: str) -> None:
        self._add(name, partial(makers.level, self.program.level_bounds, score), more=[score])

    def _add_overall(self) -> None:
        program = self.program
        caps = [
            (self._names[plan.slot], plan.gate.caps.overall)
            for plan in program.gates
            if plan.gate.caps.overall is not None
        ]
        terms = [
            makers.Weighted(
                score=self._names[plan.score_slot],
                weight=plan.weight,
                rules=tuple(
                    (rule, weight_rule.factor)
                    for weight_rule, rule in program.weight_rules
                    if weight_rule.dimension == plan.id
                ),
            )
            for plan in program.dimensions
        ]
        parts = [*(term.score for term in terms), *(name for name, _ in caps)]
        rules = [rule for _, rule in program.weight_rules]
        self._add("score.overall", partial(makers.overall, terms, caps), rules, parts)
        self._add_level("level.overall", "score.overall")

    def _add_routes(self) -> None:
        gates = {plan.gate.code: self._names[plan.slot] for plan in self.program.gates}
        scores = {plan.id: self._names[plan.score_slot] for plan in self.program.dimensions}
        for plan in self.program.routes:
            fit, readiness = self._names[plan.fit_slot], self._names[plan.readiness_slot]
            rules = [plan.fit.formula, *(rule for rule, _ in plan.fit.terms)]
            rules += [rule for _, rule in plan.fit.limits]
            self._add(fit, partial(makers.fit, plan.fit), rules)
            weights = [(scores[name], weight) for name, weight in plan.route.readiness.items()]
            parts = [name for name, _ in weights]
            self._add(readiness, partial(makers.readiness, weights), more=parts)
            uses = [(gates[code], use) for code, use in plan.route.gates.items()]
            maker = partial(makers.verdict, self.program, (fit, readiness), uses)
            parts = [fit, readiness, *(gate for gate, _ in uses)]
            self._add(self._names[plan.verdict_slot], maker, more=parts)
        self._add_free("primary", (plan.route.code for plan in self.program.routes))


def every_rule(program: Program) -> Iterator[Rule]:
    """Yield every condition and formula, except those of the verdict table."""
    for question in program.questions:
        yield from (r for r in (question.asked_if, question.offered) if isinstance(r, Rule))
    for gate in program.gates:
        yield from (rule for rule in (gate.block, gate.condition) if rule is not None)
        yield from (rule for _, rule in gate.notes)
    for route in program.routes:
        yield from (rule for rule, _ in route.fit.terms)
        yield from (rule for _, rule in route.fit.limits)
        yield from (rule for rule in (route.fit.formula,) if rule is not None)
    yield from (rule for _, rule in program.variables)
    yield from (rule for _, rule in program.weight_rules)
    for decision in program.decisions:
        yield from (rule for rule in decision.rows if rule is not None)
        yield from (rule for _, rule in decision.notes)
    for listed in (program.value_rules, program.findings, program.risks):
        yield from (rule for _, _, rule in listed)
    yield from (rule for _, rule in program.variants)
    yield from (rule for _, rule in program.recommendations)
    yield from (rule for _, rule in program.templates)
    yield from (rule for rule in (program.light_when,) if rule is not None)
