"""The part of an assessment that one respondent sees: sections, own answers, who gave them."""

from collections.abc import Mapping
from dataclasses import dataclass

from readiness.catalog.catalog import Catalog
from readiness.errors import NotFound
from readiness.scoring import Questionnaire
from readiness.scoring.questions import Question
from readiness.services.assessments import pinned
from readiness.services.sections import Asking, Duties, Section, sections_of
from readiness.services.stored_answers import read_stored
from readiness.storage.answers import StoredAnswer
from readiness.storage.assessments import get_answers, get_assessment
from readiness.storage.database import Session
from readiness.storage.evidence import evidence_counts
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import list_all_respondents
from readiness.storage.tables import AssessmentMode, AssessmentStatus


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked of one respondent, by question id what they may see of its answer.

    Of a question that they give a second opinion on, that is the second opinion alone.
    """

    questionnaire: Questionnaire
    mode: AssessmentMode
    status: AssessmentStatus
    sections: tuple[Section, ...]
    stored: Mapping[str, StoredAnswer]
    pieces: Mapping[str, int]
    names: Mapping[str, str]

    def section(self, section_id: str) -> Section:
        """Return a section; raises `NotFound`."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise NotFound(
            "section_not_found",
            "There is no such section.",
            "Go to the overview; it lists the questions that are yours.",
        )

    def question(self, question_id: str) -> Question:
        """Return a question of the questionnaire by its id; raises `NotFound`."""
        return question_named(self.questionnaire, question_id)

    def place_of(self, question_id: str) -> tuple[Section, int]:
        """Return the section of a question that is asked, and its position there from 0.

        Raises `NotFound` for one that is not asked of this respondent now.
        """
        for section in self.sections:
            for position, each in enumerate(section.questions):
                if each.question.id == question_id:
                    return section, position
        raise _not_asked()

    def name_of(self, answer: StoredAnswer | None) -> str | None:
        """Return who gave an answer: the respondent's name, or what another door wrote there."""
        return author_of(self.names, answer)

    @property
    def asked(self) -> tuple[Asking, ...]:
        """Everything asked, in order."""
        return tuple(each for section in self.sections for each in section.questions)

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(section.answered for section in self.sections)

    @property
    def next_open(self) -> tuple[Section, Asking] | None:
        """The first question that still needs an answer, with its section."""
        for section in self.sections:
            if section.first_open is not None:
                return section, section.first_open
        return None


def part_of(session: Session, catalog: Catalog, visit: GrantedVisit) -> Part:
    """Return what is asked of the respondent who visits.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    owner = (visit.account_id, visit.assessment_id)
    assessment = get_assessment(session, *owner)
    questionnaire = pinned(catalog, assessment)
    stored = get_answers(session, *owner)
    team = list_all_respondents(session, *owner)
    answers = read_stored(questionnaire, stored)
    sections = sections_of(questionnaire, answers, team, visit.respondent_id, assessment.mode)
    duties = Duties(questionnaire, team, visit.respondent_id)
    kinds = {each.id: duties.kind_of(each) for each in questionnaire.questions}
    pieces = evidence_counts(session, *owner)
    return Part(
        questionnaire=questionnaire,
        mode=assessment.mode,
        status=assessment.status,
        sections=sections,
        stored={row.question_id: row for row in stored if kinds.get(row.question_id) == row.kind},
        pieces={name: pieces.get((name, kind), 0) for name, kind in kinds.items() if kind},
        names={each.id: each.name for each in team},
    )


def author_of(names: Mapping[str, str], answer: StoredAnswer | None) -> str | None:
    """Return who gave an answer, given the names of respondents by id; None where unknown."""
    if answer is None or answer.answered_by is None:
        return None
    return names.get(answer.answered_by, answer.answered_by)


def question_named(questionnaire: Questionnaire, question_id: str) -> Question:
    """Return the question with this id; raises `NotFound`."""
    for question in questionnaire.questions:
        if question.id == question_id:
            return question
    raise NotFound(
        "question_not_found",
        "There is no such question.",
        "Go to the overview; it lists the questions that are yours.",
    )


def _not_asked() -> NotFound:
    return NotFound(
        "question_not_asked",
        "This question is not asked of you, or not any more after other answers.",
        "Go to the overview; it lists the questions that are yours.",
    )
