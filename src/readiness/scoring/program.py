"""A questionnaire made ready to score: every rule parsed, checked and compiled once."""

from collections.abc import Sequence
from typing import Literal, TypeVar

from readiness.scoring.decision_compiler import DecisionCompiler, members_of
from readiness.scoring.expressions import Path
from readiness.scoring.lookups import action_plans, gates_reading, in_a_row, sums_of, weighing
from readiness.scoring.model import Questionnaire
from readiness.scoring.phases import asking_of, tests_of, verdict_row, visibility_order
from readiness.scoring.plans import (
    DimensionPlan,
    GatePlan,
    NamedSlots,
    Program,
    QuestionPlan,
    Rule,
)
from readiness.scoring.problems import Problem, QuestionnaireRefused
from readiness.scoring.questions import BEST_VALUE, Condition
from readiness.scoring.reading import collect_answers
from readiness.scoring.result import Outcome
from readiness.scoring.route_compiler import RouteCompiler
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
    Recommendation,
    Variant,
    WeightRule,
)

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
        self._routes = RouteCompiler(questionnaire, self._rules, self._tests)

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
        routes, verdict_rules = self._routes.routes(), self._routes.verdict_rules()
        variants = self._conditions("variants", source.variants)
        recommendations = self._conditions("recommendations", source.recommendations)
        templates = self._decisions.templates()
        base_until, light_when = self._base_until(), self._light_when()
        # Which lists of items rules read is known only now that the last rule is compiled.
        read_items = tuple(pair for pair in items if pair[0] in self._rules.read)
        return Program(
            questionnaire=source,
            declared=self._rules.declared,
            questions=questions,
            visibility_order=order,
            asking=asking_of(questions, order, self._rules.slots, self._whole),
            gates_reading=gates_reading(gates),
            weighing=weighing([*dimensions, *(index.score for index in indices)]),
            items=read_items,
            value_rules=value_rules,
            variables=variables,
            indices=indices,
            level_bounds=tuple(level.from_score for level in source.levels),
            weight_rules=weight_rules,
            index_weights=self._routes.index_weights(),
            gates=gates,
            gate_codes=tuple(plan.gate.code for plan in gates),
            gate_slots=in_a_row([plan.slot for plan in gates]),
            dimensions=dimensions,
            findings=findings,
            finding_slots=in_a_row([slot for _, slot, _ in findings]),
            risks=risks,
            decisions=decisions,
            routes=routes,
            verdict_rules=verdict_rules,
            variants=variants,
            variant_sums=self._routes.variant_sums(),
            assumed=tuple(
                collect_answers(source, variant.assume)[0].given for variant in source.variants
            ),
            recommendations=recommendations,
            actions=action_plans(source.recommendations),
            templates=templates,
            duties=frozenset(code for gate in source.gates if gate.duty for code in gate.repairs),
            base_until=base_until,
            light_when=light_when,
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
                sums=sums_of(members_of(self._source, self._rules.slots, dimension.id)),
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

    def _base_until(self) -> Rule | None:
        rules = self._source.route_rules
        source = rules.base_until if rules else None
        return self._rules.optional(source, ("route_rules", "base_until"))

    def _light_when(self) -> Rule | None:
        rules = self._source.recommendation_rules
        source = rules.light_when if rules else None
        return self._rules.optional(source, ("recommendation_rules", "light_when"))
