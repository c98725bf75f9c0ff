"""Brands: one for an account, and one for each organization that differs from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Table, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select

from readiness.errors import NotFound, PreconditionFailed
from readiness.storage.brand_tables import AccountBrand, BrandRow, OrganizationBrand
from readiness.storage.rows import execute, fetch_one

NOT_GIVEN: Final = 0
"""The revision of a brand that was never stored."""

_INSERT: Final[Mapping[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_EMPTY: Final[Mapping[str, Any]] = {"cover_text": {}, "closing_text": {}, "level_names": {}}


@dataclass(frozen=True, slots=True)
class BrandOwner:
    """Whose brand: the account's, or what an organization of it has instead."""

    account_id: str
    organization_id: str | None = None

    @property
    def key(self) -> dict[str, str]:
        """The values of the primary key."""
        if self.organization_id is None:
            return {"account_id": self.account_id}
        return {"account_id": self.account_id, "organization_id": self.organization_id}

    @property
    def kind(self) -> type[AccountBrand] | type[OrganizationBrand]:
        """The table's class."""
        return AccountBrand if self.organization_id is None else OrganizationBrand


def find_brand(session: Session, owner: BrandOwner) -> BrandRow | None:
    """Return what was stored for exactly this owner, or None."""
    if owner.organization_id is None:
        return fetch_one(
            session, select(AccountBrand).where(AccountBrand.account_id == owner.account_id)
        )
    return fetch_one(
        session,
        select(OrganizationBrand).where(
            OrganizationBrand.account_id == owner.account_id,
            OrganizationBrand.organization_id == owner.organization_id,
        ),
    )


def put_brand(
    session: Session,
    owner: BrandOwner,
    values: Mapping[str, Any],
    *,
    expected_revision: int | None,
    now: datetime,
) -> None:
    """Store the columns in `values`; the others stay, or are empty at first.

    Raises `PreconditionFailed` when a revision is expected and the stored one is another
    (`NOT_GIVEN`: there must be none), and `Conflict` when there is no such account or organization.
    """
    table = _table(owner)
    changed = {**values, "updated_at": now}
    if expected_revision in (None, NOT_GIVEN):
        adding = _INSERT[session.get_bind().dialect.name](table).values(
            **{**_EMPTY, **changed, **owner.key, "revision": 1}
        )
        statement = (
            adding.on_conflict_do_nothing(index_elements=list(owner.key))
            if expected_revision == NOT_GIVEN
            else adding.on_conflict_do_update(
                index_elements=list(owner.key),
                set_={**changed, "revision": table.c.revision + 1},
            )
        )
    else:
        statement = (
            update(table)
            .where(*_this(table, owner), table.c.revision == expected_revision)
            .values(**changed, revision=table.c.revision + 1)
        )
    stored = execute(session, statement.returning(table.c.revision)).scalar_one_or_none()
    if stored is None:
        raise _changed()


def delete_brand(session: Session, owner: BrandOwner, *, expected_revision: int | None) -> None:
    """Delete a brand with its logo; without an expected revision, nothing happens for none.

    Raises `PreconditionFailed` as `put_brand` does.
    """
    table = _table(owner)
    statement = delete(table).where(*_this(table, owner))
    if expected_revision is not None:
        statement = statement.where(table.c.revision == expected_revision)
    gone = execute(session, statement).rowcount
    if not gone and expected_revision is not None:
        raise _changed()


def logo_not_found() -> NotFound:
    """There is a brand perhaps, but no logo."""
    return NotFound("logo_not_found", "There is no logo here.", "Send one with PUT.")


def _table(owner: BrandOwner) -> Table:
    return owner.kind.metadata.tables[str(owner.kind.__tablename__)]


def _this(table: Table, owner: BrandOwner) -> list[Any]:
    return [table.c[name] == value for name, value in owner.key.items()]


def _changed() -> PreconditionFailed:
    return PreconditionFailed(
        "brand_changed",
        "The brand was changed by somebody else meanwhile.",
        "Read it again, then repeat your change with its new ETag.",
    )
