"""What can be raised: for each question the rungs a plan may choose from, and what they take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from itertools import takewhile
from typing import Final, Literal, TypeAlias

from pydantic import JsonValue

from readiness.planning.figures import raw_answer
from readiness.planning.wishes import Wishes
from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.evaluation import UNANSWERED, Evaluation
from readiness.scoring.improvements import Improvement, Measuring, Prerequisite, Step
from readiness.scoring.lint_improvements import WINDOW, question_values
from readiness.scoring.questions import Question
from readiness.scoring.reading import read_answers
from readiness.scoring.rules import Effort

Barrier: TypeAlias = Literal["excluded", "horizon", "no_improvement", "unanswered"]
Rung: TypeAlias = tuple[int, int]
"""Position of a question, and how many moves lead up to the rung."""

EFFORTS: Final[tuple[Effort, ...]] = ("S", "M", "L")


@dataclass(frozen=True, slots=True)
class Move:
    """From one rung of a question to the next; `window` counts from 0.

    `after` are rungs that have to be reached before. With a barrier a plan cannot make the move.
    """

    from_value: int | None
    value: int
    raw: JsonValue
    answer: Answer
    part: Step | Measuring | None
    days: int
    effort: Effort
    after: tuple[Rung, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    window: int = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """A question that could be raised, the answer given, and all moves up to the best answer."""

    position: int
    question: Question
    given: Answer
    moves: tuple[Move, ...]

    @property
    def free(self) -> tuple[Move, ...]:
        """The moves a plan can make."""
        return tuple(takewhile(lambda move: not move.barriers, self.moves))

    def moves_to(self, value: int) -> int:
        """Return how many moves lead to a value; 0 if it is reached already."""
        if isinstance(self.given.value, int) and self.given.value >= value:
            return 0
        return next(n for n, move in enumerate(self.moves, start=1) if move.value >= value)


@dataclass(frozen=True, slots=True)
class Ladders:
    """All ladders by position of their question, and the names of the plan's windows."""

    by_position: Mapping[int, Ladder]
    windows: tuple[str, ...]

    @property
    def ends(self) -> tuple[int, ...]:
        """The months in which the windows end, rising."""
        return tuple(sorted({_end(window) for window in self.windows}))

    def __iter__(self) -> Iterator[Ladder]:
        """Yield the ladders in the order of the questions."""
        return iter(self.by_position.values())


def build_ladders(state: Evaluation, answers: Answers, wishes: Wishes) -> Ladders:
    """Find out what could be raised from these answers, and what of it wishes leave free."""
    builder = _Builder(state, answers, wishes)
    ladders = {ladder.position: ladder for ladder in builder.ladders()}
    return Ladders(builder.placed(dict(sorted(ladders.items()))), builder.windows)


