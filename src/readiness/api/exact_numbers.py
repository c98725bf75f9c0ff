"""Bodies whose numbers are kept as they were typed.

Python's reader makes 0.1234567890123456789 a shorter number, 1e400 an infinity and fails on whole
numbers of five thousand digits. Here, a number that would not come back as it was typed is kept as
its text, and so are the words NaN and Infinity: whoever reads the body can then say what is wrong
with it. Who may send only JSON of any other form is answered as everywhere.
"""

import json
import math
from collections.abc import Callable, Coroutine
from decimal import Decimal
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute
from typing_extensions import override

_MOST_CHARACTERS: Final = 1_000
_MOST_OF_AN_EXPONENT: Final = 5


def loads(text: str | bytes) -> Any:
    """Read JSON; raises `ValueError` as `json.loads` does."""
    return json.loads(text, parse_int=_whole, parse_float=_number, parse_constant=str)


def _whole(text: str) -> int | str:
    return int(text) if len(text) <= _MOST_CHARACTERS else text


def _number(text: str) -> float | str:
    exponent = text.lower().partition("e")[2]
    if len(text) > _MOST_CHARACTERS or len(exponent) > _MOST_OF_AN_EXPONENT:
        return text
    number = float(text)
    is_kept = math.isfinite(number) and Decimal(repr(number)) == Decimal(text)
    return number if is_kept else text


class _ExactRequest(Request):
    @override
    async def json(self) -> Any:
        """Return the body read with exact numbers."""
        return loads(await self.body())


class ExactNumbersRoute(APIRoute):
    """A route whose body is read with exact numbers."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the framework's handler."""
        handle = super().get_route_handler()

        async def exact(request: Request) -> Response:
            return await handle(_ExactRequest(request.scope, request.receive))

        return exact
