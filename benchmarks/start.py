"""How long the service takes from start to its first answer, on a fresh SQLite database.

Baseline in the same run: starting the same Python and importing FastAPI. Usage:
.venv/bin/python -m benchmarks.start
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

RUNS = 5
PATIENCE_SECONDS = 60


def main() -> None:
    """Start and stop the service several times; print medians."""
    baseline = median(_seconds_of_import() for _ in range(RUNS))
    fresh, again = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            fresh.append(_seconds_to_first_answer(Path(folder)))
            again.append(_seconds_to_first_answer(Path(folder)))
    print(f"python -c 'import fastapi' (baseline)        median {baseline:5.2f} s")
    for name, values in (("fresh database, migrated first", fresh), ("existing database", again)):
        middle = median(values)
        print(
            f"start to first answer, {name:31} median {middle:5.2f} s"
            f"  ratio {middle / baseline:4.1f}"
        )


def _seconds_of_import() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import fastapi"], check=True)
    return time.perf_counter() - started


def _seconds_to_first_answer(folder: Path) -> float:
    port = _free_port()
    settings = {
        "READINESS_DATABASE_URL": f"sqlite:///{folder}/readiness.db",
        "READINESS_FILES_URL": f"{folder}/files",
        "READINESS_LOG_LEVEL": "error",
    }
    started = time.perf_counter()
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("readiness")), "serve", "--port", str(port)],
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", started)
        return time.perf_counter() - started
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(address: str, started: float) -> None:
    while time.perf_counter() - started < PATIENCE_SECONDS:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(f"no answer from {address} within {PATIENCE_SECONDS} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
