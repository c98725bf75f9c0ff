"""Cursors of lists: opaque text that says where the last page ended."""

import base64
import binascii
import json
from datetime import UTC, datetime

from readiness.errors import InputProblem, InvalidInput
from readiness.storage.rows import PageKey


def encode(key: PageKey | None) -> str | None:
    """Return the cursor of the page after `key`."""
    if key is None:
        return None
    text = json.dumps([key.created_at.isoformat(), key.id])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str | None) -> PageKey | None:
    """Return where the next page starts; raises `InvalidInput` for anything but our cursors."""
    if cursor is None:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        created_at, last_id = json.loads(text)
        return PageKey(_aware(datetime.fromisoformat(created_at)), str(last_id))
    except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InvalidInput(
            [
                InputProblem(
                    code="invalid_cursor",
                    detail="The cursor was not made by this service.",
                    remedy="Pass `next_cursor` of the page before unchanged, or leave it out.",
                    pointer="/query/cursor",
                )
            ]
        ) from error


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a cursor's time carries its zone")
    return moment.astimezone(UTC)  # near the ends of the calendar this overflows: told here
