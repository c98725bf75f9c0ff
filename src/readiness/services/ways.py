"""The shortest way to a target for somebody who looks at the results; nothing is stored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from readiness.catalog.catalog import Catalog
from readiness.planning.result import PlanResult
from readiness.planning.target import OVERALL
from readiness.planning.wishes import Wishes
from readiness.scoring import Questionnaire, Result, live_result
from readiness.scoring.reading import read_answers
from readiness.services.assessments import given_answers
from readiness.services.given_answers import GivenAnswers
from readiness.services.planning import plan
from readiness.storage.database import Session


@dataclass(frozen=True, slots=True)
class Way:
    """Targets that are not reached yet, and the plan to the one asked for, if one was."""

    questionnaire: Questionnaire
    targets: tuple[str, ...]
    found: PlanResult | None


def way_to(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> Callable[[str, Wishes], Way]:
    """Return what finds the way to a target such as `overall:4`, none if it is empty.

    Calling it needs the database no more, takes up to some seconds, and raises `InvalidInput` for
    what cannot be planned. Raises `NotFound`, and `Conflict` when the pinned questionnaire's files
    were changed.
    """
    given = given_answers(session, catalog, account_id, assessment_id)

    def found(target: str, wishes: Wishes) -> Way:
        return Way(
            questionnaire=given.questionnaire,
            targets=tuple(_targets(given)),
            found=plan(given, target, wishes) if target else None,
        )

    return found


def _targets(given: GivenAnswers) -> Iterator[str]:
    questionnaire = given.questionnaire
    answers = read_answers(questionnaire, given.answers, given.second_opinions)
    result = live_result(questionnaire, answers, "full")
    yield from _levels(questionnaire, OVERALL, result.level)
    yield from _routes(result)
    for dimension in result.dimensions:
        yield from _levels(questionnaire, dimension.id, dimension.level)


def _levels(questionnaire: Questionnaire, name: str, reached: int | None) -> Iterator[str]:
    for level in questionnaire.levels:
        if level.number > (reached or 1):
            yield f"{name}:{level.number}"


def _routes(result: Result) -> Iterator[str]:
    for route in result.routes:
        if route.verdict not in ("go", "pilot", "not_a_fit"):
            yield f"{route.code}:pilot"
        if route.verdict not in ("go", "not_a_fit"):
            yield f"{route.code}:go"
