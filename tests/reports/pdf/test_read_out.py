"""What comes out of a report when it is read out: everything, in order, in one language."""

from collections.abc import Iterable
from pathlib import Path

from babel.messages.pofile import read_po

from readiness.reports.words import CATALOGUES
from readiness.scoring.texts import Texts
from tests.reports.pdf.gates.language import foreign_words, untranslated_sentences
from tests.reports.pdf.gates.reading_order import (
    extracted,
    headings_out_of_order,
    words_not_extracted,
)
from tests.reports.pdf.gates.tagged import TaggedPdf
from tests.reports.pdf.occasions import OCCASIONS, Occasion
from tests.reports.pdf.rendered import on

MIXED = {"longest-texts", "written-about"}
"""Occasions whose texts are of several languages on purpose."""


def messages() -> tuple[str, ...]:
    """The sentences of the interface, in English."""
    with (CATALOGUES / "de.po").open("rb") as file:
        catalogue = read_po(file, locale="de")
    ids = (message.id for message in catalogue if message.id)
    return tuple(said for each in ids for said in ([each] if isinstance(each, str) else each))


@on(OCCASIONS)
def test_text_comes_out_whole_and_in_order(
    report: TaggedPdf, occasion: Occasion, tmp_path: Path
) -> None:
    as_painted = extracted(report.content, tmp_path, "-raw")
    as_seen = extracted(report.content, tmp_path)
    assert list(headings_out_of_order(report, as_painted)) == []
    assert list(headings_out_of_order(report, as_seen, lowest=2)) == []
    assert list(words_not_extracted(report, as_seen)) == []


@on([each for each in OCCASIONS if each.name not in MIXED])
def test_a_report_speaks_one_language(report: TaggedPdf, occasion: Occasion) -> None:
    text = "\n".join(report.texts)
    source = occasion.make()
    names = (source.organization, *(person.name for person in source.participants))
    assert list(foreign_words(text, occasion.language, names)) == []
    if occasion.language != "en":
        assert list(untranslated_sentences(text, occasion.language, messages())) == []
        other = source.questionnaire.texts["en"]
        own = source.questionnaire.texts[occasion.language]
        assert [said for said in only_in(other, own) if said in text] == []


def only_in(one: Texts, other: Texts) -> set[str]:
    """Texts of a questionnaire that stand in one of its languages only, not even within others."""
    here, there = (set(sentences(each.model_dump())) for each in (one, other))
    return {said for said in here if not any(said in text for text in there)}


def sentences(said: object) -> Iterable[str]:
    """All texts of several words in a language's texts."""
    if isinstance(said, dict):
        for inner in said.values():
            yield from sentences(inner)
    elif isinstance(said, str) and len(said.split()) > 2:
        yield said


def test_words_of_another_language_are_noticed() -> None:
    text = "Der Vertrieb is owned by the\nsales team. Ada and Söhne. De planning wordt gemaakt."
    found = [each.split(" in ")[0] for each in foreign_words(text, "de", ["Ada and Söhne"])]
    assert found == ["en 'the'", "nl 'wordt'"]


def test_a_sentence_left_in_english_is_noticed() -> None:
    said = "There are too few answers for a result yet"
    assert said in messages()
    text = f"Ergebnis. {said}."
    assert list(untranslated_sentences(text, "de", messages())) == [said]
    assert list(untranslated_sentences("Ergebnis.", "de", messages())) == []
