"""The process that checks one sheet: it computes for seconds, and must not hold up the service."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final

from readiness.scoring import Problem, ProblemsFound, Questionnaire
from readiness.scoring.worksheets.table import TableWorksheet
from readiness.services.redirect_sheets import CheckedFile, GivenFile, check_file

_TOLD_EVERY_SECONDS: Final = 0.5
_LOOKED_EVERY_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class SheetJob:
    """A sheet to check, with all it takes."""

    questionnaire: Questionnaire
    table: TableWorksheet
    file: GivenFile
    language: str


@dataclass(frozen=True, slots=True)
class Step:
    """How far a check is."""

    name: str
    done: int
    total: int


class CheckEnded(Exception):
    """The process ended, or was ended, without an outcome."""


Outcome = CheckedFile | tuple[Problem, ...]
"""What was found, or why the sheet cannot be read."""


def run_check(
    job: SheetJob, told: Callable[[Step], None], stopped: Callable[[], bool], seconds: float
) -> Outcome:
    """Check a sheet in a process of its own and wait for it; `told` hears how far it is.

    Raises `CheckEnded` when the process dies, takes longer than `seconds`, or `stopped` says so.
    """
    deadline = time.monotonic() + seconds
    with _process(job) as receiving:
        while not stopped() and time.monotonic() < deadline:
            if not receiving.poll(_LOOKED_EVERY_SECONDS):
                continue
            try:
                said: Step | Outcome = receiving.recv()
            except EOFError:
                break
            if not isinstance(said, Step):
                return said
            told(said)
    raise CheckEnded


@contextmanager
def _process(job: SheetJob) -> Iterator[Connection]:
    """Start the process; it is gone when the block is left."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(job, sending), daemon=True)
    process.start()
    sending.close()  # so that the end of the process is the end of what can be received
    try:
        yield receiving
    finally:
        receiving.close()
        process.terminate()
        process.join()


def _work(job: SheetJob, sending: Connection) -> None:
    last = -_TOLD_EVERY_SECONDS
    before = ""

    def told(name: str, done: int, total: int) -> None:
        nonlocal last, before
        now = time.monotonic()
        if name != before or now - last >= _TOLD_EVERY_SECONDS:
            sending.send(Step(name, done, total))
            last, before = now, name

    try:
        outcome: Outcome = check_file(
            job.questionnaire, job.table, job.file, job.language, ("csv", "xlsx"), told
        )
    except ProblemsFound as refusal:
        outcome = refusal.problems
    sending.send(outcome)
    sending.close()
