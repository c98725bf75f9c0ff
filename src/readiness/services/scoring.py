"""Scoring without storing: the same for REST, CLI and cases."""

from collections.abc import Mapping

from readiness.catalog.catalog import Catalog
from readiness.scoring import (
    AnswersRefused,
    Mode,
    Questionnaire,
    Result,
    live_result,
    parse_answers,
)
from readiness.services.refusals import invalid_input


def score_answers(
    catalog: Catalog,
    reference: str,
    answers: Mapping[str, object],
    second_opinions: Mapping[str, object] | None = None,
    mode: Mode = "full",
) -> tuple[Questionnaire, Result]:
    """Score raw answers to `key` or `key@version` and say what is still open.

    Raises `NotFound` for an unknown questionnaire and `InvalidInput` with every problem of the
    answers.
    """
    questionnaire = catalog.get(reference).questionnaire
    try:
        parsed = parse_answers(questionnaire, answers, second_opinions)
    except AnswersRefused as refusal:
        raise invalid_input(refusal) from refusal
    return questionnaire, live_result(questionnaire, parsed, mode)
