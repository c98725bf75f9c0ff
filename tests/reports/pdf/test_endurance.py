"""Runaway, dying, missing and crowded workers: a clear error, and the next report is served."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from readiness.reports.failure import ReportFailed
from readiness.reports.pdf import PdfRenderer
from tests.reports.pdf.documents import CREATED, CSS, REPORT, RUNAWAY, TITLE, page, render

SIMPLE = "<h1>Served</h1>"
REPORTS = 4


@pytest.fixture
def single() -> Iterator[PdfRenderer]:
    with PdfRenderer(workers=1, timeout_seconds=3) as renderer:
        renderer.warm_up()
        yield renderer


def workers_of(before: set[int]) -> list[int]:
    children = multiprocessing.active_children()
    return [child.pid for child in children if child.pid is not None and child.pid not in before]


@pytest.fixture
def other_processes() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid is not None}


def test_a_runaway_report_is_stopped_and_the_next_one_served(single: PdfRenderer) -> None:
    started = time.monotonic()
    with pytest.raises(ReportFailed) as failed:
        render(single, RUNAWAY)
    assert failed.value.code == "report_timeout"
    assert "3 seconds" in failed.value.detail
    assert time.monotonic() - started < 40
    assert render(single, SIMPLE).startswith(b"%PDF")


def test_a_killed_worker_is_reported_and_the_next_report_served(
    other_processes: set[int],
) -> None:
    with PdfRenderer(workers=1, timeout_seconds=60) as renderer:
        renderer.warm_up()
        (worker,) = workers_of(other_processes)
        killer = threading.Timer(2.5, os.kill, (worker, signal.SIGKILL))
        killer.start()
        with pytest.raises(ReportFailed) as failed:
            render(renderer, RUNAWAY)
        killer.join()
        assert failed.value.code == "report_crashed"
        assert failed.value.remedy
        assert render(renderer, SIMPLE).startswith(b"%PDF")


def test_the_death_of_an_idle_worker_costs_nobody_a_report(
    other_processes: set[int], single: PdfRenderer
) -> None:
    for pause in (0.0, 1.0):
        (worker,) = workers_of(other_processes)
        os.kill(worker, signal.SIGKILL)
        time.sleep(pause)
        assert render(single, SIMPLE).startswith(b"%PDF")


def test_a_report_beyond_the_memory_limit_is_refused_and_the_next_one_served() -> None:
    rows = "<tr><td>x</td><td>y</td></tr>" * 15_000
    with PdfRenderer(workers=1, memory_limit_mb=400) as renderer:
        with pytest.raises(ReportFailed) as failed:
            render(renderer, f"<table>{rows}</table>")
        assert failed.value.code in {"report_too_large", "report_crashed"}
        assert render(renderer, SIMPLE).startswith(b"%PDF")


def test_a_document_the_renderer_cannot_digest_is_reported(renderer: PdfRenderer) -> None:
    with pytest.raises(ReportFailed) as failed:
        render(renderer, "<div>" * 3000)
    assert failed.value.code == "report_not_rendered"
    assert "RecursionError" in failed.value.detail


def test_eight_reports_at_once_are_all_served(renderer: PdfRenderer) -> None:
    expected = render(renderer, REPORT)
    with ThreadPoolExecutor(8) as threads:
        reports = [threads.submit(render, renderer, REPORT) for _ in range(8)]
        assert [report.result() for report in reports] == [expected] * 8


def test_more_reports_than_may_wait_are_refused_at_once() -> None:
    with PdfRenderer(workers=1, timeout_seconds=3, most_waiting=1) as renderer:
        renderer.warm_up()
        with ThreadPoolExecutor(2) as threads:
            busy = [threads.submit(render, renderer, RUNAWAY) for _ in range(2)]
            time.sleep(0.5)
            started = time.monotonic()
            with pytest.raises(ReportFailed) as failed:
                render(renderer, SIMPLE)
            assert time.monotonic() - started < 1
            assert (failed.value.code, failed.value.status) == ("report_queue_full", 503)
            with pytest.raises(ReportFailed, match="2 reports are being rendered"):
                renderer.require_room()
            assert all(isinstance(report.exception(), ReportFailed) for report in busy)
        renderer.require_room()
        assert render(renderer, SIMPLE).startswith(b"%PDF")


def test_the_event_loop_stays_free_while_reports_are_rendered(renderer: PdfRenderer) -> None:
    async def one() -> bytes:
        return await renderer.render_async(
            page(REPORT), CSS, title=TITLE, language="de", created=CREATED
        )

    async def several() -> tuple[list[bytes], int]:
        ticks = 0
        reports = asyncio.gather(*(one() for _ in range(REPORTS)))
        while not reports.done():
            await asyncio.sleep(0.01)
            ticks += 1
        return await reports, ticks

    reports, ticks = asyncio.run(several())
    assert set(reports) == {render(renderer, REPORT)}
    assert ticks > REPORTS, "a loop that is not free ticks once between two reports at most"


def test_an_abandoned_report_frees_its_worker(single: PdfRenderer) -> None:
    async def give_up() -> None:
        waiting = single.render_async(
            page(RUNAWAY), CSS, title=TITLE, language="de", created=CREATED
        )
        await asyncio.wait_for(waiting, 0.5)

    with pytest.raises(TimeoutError):
        asyncio.run(give_up())
    started = time.monotonic()
    assert render(single, SIMPLE).startswith(b"%PDF")
    assert time.monotonic() - started < 40


def test_no_process_exists_before_the_first_report(other_processes: set[int]) -> None:
    with PdfRenderer():
        assert not workers_of(other_processes)


def test_closing_stops_the_workers_and_ends_what_waits(other_processes: set[int]) -> None:
    renderer = PdfRenderer(workers=1, timeout_seconds=60)
    renderer.warm_up()
    closer = threading.Timer(1.0, renderer.close)
    closer.start()
    with pytest.raises(ReportFailed) as failed:
        render(renderer, RUNAWAY)
    closer.join()
    assert failed.value.code == "report_renderer_closed"
    assert not workers_of(other_processes)
    with pytest.raises(ReportFailed, match="stopping"):
        render(renderer, SIMPLE)


def test_workers_leave_no_files_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with PdfRenderer(workers=1, timeout_seconds=2) as renderer:
        with pytest.raises(ReportFailed):
            render(renderer, RUNAWAY)
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_the_renderer_is_imported_without_weasyprint() -> None:
    program = "import sys, readiness.reports.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_missing_system_libraries_are_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"not a library")
    program = (
        "from tests.reports.pdf.documents import *\n"
        "from readiness.reports.failure import ReportFailed\n"
        "with PdfRenderer(workers=1) as renderer:\n"
        "    try:\n"
        "        render(renderer, REPORT)\n"
        "    except ReportFailed as failed:\n"
        "        print(failed.code, failed.status, failed, sep='|')\n"
    )
    environment = {**os.environ, "LD_LIBRARY_PATH": str(tmp_path)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    code, status, message = done.stdout.strip().split("|")
    assert (code, status) == ("pdf_libraries_missing", "503")
    assert "pango" in message
    assert "scripts/setup" in message
