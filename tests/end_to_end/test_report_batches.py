"""A batch of reports outlives the process that works on it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.end_to_end.followed_batches import (
    assert_each_is_there_once,
    followed,
    reports_of,
    start,
)
from tests.end_to_end.render_workers import render_workers, wait_for_work
from tests.end_to_end.running_server import RunningServer


def test_a_batch_survives_a_kill_with_every_report_once(
    server: RunningServer, database_url: str
) -> None:
    place = start(server, "de")
    before = followed(server, place, decided=1)
    assert before["done"] < before["total"]
    assert server.kill() != 0
    made = {
        number: report
        for number, report in reports_of(database_url, before["id"]).items()
        if report.state == "done"
    }

    server.start()
    done = followed(server, place)

    assert_each_is_there_once(server, done)
    after = reports_of(database_url, done["id"])
    assert {number: after[number].attempts for number in made} == dict.fromkeys(made, 1)
    assert max(report.attempts for report in after.values()) <= 2
    assert "Traceback" not in server.output


def test_a_stopped_service_takes_its_batch_up_at_once(
    server: RunningServer, database_url: str
) -> None:
    place = start(server, "nl")
    before = followed(server, place, decided=1)
    assert before["done"] < before["total"]
    server.stop()
    assert not any(
        report.claimed_by
        for report in reports_of(database_url, before["id"]).values()
        if report.state == "waiting"
    )

    server.start()
    done = followed(server, place)

    assert_each_is_there_once(server, done)
    attempts = {report.attempts for report in reports_of(database_url, done["id"]).values()}
    assert attempts == {1}


def test_a_batch_waits_for_its_turn_where_others_are_refused(
    sqlite_url: str, tmp_path: Path
) -> None:
    crowded = {"database_url": sqlite_url, "pdf_workers": "1", "pdf_waiting": "0"}
    with RunningServer(tmp_path, **crowded) as server:
        done = followed(server, start(server, "en"))
        assert_each_is_there_once(server, done)
        attempts = {report.attempts for report in reports_of(sqlite_url, done["id"]).values()}
        assert attempts == {1}


def test_a_report_of_a_batch_is_made_again_when_its_worker_is_killed(
    sqlite_url: str, tmp_path: Path
) -> None:
    with RunningServer(tmp_path, database_url=sqlite_url, pdf_workers="1") as server:
        place = start(server, "de")
        followed(server, place, decided=1)
        wait_for_work(render_workers(server), 0.3)
        for worker in render_workers(server):
            os.kill(worker, signal.SIGKILL)
        done = followed(server, place)
        assert_each_is_there_once(server, done)
        attempts = [report.attempts for report in reports_of(sqlite_url, done["id"]).values()]
        assert sum(attempts) == done["total"] + 1
