"""Names and e-mail addresses as people type them: tidied, and refused with what to mend."""

import re
from typing import Final

from readiness.errors import InputProblem
from readiness.storage.access_tables import EMAIL_MAX
from readiness.storage.table_parts import NAME_MAX

_EMAIL: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_UNSTORABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def tidied(text: str) -> str:
    """Return a text as one line: no control characters, single spaces, none at the ends."""
    return " ".join(_UNSTORABLE.sub(" ", text).split())


def name_problem(name: str, pointer: str) -> InputProblem | None:
    """Return what is wrong with a tidied name, or None; it has 1 to 300 characters."""
    if not name:
        return InputProblem(
            "name_missing", "A name is missing.", "Enter at least one character.", pointer
        )
    if len(name) > NAME_MAX:
        return InputProblem(
            "name_too_long",
            f"The name has more than {NAME_MAX} characters.",
            "Shorten it.",
            pointer,
        )
    return None


def email_problem(email: str, pointer: str) -> InputProblem | None:
    """Return what is wrong with a tidied e-mail address, or None; an empty one is no problem."""
    if not email or (len(email) <= EMAIL_MAX and _EMAIL.fullmatch(email)):
        return None
    return InputProblem(
        "email_not_understood",
        "The e-mail address is not complete.",
        "Enter it in the form name@example.com, or leave it out.",
        pointer,
    )
