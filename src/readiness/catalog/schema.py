"""Plain values → core models; what does not fit is a problem in the words of the format."""

import json
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue, ValidationError
from pydantic_core import ErrorDetails

from readiness.catalog.documents import MAX_PROBLEMS, Path
from readiness.scoring.problems import Problem
from readiness.scoring.spelling import did_you_mean

Model = TypeVar("Model", bound=BaseModel)

_KINDS: Final = {
    "bool_type": "true or false",
    "date_from_datetime_inexact": "a date such as 2026-11-30",
    "date_from_datetime_parsing": "a date such as 2026-11-30",
    "date_parsing": "a date such as 2026-11-30",
    "date_type": "a date such as 2026-11-30",
    "dict_type": "a mapping",
    "finite_number": "a finite number",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_attributes_type": "a mapping",
    "model_type": "a mapping",
    "string_type": "a text",
    "tuple_type": "a list",
}
_LIMITS: Final = {
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
    "string_too_long": "a text of at most {max_length} characters",
    "string_too_short": "a text of at least {min_length} characters",
    "too_long": "a list of at most {max_length} entries",
    "too_short": "a list of {min_length} or more entries",
}
_PATTERNS: Final = {
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$": "an id such as logistics.single_parcel",
    r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$": "a code such as LOG-01",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "a key such as d2c-readiness",
    r"^\d{4}\.\d+\.\d+$": "a version such as 2026.1.0",
    r"^[A-Z]{2}$": "a country code of two capital letters such as DE",
    r"^[A-Z]{3}$": "a currency such as EUR",
    r"^[a-z][a-z0-9_]*$": "a word such as data_service",
}


def validated(model: type[Model], value: JsonValue) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return the model, or `None` and every problem; paths lead into `value`."""
    try:
        return model.model_validate_json(json.dumps(value), strict=True), ()
    except ValidationError as refusal:
        return None, _problems(model, value, refusal.errors(include_url=False))


def _problems(
    model: type[BaseModel], value: JsonValue, errors: Sequence[ErrorDetails]
) -> tuple[Problem, ...]:
    """One problem for each place: the branches of a union complain one by one."""
    at_place: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        if not _is_echo(error):
            at_place.setdefault(_path(value, error), []).append(error)
    listed = [
        _problem(model, value, path, found)
        for path, found in islice(at_place.items(), MAX_PROBLEMS)
    ]
    if len(at_place) > MAX_PROBLEMS:
        listed.append(
            Problem(
                code="too_many_problems",
                message=f"there are more than {MAX_PROBLEMS} problems and the rest is not listed",
                remedy="mend those listed and check again",
                path=listed[-1].path,
            )
        )
    return tuple(listed)


def _is_echo(error: ErrorDetails) -> bool:
    """A list counts as too short when its entries are wrong, which is said at the entries."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _path(value: JsonValue, error: ErrorDetails) -> Path:
    """The error's place in the document, without the names of union branches."""
    path: list[str | int] = []
    here: Any = value
    for part in error["loc"]:
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            continue
        path.append(part)
    if error["type"] == "missing":
        path.append(error["loc"][-1])
    elif error["type"] in ("union_tag_not_found", "union_tag_invalid"):
        path.append(str(error["ctx"]["discriminator"]).strip("'"))
    return tuple(path)


def _problem(
    model: type[BaseModel], value: JsonValue, path: Path, errors: Sequence[ErrorDetails]
) -> Problem:
    error = errors[0]
    match error["type"]:
        case "missing" | "union_tag_not_found":
            return Problem(
                code="missing_key",
                message=f"{path[-1]!r} is missing{_inside(path)}",
                remedy=f"add {path[-1]}:",
                path=path,
            )
        case "extra_forbidden":
            known = sorted(_keys_at(model, error["loc"][:-1]))
            return Problem(
                code="unknown_key",
                message=f"{path[-1]!r} means nothing{_inside(path)}",
                remedy=did_you_mean(str(path[-1]), known, f"use one of {', '.join(known)}"),
                path=path,
            )
        case _:
            return _wrong_value(value, path, errors)


