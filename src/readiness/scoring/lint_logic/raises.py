"""Raising one answer to its next better value, and the smallest set of answers that shows harm."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.expressions import Reading, State, Value
from readiness.scoring.expressions.possible_values import Possible, Span, among
from readiness.scoring.lint_logic.effort import Exhausted
from readiness.scoring.lint_logic.model import Model
from readiness.scoring.lint_logic.view import View
from readiness.scoring.plans import Program
from readiness.scoring.questions import Question

Given = Mapping[str, Answer]
"""Answers by question id."""


@dataclass(frozen=True, slots=True)
class Raise:
    """A scored question whose value becomes the next better one: the lower in a concern."""

    question: Question
    before: Value
    after: Value

    def views(self, model: Model, view: View) -> tuple[View, View]:
        """Return a view with the value before, and one with the value after."""
        touched = model.touched_by(self.question.id)
        before, after = (
            view.assuming(self.question.id, among([Reading(value, State.GIVEN)]), touched)
            for value in (self.before, self.after)
        )
        return before, after

    def evaluations(self, program: Program, others: Given) -> tuple[Evaluation, Evaluation]:
        """Score the other answers with the value before, and with the value after: really."""
        before, after = (
            evaluate(program, Answers({**others, self.question.id: _given(value)}))
            for value in (self.before, self.after)
        )
        return before, after

    def described(self, program: Program, others: Given) -> str:
        """Name the raise, and the answers around it in the order of the questions."""
        codes = {plan.question.id: plan.question.code for plan in program.questions}
        beside = [f"{codes[name]} {_shown(others[name])}" for name in codes if name in others]
        verb = "raising" if _rises(self.before, self.after) else "lowering"
        return f"{verb} {self.question.code} from {self.before} to {self.after}" + (
            f" with {', '.join(beside)}" if beside else ""
        )


def raises(model: Model, names: Iterable[str]) -> Iterator[Raise]:
    """Yield every step of every scored question among the names."""
    for name in names:
        question = model.questions.get(name)
        if question is not None and question.scored:
            values = scale(model, name)
            if question.dimension in model.concerns:
                values.reverse()
            for before, after in pairwise(values):
                yield Raise(question, before, after)


def scale(model: Model, question: str) -> list[Value]:
    """Return the values that a question can have, from the lowest to the best."""
    readings = model.domains[question].readings or ()
    return [reading.value for reading in readings if reading.state is State.GIVEN]


def assumed_answers(
    model: Model, assumed: Mapping[str, Possible], others: Iterable[str] = ()
) -> Given:
    """Return answers that meet what is assumed of questions, and any answer to the others."""
    wanted = {**{name: model.domains[name] for name in others if name in model.domains}, **assumed}
    answers = {name: _one_of(wanted[name]) for name in model.questions if name in wanted}
    return {name: answer for name, answer in answers.items() if answer is not None}


def smallest(others: Given, shows: Callable[[Given], bool]) -> Given:
    """Leave out answers one by one as long as the rest still shows it, while effort allows."""
    kept = dict(others)
    try:
        for name in others:
            without = {n: answer for n, answer in kept.items() if n != name}
            if shows(without):
                kept = without
    except Exhausted:
        return kept
    return kept


def _one_of(possible: Possible) -> Answer | None:
    if isinstance(possible.outcome, Span):
        return _given(possible.outcome.interval.low, measured=True)
    value, state = (possible.readings or (Reading(None),))[0]
    if state is State.DONT_KNOW:
        return Answer(AnswerState.DONT_KNOW)
    return None if value is None else _given(value, measured=state is State.MEASURED)


def _rises(before: Value, after: Value) -> bool:
    assert isinstance(before, int | float), "scored questions have values 0 to 4"
    assert isinstance(after, int | float), "scored questions have values 0 to 4"
    return after > before


def _given(value: Value, *, measured: bool = False) -> Answer:
    figure = value if measured and isinstance(value, int | float) else None
    return Answer(AnswerState.ANSWERED, value=value, figure=figure)


def _shown(answer: Answer) -> str:
    if answer.state is AnswerState.DONT_KNOW:
        return "don't know"
    value = answer.value
    return ", ".join(value) or "nothing" if isinstance(value, tuple) else str(value)
