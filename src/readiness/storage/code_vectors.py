"""Code vectors beside the answers, and the submitted assessments of a questionnaire in bulk.

What is listed here may span accounts: it is for the operator, never for a request.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple, TypeAlias, cast

from sqlalchemy import (
    ColumnElement,
    Table,
    bindparam,
    func,
    literal,
    select,
    tuple_,
    update,
)
from sqlmodel import Session

from readiness.storage.answers import StoredAnswer
from readiness.storage.assessments import QuestionnairePin
from readiness.storage.rows import execute
from readiness.storage.table_parts import Row

Owner: TypeAlias = tuple[str, str]
"""Ids of an account and of an assessment in it."""

_Listed: TypeAlias = tuple[str, str, int, str, bytes | None]

OWNERS_AT_A_TIME = 500
"""So many pairs of ids fit into one statement on either engine."""

_ASSESSMENT: Table = Row.metadata.tables["assessment"]
_ANSWER: Table = Row.metadata.tables["answer"]
_RESULT: Table = Row.metadata.tables["result"]
_PUT_CODES = (
    update(_ASSESSMENT)
    .where(
        _ASSESSMENT.c.account_id == bindparam("account"),
        _ASSESSMENT.c.id == bindparam("assessment"),
    )
    .values(codes=bindparam("vector"))
)
_OWNER_OF_ASSESSMENT = tuple_(_ASSESSMENT.c.account_id, _ASSESSMENT.c.id)
_CONTENT = tuple(field.name for field in fields(StoredAnswer))


class Submitted(NamedTuple):
    """A submitted assessment: whose, its version, what it pins and its code vector, if any."""

    owner: Owner
    version: int
    pin: QuestionnairePin
    codes: bytes | None


def put_codes(session: Session, vectors: Mapping[Owner, bytes | None]) -> None:
    """Store the code vectors of assessments; nothing else of them changes."""
    rows = [
        {"account": account_id, "assessment": assessment_id, "vector": codes}
        for (account_id, assessment_id), codes in vectors.items()
    ]
    if rows:
        execute(session, _PUT_CODES, rows)


def count_submitted(
    session: Session, key: str, account_id: str | None = None
) -> dict[QuestionnairePin, int]:
    """Count the submitted assessments of a questionnaire by the version they pin."""
    pin = (_ASSESSMENT.c.questionnaire_version, _ASSESSMENT.c.questionnaire_hash)
    counted = func.count().label("submitted")
    query = select(*pin, counted).where(*_submitted(key, account_id)).group_by(*pin)
    rows = execute(session, query.order_by(*pin)).mappings()
    return {
        QuestionnairePin(key, row["questionnaire_version"], row["questionnaire_hash"]): row[
            "submitted"
        ]
        for row in rows
    }


def list_submitted(
    session: Session,
    key: str,
    account_id: str | None = None,
    *,
    pins: Collection[QuestionnairePin],
    after: Owner | None = None,
    limit: int,
) -> tuple[Submitted, ...]:
    """Return up to `limit` submitted assessments that pin one of these, by account and id."""
    query = select(
        _ASSESSMENT.c.account_id,
        _ASSESSMENT.c.id,
        _ASSESSMENT.c.version,
        _ASSESSMENT.c.questionnaire_hash,
        _ASSESSMENT.c.codes,
    ).where(*_pinned(key, account_id, pins, after))
    ordered = query.order_by(_ASSESSMENT.c.account_id, _ASSESSMENT.c.id).limit(limit)
    rows = cast(Iterable[_Listed], execute(session, ordered).all())
    known = {pin.hash: pin for pin in pins}
    return tuple(
        Submitted((account, assessment), version, known[hash_], codes)
        for account, assessment, version, hash_, codes in rows
    )


def list_codes(
    session: Session,
    pin: QuestionnairePin,
    account_id: str | None = None,
    *,
    after: Owner | None = None,
    limit: int,
) -> tuple[list[Owner], list[bytes | None]]:
    """Return owners and code vectors of up to `limit` submitted assessments, by account and id."""
    query = select(_ASSESSMENT.c.account_id, _ASSESSMENT.c.id, _ASSESSMENT.c.codes)
    query = query.where(*_pinned(pin.key, account_id, [pin], after))
    ordered = query.order_by(_ASSESSMENT.c.account_id, _ASSESSMENT.c.id).limit(limit)
    rows = cast(Iterable[tuple[str, str, bytes | None]], execute(session, ordered).all())
    accounts, assessments, codes = zip(*rows, strict=True) if rows else ((), (), ())
    return list(zip(accounts, assessments, strict=True)), list(codes)


def count_answered(
    session: Session, key: str, question_ids: Iterable[str], account_id: str | None = None
) -> dict[str, int]:
    """Count the submitted assessments of a questionnaire that answer these questions, by id."""
    counted = func.count(_ANSWER.c.assessment_id.distinct()).label("answered")
    query = (
        select(_ANSWER.c.question_id, counted)
        .join(
            _ASSESSMENT,
            (_ASSESSMENT.c.account_id == _ANSWER.c.account_id)
            & (_ASSESSMENT.c.id == _ANSWER.c.assessment_id),
        )
        .where(*_submitted(key, account_id), _ANSWER.c.question_id.in_(list(question_ids)))
        .group_by(_ANSWER.c.question_id)
        .order_by(_ANSWER.c.question_id)
    )
    rows = execute(session, query).mappings()
    return {row["question_id"]: row["answered"] for row in rows}


def get_answers_of(
    session: Session, owners: Sequence[Owner]
) -> dict[Owner, tuple[StoredAnswer, ...]]:
    """Return the answers of many assessments; those without any are there too."""
    found: defaultdict[Owner, list[StoredAnswer]] = defaultdict(list)
    query = select(_ANSWER.c.account_id, _ANSWER.c.assessment_id, *(_ANSWER.c[c] for c in _CONTENT))
    mine = tuple_(_ANSWER.c.account_id, _ANSWER.c.assessment_id)
    for some in _parts(owners):
        for row in execute(session, query.where(mine.in_(some))).mappings():
            answer = StoredAnswer(**{name: row[name] for name in _CONTENT})
            found[row["account_id"], row["assessment_id"]].append(answer)
    return {owner: tuple(found[owner]) for owner in owners}


def lock_versions(session: Session, owners: Sequence[Owner]) -> dict[Owner, int]:
    """Return the versions of submitted assessments and keep them from changing meanwhile."""
    query = select(_ASSESSMENT.c.account_id, _ASSESSMENT.c.id, _ASSESSMENT.c.version)
    query = query.where(_ASSESSMENT.c.status == "submitted").with_for_update()
    found: dict[Owner, int] = {}
    for some in _parts(owners):
        rows = execute(session, query.where(_OWNER_OF_ASSESSMENT.in_(some))).mappings()
        found.update({(row["account_id"], row["id"]): row["version"] for row in rows})
    return found


def find_scored(
    session: Session, owners: Sequence[Owner], questionnaire_hash: str, engine_version: str
) -> frozenset[Owner]:
    """Return which of the assessments have a result of this questionnaire and engine."""
    mine = tuple_(_RESULT.c.account_id, _RESULT.c.assessment_id)
    query = select(_RESULT.c.account_id, _RESULT.c.assessment_id).where(
        _RESULT.c.questionnaire_hash == questionnaire_hash,
        _RESULT.c.engine_version == engine_version,
    )
    found: set[Owner] = set()
    for some in _parts(owners):
        rows = execute(session, query.where(mine.in_(some))).mappings()
        found.update((row["account_id"], row["assessment_id"]) for row in rows)
    return frozenset(found)


def _submitted(key: str, account_id: str | None) -> list[ColumnElement[bool]]:
    wanted = [_ASSESSMENT.c.questionnaire_key == key, _ASSESSMENT.c.status == "submitted"]
    return wanted if account_id is None else [*wanted, _ASSESSMENT.c.account_id == account_id]


def _pinned(
    key: str, account_id: str | None, pins: Iterable[QuestionnairePin], after: Owner | None
) -> list[ColumnElement[bool]]:
    hashes = [pin.hash for pin in pins]
    wanted = [*_submitted(key, account_id), _ASSESSMENT.c.questionnaire_hash.in_(hashes)]
    if after is not None:
        wanted.append(_OWNER_OF_ASSESSMENT.op(">")(tuple_(*map(literal, after))))
    return wanted


def _parts(owners: Sequence[Owner]) -> Iterator[Sequence[Owner]]:
    return (owners[at : at + OWNERS_AT_A_TIME] for at in range(0, len(owners), OWNERS_AT_A_TIME))
