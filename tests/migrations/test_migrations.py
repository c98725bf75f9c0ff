"""The migrations build what the models say, on both engines, once, and can be undone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text
from sqlalchemy.schema import CheckConstraint

from readiness.errors import Conflict, Unavailable
from readiness.storage import access_tables as _access  # noqa: F401 - knows its tables
from readiness.storage.accounts import add_account, list_accounts
from readiness.storage.database import Database
from readiness.storage.engines import parse_url, postgres_engine, sqlite_engine
from readiness.storage.metadata import METADATA
from readiness.storage.migrate import alembic_config, migrate, migration_connection, pending
from tests.storage.conftest import NOW

ALL = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    url = parse_url(database_url)
    if url.get_backend_name() == "sqlite":
        opened = sqlite_engine(url, "reader", connections=1)
    else:
        opened = postgres_engine(url, connections=1)
    yield opened
    opened.dispose()


def test_the_migrated_schema_is_what_the_models_say(database_url: str) -> None:
    command.check(alembic_config(database_url))


def test_a_table_that_differs_is_noticed(database_url: str) -> None:
    with migration_connection(database_url) as connection:
        connection.execute(text("ALTER TABLE account ADD COLUMN stray TEXT"))

    with pytest.raises(Exception, match="stray"):
        command.check(alembic_config(database_url))

    with migration_connection(database_url) as connection:
        connection.execute(text("ALTER TABLE account DROP COLUMN stray"))
    command.check(alembic_config(database_url))


def test_every_constraint_of_the_models_is_there_by_name(engine: Engine) -> None:
    found = inspect(engine)
    for name, table in METADATA.tables.items():
        checks = {
            engine.dialect.identifier_preparer.format_constraint(constraint)
            for constraint in table.constraints
            if isinstance(constraint, CheckConstraint)
        }
        assert {check["name"] for check in found.get_check_constraints(name)} == checks
        assert found.get_pk_constraint(name)["name"] == f"pk_{name}"
        for key in found.get_foreign_keys(name):
            assert key["options"]["ondelete"] == "CASCADE"
            if key["referred_table"] != "account":
                assert key["constrained_columns"][0] == "account_id"


def test_migrating_again_changes_nothing(database_url: str) -> None:
    assert pending(database_url) == ()
    migrate(database_url)
    assert pending(database_url) == ()


def test_one_step_down_and_up_again(database_url: str) -> None:
    command.downgrade(alembic_config(database_url), "-1")
    assert pending(database_url) == ALL[-1:]

    migrate(database_url)

    assert pending(database_url) == ()
    command.check(alembic_config(database_url))
    with Database.open(database_url) as database:
        database.write_now(add_account, "Usable", now=NOW)


def test_a_database_made_by_a_newer_program_is_left_alone(database_url: str) -> None:
    def set_revision(revision: str) -> None:
        with migration_connection(database_url) as connection:
            connection.execute(
                text("UPDATE alembic_version SET version_num = :to"), {"to": revision}
            )

    set_revision("9999")
    for call in (migrate, pending):
        with pytest.raises(Conflict, match="newer one"):
            call(database_url)
    set_revision(ALL[-1])


def test_an_empty_file_lacks_every_revision_and_asking_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "new.db"

    assert pending(f"sqlite:///{file}") == ALL
    assert not file.exists()


def test_an_unmigrated_database_says_what_to_run(tmp_path: Path) -> None:
    with (
        Database.open(f"sqlite:///{tmp_path}/new.db") as database,
        pytest.raises(Unavailable, match="readiness migrate"),
    ):
        database.read_now(list_accounts)


def test_two_processes_may_migrate_at_once_from_any_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    _migrate_in_processes(url, tmp_path)

    assert pending(url) == ()


def test_two_processes_may_migrate_a_server_at_once(postgres_url: str, tmp_path: Path) -> None:
    command.downgrade(alembic_config(postgres_url), "base")
    _migrate_in_processes(postgres_url, tmp_path)

    assert pending(postgres_url) == ()


def _migrate_in_processes(url: str, folder: Path) -> None:
    program = "import sys; from readiness.storage.migrate import migrate; migrate(sys.argv[1])"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, url], cwd=folder, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")


def test_rebuilding_a_parent_table_keeps_its_children(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/parent.db"
    with migration_connection(url) as connection:
        for statement in (
            "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
            "CREATE TABLE child (id INTEGER REFERENCES parent (id) ON DELETE CASCADE)",
            "INSERT INTO parent VALUES (1)",
            "INSERT INTO child VALUES (1)",
        ):
            connection.execute(text(statement))
    with migration_connection(url) as connection:
        for statement in (
            "CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT)",
            "INSERT INTO new_parent SELECT id, 'x' FROM parent",
            "DROP TABLE parent",
            "ALTER TABLE new_parent RENAME TO parent",
        ):
            connection.execute(text(statement))

    with migration_connection(url) as connection:
        assert connection.execute(text("SELECT count(*) FROM child")).scalar_one() == 1

    with (
        pytest.raises(Unavailable, match="child refers to one that is missing"),
        migration_connection(url) as connection,
    ):
        connection.execute(text("DELETE FROM parent"))
    with migration_connection(url) as connection:
        assert connection.execute(text("SELECT count(*) FROM parent")).scalar_one() == 1


def test_an_installation_without_migrations_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.storage.migrate._FOLDERS", (Path("/nowhere"),))

    with pytest.raises(Unavailable, match="Install the program again"):
        migrate("sqlite:///unused.db")


def test_the_alembic_command_works_in_a_checkout(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/command.db"
    alembic = [sys.executable, "-m", "alembic", "-c", str(ROOT / "alembic.ini")]

    for arguments in (["-x", f"url={url}", "upgrade", "head"], ["-x", f"url={url}", "check"]):
        subprocess.run([*alembic, *arguments], cwd=tmp_path, check=True, capture_output=True)
    without_url = subprocess.run(
        [*alembic, "check"], cwd=tmp_path, check=False, capture_output=True, text=True
    )

    assert pending(url) == ()
    assert without_url.returncode == 1
    assert "alembic -x url=" in without_url.stderr
