"""Which of the media types on offer the client likes best."""

from collections.abc import Sequence

from readiness.errors import NotAcceptable


def preferred(accept: str, offered_types: Sequence[str], what: str) -> str:
    """Return the media type the client likes best; the first where it likes all the same.

    Raises `NotAcceptable` when it likes none; `what` is what it asked for.
    """
    wishes: dict[str, float] = {}
    for part in accept.split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        wishes[media_range.lower()] = _quality(parameters)
    best = max(offered_types, key=lambda offered: _wish(wishes, offered))
    if _wish(wishes, best) <= 0:
        raise NotAcceptable(
            "not_acceptable",
            f"{what} is not available in the media type asked for.",
            f"Accept one of {', '.join(offered_types)}.",
        )
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _wish(wishes: dict[str, float], offered: str) -> float:
    kind = offered.partition("/")[0]
    for media_range in (offered, f"{kind}/*", "*/*"):
        if media_range in wishes:
            return wishes[media_range]
    return 0.0
