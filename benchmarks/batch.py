"""A batch of reports beside the same number asked for one by one: reports a minute, CPU, memory.

A real service on a database of its own, with two PDF processes. Usage:
.venv/bin/python -m benchmarks.batch [reports]
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from subprocess import DEVNULL, Popen
from threading import Event, Thread
from typing import Any

import httpx2

from benchmarks.samples import sample_answers
from readiness.catalog.catalog import Catalog
from readiness.services.accounts import open_account
from readiness.services.assessments import AnswerChanges, open_assessment, save_answers, submit
from readiness.settings import Settings
from readiness.storage.database import Database
from readiness.storage.migrate import migrate
from readiness.storage.organizations import add_organization

REPORTS = 200
PORT = 8931
MIB = 1024 * 1024
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Measured:
    """What making reports took."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def main(reports: int) -> None:
    """Make as many reports one by one and as many in a batch; print both."""
    with tempfile.TemporaryDirectory() as folder, _service(Path(folder), reports) as (client, pid):
        listed = _all_assessments(client)
        alone, together = listed[:reports], listed[reports : 2 * reports]
        _report(client, listed[-1])  # the PDF processes are warm for both
        one_by_one = _measured(pid, lambda: _one_by_one(client, alone))
        batch = _measured(pid, lambda: _batch(client, together))
    print(f"{reports} full reports each, two PDF processes, {os.cpu_count()} cores")
    for name, it in (("one by one over REST (baseline)", one_by_one), ("one batch", batch)):
        print(
            f"{name:32} {reports / it.seconds * 60:6.0f} a minute  {it.seconds:6.1f} s"
            f"  CPU {it.cpu_seconds:6.1f} s ({it.cpu_seconds / reports * 1000:5.0f} ms a report)"
            f"  peak {it.peak_bytes / MIB:5.0f} MiB"
        )
    print(f"ratio {one_by_one.seconds / batch.seconds:.2f}")


@contextmanager
def _service(folder: Path, reports: int) -> Iterator[tuple[httpx2.Client, int]]:
    url = f"sqlite:///{folder / 'readiness.db'}"
    key = _fill(url, 2 * reports + 1)
    settings = {"DATABASE_URL": url, "FILES_URL": str(folder / "files"), "PDF_WORKERS": "2"}
    environment = os.environ | {f"READINESS_{name}": value for name, value in settings.items()}
    command = [str(Path(sys.executable).with_name("readiness")), "serve", "--port", str(PORT)]
    service = Popen(command, env=environment, stdout=DEVNULL)
    address, headers = f"http://127.0.0.1:{PORT}", {"Authorization": f"Bearer {key}"}
    try:
        with httpx2.Client(base_url=address, headers=headers, timeout=600) as client:
            _wait_for(client)
            yield client, service.pid
    finally:
        service.terminate()
        service.wait()


def _fill(url: str, assessments: int) -> str:
    """Submit assessments of as many organizations; return the API key of their account."""
    migrate(url)
    catalog, (_, answers) = Catalog(Settings().questionnaires), sample_answers()
    with Database.open(url) as database:
        now = datetime.now(UTC)
        account, key = database.write_now(open_account, "Benchmark", now)
        for number in range(assessments):
            organization = database.write_now(
                add_organization, account, name=f"Werk {number:04} GmbH", now=now
            )
            opened = database.write_now(
                open_assessment, catalog, account, organization.id, "d2c-readiness", now
            )
            changes = AnswerChanges(answers)
            database.write_now(save_answers, catalog, account, opened.id, changes, now)
            database.write_now(submit, catalog, account, opened.id, now)
    return key


def _wait_for(client: httpx2.Client) -> None:
    while True:
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)


def _all_assessments(client: httpx2.Client) -> list[str]:
    found: list[str] = []
    cursor: str | None = None
    while True:
        parameters = {"limit": "200"} | ({"cursor": cursor} if cursor else {})
        answer = client.get("/v1/assessments", params=parameters)
        page: dict[str, Any] = answer.raise_for_status().json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def _report(client: httpx2.Client, assessment: str) -> None:
    client.get(f"/v1/assessments/{assessment}/report").raise_for_status()


def _one_by_one(client: httpx2.Client, assessments: list[str]) -> None:
    for each in assessments:
        _report(client, each)


def _batch(client: httpx2.Client, assessments: list[str]) -> None:
    """Start a batch, follow it to its end and download it."""
    started = client.post("/v1/report-batches", json={"assessments": assessments})
    place = started.raise_for_status().headers["location"]
    while (batch := client.get(place).json())["finished_at"] is None:
        time.sleep(0.2)
    if batch["done"] != len(assessments):
        raise SystemExit(f"not every report was made: {batch}")
    client.get(batch["download"]).raise_for_status()


def _measured(pid: int, work: Callable[[], object]) -> Measured:
    """Run `work` and watch the service's processes meanwhile."""
    peak, ended = 0, Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.2):
            peak = max(peak, sum(_memory(each) for each in (pid, *_children(pid))))

    watcher = Thread(target=watch)
    watcher.start()
    cpu, started = _cpu(pid), time.perf_counter()
    try:
        work()
    finally:
        ended.set()
        watcher.join()
    return Measured(time.perf_counter() - started, _cpu(pid) - cpu, peak)


def _children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for each in lists for child in each.read_text("ascii").split()]


def _cpu(pid: int) -> float:
    """Return CPU seconds of the service, its PDF processes and those that have ended."""
    of_each = [_times(each) for each in (pid, *_children(pid))]
    return sum(own for own, _ in of_each) + of_each[0][1]


def _times(pid: int) -> tuple[float, float]:
    """Return CPU seconds of a process, and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    user, system, ended_user, ended_system = (int(field) / TICKS for field in fields[11:15])
    return user + system, ended_user + ended_system


def _memory(pid: int) -> int:
    """Return the memory of a process in bytes; pages it shares with others count in each."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE
    except OSError:
        return 0  # it has just ended


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)
