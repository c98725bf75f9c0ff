"""What the port promises on either engine."""

from __future__ import annotations

import asyncio
import itertools
import re
import threading
import time
from collections.abc import Awaitable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from readiness import storage
from readiness.errors import Conflict, InvalidInput, NotFound, Unavailable
from readiness.storage.accounts import add_account, get_account, list_accounts
from readiness.storage.answers import AnswerEntry
from readiness.storage.assessments import get_answers, put_answers
from readiness.storage.database import Database, Session
from readiness.storage.tables import Account
from tests.storage.conftest import NOW, Tenant

CLIENTS = 200


def _add_then_fail(session: Session, name: str) -> None:
    add_account(session, name, now=NOW)
    raise ValueError(name)


def _add_twice(session: Session, first: str, second: str) -> None:
    add_account(session, first, now=NOW)
    add_account(session, second, now=NOW)


def _names(session: Session) -> set[str]:
    return {account.name for account in list_accounts(session)}


def test_one_failing_use_case_among_fifty_undoes_only_itself(database: Database) -> None:
    async def scenario() -> list[object]:
        calls: list[Awaitable[object]] = [
            database.write(add_account, f"good {number}", now=NOW) for number in range(49)
        ]
        calls.insert(25, database.write(_add_then_fail, "bad"))
        return list(await asyncio.gather(*calls, return_exceptions=True))

    outcomes = asyncio.run(scenario())

    assert [str(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == ["bad"]
    assert isinstance(outcomes[25], ValueError)
    names = database.read_now(_names)
    assert {f"good {number}" for number in range(49)} <= names
    assert "bad" not in names


def test_a_broken_statement_undoes_its_use_case_and_no_other(database: Database) -> None:
    pairs = [("kept 1", "kept 2"), ("lost", ""), ("kept 3", "kept 4")]

    async def scenario() -> list[BaseException | None]:
        calls = [database.write(_add_twice, *pair) for pair in pairs]
        return await asyncio.gather(*calls, return_exceptions=True)

    outcomes = asyncio.run(scenario())

    assert isinstance(outcomes[1], InvalidInput)
    names = database.read_now(_names)
    assert {"kept 1", "kept 2", "kept 3", "kept 4"} <= names
    assert "lost" not in names


def test_a_write_is_visible_to_another_connection_before_it_returns(
    database: Database, database_url: str
) -> None:
    with Database.open(database_url) as second:

        async def scenario() -> None:
            for number in range(20):
                account = await database.write(add_account, f"account {number}", now=NOW)
                assert second.read_now(get_account, account.id).name == f"account {number}"

        asyncio.run(scenario())


def test_two_hundred_clients_are_served_without_a_stall(database: Database, tenant: Tenant) -> None:
    rounds = 3
    slowest = 0.0

    async def client(number: int) -> None:
        nonlocal slowest
        for turn in range(rounds):
            started = time.monotonic()
            entry = AnswerEntry(f"question.{number}", turn)
            await database.write(
                put_answers, tenant.account_id, tenant.assessment_id, [entry], now=NOW
            )
            await database.read(get_account, tenant.account_id)
            slowest = max(slowest, time.monotonic() - started)

    async def scenario() -> None:
        async with asyncio.timeout(60):
            await asyncio.gather(*(client(number) for number in range(CLIENTS)))

    asyncio.run(scenario())

    answers = database.read_now(get_answers, tenant.account_id, tenant.assessment_id)
    assert len(answers) == CLIENTS
    assert {answer.value for answer in answers} == {rounds - 1}
    assert slowest < 20


def test_a_cancelled_write_is_whole_or_not_there_and_the_next_one_works(
    database: Database,
) -> None:
    async def scenario() -> None:
        names = [(f"first {number}", f"second {number}") for number in range(100)]
        tasks = [asyncio.create_task(database.write(_add_twice, *pair)) for pair in names]
        await asyncio.sleep(0.005)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await database.write(add_account, "afterwards", now=NOW)

    asyncio.run(scenario())

    # What was under way on another thread of PostgreSQL may end a little later.
    time.sleep(0.2)
    names = database.read_now(_names)
    assert "afterwards" in names
    for number in range(100):
        assert (f"first {number}" in names) == (f"second {number}" in names)
        assert number % 2 == 0 or f"first {number}" in names


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(Unavailable, match="can only be read"):
        database.read_now(add_account, "by stealth", now=NOW)

    assert "by stealth" not in database.read_now(_names)


def test_a_long_read_leaves_the_event_loop_free(database: Database) -> None:
    entered = threading.Event()

    def slow(session: Session) -> str:
        entered.set()
        time.sleep(0.3)
        return "done"

    async def scenario() -> tuple[int, str]:
        reading = asyncio.create_task(database.read_long(slow))
        for ticks in itertools.count():  # noqa: B007 - the count is the outcome
            await asyncio.sleep(0.01)
            if reading.done():
                break
        return ticks, await reading

    ticks, outcome = asyncio.run(scenario())

    assert outcome == "done"
    assert entered.is_set()
    assert ticks > 5


def test_a_use_case_that_lets_stop_iteration_escape_does_not_hang(database: Database) -> None:
    def first_of_nothing(session: Session) -> object:
        return next(iter(()))

    async def scenario() -> None:
        async with asyncio.timeout(5):
            with pytest.raises(RuntimeError, match="StopIteration"):
                await database.write(first_of_nothing)
            with pytest.raises(RuntimeError, match="StopIteration"):
                await database.read_long(first_of_nothing)

    asyncio.run(scenario())


def test_rows_come_back_usable_and_untied(database: Database) -> None:
    account = database.write_now(add_account, "Original", now=NOW)

    def rename_without_saying_so(session: Session) -> None:
        get_account(session, account.id).name = "Changed"

    database.write_now(rename_without_saying_so)

    assert account.created_at == NOW
    assert database.read_now(get_account, account.id) == Account(
        id=account.id, name="Original", created_at=NOW
    )


def test_errors_of_the_use_case_reach_the_caller(database: Database) -> None:
    with pytest.raises(NotFound) as caught:
        database.read_now(get_account, "acc_none")

    assert caught.value.code == "account_not_found"
    assert caught.value.status == 404


def test_a_taken_key_is_a_conflict(database: Database) -> None:
    def add_same_id(session: Session, account: Account) -> None:
        session.add(Account(id=account.id, name="Twin", created_at=NOW))

    account = database.write_now(add_account, "First", now=NOW)

    with pytest.raises(Conflict, match="stored already"):
        database.write_now(add_same_id, account)


def test_an_unmigrated_database_is_unavailable_and_says_what_to_run(database: Database) -> None:
    def read_missing(session: Session) -> object:
        return session.connection().execute(text("SELECT * FROM no_such_table_here")).all()

    with pytest.raises(Unavailable, match="readiness migrate"):
        database.read_now(read_missing)


def test_a_mistake_in_a_statement_is_not_disguised(database: Database) -> None:
    def mistaken(session: Session) -> object:
        return session.connection().execute(text("SELEKT 1")).all()

    with pytest.raises(Exception, match="SELEKT") as caught:
        database.read_now(mistaken)

    assert not isinstance(caught.value, Unavailable)


def test_closing_finishes_what_was_accepted_and_refuses_the_rest(database_url: str) -> None:
    database = Database.open(database_url)

    async def scenario() -> None:
        calls = [
            asyncio.create_task(database.write(add_account, f"late {number}", now=NOW))
            for number in range(50)
        ]
        await asyncio.sleep(0)
        database.close()
        await asyncio.gather(*calls)
        with pytest.raises(Unavailable, match="shutting down"):
            await database.write(add_account, "too late", now=NOW)
        with pytest.raises(Unavailable, match="shutting down"):
            await database.read_long(list_accounts)

    asyncio.run(scenario())
    database.close()

    with Database.open(database_url) as again:
        assert {f"late {number}" for number in range(50)} <= again.read_now(_names)


def test_more_than_ten_thousand_waiting_are_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()

    def wait(session: Session) -> bool:
        return release.wait(30)

    def quick(session: Session) -> str:
        return "done"

    async def scenario() -> None:
        waiting = [asyncio.create_task(database.write(wait)) for _ in range(20)]
        await asyncio.sleep(0.2)
        many = [asyncio.create_task(database.write(quick)) for _ in range(10_500)]
        await asyncio.wait(many, return_when=asyncio.FIRST_COMPLETED)
        release.set()
        outcomes = await asyncio.gather(*many, return_exceptions=True)
        await asyncio.gather(*waiting)
        refused = [outcome for outcome in outcomes if isinstance(outcome, Unavailable)]
        assert 400 <= len(refused) <= 600
        assert {refusal.code for refusal in refused} == {"too_busy"}
        assert len(refused) + outcomes.count("done") == 10_500

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://root@localhost/x", "no url", ""]
)
def test_an_unsupported_url_is_refused_with_what_to_give(url: str) -> None:
    with pytest.raises(InvalidInput, match="Give sqlite:///"):
        Database.open(url)


def test_an_unreachable_server_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be used"):
        Database.open(f"postgresql://postgres@/readiness?host={tmp_path}")


def test_nothing_outside_the_port_commits() -> None:
    room = Path(storage.__file__).parent
    sources = list(room.parent.rglob("*.py"))
    committing = {
        str(path.relative_to(room.parent))
        for path in sources
        if re.search(r"\.(commit|rollback|begin|begin_nested)\(", path.read_text())
    }

    assert len(sources) > 20
    assert committing == {
        f"storage/{name}.py" for name in ("engines", "migrate", "sessions", "sqlite_writer")
    }


def test_times_of_a_different_zone_come_back_as_the_same_instant(database: Database) -> None:
    at = NOW.astimezone(tz=None) + timedelta(microseconds=1)

    account = database.write_now(add_account, "Elsewhere", now=at)
    stored = database.read_now(get_account, account.id).created_at

    assert stored == at
    assert stored.isoformat() == "2026-03-01T12:00:00.123457+00:00"
