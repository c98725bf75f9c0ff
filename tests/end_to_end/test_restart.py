"""What outlives the process: data and key after an orderly end, every acknowledged answer after
none at all.
"""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.end_to_end.running_server import RunningServer, open_assessment

CLIENTS = 8
SECONDS_OF_SAVING = 1.5
ENDING_SECONDS = 5.0
QUESTIONS = (
    "strategy.ownership",
    "strategy.alignment",
    "logistics.single_parcel",
    "commerce.ordering",
)


def listed(server: RunningServer) -> list[str]:
    """Return the ids of the demo account's organizations and assessments."""
    with server.client() as client:
        return [
            item["id"]
            for path in ("/v1/organizations", "/v1/assessments")
            for item in client.get(path, params={"limit": 200}).json()["items"]
        ]


def test_a_second_start_keeps_data_and_key_and_loads_nothing_twice(server: RunningServer) -> None:
    key = server.key
    with server.client() as client:
        open_assessment(client, "Stays")
    before = listed(server)
    print_one_report(server)
    workers = children_of(server.process_id)
    assert workers

    assert server.stop() in (0, -signal.SIGTERM)
    assert left_after(ENDING_SECONDS, workers) == []
    server.start()

    assert server.key == key
    assert listed(server) == before
    assert "Traceback" not in server.output


def print_one_report(server: RunningServer) -> None:
    """Have a report rendered, for which the service starts processes of its own."""
    with server.client() as client:
        sample = client.get("/v1/assessments", params={"status": "submitted"}).json()["items"][0]
        assert client.get(f"/v1/assessments/{sample['id']}/report").status_code == 200


def children_of(process_id: int) -> list[Path]:
    """Return where the processes that this one has started are listed."""
    lists = Path(f"/proc/{process_id}/task").glob("*/children")
    return [Path(f"/proc/{child}") for file in lists for child in file.read_text("utf-8").split()]


def left_after(seconds: float, processes: list[Path]) -> list[Path]:
    """Return those still there after this time; the last end just after their parent."""
    deadline = time.monotonic() + seconds
    while any(process.exists() for process in processes) and time.monotonic() < deadline:
        time.sleep(0.05)
    return [process for process in processes if process.exists()]


@dataclass
class Saver:
    """One client that saves answers one after the other until the service is gone."""

    assessment: str
    acknowledged: dict[str, int] = field(default_factory=dict)
    under_way: tuple[str, int] | None = None

    def save_until_cut_off(self, server: RunningServer) -> None:
        """Save; what was answered with success is acknowledged."""
        with server.client() as client:
            step = 0
            while True:
                question, value = QUESTIONS[step % len(QUESTIONS)], (step // len(QUESTIONS)) % 5
                self.under_way = (question, value)
                try:
                    saved = client.patch(
                        f"/v1/assessments/{self.assessment}/answers",
                        json={"answers": {question: value}},
                    )
                except httpx2.TransportError:
                    return
                assert saved.status_code == 200, saved.text
                self.acknowledged[question] = value
                step += 1

    def may_be_stored(self, stored: dict[str, int]) -> bool:
        """All that was acknowledged is there; the save under way is there as a whole or not."""
        if stored == self.acknowledged:
            return True
        return self.under_way is not None and stored == self.acknowledged | dict([self.under_way])


def test_every_acknowledged_answer_survives_a_kill(server: RunningServer) -> None:
    with server.client() as client:
        savers = [Saver(open_assessment(client, f"Saver {n}")) for n in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as threads:
        saving = [threads.submit(saver.save_until_cut_off, server) for saver in savers]
        time.sleep(SECONDS_OF_SAVING)
        assert server.kill() == -signal.SIGKILL
        for future in saving:
            future.result()
    assert all(saver.acknowledged for saver in savers)

    server.start()
    with server.client() as client:
        for saver in savers:
            answers = client.get(f"/v1/assessments/{saver.assessment}/answers").json()["answers"]
            assert saver.may_be_stored(answers), (answers, saver)
