"""JSON Schemas of the files of a version folder, for editors that complete and check while typing.

Made from the models that read the files, so that they say the same. What a schema cannot say, such
as that a name stands for something that is there, `readiness check` says.
"""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from readiness.catalog.case_model import CaseSheet, CaseSheets
from readiness.catalog.loader import home_of
from readiness.scoring.model import Questionnaire
from readiness.scoring.parts import Part
from readiness.scoring.texts import Texts

JsonSchema = dict[str, Any]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_DEFS: Final = "$defs"
_NOT_WRITTEN: Final = ("texts", "digest")
_ABOUT_TEXTS: Final = "One language of a questionnaire, or some sections of it."
_FREE_MAPPING: Final = {"type": "object", "additionalProperties": {"$ref": "#/$defs/JsonValue"}}
_CONDITION: Final = "StructuredCondition"
_CONDITION_OR_TEXT: Final = {"anyOf": [{"type": "string"}, {"$ref": f"#/{_DEFS}/{_CONDITION}"}]}
_STRUCTURED: Final = {
    "description": "Conditions composed of one another: all of them, any of them, or not.",
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {
        "all": {"type": "array", "minItems": 1, "items": _CONDITION_OR_TEXT},
        "any": {"type": "array", "minItems": 1, "items": _CONDITION_OR_TEXT},
        "not": _CONDITION_OR_TEXT,
    },
}


_ROOMS: Final = ("readiness.scoring.", "readiness.catalog.")
"""Whose parts the files are made of; other rooms have parts of the same names."""


def file_schemas() -> dict[str, JsonSchema]:
    """Return the schema of each kind of file: `questionnaire`, `rules`, `texts`, `cases` …"""
    whole = _tidied(Questionnaire.model_json_schema())
    by_file: dict[str, list[str]] = {}
    for name in Questionnaire.model_fields:
        home = home_of(name)
        if home is not None and name not in _NOT_WRITTEN:
            by_file.setdefault(home.removesuffix(".yaml"), []).append(name)
    schemas = {kind: _part(whole, kind, names) for kind, names in by_file.items()}
    texts = _tidied(Texts.model_json_schema())
    schemas["texts"] = _part(texts, "texts", list(Texts.model_fields)) | {
        "description": _ABOUT_TEXTS,
        "required": [],
    }
    cases = _tidied(TypeAdapter(CaseSheet | CaseSheets).json_schema())
    schemas["cases"] = {"$schema": _DRAFT, "title": "cases", **cases}
    return dict(sorted(schemas.items()))


def _part(whole: JsonSchema, kind: str, names: list[str]) -> JsonSchema:
    """The schema of a file that holds some of the sections of a model."""
    properties = {name: whole["properties"][name] for name in names}
    schema = {
        "$schema": _DRAFT,
        "title": kind,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [name for name in whole.get("required", ()) if name in properties],
    }
    definitions = _reachable(properties, whole.get(_DEFS, {}))
    return schema | ({_DEFS: definitions} if definitions else {})


def _reachable(start: object, definitions: Mapping[str, JsonSchema]) -> dict[str, JsonSchema]:
    found: set[str] = set()
    pending = list(_references(start))
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending.extend(_references(definitions[name]))
    return {name: definitions[name] for name in sorted(found)}


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str):
            yield reference.rpartition("/")[2]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _tidied(schema: JsonSchema) -> JsonSchema:
    """The schema with conditions as what they are, whole descriptions, and no titles of fields."""
    tidied: JsonSchema = _without_noise(schema)
    definitions = tidied.setdefault(_DEFS, {})
    own = (part for part in _parts(Part) if part.__module__.startswith(_ROOMS))
    about = {part.__name__: _description(part) for part in own}
    for name, definition in definitions.items():
        if name in about and "properties" in definition:
            definition["description"] = about[name]
    definitions[_CONDITION] = _STRUCTURED
    return tidied


def _without_noise(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_noise(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if value == _FREE_MAPPING:
        return value
    kept: JsonSchema = {}
    for key, inner in value.items():
        if key == "properties":
            kept[key] = {name: _without_noise(field) for name, field in inner.items()}
        elif key == "anyOf" and _FREE_MAPPING in inner:
            branches = [b if b != _FREE_MAPPING else _CONDITION_OR_TEXT["anyOf"][1] for b in inner]
            kept[key] = branches
        elif key not in ("title", "discriminator") and (key, inner) != ("default", None):
            kept[key] = _without_noise(inner)
    return kept


def _parts(part: type[Part]) -> Iterator[type[Part]]:
    for inner in part.__subclasses__():
        yield inner
        yield from _parts(inner)


def _description(part: type[Part]) -> str:
    """What a class and those it extends say about themselves."""
    said = [
        inspect.cleandoc(kind.__doc__)
        for kind in part.__mro__
        if issubclass(kind, Part) and kind is not Part and kind.__doc__
    ]
    return "\n\n".join(dict.fromkeys(said))
