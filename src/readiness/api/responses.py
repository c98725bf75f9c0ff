"""Which problems each kind of route can answer with, for the OpenAPI document."""

from typing import Any, Final

from readiness.api.problems import MEDIA_TYPE

PROBLEM_SCHEMA: Final = "#/components/schemas/ProblemDocument"

_DESCRIPTIONS = {
    400: "The body is not valid JSON.",
    401: "The API key is missing, wrong or revoked.",
    404: "There is no such thing in this account.",
    406: "It cannot be given in any of the media types asked for.",
    409: "The request contradicts what is stored.",
    412: "What is to be changed is no longer what you have read (`If-Match`).",
    413: "The body is larger than the service accepts.",
    415: "The body was not sent as the media type that is read here.",
    422: "The input cannot be accepted; every problem is listed in `errors`.",
    429: "More was asked from this address than is allowed within one hour.",
    503: "The service cannot do this at the moment; try again after Retry-After seconds.",
}
_OF_BODIES = (400, 413, 415, 422)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route that can answer with these problems.

    Any route that uses the database can also answer 503.
    """
    return {
        status: {
            "description": _DESCRIPTIONS[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": PROBLEM_SCHEMA}}},
        }
        for status in sorted({*statuses, 503})
    }


def problems_of_body(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route that reads a JSON body."""
    return problems(*_OF_BODIES, *statuses)
