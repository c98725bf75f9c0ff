"""Loads and scores a questionnaire in a process of its own, and tells what that took."""

import resource
import time
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from readiness.catalog.loader import load_questionnaire
from readiness.scoring import QuestionnaireRefused, parse_answers
from readiness.scoring.live import live_result

LONGEST_SECONDS = 60


class Measured(NamedTuple):
    """What came of it: problem codes, statements undecided, seconds of work, memory in MiB.

    `memory` is what the process needed beyond a process that has only started.
    """

    codes: frozenset[str]
    undecided: int
    checking: float
    scoring: float
    memory: float


def measured(files: Mapping[str, bytes]) -> Measured:
    """Load the files as a version folder and, if they are accepted, score no answers to it."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with context.Pool(1, maxtasksperchild=1) as pool, TemporaryDirectory() as directory:
        version = Path(directory) / "small" / "2026.1.0"
        for name, data in files.items():
            (version / name).parent.mkdir(parents=True, exist_ok=True)
            (version / name).write_bytes(data)
        return pool.apply_async(_load_and_score, [version]).get(LONGEST_SECONDS)


def _load_and_score(version: Path) -> Measured:
    before = _peak()
    started = time.process_time()
    try:
        loaded = load_questionnaire(version)
    except QuestionnaireRefused as refusal:
        seconds = time.process_time() - started
        codes = frozenset(problem.code for problem in refusal.problems)
        return Measured(codes, 0, seconds, 0.0, _peak() - before)
    checked = time.process_time()
    questionnaire = loaded.questionnaire
    live_result(questionnaire, parse_answers(questionnaire, {}))
    return Measured(
        frozenset(),
        len(loaded.undecided),
        checked - started,
        time.process_time() - checked,
        _peak() - before,
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
