"""What is particular to SQLite: its settings, the batch and what undoes a batch."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from readiness.errors import Unavailable
from readiness.storage.accounts import add_account, add_api_key, list_accounts
from readiness.storage.database import Database, Session
from tests.storage.conftest import NOW


@pytest.fixture
def sqlite(sqlite_url: str) -> Database:
    return Database.open(sqlite_url)


def _pragma(session: Session, name: str) -> object:
    return session.connection().execute(text(f"PRAGMA {name}")).scalar_one()


def _run(session: Session, *statements: str) -> None:
    for statement in statements:
        session.connection().execute(text(statement))


def _names(session: Session) -> list[str]:
    return [account.name for account in list_accounts(session)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 5000),
        ("temp_store", 2),
    ],
)
def test_the_settings_are_really_on(sqlite: Database, name: str, expected: object) -> None:
    assert sqlite.write_now(_pragma, name) == expected
    assert sqlite.read_now(_pragma, name) == expected
    sqlite.close()


def test_a_failed_commit_fails_the_whole_batch(sqlite: Database) -> None:
    def break_a_reference_unnoticed_until_commit(session: Session) -> None:
        _run(session, "PRAGMA defer_foreign_keys = ON")
        add_api_key(session, "acc_none", name="x", key_hash="0" * 64, hint="abcd", now=NOW)

    def refuse(session: Session) -> None:
        raise LookupError("own error")

    async def scenario() -> list[object]:
        return list(
            await asyncio.gather(
                sqlite.write(_pragma, "user_version"),  # likely a batch of its own
                sqlite.write(add_account, "innocent 1", now=NOW),
                sqlite.write(break_a_reference_unnoticed_until_commit),
                sqlite.write(refuse),
                sqlite.write(add_account, "innocent 2", now=NOW),
                return_exceptions=True,
            )
        )

    _, *outcomes = asyncio.run(scenario())
    sqlite.write_now(add_account, "afterwards", now=NOW)
    names = sqlite.read_now(_names)
    sqlite.close()

    assert isinstance(outcomes[1], Unavailable)
    assert isinstance(outcomes[2], LookupError)
    for outcome, name in ((outcomes[0], "innocent 1"), (outcomes[3], "innocent 2")):
        assert (name in names) == (not isinstance(outcome, Exception))
    assert "afterwards" in names


def test_a_full_disk_loses_nothing_acknowledged_and_passes(sqlite: Database) -> None:
    def limit_size(session: Session, pages: int) -> None:
        _run(session, f"PRAGMA max_page_count = {pages}")

    used = sqlite.read_now(_pragma, "page_count")
    assert isinstance(used, int)
    sqlite.write_now(limit_size, used + 2)

    async def scenario() -> list[object]:
        calls = [
            sqlite.write(add_account, f"{number:03} {'x' * 290}", now=NOW) for number in range(100)
        ]
        return list(await asyncio.gather(*calls, return_exceptions=True))

    outcomes = asyncio.run(scenario())
    acknowledged = {
        f"{number:03} {'x' * 290}"
        for number, outcome in enumerate(outcomes)
        if not isinstance(outcome, Exception)
    }
    failures = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    stored = {name for name in sqlite.read_now(_names) if name.endswith("x" * 290)}
    sqlite.write_now(limit_size, 1_000_000)
    sqlite.write_now(add_account, "room again", now=NOW)
    sqlite.close()

    assert failures
    assert {type(failure) for failure in failures} == {Unavailable}, failures[0]
    assert acknowledged == stored


def test_a_use_case_that_starts_another_is_refused_instead_of_waiting_for_itself(
    sqlite: Database,
) -> None:
    def nested(session: Session) -> None:
        sqlite.write_now(add_account, "inner", now=NOW)

    with pytest.raises(RuntimeError, match="call its function"):
        sqlite.write_now(nested)
    sqlite.close()


def test_many_writes_share_few_commits(sqlite: Database, sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))

    async def scenario() -> None:
        calls = [sqlite.write(add_account, f"grouped {number}", now=NOW) for number in range(300)]
        await asyncio.gather(*calls)

    with sqlite3.connect(file) as watching:
        asyncio.run(scenario())
        found = watching.execute("SELECT count(*) FROM account WHERE name LIKE 'grouped %'")
        assert found.fetchone() == (300,)
    watching.close()
    sqlite.close()


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    with Database.open(f"sqlite:///{tmp_path}/deep/down/readiness.db"):
        assert (tmp_path / "deep" / "down" / "readiness.db").exists()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear Sir or Madam, " * 100)

    with pytest.raises(Unavailable, match="cannot be used"):
        Database.open(f"sqlite:///{file}")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(Unavailable, match="taken"):
        Database.open(f"sqlite:///{tmp_path}/taken/readiness.db")
