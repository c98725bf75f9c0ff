"""Running one use case on a connection: the only place where sessions are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from readiness.storage.failures import our_errors

T = TypeVar("T")

UseCase = Callable[[Session], T]


def run_in_savepoint(connection: Connection, use_case: UseCase[T]) -> T:
    """Run in a savepoint of the transaction under way; on any error only that is rolled back."""
    with (
        our_errors(),
        Session(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as session,
        session.begin(),
    ):
        return use_case(session)


def run_in_transaction(engine: Engine, use_case: UseCase[T]) -> T:
    """Run in a transaction of its own, committed when the use case returns."""
    with our_errors(), Session(engine, expire_on_commit=False) as session, session.begin():
        return use_case(session)


def run_and_roll_back(engine: Engine, use_case: UseCase[T]) -> T:
    """Run a use case that only reads, on one consistent state of the database."""
    with our_errors(), Session(engine, expire_on_commit=False) as session:
        return use_case(session)
