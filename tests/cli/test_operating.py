"""`readiness migrate`, `accounts`, `serve` and `openapi`, and what settings they refuse."""

import json
import re
import socket
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from readiness.app import create_app
from readiness.settings import Settings
from tests.cli.conftest import Call, run_process


@pytest.fixture
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> str:
    """The address of a database that is not there yet."""
    url = f"sqlite:///{tmp_path}/new/readiness.db"
    monkeypatch.setenv("READINESS_DATABASE_URL", url)
    return url


def test_migrating_twice_is_safe(call: Call, own_database: str) -> None:
    for _ in range(2):
        done = call("migrate")
        assert (done.code, done.text) == (0, "The database is up to date.\n")


def test_a_new_account_s_key_works_over_rest(
    call: Call, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("READINESS_DATABASE_URL", database_url)
    added = call("accounts", "add", "Beratung Weiß & Partner")
    account = re.search(r"^Account (acc_\w+)$", added.text, re.MULTILINE)
    assert account is not None
    another = call("accounts", "key", account[1], "--name", "for the CRM")
    settings = Settings(database_url=database_url, files_url=str(tmp_path / "files"))
    with TestClient(create_app(settings)) as client:
        for printed in (added.text, another.text):
            key = re.search(r"^API key (rdy_live_\w+)$", printed, re.MULTILINE)
            assert key is not None
            headers = {"Authorization": f"Bearer {key[1]}"}
            assert client.get("/v1/organizations", headers=headers).json()["items"] == []


def test_an_account_needs_migrated_tables(call: Call, own_database: str) -> None:
    done = call("accounts", "add", "Too early")
    assert done.code == 1
    assert done.err.startswith("database_not_migrated: ")
    assert "readiness migrate" in done.err


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("READINESS_PORT", "http", "READINESS_PORT: wrong_setting: "),
        ("READINESS_LOG_LEVEL", "loud", "READINESS_LOG_LEVEL: wrong_setting: "),
        ("READINESS_DATABASE_URL", "mysql://here", "invalid_input: The database kind "),
        ("READINESS_DATABASE_URL", "postgresql://x@127.0.0.1:1/x", "database_unavailable: "),
        ("READINESS_FILES_URL", "nothing://here", "invalid_input: The place for files "),
    ],
)
def test_a_setting_that_cannot_be_is_told_before_the_service_starts(
    call: Call,
    own_database: str,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    message: str,
) -> None:
    monkeypatch.setenv(variable, value)
    done = call("serve")
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith(message)


def test_a_taken_port_is_told(call: Call, own_database: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = call("serve", "--demo", "--port", port)
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith(f"address_unavailable: Nothing can listen on 127.0.0.1, port {port}")


def test_a_demo_key_that_cannot_be_kept_is_told(
    call: Call, own_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("READINESS_DEMO_KEY_FILE", str(tmp_path / "file" / "key"))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    done = call("serve", "--demo", "--port", port)
    assert done.code == 1
    assert done.err.startswith("demo_key_unwritable: ")


def test_the_openapi_document_is_printed(call: Call) -> None:
    done = call("openapi")
    assert json.loads(done.out)["info"]["title"] == "Readiness"


def test_help_and_version_need_nothing(tmp_path: Path) -> None:
    assert run_process(tmp_path, "--version").text.startswith("readiness ")
    done = run_process(tmp_path, "--help")
    assert done.code == 0
    assert "questionnaires" in done.text