def _wrong_value(value: JsonValue, path: Path, errors: Sequence[ErrorDetails]) -> Problem:
    found = value
    for part in path:
        found = found[part]  # type: ignore[index]  # _path only follows what is there
    about_key = errors[0]["loc"][-1:] == ("[key]",)
    if about_key:
        found = str(path[-1])
    expected = " or ".join(dict.fromkeys(_expected(error) for error in errors))
    words = [word for error in errors for word in _allowed_words(error)]
    otherwise = _in_quotes(found, errors) or f"write {expected}"
    return Problem(
        code="wrong_value",
        message=f"{_shown(found)} is not {expected}",
        remedy=did_you_mean(found, words, otherwise) if isinstance(found, str) else otherwise,
        path=path,
    )


def _expected(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    words = _allowed_words(error)
    if words:
        return f"one of {', '.join(words)}"
    if error["type"] in _LIMITS:
        return _LIMITS[error["type"]].format(**context)
    if error["type"] == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        return _PATTERNS.get(pattern, f"a text of the form {pattern}")
    if error["type"] == "literal_error":
        return str(context["expected"]).replace("True", "true")
    return _KINDS.get(error["type"], error["msg"])


def _allowed_words(error: ErrorDetails) -> list[str]:
    context = error.get("ctx", {})
    if error["type"] not in ("literal_error", "union_tag_invalid"):
        return []
    return re.findall(r"'([^']+)'", str(context.get("expected", context.get("expected_tags"))))


def _in_quotes(found: JsonValue, errors: Sequence[ErrorDetails]) -> str | None:
    wants_text = any(error["type"] == "string_type" for error in errors)
    if wants_text and isinstance(found, int | float) and not isinstance(found, bool):
        return f'put it in quotes: "{json.dumps(found)}"'
    return None


def _inside(path: Path) -> str:
    where = [str(part) for part in path[:-1] if isinstance(part, str)]
    return f" in {'.'.join(where)}" if where else ""


def _shown(value: JsonValue) -> str:
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."


def _keys_at(model: type[BaseModel], loc: Iterable[str | int]) -> set[str]:
    """The keys allowed at a place of a model, following what pydantic calls the place."""
    kinds: list[Any] = [model]
    for part in loc:
        kinds = [inner for kind in kinds for inner in _step(kind, part)]
    return {
        name
        for kind in kinds
        for branch in branches(kind)
        if isinstance(branch, type) and issubclass(branch, BaseModel)
        for name in branch.model_fields
    }


def _step(kind: Any, part: str | int) -> list[Any]:
    """The types one step further in: an entry of a list or mapping, a field, a union's branch."""
    inner: list[Any] = []
    for branch in branches(kind):
        origin, arguments = get_origin(branch), get_args(branch)
        if origin is tuple and isinstance(part, int):
            inner.append(arguments[0])
        elif origin is dict:
            inner.append(arguments[1])
        elif isinstance(branch, type) and issubclass(branch, BaseModel):
            if part in branch.model_fields:
                inner.append(branch.model_fields[str(part)].annotation)
            elif part == branch.__name__ or part in _tags(branch):
                inner.append(branch)
    return inner


def branches(kind: Any) -> list[Any]:
    """Return the types of a union, however it is written, without what annotates them."""
    if get_origin(kind) is Annotated:
        return branches(get_args(kind)[0])
    if get_origin(kind) is Union or type(kind).__name__ == "UnionType":
        return [inner for branch in get_args(kind) for inner in branches(branch)]
    return [kind]


def _tags(model: type[BaseModel]) -> tuple[Any, ...]:
    fields = (model.model_fields.get(name) for name in ("type", "kind"))
    annotation = next((field.annotation for field in fields if field), None)
    return get_args(annotation) if get_origin(annotation) is Literal else ()
