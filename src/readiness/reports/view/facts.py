"""What every builder of a report looks things up in: one result beside its questionnaire."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from readiness.errors import NotFound
from readiness.reports.brand import HOUSE_BRAND, Brand
from readiness.reports.editions import Edition
from readiness.reports.numbers import Numbers
from readiness.reports.view.level_names import with_own_names
from readiness.reports.view.parts import Named
from readiness.reports.words import Words, load_words
from readiness.scoring.answers import AnswerState
from readiness.scoring.model import Questionnaire
from readiness.scoring.questions import Question
from readiness.scoring.receipt_parts import AnswerReceipt, RuleReceipt
from readiness.scoring.result import Result
from readiness.scoring.texts import Texts

_ITEMS = "items."
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)+")


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who answered; `role` is the id or code of one of the questionnaire's roles."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SettledOpinion:
    """What a moderator decided where two answers differed: a value 0-4, why, by whom and when."""

    value: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpinionPair:
    """Two answers to one question (its id), as values 0-4, by whom, and how they were settled."""

    question: str
    owner: int
    second: int
    owner_by: str | None = None
    second_by: str | None = None
    settled: SettledOpinion | None = None


@dataclass(frozen=True, slots=True)
class WrittenRemark:
    """What somebody who answered says about a finding, by its code."""

    finding: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class AnswerNote:
    """What somebody wrote beside their answer to a question (its id)."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class GivenBy:
    """Who answered a question (its id), and as what: a role's id or code."""

    question: str
    name: str | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """What shows that an answer to a question (its id) is right; `by` is who added it.

    `content` is the text, the address, or the name of the file.
    """

    question: str
    form: Literal["text", "link", "file"]
    content: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class BegunRevision:
    """A revision after the first: its number, from 2, and why, by whom and when it was begun."""

    number: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FilledWorksheet:
    """What was typed into one sheet of a worksheet, by id of the input, as it was typed."""

    code: str
    sheet: str
    inputs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """A result of the same organization to compare with, and when it was submitted."""

    result: Result
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What a report says that the result does not know. `created_at` comes from outside."""

    organization: str
    created_at: datetime
    language: str = "en"
    country: str | None = None
    participants: tuple[Participant, ...] = ()
    report_id: str | None = None
    account_name: str | None = None
    worksheets: tuple[FilledWorksheet, ...] = ()
    opinions: tuple[OpinionPair, ...] = ()
    remarks: tuple[WrittenRemark, ...] = ()
    notes: tuple[AnswerNote, ...] = ()
    given: tuple[GivenBy, ...] = ()
    evidence: tuple[EvidencePiece, ...] = ()
    revision: BegunRevision | None = None
    edition: Edition = "full"
    brand: Brand = HOUSE_BRAND
    earlier: EarlierResult | None = None
    verify_at: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True)
class Facts:
    """A result, its questionnaire and the context, with ways to find things by id or code."""

    questionnaire: Questionnaire
    result: Result
    context: ReportContext
    texts: Texts
    words: Words
    numbers: Numbers
    questions: dict[str, Question] = field(init=False)
    answers: dict[str, AnswerReceipt] = field(init=False)
    opinions: dict[str, OpinionPair] = field(init=False)
    notes: dict[str, str] = field(init=False)
    given: dict[str, GivenBy] = field(init=False)
    remarks: dict[str, WrittenRemark] = field(init=False)

    def __post_init__(self) -> None:
        asked = self.questionnaire.questions
        by_name = {q.code: q for q in asked} | {q.id: q for q in asked}
        object.__setattr__(self, "questions", by_name)
        object.__setattr__(self, "answers", {a.id: a for a in self.result.receipt.answers})
        object.__setattr__(self, "opinions", {p.question: p for p in self.context.opinions})
        object.__setattr__(self, "notes", {n.question: n.text for n in self.context.notes})
        object.__setattr__(self, "given", {g.question: g for g in self.context.given})
        object.__setattr__(self, "remarks", {r.finding: r for r in self.context.remarks})

    @property
    def judges_routes(self) -> bool:
        """Tell whether the questionnaire has routes, which other sentences then speak of."""
        return bool(self.questionnaire.routes)

    def level_name(self, number: int | None) -> str:
        """The name of a level, or that there is too little evidence for one."""
        for level in self.questionnaire.levels:
            if level.number == number:
                return self.texts.levels[level.id].name
        return self.words.say("Insufficient evidence")

    def role_name(self, role: str) -> str:
        """The name of a role given by id or code; an unknown one stands for itself."""
        for known in self.questionnaire.roles:
            if role in (known.id, known.code):
                return self.texts.roles[known.id].name
        return role

    def dimension_name(self, dimension: str) -> str:
        """The name of a dimension given by id."""
        return self.texts.dimensions[dimension].name

    def gate(self, code: str) -> Named:
        """A gate's code and name."""
        return Named(code=code, name=self.texts.gates[code].name)

    def route(self, code: str) -> Named:
        """A route's code and name."""
        return Named(code=code, name=self.texts.routes[code].name)

    def verdict_name(self, verdict: str | None) -> str:
        """The word for a verdict."""
        return self.texts.verdicts[verdict].name if verdict else self.words.say("open")

    def questions_behind(self, receipt: RuleReceipt) -> tuple[str, ...]:
        """Ids of the questions whose answers decided a rule, through gates and findings too."""
        names = (name for part in receipt.decided_by for name in part.read)
        return tuple(dict.fromkeys(self._followed(names, depth=3)))

    def questions_in(self, formula: str) -> tuple[str, ...]:
        """Ids of the questions a formula reads, through variables too."""
        return tuple(dict.fromkeys(self._followed(_NAME.findall(formula), depth=3)))

    def with_state(self, state: AnswerState, dimension: str | None = None) -> tuple[str, ...]:
        """Ids of scored questions in this state, of one dimension or of all."""
        return tuple(
            q.id
            for q in self.questionnaire.questions
            if q.dimension is not None
            and dimension in (None, q.dimension)
            and self.answers[q.id].state is state
        )

    def _followed(self, names: Iterable[str], depth: int) -> Iterator[str]:
        for name in (name.removeprefix(_ITEMS) for name in names):
            if name in self.questions:
                yield self.questions[name].id
            elif depth:
                yield from self._followed(self._read_by(name), depth - 1)

    def _read_by(self, name: str) -> Iterator[str]:
        kind, _, code = name.partition(".")
        receipt = self.result.receipt
        if kind == "variable":
            formulas = (v.formula for v in self.questionnaire.variables if v.id == code)
            yield from (found for formula in formulas for found in _NAME.findall(formula))
        for rule in (*receipt.gates, *receipt.findings):
            if kind in ("gate", "finding") and rule.rule in (code, code.replace("_", "-")):
                yield from (found for part in rule.decided_by for found in part.read)


def gather_facts(questionnaire: Questionnaire, result: Result, context: ReportContext) -> Facts:
    """Raises `NotFound` when the questionnaire or the interface lacks the language."""
    words = load_words(context.language)
    texts = questionnaire.texts.get(context.language)
    if texts is None:
        offered = ", ".join(sorted(questionnaire.texts))
        raise NotFound(
            "language_not_offered",
            f"{questionnaire.reference} has no texts in the language {context.language!r}.",
            f"Choose one of: {offered}.",
        )
    own_names = context.brand.level_names.get(context.language, {})
    texts = with_own_names(questionnaire, texts, own_names)
    return Facts(questionnaire, result, context, texts, words, Numbers(context.language))
