"""What can be started: the newest released questionnaires, with what each asks of people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from readiness.catalog.catalog import Catalog
from readiness.scoring import Questionnaire
from readiness.scoring.quick import is_asked
from readiness.services.sections import minutes_for, offers_quick_scan


@dataclass(frozen=True, slots=True)
class OnOffer:
    """A questionnaire and its size: questions in all, in its quick scan, for one role, and minutes.

    `roles` are those that own questions, by the number they own, most first; a questionnaire
    without core questions has no quick scan, which is 0 questions.
    """

    questionnaire: Questionnaire
    questions: int
    quick_questions: int
    quick_minutes: int
    most_for_one_role: int
    role_minutes: int
    roles: tuple[str, ...]


def newest_released(catalog: Catalog) -> Iterator[Questionnaire]:
    """Return the newest released version of each questionnaire, by key."""
    released = [entry for entry in catalog.list() if entry.status == "released"]
    for key in dict.fromkeys(entry.key for entry in released):
        yield catalog.get(key).questionnaire


def list_on_offer(catalog: Catalog) -> tuple[OnOffer, ...]:
    """Return everything that can be started, by key."""
    return tuple(describe_offer(questionnaire) for questionnaire in newest_released(catalog))


def describe_offer(questionnaire: Questionnaire) -> OnOffer:
    """Count what a questionnaire asks."""
    questions = questionnaire.questions
    owned = Counter(question.role for question in questions)
    quick = tuple(filter(is_asked, questions)) if offers_quick_scan(questionnaire) else ()
    return OnOffer(
        questionnaire=questionnaire,
        questions=len(questions),
        quick_questions=len(quick),
        quick_minutes=minutes_for(quick),
        most_for_one_role=max(owned.values()),
        role_minutes=max(minutes_for(q for q in questions if q.role == role) for role in owned),
        roles=tuple(role for role, _ in owned.most_common()),
    )
