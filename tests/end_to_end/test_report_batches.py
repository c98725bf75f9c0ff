"""A batch of reports outlives the process that works on it."""

from __future__ import annotations

from tests.end_to_end.followed_batches import (
    assert_each_is_there_once,
    followed,
    reports_of,
    start,
)
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
