"""Entity tags: `ETag` of what was read, for `If-None-Match` to read and `If-Match` to change."""

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


def is_known(tag: str, if_none_match: str | None) -> bool:
    """Tell whether the caller has what `tag` stands for already.

    Tags are compared weakly, as RFC 9110 wants it here: a proxy that packs what it passes on makes
    `W/"…"` of a tag.
    """
    if if_none_match is None:
        return False
    sent = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return sent == ["*"] or tag in sent
