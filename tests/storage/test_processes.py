"""What holds when a process is killed, and when two of them write at the same time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readiness.errors import Unavailable
from readiness.storage import sqlite_writer
from readiness.storage.accounts import add_account, list_accounts
from readiness.storage.database import Database, Session
from readiness.storage.engines import parse_url
from readiness.storage.sqlite import open_turnstile
from tests.storage.conftest import NOW
from tests.storage.writing_program import CLIENTS

PROGRAM = Path(__file__).with_name("writing_program.py")


def _start(url: str, prefix: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(PROGRAM), url, prefix, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _kill_after(url: str, prefix: str, lines: int) -> set[str]:
    """Kill the program in full flight; return what it had acknowledged (or complained of)."""
    with _start(url, prefix, 0) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        acknowledged += process.stdout.readlines()
    return {line.strip() for line in acknowledged if line.endswith("\n")}


def _stored(url: str, prefix: str) -> set[str]:
    def names(session: Session) -> set[str]:
        return {row.name for row in list_accounts(session) if row.name.startswith(prefix)}

    with Database.open(url) as database:
        return database.read_now(names)


@pytest.mark.parametrize("lines", [1, 10, 50, 150, 400])
def test_a_killed_process_loses_nothing_it_acknowledged(database_url: str, lines: int) -> None:
    prefix = f"killed {lines}"

    acknowledged = _kill_after(database_url, prefix, lines)

    stored = _stored(database_url, prefix)
    assert len(acknowledged) >= lines
    assert acknowledged <= stored
    # At most two writes of each client were under way: one not yet printed, one not yet resolved.
    assert len(stored - acknowledged) <= 2 * CLIENTS


def test_a_killed_process_leaves_a_sound_file(sqlite_url: str) -> None:
    _kill_after(sqlite_url, "sound", 100)

    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_two_processes_write_at_the_same_time(database_url: str) -> None:
    writers = [_start(database_url, f"process {number}", 60) for number in range(2)]
    for writer in writers:
        output, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0, output

    for number in range(2):
        assert len(_stored(database_url, f"process {number}")) == 60 * CLIENTS


def test_a_writer_kept_out_for_too_long_says_so_and_recovers(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Database.open(sqlite_url) as database:
        monkeypatch.setattr(sqlite_writer, "TURNSTILE_SECONDS", 0.1)
        other = open_turnstile(parse_url(sqlite_url))
        with other.held(1):
            with pytest.raises(Unavailable) as caught:
                database.write_now(add_account, "kept out", now=NOW)
            with pytest.raises(Unavailable):
                database.write_now(add_account, "kept out", now=NOW)
        # The wait that was given up gets the lock now, and must not keep it.
        time.sleep(0.2)
        with other.held(0.1):
            pass
        other.close()
        database.write_now(add_account, "let in", now=NOW)

    assert "locked" in str(caught.value.__cause__)
    assert _stored(sqlite_url, "let in")
    assert not _stored(sqlite_url, "kept out")


def test_a_foreign_program_holding_the_file_makes_writes_unavailable(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readiness.storage.engines.SQLITE_BUSY_MILLISECONDS", 100)
    holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    with Database.open(sqlite_url) as database:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable) as caught:
            database.write_now(add_account, "locked out", now=NOW)
        assert database.read_now(list_accounts) is not None
        holder.execute("ROLLBACK")
        database.write_now(add_account, "free again", now=NOW)
    holder.close()

    assert "database is locked" not in str(caught.value)
