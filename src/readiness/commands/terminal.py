"""Speaking to a person or a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from readiness.errors import Unavailable
from readiness.scoring.problems import Problem

out = Console()
err = Console(stderr=True)


def write(content: bytes, output: Path | None) -> None:
    """Write a result to a file, or to standard output as it is."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    with told_if_unwritable(output):
        output.write_bytes(content)
    err.print(f"Written to {output}.", soft_wrap=True)


@contextmanager
def told_if_unwritable(output: Path) -> Iterator[None]:
    """Run the block that writes the file; raises `Unavailable` when it cannot be written."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            "output_unwritable",
            f"{output} cannot be written: {error.strerror}.",
            "Name a file in a folder that exists and that you may write to.",
        ) from error


def from_here(problem: Problem) -> Problem:
    """Return a problem whose file is named as seen from the working directory."""
    here = Path.cwd()
    if problem.file is None or not Path(problem.file).is_relative_to(here):
        return problem
    return problem.model_copy(update={"file": str(Path(problem.file).relative_to(here))})


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that something that takes a while is under way."""
    with err.status(f"{what} …"):
        yield
