"""What if some answers were others: which to try, and what would come of it; nothing is stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.reports.view import ReportContext
from readiness.reports.view.answers import answer_view
from readiness.reports.view.difference_parts import DifferenceView
from readiness.reports.view.differences import build_difference
from readiness.reports.view.facts import Facts, gather_facts
from readiness.scoring import AnswersRefused, AnswerState, Mode, Result
from readiness.scoring.questions import (
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)
from readiness.services.assessments import given_answers
from readiness.services.brands import get_brand
from readiness.services.given_answers import GivenAnswers
from readiness.services.refusals import invalid_input
from readiness.services.shown_results import offered_language
from readiness.services.simulations import before_and_after
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session

MOST_TRIALS: Final = 30
"""Most questions that can be tried at once."""

_PROPOSED: Final = 6
_OUT_OF_PLAY: Final = (AnswerState.NOT_ASKED, AnswerState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be tried; `key` is what a form sends for it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """A question to try, with the answer there is now and the key of the one tried, if any."""

    id: str
    code: str
    title: str
    now: str
    choices: tuple[Choice, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Trials with further questions that can be tried, and what would differ, once one is."""

    trials: tuple[TriedQuestion, ...]
    further: tuple[TriedQuestion, ...]
    difference: DifferenceView | None


def what_if(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str, now: datetime
) -> Callable[[Sequence[str], Mapping[str, str], str], WhatIf]:
    """Return what tries answers: given the questions shown, the keys chosen and a language.

    Without questions it proposes those that leave most behind. Calling it needs the database no
    more and raises `InvalidInput` for answers that cannot be. Raises `NotFound`, and `Conflict`
    when the pinned questionnaire's files were changed.
    """
    given = given_answers(session, catalog, account_id, assessment_id)
    assessment = get_assessment(session, account_id, assessment_id)
    mode: Mode = assessment.mode if assessment.status == "in_progress" else "full"
    brand = get_brand(session, account_id, assessment.organization_id)

    def tried(shown: Sequence[str], chosen: Mapping[str, str], language: str) -> WhatIf:
        spoken = offered_language(given.questionnaire, language)
        return _tried(given, mode, shown, chosen, ReportContext("", now, spoken, brand=brand))

    return tried


def _tried(
    given: GivenAnswers,
    mode: Mode,
    shown: Sequence[str],
    chosen: Mapping[str, str],
    context: ReportContext,
) -> WhatIf:
    playable = {q.id: q for q in given.questionnaire.questions if _keys(q)}
    changes = {
        name: _raw(playable[name], key)
        for name, key in chosen.items()
        if name in playable and key in _keys(playable[name])
    }
    try:
        before, after = before_and_after(given, changes, {}, mode)
    except AnswersRefused as refusal:
        raise invalid_input(refusal) from refusal
    facts = gather_facts(given.questionnaire, before, context)
    names = [name for name in shown if name in playable] or _proposals(facts, playable)
    trials = [_trial(facts, playable[name], chosen.get(name, "")) for name in names[:MOST_TRIALS]]
    further = [
        _trial(facts, question, "")
        for name, question in playable.items()
        if name not in names and facts.answers[name].state not in _OUT_OF_PLAY
    ]
    return WhatIf(
        tuple(trials), tuple(further), _difference(given, before, after, context, changes)
    )


def _difference(  # one call site
    given: GivenAnswers,
    before: Result,
    after: Result,
    context: ReportContext,
    changes: Mapping[str, object],
) -> DifferenceView | None:
    if not changes:
        return None
    return build_difference(gather_facts(given.questionnaire, after, context), before)


def _proposals(facts: Facts, playable: Mapping[str, Question]) -> list[str]:
    """Questions behind the first recommendations, then the answers that leave most points."""
    lost = {a.id: a.lost for a in facts.result.receipt.answers if a.lost and a.id in playable}
    weakest = sorted(lost, key=lambda name: -lost[name])
    named = [name for name in _recommended(facts) if name in lost]
    return list(dict.fromkeys((*named, *weakest)))[:_PROPOSED]


def _recommended(facts: Facts) -> Iterator[str]:
    receipts = {receipt.code: receipt for receipt in facts.result.receipt.recommendations}
    for action in facts.result.recommendations:
        yield from facts.questions_behind(receipts[action.code].fired)


def _trial(facts: Facts, question: Question, chosen: str) -> TriedQuestion:
    text = facts.texts.questions[question.id]
    return TriedQuestion(
        id=question.id,
        code=question.code,
        title=text.title,
        now=answer_view(facts, question.id).label,
        choices=tuple(
            Choice(key, text.options.get(key, facts.words.say("value %(n)s of 4", n=key)))
            for key in _keys(question)
        ),
        chosen=chosen if chosen in _keys(question) else "",
    )


def _keys(question: Question) -> tuple[str, ...]:
    """The values 0 to 4 that a scored question can take, as texts; none for others."""
    if not question.scored:
        return ()
    match question:
        case SingleQuestion():
            return _sorted(option.value for option in question.options)
        case NumberQuestion() | MultipleQuestion():
            return _sorted(band.value for band in question.bands)
        case _:
            return ()


def _sorted(values: Iterable[int | str]) -> tuple[str, ...]:
    return tuple(sorted({str(value) for value in values}))


def _raw(question: Question, key: str) -> object:
    return int(key) if isinstance(question, SingleQuestion) else {"band": int(key)}
