"""The lock of released versions: what was released stays as it was, byte for byte."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.catalog.loader import Loaded
from readiness.scoring.problems import Problem, QuestionnaireRefused

LOCK_FILE: Final = "released.lock"
_LINE: Final = re.compile(r"(?P<reference>[a-z0-9-]+@[0-9.]+) sha256:(?P<digest>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class ReleaseLock:
    """The digests of released versions by reference, the line of each, and unreadable lines."""

    file: Path
    digests: Mapping[str, str]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...]

    def check(self, loaded: Loaded) -> tuple[Problem, ...]:
        """Return what is wrong with a version: released and changed, or released and not locked."""
        questionnaire = loaded.questionnaire
        locked = self.digests.get(questionnaire.reference)
        released = questionnaire.status == "released"
        if locked is None:
            if not released:
                return ()
            problem = Problem(
                code="not_locked",
                message=f"{questionnaire.reference} is released and not in {LOCK_FILE}",
                remedy="run `readiness lock` when it is to stay as it is",
                path=("status",),
            )
        elif not released or locked != questionnaire.digest:
            problem = Problem(
                code="released_changed",
                message=f"{questionnaire.reference} was released and has been changed since",
                remedy="undo the change and make a new version folder for it",
                path=("version",),
            )
        else:
            return ()
        return (loaded.placed(problem),)

    def vanished(self, references: Iterable[str]) -> tuple[Problem, ...]:
        """Return a problem for each locked version that is not among the given ones."""
        here = set(references)
        return tuple(
            _problem(
                self.file,
                line,
                "released_changed",
                f"{reference} was released and is gone",
                "put its folder back; assessments rest on it",
            )
            for reference, line in self.lines.items()
            if reference not in here
        )


def read_lock(directory: Path) -> ReleaseLock:
    """Read the lock of a questionnaires directory; a missing file is an empty lock."""
    file = directory / LOCK_FILE
    digests: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None or match["reference"] in digests:
            problems.append(
                _problem(
                    file,
                    number,
                    "wrong_lock_line",
                    "the line is not 'key@version sha256:…', or its version is there twice",
                    "put back the line as it was written at the release",
                )
            )
            continue
        digests[match["reference"]] = match["digest"]
        lines[match["reference"]] = number
    return ReleaseLock(file, digests, lines, tuple(problems))


def write_lock(directory: Path) -> tuple[str, ...]:
    """Add released versions that are not in the lock yet; return the lines added.

    Lines that are there are never changed. Raises `QuestionnaireRefused` when a questionnaire or
    a line of the lock has problems.
    """
    lock = read_lock(directory)
    if lock.problems:
        raise QuestionnaireRefused(lock.problems)
    added = tuple(
        f"{entry.reference} sha256:{entry.digest}"
        for entry in reversed(Catalog(directory).list())
        if entry.status == "released" and entry.reference not in lock.digests
    )
    if added:
        with lock.file.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in added)
    return added


def _problem(file: Path, line: int, code: str, message: str, remedy: str) -> Problem:
    return Problem(code=code, message=message, remedy=remedy, file=str(file), line=line, column=1)
