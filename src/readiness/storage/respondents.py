"""Respondents: the people who answer an assessment, each in some roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from readiness.storage.access_tables import Respondent
from readiness.storage.ids import new_id
from readiness.storage.rows import Page, PageKey, fetch_all, fetch_page, store


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers, with ids of roles; the one who leads invites the others."""

    name: str
    roles: tuple[str, ...] = ()
    leads: bool = False
    email: str | None = None


def add_respondent(
    session: Session,
    account_id: str,
    assessment_id: str,
    person: Person,
    *,
    now: datetime,
) -> Respondent:
    """Add a person to an assessment; `Conflict` when the account has no such assessment."""
    return store(
        session,
        Respondent(
            account_id=account_id,
            id=new_id("rsp", now),
            assessment_id=assessment_id,
            name=person.name,
            roles=list(person.roles),
            leads=person.leads,
            email=person.email,
            created_at=now,
        ),
    )


def list_respondents(
    session: Session,
    account_id: str,
    assessment_id: str,
    *,
    limit: int,
    after: PageKey | None = None,
) -> Page[Respondent]:
    """Return a page of the assessment's respondents, newest first."""
    mine = select(Respondent).where(
        Respondent.account_id == account_id, Respondent.assessment_id == assessment_id
    )
    return fetch_page(session, mine, Respondent, limit=limit, after=after)


def list_all_respondents(
    session: Session, account_id: str, assessment_id: str
) -> tuple[Respondent, ...]:
    """Return everybody who answers the assessment, in the order in which they came."""
    mine = select(Respondent).where(
        Respondent.account_id == account_id, Respondent.assessment_id == assessment_id
    )
    return fetch_all(session, mine.order_by(col(Respondent.created_at), col(Respondent.id)))


def find_email(session: Session, account_id: str, respondent_id: str) -> str | None:
    """Return a person's e-mail address, or None where none is known."""
    return session.exec(
        select(Respondent.email).where(
            Respondent.account_id == account_id, Respondent.id == respondent_id
        )
    ).first()


def names_of(session: Session, account_id: str, assessment_id: str) -> dict[str, str]:
    """Return the names of everybody who answers the assessment, or did, by id."""
    found = list_all_respondents(session, account_id, assessment_id)
    return {respondent.id: respondent.name for respondent in found}


def name_of(names: Mapping[str, str], answered_by: str | None) -> str | None:
    """Return the name behind `answered_by`, which is a respondent's id or, by REST, a name."""
    return None if answered_by is None else names.get(answered_by, answered_by)
