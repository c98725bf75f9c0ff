"""A file of answers: which questionnaire, which organization, and the answers with their places."""

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field, JsonValue

from readiness.catalog.documents import (
    MAX_ANSWERS_BYTES,
    Document,
    DocumentRefused,
    Path,
    in_reading_order,
)
from readiness.catalog.schema import validated
from readiness.catalog.strict_yaml import read_document
from readiness.scoring.parts import Part
from readiness.scoring.problems import AnswersRefused, Problem

MAX_BYTES: Final = MAX_ANSWERS_BYTES


class OrganizationInfo(Part):
    """The manufacturer assessed; `country` is its ISO 3166 code of two capital letters."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None


class _Sheet(Part):
    questionnaire: Annotated[str, Field(min_length=1, max_length=100)]
    organization: OrganizationInfo = OrganizationInfo(name="Unnamed organization")
    answers: dict[str, JsonValue]
    second_opinions: dict[str, JsonValue] = {}
    worksheets: dict[str, dict[str, dict[str, JsonValue]]] = {}


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """Raw answers by question id or code, and the way from them back to lines and columns.

    `questionnaire` is `key` or `key@version`; `second_opinions` are the answers of a second role.
    `worksheets` are raw inputs by the worksheet's code, its sheet and the input's id.
    """

    questionnaire: str
    organization: OrganizationInfo
    answers: dict[str, JsonValue]
    second_opinions: dict[str, JsonValue]
    worksheets: dict[str, dict[str, dict[str, JsonValue]]]
    document: Document

    def place(self, path: Path) -> tuple[int, int]:
        """Return line and column of a value, such as `("answers", "LOG-01")`."""
        return self.document.positions.find(path)

    def placed(self, problem: Problem) -> Problem:
        """Return a problem whose path starts at the top of the file with line and column."""
        return self.document.placed(problem)


def parse_answers_file(data: bytes, name: str) -> AnswersFile:
    """Read a file of answers: YAML, or JSON if its name ends with `.json`.

    Raises `AnswersRefused` with every problem, each with line and column. A file of more than
    `MAX_BYTES` is refused unread.
    """
    try:
        document = read_document(data, name, limit=MAX_BYTES)
    except DocumentRefused as refusal:
        raise AnswersRefused(refusal.problems) from refusal
    sheet, problems = validated(_Sheet, document.value)
    if sheet is None:
        raise AnswersRefused(in_reading_order(map(document.placed, problems)))
    return AnswersFile(
        sheet.questionnaire,
        sheet.organization,
        sheet.answers,
        sheet.second_opinions,
        sheet.worksheets,
        document,
    )
