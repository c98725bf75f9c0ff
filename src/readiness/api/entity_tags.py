"""Revisions as entity tags: `ETag` of what was read, `If-Match` of what is to be changed."""

import re
from typing import Annotated, Any, Final

from fastapi import Header

_TAG: Final = re.compile(r'"(\d{1,9})"')
_NO_REVISION: Final = -1

ETAG: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "headers": {
            "ETag": {
                "description": "Send it as `If-Match` with the next change.",
                "schema": {"type": "string"},
            }
        }
    }
}
IfMatch = Annotated[
    str | None,
    Header(max_length=100, description='`ETag` of what you have read; `"0"`: none yet.'),
]


def tag_of(revision: int) -> str:
    """The entity tag of a revision."""
    return f'"{revision}"'


def expected_revision(if_match: str | None) -> int | None:
    """The revision expected; a tag that is none of ours matches no revision."""
    if if_match is None or if_match.strip() == "*":
        return None
    tag = _TAG.fullmatch(if_match.strip())
    return int(tag[1]) if tag else _NO_REVISION
