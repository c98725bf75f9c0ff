"""Batches of reports as their tests start, follow and open them."""

from __future__ import annotations

import io
import time
from typing import Any
from zipfile import ZipFile

from sqlmodel import Session, col, select

from readiness.storage.batch_tables import BatchReport
from readiness.storage.database import Database
from readiness.storage.rows import fetch_all
from tests.end_to_end.running_server import RunningServer

PATIENCE_SECONDS = 400.0


def start(server: RunningServer, *languages: str) -> str:
    """Start a batch of all sample companies and return its address."""
    wish = {"questionnaire": "d2c-readiness", "languages": languages}
    with server.client() as client:
        started = client.post("/v1/report-batches", json=wish)
    assert started.status_code == 202, started.text
    return str(started.headers["location"])


def followed(server: RunningServer, place: str, decided: int | None = None) -> dict[str, Any]:
    """Wait until so many reports of the batch are decided, or until it is finished."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with server.client() as client:
        while time.monotonic() < deadline:
            seen: dict[str, Any] = client.get(place).json()
            if seen["finished_at"] or (decided and seen["done"] >= decided):
                return seen
            time.sleep(0.05)
    raise AssertionError(server.output)


def reports_of(database_url: str, batch_id: str) -> dict[int, BatchReport]:
    """Return the reports of a batch as they are stored, by number."""

    def stored(session: Session) -> tuple[BatchReport, ...]:
        mine = select(BatchReport).where(col(BatchReport.batch_id) == batch_id)
        return fetch_all(session, mine)

    with Database.open(database_url) as database:
        return {report.number: report for report in database.read_now(stored)}


def assert_each_is_there_once(server: RunningServer, done: dict[str, Any]) -> None:
    """Hold the finished batch and its ZIP to have every report, and none twice."""
    assert (done["state"], done["done"], done["failed"]) == ("done", done["total"], 0)
    with server.client() as client:
        archive = ZipFile(io.BytesIO(client.get(done["download"]).content))
    names = archive.namelist()
    numbers = [name.partition("_")[0] for name in names[1:]]
    assert names[0] == "contents.csv"
    assert numbers == [f"{number:04}" for number in range(1, done["total"] + 1)]
    assert all(archive.read(name).startswith(b"%PDF-") for name in names[1:])
