"""What is wrong with the form of a request, in the codes and words of all other problems."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator

NAME_OF_OURS: Final = r"^[A-Za-z0-9_.@-]+$"
ONE_LINE: Final = r"^[^\x00-\x1f]*[^\x00-\x20][^\x00-\x1f]*$"
SEVERAL_LINES: Final = r"^[^\x00-\x09\x0b-\x1f]*$"
COLOUR: Final = r"^#[0-9A-Fa-f]{6}$"
LANGUAGE: Final = r"^[a-z]{2}$"

_EXPECTED: Final = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "dict_type": "an object",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_attributes_type": "an object",
    "model_type": "an object",
    "string_type": "a text",
    "string_unicode": "a text without halves of surrogate pairs",
}
_LIMITS: Final = {
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "at most {le}",
    "nested_too_deeply": "an object of at most {most} levels",
    "string_too_long": "a text of at most {max_length} characters",
    "string_too_short": "a text of at least {min_length} character",
    "too_long": "at most {max_length} entries",
}
_PATTERNS: Final = {
    r"^[A-Z]{2}$": "a country code of two capital letters such as DE",
    LANGUAGE: "a language code of two small letters such as en",
    COLOUR: "a colour such as #7A1022",
    SEVERAL_LINES: "text without control characters other than line feeds",
    ONE_LINE: "one line of text without control characters",
    NAME_OF_OURS: "an id or key of letters, digits and the signs _ . @ -",
}


def _printable(text: object) -> object:
    """A message may quote what was sent, and half a surrogate pair cannot be sent back."""
    return text.encode("utf-8", "backslashreplace").decode() if isinstance(text, str) else text


Printable = Annotated[str, BeforeValidator(_printable)]


class ProblemItem(BaseModel):
    """One thing wrong with the input; `pointer` is a JSON Pointer into the body or a parameter."""

    code: str
    detail: Printable
    remedy: Printable
    pointer: Printable


def request_problems(found: Iterable[Mapping[str, Any]]) -> list[ProblemItem]:
    """Return a problem for each error the framework found in parameters or body."""
    return [_problem(error) for error in found]


def is_no_json(found: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether the body was left as bytes because it was not sent as JSON."""
    return any(error["loc"] == ("body",) and isinstance(error["input"], bytes) for error in found)


def _problem(error: Mapping[str, Any]) -> ProblemItem:
    location = error["loc"]
    is_body = location == ("body",)
    name = "the body" if is_body else str(location[-1])
    subject = "The body" if is_body else repr(name)
    pointer = _pointer(location)
    match error["type"]:
        case "missing":
            return ProblemItem(
                code="missing_key",
                detail=f"{subject} is missing.",
                remedy=f"Add {name}.",
                pointer=pointer,
            )
        case "extra_forbidden":
            return ProblemItem(
                code="unknown_key",
                detail=f"{subject} means nothing here.",
                remedy="Leave it out, or check its spelling against /docs.",
                pointer=pointer,
            )
        case "unstorable_text":
            return ProblemItem(
                code="unstorable_text",
                detail=str(error["msg"]),
                remedy="Remove the invisible control characters from the text.",
                pointer=pointer,
            )
    expected = _expected(error)
    return ProblemItem(
        code="wrong_value",
        detail=f"{subject} is not {expected}.",
        remedy=f"Send {expected}.",
        pointer=pointer,
    )


def _expected(error: Mapping[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], f"a text of the form {context['pattern']}")
    if kind in _LIMITS:
        return _LIMITS[kind].format(**context)
    if kind == "literal_error":
        return f"one of {context['expected']}".replace(" or ", ", ").replace("'", "")
    return _EXPECTED.get(kind, "of the form that /docs describes")


def _pointer(location: tuple[Any, ...]) -> str:
    parts = location[1:] if location and location[0] == "body" else location
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
