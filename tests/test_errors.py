"""The errors all doors share."""

from __future__ import annotations

import pickle

import pytest

from readiness.errors import (
    Conflict,
    InputProblem,
    InvalidInput,
    NotAcceptable,
    NotFound,
    PreconditionFailed,
    ReadinessError,
    Refused,
    TooLarge,
    TooMany,
    Unauthorized,
    Unavailable,
    UnsupportedMedia,
)

ONE = InputProblem("unknown_question", "There is no question 'x'.", "Remove it.", "/answers/x")
STATUSES = {
    Unauthorized: 401,
    Refused: 403,
    NotFound: 404,
    NotAcceptable: 406,
    Conflict: 409,
    PreconditionFailed: 412,
    TooLarge: 413,
    UnsupportedMedia: 415,
    InvalidInput: 422,
    TooMany: 429,
    Unavailable: 503,
}


def test_each_class_says_its_status_and_none_inherits_one() -> None:
    assert {kind: vars(kind)["status"] for kind in ReadinessError.__subclasses__()} == STATUSES
    assert not hasattr(ReadinessError, "status")


def test_an_error_reads_as_what_happened_and_how_to_mend_it() -> None:
    error = NotFound("gone", "It is gone.", "Make it again.")

    assert (error.code, error.detail, error.remedy) == ("gone", "It is gone.", "Make it again.")
    assert str(error) == "It is gone. Make it again."


def test_invalid_input_keeps_every_problem() -> None:
    assert str(InvalidInput([ONE])) == "There is no question 'x'. Remove it."
    several = InvalidInput([ONE, ONE])
    assert several.problems == (ONE, ONE)
    assert several.detail == "2 problems were found."
    with pytest.raises(ValueError, match="at least one"):
        InvalidInput([])


@pytest.mark.parametrize("error", [Conflict("a", "b", "c"), InvalidInput([ONE, ONE])])
def test_an_error_survives_the_way_between_processes(error: ReadinessError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made two words before

    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
