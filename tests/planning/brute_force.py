"""The cheapest plan found by trying out every choice; written without the planner's own parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from readiness.planning.figures import raw_answer
from readiness.planning.wishes import Wishes
from readiness.scoring import Answers, AnswerState, Questionnaire
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import UNANSWERED, Evaluation, evaluate
from readiness.scoring.improvements import Improvement
from readiness.scoring.lint_improvements import question_values
from readiness.scoring.questions import Question
from readiness.scoring.reading import read_answers
from readiness.scoring.routes import RouteScore, judge_route

EFFORTS = ("S", "M", "L")
ENDS = {"S": 3, "M": 6, "L": 18}


@dataclass(frozen=True)
class Option:
    """A choice for one question: the rung, the days up to it, and the efforts on the way."""

    value: int | None
    rung: int
    days: int
    raw: Any = None


@dataclass(frozen=True)
class Choice:
    """A way to raise everything; `order` prefers earlier questions."""

    days: int
    steps: int
    order: tuple[int, ...]
    changes: dict[str, Any]
    near: float | None
    reached: bool

    @property
    def key(self) -> tuple[int, int, tuple[int, ...]]:
        """What decides which of two choices is the better plan."""
        return self.days, self.steps, self.order


class BruteForce:
    """Tries every choice of values that the wishes and prerequisites allow."""

    def __init__(self, asked: Questionnaire, answers: Answers, target: str, wishes: Wishes) -> None:
        self._asked, self._answers, self._wishes = asked, answers, wishes
        self._program = compiled(asked)
        self._name, _, self._wanted = target.partition(":")
        self._start = evaluate(self._program, answers)
        self._positions = {q.id: i for i, q in enumerate(asked.questions)}
        light = self._program.light_when
        self._light = light is not None and self._start.run(light) is True
        assert asked.improvements is not None
        self._improvements = {e.question: e for e in asked.improvements.questions}
        self._scored = [q for q in asked.questions if q.scored]

    def choices(self) -> Iterator[Choice]:
        """Yield every plan there is."""
        for picked in product(*(self._options(q) for q in self._scored)):
            raised = {q.id: o for q, o in zip(self._scored, picked, strict=True) if o.rung}
            changes = {name: option.raw for name, option in raised.items()}
            given = read_answers(self._asked, changes).given
            answers = Answers({**self._answers.given, **given}, self._answers.second_opinions)
            state = evaluate(self._program, answers)
            if self._allowed(raised, state):
                near, reached = self._judged(state)
                yield Choice(
                    days=sum(o.days for o in picked),
                    steps=sum(o.rung for o in picked),
                    order=tuple(-o.rung for o in picked),
                    changes=changes,
                    near=near,
                    reached=reached,
                )

    def _options(self, question: Question) -> list[Option]:
        given = self._answers.given.get(question.id, UNANSWERED)
        options = [Option(given.value if isinstance(given.value, int) else None, 0, 0)]
        improvement = self._improvements.get(question.id)
        open_states = (AnswerState.ANSWERED, AnswerState.DONT_KNOW)
        if improvement is None or given.state not in open_states:
            return options
        for value in question_values(question):
            last = options[-1]
            if last.value is not None and value <= last.value:
                continue
            part = self._part(improvement, last.value, value)
            barred = {question.id, question.code, getattr(part, "recommendation", None)}
            if part is None or barred & set(self._wishes.excluded):
                break
            days = -(-part.days * self._percent // 100)
            raw = raw_answer(question, value)
            options.append(Option(value, last.rung + 1, last.days + days, raw))
        return options

    @property
    def _percent(self) -> int:
        assert self._asked.improvements is not None
        return self._asked.improvements.light_percent if self._light else 100

    def _part(self, improvement: Improvement, current: int | None, value: int) -> Any:
        if current is None:
            return improvement.measuring
        return next((s for s in improvement.steps if s.value == value), None)

    def _allowed(self, raised: dict[str, Option], state: Evaluation) -> bool:
        for name, value in self._wishes.fixed.items():
            question = next(q for q in self._scored if name in (q.id, q.code))
            if self._could_apply(question) and self._value(question.id, raised) < value:
                return False
        return all(
            self._waits_are_over(step.after, raised, state)
            and self._end(question, option.value) <= self._wishes.horizon_months
            for question, option in raised.items()
            for step in self._made(question, option)
        )

    def _made(self, question: str, option: Option) -> list[Any]:
        """The steps, not the measuring, that lead up to an option."""
        before = self._value(question, {})
        return [
            step
            for step in self._improvements[question].steps
            if before < step.value <= (option.value or 0)
        ]

    def _could_apply(self, question: Question) -> bool:
        """A question that is not asked in any plan, or was answered so, cannot be raised."""
        given = self._answers.given.get(question.id, UNANSWERED)
        return given.state is not AnswerState.NOT_APPLICABLE and question.id in self._can_be_asked

    @property
    def _can_be_asked(self) -> set[str]:
        found = set()
        for plan in self._program.questions:
            asks = plan.asked_if
            settled = self._start.answers[plan.slot].state
            if settled is not AnswerState.NOT_APPLICABLE or (asks and self._varies(asks.reads)):
                found.add(plan.question.id)
        return found

    def _varies(self, reads: tuple[int, ...]) -> bool:
        """Whether what is read could ever be another: a scored question that could be raised."""
        for slot in reads:
            plan = self._program.questions[slot]
            given = self._answers.given.get(plan.question.id, UNANSWERED)
            settled = self._start.answers[slot].state
            opens = plan.asked_if is not None and self._varies(plan.asked_if.reads)
            if opens:
                return True
            at_best = isinstance(given.value, int) and given.value == 4
            hidden = settled is AnswerState.NOT_APPLICABLE
            if plan.question.scored and not hidden and not at_best:
                return True
        return False

    def _value(self, name: str, raised: dict[str, Option]) -> int:
        option = raised.get(name)
        if option is not None:
            return -1 if option.value is None else option.value
        value = self._answers.given.get(name, UNANSWERED).value
        return value if isinstance(value, int) else -1

    def _waits_are_over(self, after: Any, raised: dict[str, Option], state: Evaluation) -> bool:
        for needed in after:
            given = self._answers.given.get(needed.question, UNANSWERED)
            settled = state.answers[self._positions[needed.question]].state
            holds_up = given.state in (AnswerState.ANSWERED, AnswerState.DONT_KNOW)
            if not holds_up or settled is AnswerState.NOT_APPLICABLE:
                continue
            if self._value(needed.question, raised) < needed.value:
                return False
        return True

    def _end(self, name: str, value: int | None) -> int:
        """The month in which the step ends that leads to a value."""
        question = self._asked.questions[self._positions[name]]
        before = self._value(name, {})
        ends = [0]
        if before < 0:
            ends.append(self._ends(self._improvements[name].measuring))
        for step in self._improvements[name].steps:
            if before < step.value <= (value or 0):
                ends.append(self._ends(step))
                ends += [self._end_of_prerequisite(n.question, n.value) for n in step.after]
        assert question.scored
        return max(ends)

    def _end_of_prerequisite(self, name: str, value: int) -> int:
        given = self._answers.given.get(name, UNANSWERED)
        holds_up = given.state in (AnswerState.ANSWERED, AnswerState.DONT_KNOW)
        question = self._asked.questions[self._positions[name]]
        if not holds_up or not self._could_apply(question) or self._value(name, {}) >= value:
            return 0
        if name not in self._improvements:
            return 0
        reached = next(v for v in question_values(question) if v >= value)
        return self._end(name, reached)

    def _ends(self, part: Any) -> int:
        if part is None:
            return 0
        effort = part.effort
        if self._light:
            effort = EFFORTS[max(0, EFFORTS.index(effort) - 1)]
        return ENDS[effort]

    def _judged(self, state: Evaluation) -> tuple[float | None, bool]:
        """How near the answers come, and whether the target is reached, by the engine itself."""
        plan = next((p for p in self._program.routes if p.route.code == self._name), None)
        if plan is not None:
            return self._route(judge_route(state, plan))
        near = state.overall
        for dimension in self._program.dimensions:
            if self._name in (dimension.id, dimension.code):
                near = state.dimensions[dimension.id].capped
        level = state.level(near)
        return near, level is not None and level >= int(self._wanted)

    def _route(self, score: RouteScore) -> tuple[float | None, bool]:
        wanted = ("go",) if self._wanted == "go" else ("pilot", "go")
        return score.readiness, score.verdict in wanted
