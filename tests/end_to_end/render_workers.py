"""The processes that render a service's reports, as its operator sees and ends them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.running_server import ANSWER_SECONDS, RunningServer
from tests.end_to_end.test_restart import children_of

_BESIDE_THEM = b"resource_tracker"  # Python starts it with the first of them
_TICKS = os.sysconf("SC_CLK_TCK")


def render_workers(server: RunningServer) -> list[int]:
    """Return the ids of the processes that the service has started to render reports."""
    return [
        int(process.name)
        for process in children_of(server.process_id)
        if _BESIDE_THEM not in (process / "cmdline").read_bytes()
    ]


def cpu_seconds(processes: list[int]) -> float:
    """Return the processor time that they have taken so far."""
    return sum(_ticks(process) for process in processes) / _TICKS


def wait_for_work(processes: list[int], seconds: float) -> None:
    """Return when they have taken so much more processor time."""
    enough = cpu_seconds(processes) + seconds
    deadline = time.monotonic() + ANSWER_SECONDS
    while cpu_seconds(processes) < enough:
        assert time.monotonic() < deadline, "nobody renders"
        time.sleep(0.02)


@contextmanager
def held(server: RunningServer) -> Iterator[None]:
    """Let the service's workers stand still meanwhile, so that every report has to wait."""
    workers = render_workers(server)
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    try:
        yield
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGCONT)


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
