"""Indices, value rules, risks and decisions made ready to run, and the names they declare."""

from collections.abc import Mapping

from readiness.scoring.decisions import Decision, Risk
from readiness.scoring.expressions import Declaration, Type
from readiness.scoring.indices import ScoreIndex, ValueRule
from readiness.scoring.lookups import sums_of
from readiness.scoring.model import Questionnaire
from readiness.scoring.plans import DecisionPlan, DimensionPlan, IndexPlan, RaisePlan, Rule
from readiness.scoring.questions import MultipleQuestion
from readiness.scoring.responsibilities import Responsibilities
from readiness.scoring.rule_compiler import ITEMS, RuleCompiler, flag, number, rule_name, words
from readiness.scoring.rules import Note


def members_of(
    source: Questionnaire, slots: Mapping[str, int], name: str
) -> tuple[tuple[int, int, bool], ...]:
    """Return the questions that count in a dimension or index, as `DimensionPlan` has them."""
    return tuple(
        (slots[question.id], question.weight or 1, question.dont_know == "zero")
        for question in source.questions
        if question.dimension == name
    )


class DecisionCompiler:
    """Compiles part after part, each when the names it may read are declared."""

    def __init__(self, source: Questionnaire, rules: RuleCompiler) -> None:
        self._source = source
        self._rules = rules

    def items(self) -> tuple[tuple[int, int], ...]:
        """Declare the ticked items of scored questions; return their slots and the questions'."""
        return tuple(
            (
                self._rules.declare(
                    f"{ITEMS}{question.id}",
                    Declaration(Type.LIST, options=frozenset(item.id for item in question.items)),
                ),
                self._rules.slots[question.id],
            )
            for question in self._source.questions
            if isinstance(question, MultipleQuestion) and question.scored
        )

    def value_rules(self) -> tuple[tuple[ValueRule, int, Rule], ...]:
        """Value rules read answers only; lint tells of those for an unknown question."""
        return tuple(
            (rule, self._rules.slots[rule.question], condition)
            for rule, condition in (
                (rule, self._rules.condition(rule.when, ("value_rules", i, "when")))
                for i, rule in enumerate(self._source.value_rules)
            )
            if rule.question in self._rules.slots
        )

    def declare_scores(self) -> None:
        """Make the scores of indices readable."""
        for index in self._source.indices:
            self._rules.declare(f"score.{index.id}", number(0, 100))

    def indices(self) -> tuple[IndexPlan, ...]:
        """Compile indices and make their raised levels readable."""
        return tuple(self._index(index) for index in self._source.indices)

    def _index(self, index: ScoreIndex) -> IndexPlan:
        numbers = {level.id: level.number for level in index.levels}
        positions = {finding.code: i for i, finding in enumerate(self._source.findings)}
        members = members_of(self._source, self._rules.slots, index.id)
        return IndexPlan(
            index=index,
            score=DimensionPlan(
                id=index.id,
                code=index.code,
                weight=0,
                members=members,
                sums=sums_of(members),
                score_slot=self._rules.slots[f"score.{index.id}"],
                level_slot=self._rules.declare(f"level.{index.id}", number(1, len(index.levels))),
            ),
            level_bounds=tuple(level.from_score for level in index.levels),
            raises=tuple(
                RaisePlan(
                    level=numbers[raised.level],
                    at_least=raised.at_least,
                    findings=frozenset(positions[code] for code in raised.of if code in positions),
                )
                for raised in index.raises
                if raised.level in numbers  # lint tells of the others
            ),
        )

    def risks(self) -> tuple[tuple[Risk, int, Rule], ...]:
        """Risks cannot read each other: their names are declared after all are compiled."""
        compiled = [
            (risk, self._rules.condition(risk.when, ("risks", i, "when")))
            for i, risk in enumerate(self._source.risks)
        ]
        return tuple(
            (risk, self._rules.declare(f"risk.{rule_name(risk.code)}", flag()), rule)
            for risk, rule in compiled
        )

    def decisions(self) -> tuple[DecisionPlan, ...]:
        """Decisions cannot read each other: their names are declared after all are compiled."""
        compiled = [
            (decision, self._rows(i, decision), self._notes(i, decision))
            for i, decision in enumerate(self._source.decisions)
        ]
        return tuple(
            DecisionPlan(
                decision=decision,
                slot=self._rules.declare(
                    f"decision.{rule_name(decision.code)}",
                    words(row.outcome for row in decision.rows),
                ),
                rows=rows,
                notes=notes,
            )
            for decision, rows, notes in compiled
        )

    def templates(self) -> tuple[tuple[Responsibilities, Rule], ...]:
        """Compile when role templates are shown; they read everything."""
        return tuple(
            (part, self._rules.condition(part.shown_when, ("responsibilities", i, "shown_when")))
            for i, part in enumerate(self._source.responsibilities)
        )

    def _rows(self, position: int, decision: Decision) -> tuple[Rule | None, ...]:
        return tuple(
            self._rules.optional(row.when, ("decisions", position, "rows", n, "when"))
            for n, row in enumerate(decision.rows)
        )

    def _notes(self, position: int, decision: Decision) -> tuple[tuple[Note, Rule], ...]:
        return tuple(
            (note, self._rules.condition(note.when, ("decisions", position, "notes", n, "when")))
            for n, note in enumerate(decision.notes)
        )
