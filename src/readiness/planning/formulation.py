"""Scoring written as a model: questions and gates under any choice of moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import TypeAlias

from readiness.planning.choices import Choices
from readiness.planning.ladders import Barrier, Ladder, Ladders, Move
from readiness.planning.lowering import Derived, Lowering
from readiness.planning.model import FALSE, TRUE, Linear, Literal, Model, of, total
from readiness.scoring.answers import Answers
from readiness.scoring.evaluation import UNANSWERED, Evaluation
from readiness.scoring.expressions import State, Value
from readiness.scoring.plans import GatePlan, Program, Rule
from readiness.scoring.program import LARGEST_GAP

GroupKind: TypeAlias = Barrier | OneOf["fixed", "gate", "score"]
Group: TypeAlias = tuple[GroupKind, str]
"""Something that can stand in the way: its kind and its name."""


@dataclass(frozen=True, slots=True)
class GateForms:
    """Literals: the gate is in block form, or in condition form."""

    block: Literal
    condition: Literal


class Formulation:
    """The model of all plans. With `relaxed`, what could stand in the way can be lifted.

    Each such thing then has a literal in `groups`; while that is true, it counts.
    """

    def __init__(
        self,
        state: Evaluation,
        answers: Answers,
        ladders: Ladders,
        fixed: Mapping[str, int],
        *,
        relaxed: bool = False,
    ) -> None:
        self.model = Model()
        self.program = state.program
        self.groups: dict[Group, Literal] = {}
        self.choices: dict[int, Choices] = {}
        self.state = state
        self._answers = answers
        self._ladders = ladders
        self._relaxed = relaxed
        self._lowering = Lowering(self.model, self.program.slots, state.values, state.states)
        self._gates: dict[str, GateForms] = {}
        self._gate_plans = {plan.gate.code: plan for plan in self.program.gates}
        self._add_questions()
        self._lowering.derived.update(_derived(self.program, answers))
        self._order_moves()
        self._fix(fixed)

    def group(self, kind: GroupKind, name: str) -> Literal:
        """Return the literal under which something counts; always true if nothing is lifted."""
        if not self._relaxed:
            return TRUE
        if (kind, name) not in self.groups:
            self.groups[kind, name] = self.model.literal()
        return self.groups[kind, name]

    def is_true(self, rule: Rule) -> Literal:
        """Return a literal that is true exactly if the rule fires."""
        return self._lowering.truth(rule.node).true

    def is_constant(self, rule: Rule) -> bool:
        """Tell whether the rule reads nothing that a plan could change."""
        asked = len(self.program.questions)  # their slots come first
        read = self._lowering.behind(rule.reads, {})
        return all(slot < asked and slot not in self._lowering.atoms for slot in read)

    def gate(self, code: str) -> GateForms:
        """Return when a gate is in which form."""
        if code not in self._gates:
            self._gates[code] = self._formulated(self._gate_plans[code])
        return self._gates[code]

    def moves(self) -> Iterator[tuple[Ladder, Move, Literal]]:
        """Yield every move that a plan can make, with its literal, in the questions' order."""
        for ladder in self._ladders:
            climbed = self.choices[ladder.position].climbed[1:]
            for move, literal in zip(ladder.moves, climbed, strict=False):
                yield ladder, move, literal

    def days(self) -> Linear:
        """Return the person-days of a plan."""
        return total(of(literal).times(move.days) for _, move, literal in self.moves())

    def steps(self) -> Linear:
        """Return the number of moves of a plan."""
        return total(of(literal) for *_, literal in self.moves())

    def _add_questions(self) -> None:
        """In an order in which what decides about a question comes before it."""
        for position in self.program.visibility_order:
            plan = self.program.questions[position]
            ladder = self._ladders.by_position.get(position)
            asks = plan.asked_if
            asked = TRUE if asks is None else -self._lowering.truth(asks.node).false
            if ladder is None and asked in (TRUE, FALSE):
                continue
            given = self._answers.given.get(plan.question.id, UNANSWERED)
            moves = () if ladder is None else ladder.moves if self._relaxed else ladder.free
            choices = Choices(
                self.model,
                (given, *(move.answer for move in moves)),
                self._climbing(plan.question.id, moves),
                asked,
            )
            self.choices[position] = self._lowering.atoms[plan.slot] = choices

    def _climbing(self, question: str, moves: Sequence[Move]) -> tuple[Literal, ...]:
        climbed = [TRUE]
        for move in moves:
            climbed.append(self.model.literal())
            self.model.clause(-climbed[-1], climbed[-2])
            for barrier in move.barriers:
                name = "" if barrier == "horizon" else question
                self.model.clause(-self.group(barrier, name), -climbed[-1])
        return tuple(climbed)

    def _order_moves(self) -> None:
        for _, move, literal in self.moves():
            for position, count in move.after:
                needed = self.choices[position]
                self.model.clause(-literal, self._rung(position, count), -needed.asked)

    def _rung(self, position: int, count: int) -> Literal:
        climbed = self.choices[position].climbed
        return climbed[count] if count < len(climbed) else FALSE

    def _fix(self, fixed: Mapping[str, int]) -> None:
        for ladder in self._ladders:
            wanted = fixed.get(ladder.question.id)
            if wanted is not None:
                rung = self._rung(ladder.position, ladder.moves_to(wanted))
                self.model.clause(-self.group("fixed", ladder.question.id), rung)

    def _formulated(self, plan: GatePlan) -> GateForms:
        block = FALSE if plan.block is None else self.is_true(plan.block)
        condition = FALSE if plan.condition is None else self.is_true(plan.condition)
        counts = self.group("gate", plan.gate.code)
        return GateForms(
            block=self.model.all_of((block, counts)),
            condition=self.model.all_of((condition, -block, counts)),
        )


def _derived(program: Program, answers: Answers) -> dict[int, Derived]:
    """Variables, and the largest difference to a second opinion."""
    seconds = {
        plan.slot: second.value
        for plan in program.questions
        if plan.question.scored
        and (second := answers.second_opinions.get(plan.question.id)) is not None
        and isinstance(second.value, int)
    }

    def largest_gap(values: Sequence[Value], _states: Sequence[State]) -> Value:
        owners = ((values[slot], second) for slot, second in seconds.items())
        gaps = [abs(owner - second) for owner, second in owners if isinstance(owner, int)]
        return max(gaps, default=None)

    found = {program.slots[LARGEST_GAP]: Derived(tuple(seconds), largest_gap)}
    return found | {slot: Derived(rule.reads, rule.run) for slot, rule in program.variables}
