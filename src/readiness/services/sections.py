"""What a respondent is asked, in sections: the profile first, then one for each scored area.

Pure: a questionnaire, its answers and who answers in which roles go in.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal, Protocol

from readiness.scoring import Answers, Questionnaire
from readiness.scoring.asking import Asked, asked_now
from readiness.scoring.questions import Question
from readiness.scoring.quick import is_asked
from readiness.storage.tables import AnswerKind, AssessmentMode

PROFILE: Final = "profile"
"""The section of the questions about the company and its products."""

SECONDS: Final = {"single": 15, "boolean": 15, "multiple": 25, "number": 30, "text": 45}
"""How long an answer takes by the question's type: reading five short sentences and choosing.

For a figure that is known or estimated; looking it up elsewhere takes its own time.
"""

PROFILE_SHARE: Final = 0.5
"""Facts about the company are known by heart and chosen from a few words."""

Status = Literal["nothing", "not_started", "in_progress", "complete"]


class Respondent(Protocol):
    """Somebody who answers, with the ids of the roles assigned."""

    id: str
    roles: Sequence[str]
    leads: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is put to one respondent: as its owner or for a second opinion."""

    question: Question
    kind: AnswerKind
    answered: bool
    may_not_apply: bool

    @property
    def needed(self) -> bool:
        """Whether the assessment cannot be submitted without an answer."""
        return self.question.scored or self.question.required


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one area that are asked of one respondent now.

    `roles` are all roles that answer in this area, whoever holds them.
    """

    id: str
    questions: tuple[Asking, ...]
    roles: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many of the questions have an answer."""
        return sum(each.answered for each in self.questions)

    @property
    def first_open(self) -> Asking | None:
        """Where to go on: the first question that still needs an answer; at first, the first."""
        if not self.answered:
            return next(iter(self.questions), None)
        return next((each for each in self.questions if each.needed and not each.answered), None)

    @property
    def status(self) -> Status:
        """How far it is."""
        if not self.questions:
            return "nothing"
        if self.first_open is None:
            return "complete"
        return "in_progress" if self.answered else "not_started"

    @property
    def minutes(self) -> int:
        """How long the whole section takes."""
        return minutes_for(each.question for each in self.questions)

    @property
    def minutes_left(self) -> int:
        """How long the questions take that are still open."""
        return minutes_for(each.question for each in self.questions if not each.answered)


@dataclass(frozen=True, slots=True)
class RoleProgress:
    """How far a role is with the questions that it owns; `held_by` are ids of respondents."""

    role: str
    answered: int
    total: int
    minutes_left: int
    held_by: tuple[str, ...]


def minutes_for(questions: Iterable[Question]) -> int:
    """Return how many minutes questions take, rounded up."""
    return ceil(sum(_seconds(question) for question in questions) / 60)


def effective_roles(
    questionnaire: Questionnaire, team: Sequence[Respondent], respondent_id: str | None
) -> frozenset[str]:
    """Return the roles somebody answers in: their own; who leads has also those nobody holds."""
    held = {role for each in team for role in each.roles}
    roles: set[str] = set()
    for each in team:
        if each.id == respondent_id:
            roles.update(each.roles)
            if each.leads:
                roles.update(role.id for role in questionnaire.roles if role.id not in held)
    return frozenset(roles)


def offers_quick_scan(questionnaire: Questionnaire) -> bool:
    """Tell whether some questions are marked as the core, so that a quick scan says something."""
    return any(question.core for question in questionnaire.questions)


def sections_of(
    questionnaire: Questionnaire,
    answers: Answers,
    team: Sequence[Respondent],
    respondent_id: str | None,
    mode: AssessmentMode = "full",
) -> tuple[Section, ...]:
    """Return all sections in order, with what is asked of this respondent now.

    A section where others answer everything is there without questions. In a quick scan, sections
    without core questions are left out.
    """
    asked = asked_now(questionnaire, answers)
    part = Duties(questionnaire, team, respondent_id)
    return tuple(
        Section(
            id=section,
            questions=tuple(
                _asking(question, kind, asked, answers)
                for question in questions
                if (kind := part.kind_of(question)) is not None
            ),
            roles=tuple(dict.fromkeys(question.role for question in questions)),
        )
        for section, questions in _by_section(questionnaire, _included(asked, mode)).items()
    )


