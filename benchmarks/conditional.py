"""What a report costs whoever has it already, by address of the report and with its `ETag`.

A real service on loopback with a database of its own; one client on one connection, everything in
turns. Baseline in the same run: reading the assessment itself. The report is asked for with its
`ETag` (304, no bytes), without (the stored PDF handed out), and for the first time (rendered by a
warm process; all samples in their languages and editions are there for that once). Usage:
.venv/bin/python -m benchmarks.conditional
"""

import itertools
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

import httpx2

from readiness.reports.editions import EDITIONS
from tests.end_to_end.running_server import RunningServer

ROUNDS: Final = 20
ANSWERS_A_ROUND: Final = 10
LANGUAGES: Final = ("de", "en", "nl")
BASELINE: Final = "GET the assessment (baseline)"
KNOWN: Final = "GET its report, If-None-Match: 304"
STORED: Final = "GET its report, stored: 200"
FIRST: Final = "GET a report, first rendering: 200"


def main() -> None:
    """Start the service with the sample companies, measure in turns, print a table."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'readiness.db'}"
        with RunningServer(Path(folder), database_url=url) as server, server.client() as client:
            _print_table(_measured(client))


def _measured(client: httpx2.Client) -> dict[str, list[float]]:
    """Return milliseconds of every answer, by what was asked."""
    fresh = _reports_nobody_asked_for(client)
    assessment, report = next(fresh)
    made = client.get(report).raise_for_status()
    known = {"If-None-Match": made.headers["etag"]}
    print(f"the report has {len(made.content) / 1024:.0f} KiB")
    taken: dict[str, list[float]] = {name: [] for name in (BASELINE, KNOWN, STORED, FIRST)}
    for _ in range(ROUNDS):
        for _ in range(ANSWERS_A_ROUND):
            taken[BASELINE].append(_milliseconds(client, assessment, 200))
            taken[KNOWN].append(_milliseconds(client, report, 304, known))
            taken[STORED].append(_milliseconds(client, report, 200))
        taken[FIRST].append(_milliseconds(client, next(fresh)[1], 200))
    return taken


def _reports_nobody_asked_for(client: httpx2.Client) -> Iterator[tuple[str, str]]:
    """Addresses of assessments and of their reports, each in another company, language, edition."""
    listed = client.get("/v1/assessments", params={"status": "submitted"}).raise_for_status()
    samples = [item["id"] for item in listed.json()["items"]]
    for edition, language, sample in itertools.product(EDITIONS, LANGUAGES, samples):
        assessment = f"/v1/assessments/{sample}"
        yield assessment, f"{assessment}/report?language={language}&edition={edition}"


def _milliseconds(
    client: httpx2.Client, address: str, status: int, headers: dict[str, str] | None = None
) -> float:
    started = time.perf_counter()
    answer = client.get(address, headers=headers)
    taken = (time.perf_counter() - started) * 1000
    if answer.status_code != status:
        raise SystemExit(f"{address} was answered with {answer.status_code}: {answer.text}")
    return taken


def _print_table(taken: dict[str, list[float]]) -> None:
    baseline = median(taken[BASELINE])
    for name, values in taken.items():
        middle, slow = median(values), sorted(values)[int(len(values) * 0.95)]
        print(
            f"{name:36} median {middle:8.1f} ms  p95 {slow:8.1f} ms"
            f"  ratio {middle / baseline:7.1f}  ({len(values)} times)"
        )


if __name__ == "__main__":
    main()
