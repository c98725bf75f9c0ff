"""Disagreements: questions asked of two people whose answers lie two values or more apart.

Both answers stay as they were given. Once a moderator has settled a disagreement with a reason,
the settled value counts wherever answers are read for scoring, until one of the two is changed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, InputProblem, InvalidInput
from readiness.scoring import Questionnaire, opinion_gaps
from readiness.scoring.evaluation import question_value
from readiness.scoring.questions import BEST_VALUE, Question, SingleQuestion
from readiness.scoring.reading import read_answers
from readiness.services.assessments import pinned
from readiness.services.stored_answers import holding_of, read_stored
from readiness.storage import settlements
from readiness.storage.answers import StoredAnswer
from readiness.storage.assessments import get_answers, get_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import name_of, names_of
from readiness.storage.settlements import Settled
from readiness.storage.table_parts import NOTE_MAX
from readiness.storage.tables import Assessment

LEAST_GAP: Final = 2
"""Answers that lie so many values apart are a disagreement."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One of the two answers: as it was given, its value 0 to 4, and who gave it, if known."""

    answer: StoredAnswer
    value: int
    by: str | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was decided: a value 0 to 4, why, by whom and when."""

    value: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question with its two answers, and how it was settled, if it was."""

    question: Question
    owner: Opinion
    second: Opinion
    settlement: Settlement | None

    @property
    def gap(self) -> int:
        """How many values the two lie apart."""
        return abs(self.owner.value - self.second.value)

    @property
    def seen(self) -> str:
        """What tells these two answers from later ones."""
        return json.dumps([self.owner.answer.value, self.second.answer.value], sort_keys=True)


@dataclass(frozen=True, slots=True)
class Decision:
    """How to settle a disagreement; `seen` is that of the answers whoever decides has read."""

    question_id: str
    value: int | None
    reason: str
    seen: str


def list_disagreements(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> tuple[Disagreement, ...]:
    """Return the disagreements of an assessment, settled ones too.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    assessment = get_assessment(session, account_id, assessment_id)
    compared = compare_opinions(session, pinned(catalog, assessment), assessment)
    return tuple(each for each in compared if each.gap >= LEAST_GAP)


def compare_opinions(
    session: Session, questionnaire: Questionnaire, assessment: Assessment
) -> tuple[Disagreement, ...]:
    """Return all questions that two people gave values to, in the questionnaire's order."""
    owner = (assessment.account_id, assessment.id)
    stored = get_answers(session, *owner)
    if not any(row.kind == "second" for row in stored):
        return ()
    settled = settlements.list_settlements(session, *owner)
    holding = {each.question_id: each for each in holding_of(stored, settled)}
    names = names_of(session, *owner)
    rows = {(row.question_id, row.kind): row for row in stored}
    questions = {question.id: question for question in questionnaire.questions}
    return tuple(
        Disagreement(
            question=questions[name],
            owner=_opinion(rows[name, "owner"], owner, names),
            second=_opinion(rows[name, "second"], second, names),
            settlement=_settlement(questionnaire, holding.get(name), names),
        )
        for name, owner, second in opinion_gaps(questionnaire, read_stored(questionnaire, stored))
    )


def count_unsettled(session: Session, catalog: Catalog, account_id: str, assessment_id: str) -> int:
    """Count the disagreements that nobody has settled; raises as `list_disagreements`."""
    found = list_disagreements(session, catalog, account_id, assessment_id)
    return sum(each.settlement is None for each in found)


def choices(question: Question) -> tuple[int, ...]:
    """The values a question can be settled with, in the order in which they are offered."""
    if isinstance(question, SingleQuestion):
        return tuple(option.value for option in question.options if isinstance(option.value, int))
    return tuple(range(BEST_VALUE + 1))


def settle(
    session: Session,
    catalog: Catalog,
    visitor: GrantedVisit,
    decision: Decision,
    now: datetime,
) -> None:
    """Settle a disagreement with a value that from now on counts for both answers.

    Raises `NotFound`, `Conflict` when the assessment is submitted, the two do not (any more)
    disagree or have answered otherwise meanwhile, and `InvalidInput` without value or reason.
    """
    account_id, assessment_id = visitor.account_id, visitor.assessment_id
    found = list_disagreements(session, catalog, account_id, assessment_id)
    disagreement = next((d for d in found if d.question.id == decision.question_id), None)
    if disagreement is None or disagreement.seen != decision.seen:
        raise Conflict(
            "opinions_changed",
            "One of the two answers was changed meanwhile.",
            "Look at the disagreements again.",
        )
    problems = tuple(_problems(disagreement.question, decision))
    if problems or decision.value is None:
        raise InvalidInput(problems)
    owner, second = disagreement.owner.answer, disagreement.second.answer
    settled = Settled(
        question_id=decision.question_id,
        value=_raw(disagreement, decision.value),
        owner_value=owner.value,
        second_value=second.value,
        reason=decision.reason.strip(),
        settled_by=visitor.respondent_id or "",
        settled_at=now,
    )
    settlements.put_settlement(session, account_id, assessment_id, settled, now=now)


def undo(
    session: Session, account_id: str, assessment_id: str, question_id: str, now: datetime
) -> None:
    """Take a settlement back, so that the owner's answer counts and the two disagree again.

    Raises `NotFound` where there is none and `Conflict` when the assessment is submitted.
    """
    settlements.delete_settlement(session, account_id, assessment_id, question_id, now=now)


def _opinion(answer: StoredAnswer, value: int, names: Mapping[str, str]) -> Opinion:
    return Opinion(answer, value, name_of(names, answer.answered_by))


def _settlement(
    questionnaire: Questionnaire, settled: Settled | None, names: Mapping[str, str]
) -> Settlement | None:
    if settled is None:
        return None
    read = read_answers(questionnaire, {settled.question_id: settled.value})
    return Settlement(
        value=question_value(read.given[settled.question_id]),
        reason=settled.reason,
        by=names.get(settled.settled_by, settled.settled_by),
        at=settled.settled_at,
    )


def _problems(question: Question, decision: Decision) -> Iterator[InputProblem]:
    if decision.value not in choices(question):
        yield InputProblem(
            "settled_value_missing",
            "No answer is chosen.",
            "Choose the answer that is to count.",
            "/value",
        )
    if not decision.reason.strip():
        yield InputProblem(
            "settling_reason_missing",
            "The reason is missing.",
            "Say why this answer counts.",
            "/reason",
        )
    if len(decision.reason) > NOTE_MAX:
        yield InputProblem(
            "settling_reason_too_long",
            f"The reason has more than {NOTE_MAX} characters.",
            "Shorten it.",
            "/reason",
        )


def _raw(disagreement: Disagreement, value: int) -> object:
    """The answer to count as somebody would have given it: a figure stays the figure it was."""
    for opinion in (disagreement.owner, disagreement.second):
        if opinion.value == value:
            return opinion.answer.value
    return value if isinstance(disagreement.question, SingleQuestion) else {"band": value}
