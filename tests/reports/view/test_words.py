import ast
import re
from pathlib import Path

import pytest

import readiness.reports
from readiness.errors import NotFound
from readiness.reports.words import load_words

ROOM = Path(readiness.reports.__file__).parent
CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Held at %(limit)s"
msgstr "Gehalten bei %(limit)s"

msgid "one gate"
msgid_plural "%(n)s gates"
msgstr[0] "eine Sperre"
msgstr[1] "%(n)s Sperren"
"""


def test_english_sentences_are_the_messages_themselves() -> None:
    words = load_words("en")
    assert words.say("Held at %(limit)s", limit="40") == "Held at 40"
    assert words.count("one gate", "%(n)s gates", 1) == "one gate"
    assert words.count("one gate", "%(n)s gates", 3) == "3 gates"


def test_a_catalogue_puts_messages_into_another_language(tmp_path: Path) -> None:
    (tmp_path / "de.po").write_text(CATALOGUE, encoding="utf-8")
    words = load_words("de", tmp_path)
    assert words.say("Held at %(limit)s", limit="40") == "Gehalten bei 40"
    assert words.count("one gate", "%(n)s gates", 1) == "eine Sperre"
    assert words.count("one gate", "%(n)s gates", 3) == "3 Sperren"
    assert words.say("not translated yet") == "not translated yet"


@pytest.mark.parametrize("language", ["xx", "../en", ""])
def test_a_language_without_catalogue_is_refused_with_those_offered(
    language: str, tmp_path: Path
) -> None:
    (tmp_path / "de.po").write_text(CATALOGUE, encoding="utf-8")
    with pytest.raises(NotFound) as refusal:
        load_words(language, tmp_path)
    assert "de, en" in refusal.value.remedy


@pytest.mark.parametrize(
    "template", sorted((ROOM / "templates").glob("*.j2")), ids=lambda p: p.name
)
def test_templates_hold_no_words_outside_messages(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    outside = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", " ", source, flags=re.DOTALL)
    outside = re.sub(r"<[^>]*>", " ", outside)
    assert not re.findall(r"[A-Za-z]{2,}", outside)


def test_every_message_in_the_code_is_a_literal_that_can_be_collected() -> None:
    calls = [
        (path.name, call)
        for path in sorted(ROOM.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _is_message(call)
    ]
    assert len(calls) > 100
    loose = [
        (name, call.lineno) for name, call in calls if not isinstance(call.args[0], ast.Constant)
    ]
    assert not loose


def _is_message(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="say") | ast.Attribute(attr="say"):
            return True
        case ast.Attribute(attr="count", value=ast.Attribute(attr="words") | ast.Name(id="words")):
            return True
        case _:
            return False
