"""Public ids: opaque strings with a prefix that tells the kind, sortable by creation time."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ulid import ULID

Prefix = Literal["acc", "key", "org", "asm", "rsp", "lnk", "evd", "res", "rep", "upl", "bat"]


def new_id(prefix: Prefix, now: datetime) -> str:
    """Return a fresh id such as `asm_01K…` (26 characters after the underscore).

    Raises `ValueError` when `now` carries no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("The time given for an id carries no time zone; pass an aware UTC time.")
    return f"{prefix}_{ULID.from_datetime(now)}"
