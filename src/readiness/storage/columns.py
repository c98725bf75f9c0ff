"""The column types of ours: times that are always UTC, and text that both engines can hold."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from readiness.errors import InputProblem, InvalidInput


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC with microseconds and read back aware in UTC on every engine."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC; a naive one is a mistake in the program (`ValueError`)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a time zone cannot be stored; pass an aware time.")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite gives the time back naive, PostgreSQL in its session's zone: both become UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """Text of any length. Refuses the two things PostgreSQL cannot hold, on SQLite too."""

    impl = Text()
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return `value` unchanged; `InvalidInput` for a NUL or half of a surrogate pair."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise InvalidInput([UNSTORABLE_TEXT])
        return value


UNSTORABLE_TEXT = InputProblem(
    code="unstorable_text",
    detail="A text holds a character that cannot be stored (NUL or half of a surrogate pair).",
    remedy="Remove the invisible control characters from the text.",
)
