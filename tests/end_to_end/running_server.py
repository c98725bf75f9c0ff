"""A real `readiness serve --demo` process in a working folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2
import yaml

from tests.house.repository import ROOT

READINESS = Path(sys.executable).parent / "readiness"
START_SECONDS = 180.0
STOP_SECONDS = 60.0
ANSWER_SECONDS = 180.0


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment with these `READINESS_*` settings and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("READINESS_")}
    return kept | {f"READINESS_{name.upper()}": value for name, value in settings.items()}


def example_answers() -> dict[str, Any]:
    """Return the complete answers of the example company, by question id."""
    sheet = yaml.safe_load((ROOT / "examples" / "nordwerk.yaml").read_text("utf-8"))
    return dict(sheet["answers"])


class RunningServer:
    """Started on entering, stopped on leaving; `start` and `stop` in between as often as wished."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        # A machine that is busy with other things must not make a report fail.
        self._settings = {"pdf_timeout_seconds": f"{ANSWER_SECONDS:g}"} | settings
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self.kill()

    @property
    def output(self) -> str:
        """What the process has printed and logged so far, over all its starts."""
        return (self.folder / "serve.log").read_text("utf-8")

    @property
    def key(self) -> str:
        """The demo API key, where the README says it lies."""
        return (self.folder / "var" / "demo-api-key").read_text("utf-8").strip()

    @property
    def process_id(self) -> int:
        """The id of the running process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start the process and wait until it can serve."""
        with (self.folder / "serve.log").open("ab") as log:
            self._process = subprocess.Popen(
                [READINESS, "serve", "--demo", "--port", str(self.port)],
                cwd=self.folder,
                env=environment(**self._settings),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            assert self._process.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            time.sleep(0.1)

    def stop(self) -> int:
        """Ask the process to end, as a service manager does; return its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End the process without a chance to finish anything; return its exit code."""
        return self._end(signal.SIGKILL)

    def client(self, **headers: str) -> httpx2.Client:
        """Return a client that calls with the demo key."""
        return httpx2.Client(
            base_url=self.address,
            headers={"Authorization": f"Bearer {self.key}"} | headers,
            timeout=ANSWER_SECONDS,
        )

    def _is_ready(self) -> bool:
        try:
            return httpx2.get(f"{self.address}/readyz", timeout=10).status_code == 200
        except httpx2.TransportError:
            return False

    def _end(self, wish: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(wish)
        code = self._process.wait(STOP_SECONDS)
        self._process = None
        return code


def open_assessment(client: httpx2.Client, name: str) -> str:
    """Add an organization, open an assessment for it and return the assessment's id."""
    organization = client.post("/v1/organizations", json={"name": name, "country": "DE"})
    assert organization.status_code == 201, organization.text
    assessment = client.post(
        "/v1/assessments",
        json={"organization_id": organization.json()["id"], "questionnaire": "d2c-readiness"},
    )
    assert assessment.status_code == 201, assessment.text
    return str(assessment.json()["id"])
