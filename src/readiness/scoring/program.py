"""A questionnaire made ready to score: every rule parsed, checked and compiled once."""

from collections.abc import Collection, Sequence
from typing import Literal, TypeAlias, TypeVar

from readiness.scoring.decision_compiler import DecisionCompiler, members_of, sums_of
from readiness.scoring.expressions import Evaluator, Path, Sums, compile_mean, compile_sums
from readiness.scoring.lookups import alike, gates_reading, in_a_row, weighing
from readiness.scoring.model import Questionnaire
from readiness.scoring.phases import asking_of, tests_of, verdict_row, visibility_order
from readiness.scoring.plans import (
    VERDICT_INPUTS,
    DimensionPlan,
    FitPlan,
    GatePlan,
    NamedSlots,
    Program,
    QuestionPlan,
    RoutePlan,
    Rule,
)
from readiness.scoring.problems import Problem, QuestionnaireRefused
from readiness.scoring.questions import BEST_VALUE, Condition
from readiness.scoring.reading import collect_answers
from readiness.scoring.result import Outcome
from readiness.scoring.rule_compiler import (
    RuleCompiler,
    answer_to,
    flag,
    number,
    rule_name,
    words,
)
from readiness.scoring.rules import (
    Finding,
    Fit,
    Recommendation,
    Route,
    Variant,
    VerdictRule,
    WeightRule,
)

Pairs: TypeAlias = tuple[tuple[int, int], ...]

LARGEST_GAP = "second_opinion.largest_gap"
OUTCOMES: tuple[Outcome, ...] = ("block", "condition", "open", "clear")

Conditioned = TypeVar("Conditioned", WeightRule, Finding, Variant, Recommendation)


def compile_questionnaire(
    questionnaire: Questionnaire,
) -> tuple[Program | None, tuple[Problem, ...]]:
    """Parse and check every rule; the program is `None` when there is any problem.

    Problems carry the path into the questionnaire and the offset inside the rule's text.
    """
    compiler = _Compiler(questionnaire)
    program = compiler.program()
    return (None if compiler.problems else program), tuple(compiler.problems)


def program_of(questionnaire: Questionnaire) -> Program:
    """Compile or raise `QuestionnaireRefused` with every problem."""
    program, problems = compile_questionnaire(questionnaire)
    if program is None:
        raise QuestionnaireRefused(problems)
    return program


