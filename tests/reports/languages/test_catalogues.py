import ast
from collections.abc import Mapping

import pytest

from tests.reports.languages.messages import (
    LANGUAGES,
    ROOM,
    Message,
    catalogue,
    forms,
    messages,
    placeholders,
    translations,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_lacks_no_message_and_has_none_that_nobody_says(language: str) -> None:
    said, translated = messages().keys(), translations(language).keys()
    assert not said - translated
    assert not translated - said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_a_guess(language: str) -> None:
    unsure = [entry.id for entry in catalogue(language) if entry.id and entry.fuzzy]
    empty = [
        message
        for message, translation in translations(language).items()
        if len(forms(translation)) != len(forms(message)) or not all(forms(translation))
    ]
    assert not unsure
    assert not empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    assert not _differing(translations(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_with_values_can_be_printed(language: str) -> None:
    for translation in translations(language).values():
        for said in forms(translation):
            names = placeholders(said)
            assert not names or said % dict.fromkeys(names, "x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_keep_the_order_in_which_messages_are_collected(language: str) -> None:
    assert list(translations(language)) == list(messages())


def test_messages_of_code_are_all_collected() -> None:
    """A `say` inside the values of another is one that collecting tools miss."""
    nested = [
        (path.name, inner.lineno)
        for path in ROOM.rglob("*.py")
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.Call) and _says(outer)
        for argument in (*outer.args, *(keyword.value for keyword in outer.keywords))
        for inner in ast.walk(argument)
        if isinstance(inner, ast.Call) and _says(inner)
    ]
    assert not nested


def _says(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="say") | ast.Attribute(attr="say"):
            return True
        case _:
            return False


def test_a_changed_placeholder_is_noticed() -> None:
    assert _differing({"Held at %(limit)s": "Gehalten bei %(grenze)s"})
    assert _differing({("one gate", "%(n)s gates"): ("eine Sperre", "mehrere Sperren")})


def _differing(translated: Mapping[Message, Message]) -> list[tuple[str, str]]:
    return [
        (source, said)
        for message, translation in translated.items()
        for source, said in zip(forms(message), forms(translation), strict=True)
        if placeholders(source) != placeholders(said)
    ]
