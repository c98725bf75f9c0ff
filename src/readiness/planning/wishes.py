"""What the person asking wants beside the target: budget, horizon, what is fixed and excluded."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from readiness.planning.refusal import PlanRefused
from readiness.scoring import Problem, Questionnaire
from readiness.scoring.lint_improvements import question_values
from readiness.scoring.questions import Question
from readiness.scoring.spelling import did_you_mean

DEFAULT_HORIZON: Final = 18
LONGEST_HORIZON: Final = 120
LARGEST_BUDGET: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a plan has to keep to.

    `budget_days` are person-days; steps whose window ends after `horizon_months` are left out.
    `fixed` raises questions at least to a value, `fixed_actions` those whose steps a recommendation
    describes; `excluded` leaves questions as they are, or the steps that a recommendation
    describes. Questions are named by id or code, recommendations by code.
    """

    budget_days: int | None = None
    horizon_months: int = DEFAULT_HORIZON
    fixed: Mapping[str, int] = field(default_factory=dict)
    fixed_actions: Collection[str] = ()
    excluded: Collection[str] = ()


def checked(wishes: Wishes, questionnaire: Questionnaire) -> Wishes:
    """Return the wishes with questions named by id, and fixed actions among `fixed`.

    Raises `PlanRefused` with every problem.
    """
    reader = _Reader(questionnaire)
    reader.within("budget_days", wishes.budget_days, 0, LARGEST_BUDGET)
    reader.within("horizon_months", wishes.horizon_months, 1, LONGEST_HORIZON)
    fixed = [*reader.fixed(wishes.fixed), *reader.described(wishes.fixed_actions)]
    read = Wishes(
        wishes.budget_days,
        wishes.horizon_months,
        {name: max(v for other, v in fixed if other == name) for name, _ in fixed},
        tuple(wishes.fixed_actions),
        frozenset(reader.excluded(wishes.excluded)),
    )
    reader.refuse_clashes(read)
    if reader.problems:
        raise PlanRefused(reader.problems)
    return read


class _Reader:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.problems: list[Problem] = []
        scored = [q for q in questionnaire.questions if q.scored]
        self._questions = {q.id: q for q in scored} | {q.code: q for q in scored}
        self._by_id = {q.id: q for q in scored}
        self._actions = [action.code for action in questionnaire.recommendations]
        improvements = questionnaire.improvements
        self._improvements = improvements.questions if improvements else ()

    def within(self, name: str, given: int | None, low: int, high: int) -> None:
        if given is not None and not low <= given <= high:
            self._add(f"{name} is {given}", f"use a whole number from {low} to {high}", name)

    def fixed(self, given: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        for name, value in given.items():
            question = self._question(name, self._questions, "fixed", name)
            if question is None:
                continue
            known = question_values(question)
            if value not in known:
                self._add(
                    f"{question.code} has no value {value}",
                    f"use one of {', '.join(map(str, known))}",
                    "fixed",
                    name,
                )
                continue
            yield question.id, value

    def described(self, actions: Collection[str]) -> Iterator[tuple[str, int]]:
        """Yield the questions whose steps the actions describe, and the values these lead to."""
        for position, code in enumerate(actions):
            found = [*self._described(code)]
            if not found:
                known = [action for action in self._actions if any(self._described(action))]
                remedy = did_you_mean(code, known, "name one that describes a step")
                message = f"there is no step that recommendation {code!r} describes"
                self._add(message, remedy, "fixed_actions", position)
            yield from found

    def _described(self, code: str) -> Iterator[tuple[str, int]]:
        for improvement in self._improvements:
            measuring = improvement.measuring
            if measuring is not None and measuring.recommendation == code:
                yield improvement.question, question_values(self._by_id[improvement.question])[0]
            for step in improvement.steps:
                if step.recommendation == code:
                    yield improvement.question, step.value

    def excluded(self, given: Collection[str]) -> Iterator[str]:
        for position, name in enumerate(given):
            if name in self._actions:
                yield name
                continue
            known = [*self._questions, *self._actions]
            question = self._question(name, known, "excluded", position)
            if question is not None:
                yield question.id

    def refuse_clashes(self, wishes: Wishes) -> None:
        fixed = wishes.fixed.keys() | {*wishes.fixed_actions}
        for name in sorted(fixed & {*wishes.excluded}):
            self._add(f"{name} is fixed and excluded", "keep one of the two", "excluded")

    def _question(self, name: str, known: Collection[str], *path: str | int) -> Question | None:
        question = self._questions.get(name)
        if question is None:
            remedy = did_you_mean(name, known, "name a scored question by id or code")
            self._add(f"there is no scored question {name!r}", remedy, *path)
        return question

    def _add(self, message: str, remedy: str, *path: str | int) -> None:
        self.problems.append(Problem(code="wrong_wish", message=message, remedy=remedy, path=path))
