"""The command line, called in this process or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from readiness.cli import main
from tests.house.repository import ROOT

READINESS = Path(sys.executable).parent / "readiness"
NORDWERK = ROOT / "examples" / "nordwerk.yaml"


@dataclass(frozen=True)
class Finished:
    """Exit code, standard output as it is, and standard error as text."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()


Call = Callable[..., Finished]


@pytest.fixture
def call(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Call:
    """Call `readiness` with arguments, in an empty folder and without settings of its own."""
    for name in [name for name in os.environ if name.startswith("READINESS_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Finished:
        monkeypatch.setattr(sys, "argv", ["readiness", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capfdbinary.readouterr()
        finished = Finished(int(ended.value.code or 0), captured.out, captured.err.decode())
        assert "Traceback" not in finished.err
        assert b"Traceback" not in finished.out
        return finished

    return run


def run_process(folder: Path, *arguments: object) -> Finished:
    """Run `readiness` as a process of its own in this folder."""
    done = subprocess.run(
        [READINESS, *map(str, arguments)],
        cwd=folder,
        env={name: text for name, text in os.environ.items() if not name.startswith("READINESS_")},
        capture_output=True,
        check=False,
    )
    return Finished(done.returncode, done.stdout, done.stderr.decode())
