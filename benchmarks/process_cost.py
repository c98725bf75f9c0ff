"""What a process and all beneath it cost, as Linux counts it."""

import os
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK")
# Places in /proc/…/stat, counted from behind the name, which may hold spaces.
_PARENT, _FIRST_TIME, _AFTER_TIMES = 1, 11, 15


def cpu_milliseconds(root: int) -> float:
    """Processor time of the process `root`, its descendants and those they waited for."""
    ticks = sum(
        int(ticks) for process in _tree(root) for ticks in _stat(process)[_FIRST_TIME:_AFTER_TIMES]
    )
    return ticks * 1000 / _TICKS


def resident_mebibytes(root: int, *, without_root: bool) -> float:
    """Memory of `root` and its descendants; what they share is counted once."""
    kibibytes = sum(
        _shared_out(process) for process in _tree(root) if not (without_root and process == root)
    )
    return kibibytes / 1024


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdecimal() and (stat := _stat(int(folder.name))):
            children.setdefault(int(stat[_PARENT]), []).append(int(folder.name))
    found = [root]
    for process in found:
        found += children.get(process, ())
    return found


def _stat(process: int) -> list[str]:
    """The fields behind the process's name; none when it has ended."""
    try:
        return (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _shared_out(process: int) -> int:
    """KiB resident, of shared pages this process's part."""
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
