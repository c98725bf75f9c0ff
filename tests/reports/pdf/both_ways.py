"""Work done in a process fenced in like a renderer's worker, with and without the shortcuts."""

import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from readiness.reports.pdf import _Engine
from readiness.reports.render_worker import RenderJob, fence_in
from readiness.reports.tuning import version

P = ParamSpec("P")
T = TypeVar("T")


def in_a_worker(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `work`, a module's function, returns in a new process that sees our fonts only."""
    with tempfile.TemporaryDirectory() as scratch:
        context = get_context("spawn")
        with ProcessPoolExecutor(1, context, fence_in, (Path(scratch),)) as pool:
            return pool.submit(work, *args, **kwargs).result()


def rendered_both_ways(job: RenderJob) -> tuple[bytes, bytes]:
    """The PDF with the shortcuts and the one as WeasyPrint makes it by itself."""
    engine = _Engine()
    tuned = engine.render(job)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(version, "TUNED_VERSION", "another")
        return tuned, engine.render(job)