class _Compiler:
    """Compiles part after part; each part may read what the parts before it declared."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._source = questionnaire
        self._rules = RuleCompiler()
        self._decisions = DecisionCompiler(questionnaire, self._rules)
        self._whole = frozenset(
            question.id for question in questionnaire.questions if question.scored
        )
        self._tests = tests_of(self._rules.slots, self._whole)

    @property
    def problems(self) -> list[Problem]:
        return self._rules.problems

    def program(self) -> Program:
        source = self._source
        for question in source.questions:
            self._rules.declare(question.id, answer_to(question))
        questions = self._questions()
        order, circular = visibility_order(questions)
        self.problems.extend(circular)
        items, value_rules = self._decisions.items(), self._decisions.value_rules()
        self._rules.declare(LARGEST_GAP, number(0, BEST_VALUE))
        variables = self._variables()
        weight_rules = self._conditions("weight_rules", source.weight_rules)
        self._decisions.declare_scores()
        gates, dimensions, findings = self._gates(), self._dimensions(), self._findings()
        indices = self._decisions.indices()
        risks, decisions = self._decisions.risks(), self._decisions.decisions()
        routes, verdict_rules = self._routes(), self._verdict_rules()
        variants = self._conditions("variants", source.variants)
        recommendations = self._conditions("recommendations", source.recommendations)
        return Program(
            questionnaire=source,
            declared=self._rules.declared,
            questions=questions,
            visibility_order=order,
            asking=asking_of(questions, order, self._rules.slots, self._whole),
            items=tuple(pair for pair in items if pair[0] in self._rules.read),
            value_rules=value_rules,
            gates_reading=gates_reading(gates),
            weighing=weighing((*dimensions, *(index.score for index in indices))),
            variables=variables,
            indices=indices,
            level_bounds=tuple(level.from_score for level in source.levels),
            weight_rules=weight_rules,
            index_weights=self._index_weights(),
            gates=gates,
            gate_codes=tuple(plan.gate.code for plan in gates),
            gate_slots=in_a_row([plan.slot for plan in gates]),
            dimensions=dimensions,
            findings=findings,
            risks=risks,
            decisions=decisions,
            finding_slots=in_a_row([slot for _, slot, _ in findings]),
            routes=routes,
            verdict_rules=verdict_rules,
            variants=variants,
            variant_sums=self._variant_sums(),
            assumed=tuple(
                collect_answers(source, variant.assume)[0].given for variant in source.variants
            ),
            recommendations=recommendations,
            templates=self._decisions.templates(),
            routes_shared=alike([action.routes for action, _ in recommendations]),
            duties=frozenset(code for gate in source.gates if gate.duty for code in gate.repairs),
            base_until=self._base_until(),
            light_when=self._light_when(),
            shifting=self._tests(rule for _, rule in weight_rules),
            blocking=self._tests(gate.block for gate in gates),
            conditioning=self._tests(gate.condition for gate in gates),
            found=self._tests(rule for _, _, rule in findings),
            verdict_row=verdict_row(rule for _, rule in verdict_rules),
            varied=self._tests(rule for _, rule in variants),
            advised=self._tests(rule for _, rule in recommendations),
            slots=self._rules.slots,
        )

    def _conditions(
        self, section: str, parts: Sequence[Conditioned]
    ) -> tuple[tuple[Conditioned, Rule], ...]:
        return tuple(
            (part, self._rules.condition(part.when, (section, i, "when")))
            for i, part in enumerate(parts)
        )

    def _questions(self) -> tuple[QuestionPlan, ...]:
        return tuple(
            QuestionPlan(
                question=question,
                slot=self._rules.slots[question.id],
                asked_if=self._rules.optional(question.asked_if, ("questions", i, "asked_if")),
                offered=self._offered(question.not_applicable, ("questions", i, "not_applicable")),
            )
            for i, question in enumerate(self._source.questions)
        )

    def _offered(self, source: Condition | Literal[True] | None, path: Path) -> Rule | bool:
        if isinstance(source, str | dict):
            return self._rules.condition(source, path)
        return source is True

    def _variables(self) -> tuple[tuple[int, Rule], ...]:
        compiled = []
        for i, variable in enumerate(self._source.variables):
            rule = self._rules.formula(variable.formula, ("variables", i, "formula"))
            compiled.append((self._rules.declare(f"variable.{variable.id}", number()), rule))
        return tuple(compiled)

    def _gates(self) -> tuple[GatePlan, ...]:
        """Gates cannot read each other: their names are declared after all are compiled."""
        compiled = [
            (
                gate,
                self._rules.optional(gate.block, ("gates", i, "block")),
                self._rules.optional(gate.condition, ("gates", i, "condition")),
                tuple(
                    (note, self._rules.condition(note.when, ("gates", i, "notes", n, "when")))
                    for n, note in enumerate(gate.notes)
                ),
            )
            for i, gate in enumerate(self._source.gates)
        ]
        return tuple(
            GatePlan(
                gate=gate,
                slot=self._rules.declare(f"gate.{rule_name(gate.code)}", words(OUTCOMES)),
                questions=tuple(name for name, _ in self._questions_in(block, condition)),
                question_slots=tuple(slot for _, slot in self._questions_in(block, condition)),
                block=block,
                condition=condition,
                notes=notes,
            )
            for gate, block, condition, notes in compiled
        )

    def _questions_in(self, *rules: Rule | None) -> NamedSlots:
        """Every question the rules read, each once; the first slots are the questions'."""
        named = dict.fromkeys(pair for rule in rules if rule for pair in rule.named)
        return tuple(pair for pair in named if pair[1] < len(self._source.questions))

    def _dimensions(self) -> tuple[DimensionPlan, ...]:
        levels = number(1, len(self._source.levels))
        plans = tuple(
            DimensionPlan(
                id=dimension.id,
                code=dimension.code,
                weight=dimension.weight,
                members=members_of(self._source, self._rules.slots, dimension.id),
                sums=sums_of(self._source, self._rules.slots, dimension.id),
                score_slot=self._rules.declare(f"score.{dimension.id}", number(0, 100)),
                level_slot=self._rules.declare(f"level.{dimension.id}", levels),
            )
            for dimension in self._source.dimensions
        )
        self._rules.declare("score.overall", number(0, 100))
        self._rules.declare("level.overall", levels)
        return plans

    def _findings(self) -> tuple[tuple[Finding, int, Rule], ...]:
        """Findings cannot read each other: their names are declared after all are compiled."""
        return tuple(
            (finding, self._rules.declare(f"finding.{rule_name(finding.code)}", flag()), rule)
            for finding, rule in self._conditions("findings", self._source.findings)
        )

    def _routes(self) -> tuple[RoutePlan, ...]:
        """Routes cannot read each other: their names are declared after all are compiled."""
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

    def _variant_sums(self) -> tuple[Sums, ...]:
        """One for each variant; lint tells of routes there are not."""
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

    def _verdict_rules(self) -> tuple[tuple[VerdictRule, Rule | None], ...]:
        """Rows read four things about the route at hand, see `plans.VERDICT_INPUTS`."""
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
        self.problems.extend(row_rules.problems)
        return rows

    def _index_weights(self) -> tuple[int, int] | None:
        rules = self._source.route_rules
        return (rules.index["fit"], rules.index["readiness"]) if rules else None

    def _base_until(self) -> Rule | None:
        rules = self._source.route_rules
        source = rules.base_until if rules else None
        return self._rules.optional(source, ("route_rules", "base_until"))

    def _light_when(self) -> Rule | None:
        rules = self._source.recommendation_rules
        source = rules.light_when if rules else None
        return self._rules.optional(source, ("recommendation_rules", "light_when"))
