"""Reading a file of answers and finding the questionnaire it belongs to."""

from pathlib import Path

from readiness.catalog.answers_file import MAX_BYTES, AnswersFile, parse_answers_file
from readiness.catalog.catalog import Catalog
from readiness.scoring import Answers, AnswersRefused, Problem, Questionnaire, parse_answers


def read_sheet(path: Path) -> AnswersFile:
    """Read no more than a file of answers may have, plus the byte that tells it has more."""
    with path.open("rb") as file:
        return parse_answers_file(file.read(MAX_BYTES + 1), str(path))


def parse_sheet(
    catalog: Catalog, reference: str, sheet: AnswersFile
) -> tuple[Questionnaire, Answers]:
    """Return the questionnaire and the answers read against it.

    Raises `NotFound` for an unknown questionnaire and `AnswersRefused` with lines and columns.
    """
    questionnaire = catalog.get(reference).questionnaire
    if sheet.questionnaire not in (questionnaire.key, questionnaire.reference):
        raise AnswersRefused([_other_questionnaire(sheet, reference)])
    try:
        return questionnaire, parse_answers(questionnaire, sheet.answers, sheet.second_opinions)
    except AnswersRefused as refusal:
        raise AnswersRefused(map(sheet.placed, refusal.problems)) from refusal


def _other_questionnaire(sheet: AnswersFile, reference: str) -> Problem:
    return sheet.placed(
        Problem(
            code="other_questionnaire",
            message=f"the file answers {sheet.questionnaire}, not {reference}",
            remedy=f"name {sheet.questionnaire} on the command line",
            path=("questionnaire",),
        )
    )
