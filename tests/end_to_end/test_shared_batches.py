"""A batch of reports is shared by processes on one database, which only they may use."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.followed_batches import (
    assert_each_is_there_once,
    followed,
    reports_of,
    start,
)
from tests.end_to_end.running_server import RunningServer
from tests.end_to_end.test_restart import children_of


def test_two_processes_share_a_batch_and_one_goes_on_when_the_other_dies(
    postgres_url: str, tmp_path: Path
) -> None:
    with (
        RunningServer(tmp_path, database_url=postgres_url, pdf_workers="1") as one,
        RunningServer(tmp_path, database_url=postgres_url, pdf_workers="1") as other,
    ):
        place = start(one, "de", "en")
        followed(other, place, decided=4)
        assert children_of(one.process_id)
        assert children_of(other.process_id)
        one.kill()
        done = followed(other, place)
        assert_each_is_there_once(other, done)
        attempts = [report.attempts for report in reports_of(postgres_url, done["id"]).values()]
        assert sum(attempts) <= done["total"] + 2
