"""Every message of every room is said in every language."""

import ast
from collections.abc import Mapping
from itertools import product

import pytest

from tests.languages.messages import (
    LANGUAGES,
    ROOMS,
    SOURCES,
    Message,
    catalogue,
    forms,
    messages,
    placeholders,
    translations,
)

every_catalogue = pytest.mark.parametrize(("room", "language"), list(product(ROOMS, LANGUAGES)))


@every_catalogue
def test_a_catalogue_lacks_no_message_and_has_none_that_nobody_says(
    room: str, language: str
) -> None:
    said, translated = messages(room).keys(), translations(room, language).keys()
    assert not said - translated
    assert not translated - said


@every_catalogue
def test_every_message_is_translated_and_none_is_a_guess(room: str, language: str) -> None:
    unsure = [entry.id for entry in catalogue(room, language) if entry.id and entry.fuzzy]
    empty = [
        message
        for message, translation in translations(room, language).items()
        if len(forms(translation)) != len(forms(message)) or not all(forms(translation))
    ]
    assert not unsure
    assert not empty


@every_catalogue
def test_a_translation_has_the_placeholders_of_its_message(room: str, language: str) -> None:
    assert not _differing(translations(room, language))


@every_catalogue
def test_a_translation_with_values_can_be_printed(room: str, language: str) -> None:
    for translation in translations(room, language).values():
        for said in forms(translation):
            names = placeholders(said)
            assert not names or said % dict.fromkeys(names, "x")


@every_catalogue
def test_catalogues_keep_the_order_in_which_messages_are_collected(
    room: str, language: str
) -> None:
    assert list(translations(room, language)) == list(messages(room))


@pytest.mark.parametrize("room", ROOMS)
def test_messages_of_code_are_all_collected(room: str) -> None:
    """A `say` inside the values of another is one that collecting tools miss."""
    nested = [
        (path.name, inner.lineno)
        for path in (SOURCES / room).rglob("*.py")
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
