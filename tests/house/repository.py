"""Where things lie in this repository, for the tests of the house rules."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "readiness"


@cache
def pyproject() -> dict[str, Any]:
    """Return pyproject.toml as data."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file the repository holds or is about to, without those it ignores.

    A checkout without Git, such as an unpacked archive, has nothing but its own files and what
    set-up and tests made; the latter lie in the folders that .gitignore names.
    """
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.split("\0")
        files = [ROOT / name for name in listed if name]
    else:
        ignored = {
            line.strip().rstrip("/")
            for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
        }
        files = [
            path
            for path in ROOT.rglob("*")
            if not any(part in ignored for part in path.relative_to(ROOT).parts)
        ]
    return tuple(sorted(path for path in files if path.is_file()))


def text_of(path: Path) -> str | None:
    """Return a file's text, or None if it is binary."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
