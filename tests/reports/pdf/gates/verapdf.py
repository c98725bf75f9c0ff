"""Asks veraPDF, which runs in a process of its own, whether a PDF keeps to a standard."""

import json
import select
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from tests.reports.pdf.gates import verapdf_engine

ACCESSIBLE: Final = "PDFUA-1"
ARCHIVAL: Final = "PDFA-3A"
_PATIENCE = 180  # seconds for one file on a loaded machine, the start of Java included


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator says of one file; `failures` are `rule: message (place)`."""

    compliant: bool
    assertions: int
    rules: frozenset[str]
    failures: tuple[str, ...]


class VeraPdf:
    """The engine, started at the first question and kept warm; a context manager."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="readiness-verapdf-")
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.communicate(timeout=_PATIENCE)
        self._folder.cleanup()

    def validate(self, pdf: bytes, profile: str) -> Verdict:
        """The verdict by `ACCESSIBLE` or `ARCHIVAL`.

        Raises `RuntimeError` when the engine cannot read the file, dies or does not answer.
        """
        file = Path(self._folder.name) / "report.pdf"
        file.write_bytes(pdf)
        said = self._ask({"file": str(file), "profile": profile})
        if "error" in said:
            raise RuntimeError(f"veraPDF could not read the file: {said['error']}")
        return Verdict(
            compliant=said["compliant"],
            assertions=said["assertions"],
            rules=frozenset(rule for rule, _, _ in said["failures"]),
            failures=tuple(f"{rule}: {text} ({place})" for rule, text, place in said["failures"]),
        )

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        process = self._process = self._process or subprocess.Popen(
            [sys.executable, verapdf_engine.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        print(json.dumps(request), file=process.stdin, flush=True)
        ready, _, _ = select.select([process.stdout], [], [], _PATIENCE)
        line = process.stdout.readline() if ready else ""
        if not line:
            process.kill()
            raise RuntimeError("veraPDF ended or did not answer in time")
        answer: dict[str, Any] = json.loads(line)
        return answer
