"""What a report's pages are made with: it changes with anything that shapes them."""

import hashlib
from functools import lru_cache
from pathlib import Path

_SHAPING = {".py", ".j2", ".css", ".po"}


@lru_cache
def template_digest() -> str:
    """Return the hex SHA-256 over this room's code, templates, styles and words."""
    room = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in room.rglob("*") if path.suffix in _SHAPING):
        digest.update(path.relative_to(room).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()
