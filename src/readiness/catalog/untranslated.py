"""Texts a draft has not in a language yet: those of the default language, marked as such."""

from collections.abc import Iterator

from pydantic import JsonValue

from readiness.catalog.documents import Path
from readiness.scoring.problems import Problem
from readiness.scoring.texts import untranslated


def fill_untranslated(texts: dict[str, JsonValue], default: str) -> tuple[Problem, ...]:
    """Put what other languages lack into `texts`, by language; return what was lacking."""
    source = texts.get(default)
    return tuple(
        gap
        for language, own in texts.items()
        if language != default
        for gap in _filled(own, source, default, ("texts", language))
    )


def _filled(own: JsonValue, source: JsonValue, default: str, path: Path) -> Iterator[Problem]:
    if not isinstance(own, dict) or not isinstance(source, dict):
        return
    for key, said in source.items():
        here = (*path, key)
        if key in own:
            yield from _filled(own[key], said, default, here)
        elif key != "unit_forms" or "unit" not in own:  # a language may have fewer forms
            own[key] = _marked(said, default)
            yield Problem(
                code="missing_text",
                message=f"{'.'.join(map(str, here[2:]))} is not translated ({path[1]})",
                remedy=f"add {key}: with its wording; until then the {default!r} wording is shown",
                path=here,
            )


def _marked(said: JsonValue, language: str) -> JsonValue:
    if isinstance(said, dict):
        return {key: _marked(inner, language) for key, inner in said.items()}
    return untranslated(said, language) if isinstance(said, str) else said
