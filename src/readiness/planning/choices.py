"""What each question can hold under a plan, as literals of the model."""

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.planning.model import FALSE, TRUE, Linear, Literal, Model, of
from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.expressions import State, Value

NOT_APPLICABLE = Answer(AnswerState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers a question can have: one while it is not asked, the others by climbed rungs.

    `asked` says that it applies; `climbed[n]` that at least `n` moves are made, so that
    `climbed[0]` is always true. `answers[n]` is the answer after exactly `n` moves.
    """

    model: Model
    answers: tuple[Answer, ...]
    climbed: tuple[Literal, ...]
    asked: Literal = TRUE

    @property
    def readings(self) -> tuple[tuple[Value, State], ...]:
        """What rules read of each answer; the last one is that of not being asked, if it may be."""
        answers = self.answers if self.asked == TRUE else (*self.answers, NOT_APPLICABLE)
        return tuple(reading(answer) for answer in answers)

    def among(self, chosen: Sequence[bool]) -> Literal:
        """Return a literal that is true exactly if the answer is among those chosen."""
        runs: list[Literal] = []
        start: int | None = None
        for n, inside in enumerate((*chosen[: len(self.answers)], False)):
            if inside and start is None:
                start = n
            elif not inside and start is not None:
                runs.append(self.model.all_of((self.climbed[start], -self._climbed(n))))
                start = None
        climbed = self.model.any_of(runs)
        if self.asked == TRUE:
            return climbed
        if chosen[-1]:
            return self.model.any_of((climbed, -self.asked))
        return self.model.all_of((climbed, self.asked))

    def sum_over(self, amounts: Sequence[int]) -> Linear:
        """Return the amount of the answer; each answer has one, not being asked has 0."""
        linear = of(self.asked).times(amounts[0])
        for n in range(1, len(self.answers)):
            climbed = self.model.all_of((self.asked, self.climbed[n]))
            linear += of(climbed).times(amounts[n] - amounts[n - 1])
        return linear

    def _climbed(self, moves: int) -> Literal:
        return self.climbed[moves] if moves < len(self.climbed) else FALSE


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false, as a literal says."""

    model: Model
    literal: Literal

    @property
    def readings(self) -> tuple[tuple[Value, State], ...]:
        """False first."""
        return (False, State.NO_VALUE), (True, State.NO_VALUE)

    def among(self, chosen: Sequence[bool]) -> Literal:
        """Return a literal that is true exactly if the value is among those chosen."""
        sides = zip((-self.literal, self.literal), chosen, strict=True)
        return self.model.any_of(side for side, inside in sides if inside)


def reading(answer: Answer) -> tuple[Value, State]:
    """Return what rules read of an answer: its value and its state."""
    match answer.state:
        case AnswerState.ANSWERED:
            return answer.value, State.GIVEN if answer.figure is None else State.MEASURED
        case AnswerState.DONT_KNOW:
            return None, State.DONT_KNOW
        case _:
            return None, State.NO_VALUE
