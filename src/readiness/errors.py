"""What can go wrong, in words a caller can act on; every door gives them its own form.

Each class says its HTTP status itself; there is no default, so no error gets one by accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class ReadinessError(Exception):
    """An expected failure: stable `code`, what happened (`detail`), how to mend it (`remedy`)."""

    status: ClassVar[int]

    def __init__(self, code: str, detail: str, remedy: str) -> None:
        super().__init__(code, detail, remedy)
        self.code = code
        self.detail = detail
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.detail} {self.remedy}"


class NotFound(ReadinessError):
    """The thing asked for does not exist, or belongs to another account, which looks the same."""

    status = 404


class NotAcceptable(ReadinessError):
    """What was asked for exists, but not in any of the forms the caller accepts."""

    status = 406


class Conflict(ReadinessError):
    """The request is sound but contradicts what is stored, such as a name already taken."""

    status = 409


class Unauthorized(ReadinessError):
    """No key was given, or it is wrong or revoked."""

    status = 401


class Refused(ReadinessError):
    """Who asks is known and may not do this."""

    status = 403


class PreconditionFailed(ReadinessError):
    """What is to be changed is no longer what the caller has read."""

    status = 412


class UnsupportedMedia(ReadinessError):
    """The body is of a kind that the address does not read."""

    status = 415


class TooLarge(ReadinessError):
    """More was sent than the documented limit allows."""

    status = 413


class TooMany(ReadinessError):
    """More was asked for than the documented limit allows for now; it passes."""

    status = 429


class Unavailable(ReadinessError):
    """The service cannot do this now, for a reason that passes or that its operator can mend."""

    status = 503


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One thing wrong with what was sent; `pointer` is a JSON pointer into it, "" for all."""

    code: str
    detail: str
    remedy: str
    pointer: str = ""


class InvalidInput(ReadinessError):
    """What was sent cannot be accepted; `problems` lists everything found, not only the first."""

    status = 422

    def __init__(self, problems: Sequence[InputProblem]) -> None:
        if not problems:
            raise ValueError("InvalidInput needs at least one problem.")
        first = problems[0]
        detail = first.detail if len(problems) == 1 else f"{len(problems)} problems were found."
        remedy = first.remedy if len(problems) == 1 else "Mend each problem listed and send again."
        super().__init__("invalid_input", detail, remedy)
        self.args = (tuple(problems),)  # what pickle passes back to __init__
        self.problems = tuple(problems)
