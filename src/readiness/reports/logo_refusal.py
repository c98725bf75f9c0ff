"""What is wrong with a file that was given as a logo, and how to mend it."""

from typing import Final

from readiness.errors import InputProblem, InvalidInput

MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 4_000
"""Of either side."""


def wrong_type(found: str) -> InvalidInput:
    """It is none of the kinds that are taken; `found` says what it looks like."""
    return _refused(
        "logo_wrong_type",
        f"The file is {found}, not a PNG, JPEG or SVG picture.",
        "Save the logo as PNG, JPEG or SVG and send that file.",
    )


def too_large(what: str) -> InvalidInput:
    """It has too many bytes or pixels; `what` says how many."""
    return _refused(
        "logo_too_large",
        f"The logo has {what}.",
        f"Make it smaller: at most {MOST_BYTES // 1_000_000} MB, and {MOST_PIXELS} pixels a side.",
    )


def unreadable(why: str) -> InvalidInput:
    """It is damaged, incomplete or not of its kind."""
    return _refused(
        "logo_unreadable",
        f"The logo cannot be read: {why}.",
        "Open it in a picture program, save it again as PNG, and send that file.",
    )


def too_complex() -> InvalidInput:
    """It takes more time or memory than a logo may."""
    return _refused(
        "logo_too_complex",
        "The logo takes too much work to draw.",
        "Simplify the drawing, or save it as PNG and send that file.",
    )


def not_allowed(part: str, remedy: str) -> InvalidInput:
    """A drawing holds something that a logo may not."""
    return _refused("logo_not_allowed", f"The drawing holds {part}.", remedy)


def blank() -> InvalidInput:
    """Nothing can be seen of it."""
    return _refused(
        "logo_blank",
        "Nothing can be seen of the logo: it is empty or fully transparent.",
        "Check that something lies within its edges, then save it as PNG and send that file.",
    )


def _refused(code: str, detail: str, remedy: str) -> InvalidInput:
    return InvalidInput([InputProblem(code=code, detail=detail, remedy=remedy)])
