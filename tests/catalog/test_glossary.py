"""Words that a language avoids are found in its texts, and in the report's own words."""

import re
from pathlib import Path

import pytest
from pydantic import JsonValue

from readiness.catalog.glossary import Glossary, Term, avoided_words, lint_words, load_glossary
from readiness.scoring.problems import QuestionnaireRefused
from tests.house.repository import ROOT
from tests.languages.messages import LANGUAGES, ROOMS, forms, translations

FOLDER = ROOT / "questionnaires" / "glossary"


def glossary(*avoid: str, unless: tuple[str, ...] = ()) -> Glossary:
    return Glossary(terms={"any": Term(use="right", avoid=avoid, unless=unless)})


def own(language: str) -> Glossary:
    found = load_glossary(FOLDER / f"{language}.yaml")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "avoid", "found"),
    [
        ("Der Score ist hoch.", "Score", ["Score"]),
        ("Scores, Scoring und Team-Score.", "Score", []),
        ("Scores und Scoreliste.", "Score*", ["Scores", "Scoreliste"]),
        ("Go of go, nooit GO.", "go", ["Go", "go"]),
        ("board und Board", "Board", ["Board"]),
        ("een stage gate, een stage gates", "stage gate", ["stage gate"]),
        ("n.v.t. of n.v.t.", "n.v.t.", ["n.v.t.", "n.v.t."]),
    ],
)
def test_a_word_is_found_whole_and_as_written(text: str, avoid: str, found: list[str]) -> None:
    words = avoided_words(text, glossary(avoid))
    assert [word.word for word in words] == found
    assert all(text[word.offset :].startswith(word.word) for word in words)


def test_a_phrase_may_hold_a_word_that_is_avoided_elsewhere() -> None:
    text = "Leg go/no-go vast; kies dan go."
    (word,) = avoided_words(text, glossary("go", unless=("go/no-go",)))
    assert (word.offset, word.use) == (text.rindex("go"), "right")


def test_avoided_words_are_named_with_place_and_remedy() -> None:
    texts: JsonValue = {"title": "Rot", "options": {"1": "Ein Score"}}
    (problem,) = lint_words(texts, glossary("Score"), ("texts", "de"))
    assert (problem.code, problem.path) == ("avoided_word", ("texts", "de", "options", "1"))
    assert problem.offset == len("Ein ")
    assert "'right'" in problem.remedy


def test_a_glossary_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert load_glossary(tmp_path / "fr.yaml") is None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("gate:\n  use: Sperre\n  avoids: [Gate]\n", "unknown_key", 3),
        ("gate:\n  avoid: [Gate]\n", "missing_key", 1),
        ("gate: {use: Sperre\n", "yaml_syntax", 2),
    ],
)
def test_a_glossary_that_cannot_be_used_is_refused_at_the_line(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    file = tmp_path / "de.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_glossary(file)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.file, problem.line) == (code, str(file), line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_term_tells_to_use_what_another_avoids(language: str) -> None:
    told = [term.use for term in own(language).terms.values()]
    assert [use for use in told if avoided_words(use, own(language))] == []


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_an_interface_avoid_what_the_glossary_avoids(language: str, room: str) -> None:
    said = [text for message in translations(room, language).values() for text in forms(message)]
    plain = [re.sub(r"%\(\w+\)s", "…", text) for text in said]
    assert [(text, found) for text in plain if (found := avoided_words(text, own(language)))] == []