class _Builder:
    def __init__(self, state: Evaluation, answers: Answers, wishes: Wishes) -> None:
        questionnaire = state.program.questionnaire
        improvements, rules = questionnaire.improvements, questionnaire.recommendation_rules
        assert improvements is not None
        assert rules is not None  # lint_improvements
        light = state.program.light_when
        self._light = light is not None and state.run(light) is True
        self._percent = improvements.light_percent if self._light else 100
        self._improvements = {entry.question: entry for entry in improvements.questions}
        self._positions = {q.id: i for i, q in enumerate(questionnaire.questions)}
        self._state, self._answers, self._wishes = state, answers, wishes
        self._window_names = rules.windows
        self.windows = tuple(dict.fromkeys(rules.windows[effort] for effort in EFFORTS))

    def ladders(self) -> Iterator[Ladder]:
        """Yield a ladder for each scored question that applies, or that a raised one may open."""
        could_change: set[int] = set()
        for position in self._state.program.visibility_order:
            plan = self._state.program.questions[position]
            given = self._answers.given.get(plan.question.id, UNANSWERED)
            asks = plan.asked_if
            if asks is not None and not could_change.isdisjoint(asks.reads):
                could_change.add(position)
            elif self._state.answers[position].state is AnswerState.NOT_APPLICABLE:
                continue
            moves = tuple(self._moves(plan.question, given))
            if moves:
                could_change.add(position)
                yield Ladder(position, plan.question, given, moves)

    def _moves(self, question: Question, given: Answer) -> Iterator[Move]:
        if not question.scored or given.state is AnswerState.NOT_APPLICABLE:
            return
        improvement = self._improvements.get(question.id)
        value: int | None = given.value if isinstance(given.value, int) else None
        for following in question_values(question):
            if value is not None and following <= value:
                continue
            part = _part(improvement, value, following)
            raw = raw_answer(question, following)
            read = read_answers(self._state.program.questionnaire, {question.id: raw})
            yield Move(
                from_value=value,
                value=following,
                raw=raw,
                answer=read.given[question.id],
                part=part,
                days=-(-part.days * self._percent // 100) if part else 0,
                effort=self._effort(part.effort) if part else "S",
                barriers=tuple(self._barriers(question, given, part)),
            )
            value = following

    def _barriers(
        self, question: Question, given: Answer, part: Step | Measuring | None
    ) -> Iterator[Barrier]:
        if given.state is AnswerState.UNANSWERED:
            yield "unanswered"
        elif part is None:
            yield "no_improvement"
        if {question.id, part.recommendation if part else None} & {*self._wishes.excluded}:
            yield "excluded"

    def _effort(self, effort: Effort) -> Effort:
        return EFFORTS[max(0, EFFORTS.index(effort) - 1)] if self._light else effort

    def placed(self, ladders: Mapping[int, Ladder]) -> dict[int, Ladder]:
        """Give every move its prerequisites, its window, and the horizon as barrier."""
        before = {
            (ladder.position, n): tuple(self._after(ladders, move))
            for ladder in ladders.values()
            for n, move in enumerate(ladder.moves, start=1)
        }
        needs = {
            rung: [need for need in (*after, (rung[0], rung[1] - 1)) if need in before]
            for rung, after in before.items()
        }
        windows: dict[Rung, int] = {}
        for rung in TopologicalSorter(needs).static_order():
            position, n = rung
            own = self.windows.index(self._window_names[ladders[position].moves[n - 1].effort])
            windows[rung] = max([own, *(windows[need] for need in needs[rung])])
        return {
            position: replace(
                ladder,
                moves=tuple(
                    self._within_horizon(
                        replace(move, after=before[position, n], window=windows[position, n])
                    )
                    for n, move in enumerate(ladder.moves, start=1)
                ),
            )
            for position, ladder in ladders.items()
        }

    def _after(self, ladders: Mapping[int, Ladder], move: Move) -> Iterator[Rung]:
        """Yield what has to be reached; what does not apply or is not answered needs nothing."""
        needed: tuple[Prerequisite, ...] = move.part.after if isinstance(move.part, Step) else ()
        for prerequisite in needed:
            ladder = ladders.get(self._positions[prerequisite.question])
            if ladder is None or ladder.given.state is AnswerState.UNANSWERED:
                continue
            moves = ladder.moves_to(prerequisite.value)
            if moves:
                yield ladder.position, moves

    def _within_horizon(self, move: Move) -> Move:
        if _end(self.windows[move.window]) <= self._wishes.horizon_months:
            return move
        return replace(move, barriers=(*move.barriers, "horizon"))


def _end(window: str) -> int:
    months = WINDOW.fullmatch(window)
    assert months is not None  # lint_improvements
    return int(months["end"])


def _part(
    improvement: Improvement | None, value: int | None, following: int
) -> Step | Measuring | None:
    """Return the part of an improvement that describes a move."""
    if improvement is None:
        return None
    if value is None:
        return improvement.measuring
    return next((step for step in improvement.steps if step.value == following), None)