def section_of(questionnaire: Questionnaire, question: Question) -> str:
    """Return the id of the section a question belongs to.

    A question that is not scored stands with those its id puts it beside, else in the profile.
    """
    if question.dimension is not None:
        return question.dimension
    beside = question.id.partition(".")[0]
    return beside if beside in _areas(questionnaire) else PROFILE


def progress_by_role(
    questionnaire: Questionnaire,
    answers: Answers,
    team: Sequence[Respondent],
    mode: AssessmentMode = "full",
) -> tuple[RoleProgress, ...]:
    """Return how far each role is that is asked anything, in the questionnaire's order.

    Questions of roles that nobody holds are the lead's.
    """
    asked = asked_now(questionnaire, answers)
    holders = {each.id: effective_roles(questionnaire, team, each.id) for each in team}
    by_role: dict[str, list[Question]] = {role.id: [] for role in questionnaire.roles}
    for question in filter(_included(asked, mode), questionnaire.questions):
        by_role[question.role].append(question)
    return tuple(
        _role_progress(role, questions, asked.waiting, holders)
        for role, questions in by_role.items()
        if questions
    )


def _seconds(question: Question) -> float:
    return SECONDS[question.type] * (1 if question.scored else PROFILE_SHARE)


class Duties:
    """Which questions are one respondent's, and as what."""

    def __init__(
        self, questionnaire: Questionnaire, team: Sequence[Respondent], respondent_id: str | None
    ) -> None:
        self._own = effective_roles(questionnaire, team, respondent_id)
        self._others = {
            role
            for each in team
            if each.id != respondent_id
            for role in effective_roles(questionnaire, team, each.id)
        }

    def kind_of(self, question: Question) -> AnswerKind | None:
        """Return as what a question is theirs, None where others answer it."""
        if question.role in self._own:
            return "owner"
        if question.second_opinion in self._own and question.role in self._others:
            return "second"
        return None


def role_of(question: Question, kind: AnswerKind) -> str | None:
    """Return the role in which a question is answered as that."""
    return question.role if kind == "owner" else question.second_opinion


def _included(asked: Asked, mode: AssessmentMode) -> Callable[[Question], bool]:
    return lambda question: question.id in asked.asked and (mode == "full" or is_asked(question))


def _by_section(
    questionnaire: Questionnaire, included: Callable[[Question], bool]
) -> dict[str, list[Question]]:
    sections: dict[str, list[Question]] = {PROFILE: []}
    for question in questionnaire.questions:
        if included(question):
            sections.setdefault(section_of(questionnaire, question), []).append(question)
    return sections


def _areas(questionnaire: Questionnaire) -> Collection[str]:
    dimensions = {each.id for each in questionnaire.dimensions}
    return dimensions | {each.id for each in questionnaire.indices}


def _asking(question: Question, kind: AnswerKind, asked: Asked, answers: Answers) -> Asking:
    if kind == "owner":
        answered = question.id not in asked.waiting
    else:
        answered = question.id in answers.second_opinions
    return Asking(question, kind, answered, question.id in asked.may_not_apply)


def _role_progress(
    role: str,
    questions: Sequence[Question],
    waiting: Collection[str],
    holders: Mapping[str, Collection[str]],
) -> RoleProgress:
    still_open = [question for question in questions if question.id in waiting]
    return RoleProgress(
        role=role,
        answered=len(questions) - len(still_open),
        total=len(questions),
        minutes_left=minutes_for(still_open),
        held_by=tuple(person for person, roles in holders.items() if role in roles),
    )
