"""Stored assessments scored by another version of their questionnaire; what they have is kept.

A page of assessments is compared in bulk, from code vectors, and then scored whole, a few at a
time. Scoring happens outside the transaction that stores, so that the service goes on meanwhile.
Results are stored beside older ones and never twice, so a run that was ended is simply repeated.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from readiness import __version__
from readiness.bulk.codes import encode
from readiness.bulk.differences import Value, differences
from readiness.bulk.layout import layout_of
from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, NotFound
from readiness.scoring import (
    Answers,
    AnswersRefused,
    Problem,
    Questionnaire,
    Result,
    live_result,
)
from readiness.scoring.reading import read_answers
from readiness.services.assessments import by_pin
from readiness.services.result_hash import hash_of_result
from readiness.services.stored_answers import (
    effective_answers_of,
    raw_answers,
    whole_vectors,
)
from readiness.storage import code_vectors, results
from readiness.storage.accounts import get_account
from readiness.storage.answers import StoredAnswer
from readiness.storage.assessments import QuestionnairePin
from readiness.storage.code_vectors import Owner, Submitted
from readiness.storage.database import Database, Session

PAGE = 5_000
"""So many assessments are compared at a time."""

BATCH = 50
"""So many results are stored in one transaction, which others wait for."""


@dataclass(frozen=True, slots=True)
class Rescoring:
    """What is to be scored anew: assessments by what they pin, all accounts or one."""

    questionnaire: Questionnaire
    before: Mapping[QuestionnairePin, Questionnaire]
    total: int
    account_id: str | None = None

    @property
    def pin(self) -> QuestionnairePin:
        """What the new results are stored under."""
        new = self.questionnaire
        return QuestionnairePin(new.key, new.version, new.digest)


@dataclass(frozen=True, slots=True)
class Changed:
    """An assessment that comes out differently: by column of bulk results, before and after."""

    owner: Owner
    changes: Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True)
class Refused:
    """An assessment whose answers the new version does not take."""

    owner: Owner
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Page:
    """Some assessments compared; `rows` are those that can be scored."""

    rows: list[Submitted] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    new_vectors: dict[Owner, bytes | None] = field(default_factory=dict)
    last: Owner | None = None


def plan_rescoring(
    session: Session,
    catalog: Catalog,
    reference: str,
    account_id: str | None = None,
    *,
    drop_removed: bool = False,
) -> Rescoring:
    """Find out what there is to score anew.

    Raises `NotFound` for an unknown questionnaire, version or account and where there is nothing
    to score; `Conflict` where all have this very version, where the files of a version were
    changed, and, unless `drop_removed`, where answered questions no longer exist.
    """
    questionnaire = catalog.get(reference).questionnaire
    if account_id is not None:
        get_account(session, account_id)
    counted = code_vectors.count_submitted(session, questionnaire.key, account_id)
    others = {pin: count for pin, count in counted.items() if pin.hash != questionnaire.digest}
    if not counted:
        raise NotFound(
            "nothing_to_rescore",
            f"There are no submitted assessments of {questionnaire.key}.",
            "Check the key and, if you named one, the account.",
        )
    if not others:
        raise Conflict(
            "same_version",
            f"All submitted assessments of {questionnaire.key} were answered with "
            f"{questionnaire.reference} itself.",
            "Name another version.",
        )
    before = {pin: by_pin(catalog, pin) for pin in others}
    if not drop_removed:
        _refuse_removed(session, questionnaire, before, account_id)
    return Rescoring(questionnaire, before, sum(others.values()), account_id)


def compare_page(session: Session, plan: Rescoring, after: Owner | None = None) -> Page:
    """Compare the next assessments; `last` is None when there are no more. Stores nothing."""
    rows = code_vectors.list_submitted(
        session,
        plan.questionnaire.key,
        plan.account_id,
        pins=plan.before,
        after=after,
        limit=PAGE,
    )
    page = Page(last=rows[-1].owner if rows else None)
    by_version: defaultdict[QuestionnairePin, list[Submitted]] = defaultdict(list)
    for row in rows:
        by_version[row.pin].append(row)
    for pin, some in by_version.items():
        _compare(session, plan, page, plan.before[pin], some)
    return page


def store_page(
    database: Database,
    plan: Rescoring,
    page: Page,
    now: Callable[[], datetime],
    progress: Callable[[int], None],
) -> int:
    """Store the results of a page's assessments that have none yet; return how many were added.

    `progress` is told how many more assessments are done.
    """
    added = 0
    for start in range(0, len(page.rows), BATCH):
        some = page.rows[start : start + BATCH]
        scored = database.read_now(_score, plan, some)
        vectors = {r.owner: page.new_vectors[r.owner] for r in some if r.owner in page.new_vectors}
        if scored or vectors:
            added += database.write_now(_store, plan, some, scored, vectors, now())
        progress(len(some))
    return added


def _refuse_removed(
    session: Session,
    questionnaire: Questionnaire,
    before: Mapping[QuestionnairePin, Questionnaire],
    account_id: str | None,
) -> None:
    kept = {question.id for question in questionnaire.questions}
    removed = {q.id for old in before.values() for q in old.questions} - kept
    answered = code_vectors.count_answered(session, questionnaire.key, removed, account_id)
    if answered:
        listed = ", ".join(f"{name} ({count})" for name, count in answered.items())
        raise Conflict(
            "questions_removed",
            f"{questionnaire.reference} no longer has questions that submitted assessments "
            f"answer: {listed}.",
            "Repeat with --drop-removed to leave these answers out.",
        )


def _compare(
    session: Session, plan: Rescoring, page: Page, before: Questionnaire, rows: list[Submitted]
) -> None:
    """Compare assessments of one version; those refused are compared no further."""
    owners = [row.owner for row in rows]
    vectors = whole_vectors(session, before, owners, [row.codes for row in rows])
    old = dict(zip(owners, vectors, strict=True))
    page.new_vectors |= {row.owner: old[row.owner] for row in rows if row.codes != old[row.owner]}
    new = dict(old)
    if not layout_of(plan.questionnaire).holds(old[rows[0].owner]):
        new = _encoded_anew(session, plan, page, rows)
    comparable = [row for row in rows if row.owner in new]
    page.rows.extend(comparable)
    found = differences(
        before,
        plan.questionnaire,
        [old[row.owner] for row in comparable],
        [new[row.owner] for row in comparable],
    )
    page.changed.extend(Changed(comparable[d.row].owner, d.changes) for d in found)


def _encoded_anew(
    session: Session, plan: Rescoring, page: Page, rows: Sequence[Submitted]
) -> dict[Owner, bytes]:
    stored = effective_answers_of(session, [row.owner for row in rows])
    vectors = {}
    for owner, answers in stored.items():
        try:
            vectors[owner] = encode(plan.questionnaire, _read(plan.questionnaire, answers))
        except AnswersRefused as refusal:
            page.refused.append(Refused(owner, refusal.problems))
    return vectors


def _read(questionnaire: Questionnaire, stored: Sequence[StoredAnswer]) -> Answers:
    """Read answers given to another version; those to questions that are gone are left out."""
    known = {question.id for question in questionnaire.questions}
    answers, seconds = raw_answers([row for row in stored if row.question_id in known])
    return read_answers(questionnaire, answers, seconds)


def _score(
    session: Session, plan: Rescoring, rows: Sequence[Submitted]
) -> list[tuple[Submitted, Result]]:
    """Score those whole that have no result of this version yet."""
    owners = [row.owner for row in rows]
    done = code_vectors.find_scored(session, owners, plan.pin.hash, __version__)
    waiting = {row.owner: row for row in rows if row.owner not in done}
    stored = effective_answers_of(session, list(waiting))
    return [
        (row, live_result(plan.questionnaire, _read(plan.questionnaire, stored[owner])))
        for owner, row in waiting.items()
    ]


def _store(  # one call site
    session: Session,
    plan: Rescoring,
    rows: Sequence[Submitted],
    scored: Sequence[tuple[Submitted, Result]],
    vectors: Mapping[Owner, bytes | None],
    now: datetime,
) -> int:
    """Add results and missing vectors, but not of what was changed since it was read."""
    owners = [row.owner for row in rows]
    versions = code_vectors.lock_versions(session, owners)
    done = code_vectors.find_scored(session, owners, plan.pin.hash, __version__)
    unchanged = {row.owner for row in rows if versions.get(row.owner) == row.version}
    code_vectors.put_codes(session, {o: v for o, v in vectors.items() if o in unchanged})
    added = 0
    for row, result in scored:
        if row.owner in unchanged and row.owner not in done:
            results.add_result_by(
                session,
                row.owner,
                plan.pin,
                result_json=result.model_dump(mode="json"),
                result_hash=hash_of_result(result),
                engine_version=__version__,
                now=now,
            )
            added += 1
    return added
