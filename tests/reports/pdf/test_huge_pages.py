"""Large pages are advice: a process keeps what it holds, whatever the system makes of it."""

import os
import subprocess
import sys
from pathlib import Path

from readiness.reports.huge_pages import move_to_huge_pages

SWITCH = Path("/sys/kernel/mm/transparent_hugepage/enabled")
KEPT = """
import hashlib, random
from pathlib import Path
from readiness.reports.huge_pages import move_to_huge_pages

held = [random.Random(seed).randbytes(4 * 1024 * 1024) for seed in range(16)]
before = [hashlib.sha256(block).digest() for block in held]
move_to_huge_pages()
assert before == [hashlib.sha256(block).digest() for block in held]
rollup = Path("/proc/self/smaps_rollup").read_text("ascii")
print(next(line.split()[1] for line in rollup.splitlines() if line.startswith("AnonHugePages")))
"""


def kib_in_large_pages() -> int:
    """What a process of its own has in large pages after it asked for them, holding 64 MiB."""
    run = subprocess.run(
        [sys.executable, "-c", KEPT], capture_output=True, text=True, check=True, timeout=60
    )
    return int(run.stdout)


def are_given_at_once() -> bool:
    """Whether this Linux has large pages and moves memory to them when it is asked to."""
    version = tuple(int(part) for part in os.uname().release.split(".")[:2])
    return version >= (6, 1) and SWITCH.exists() and "[never]" not in SWITCH.read_text("ascii")


def test_what_a_process_holds_is_moved_and_stays_as_it_was() -> None:
    moved = kib_in_large_pages()
    assert moved > 32 * 1024 or not are_given_at_once()


def test_it_may_be_asked_for_again() -> None:
    move_to_huge_pages()
    move_to_huge_pages()
