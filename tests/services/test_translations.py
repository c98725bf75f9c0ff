"""Texts go to translators and come back: as a workbook or PO file, whole or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from readiness.catalog.loader import Loaded, load_questionnaire
from readiness.catalog.texts_files import read_texts, texts_by_place
from readiness.catalog.translations import GivenText, place_name, source_for, take
from readiness.scoring.problems import ProblemsFound
from readiness.services.translations import (
    Form,
    Imported,
    export_texts,
    import_texts,
    open_translation,
)
from readiness.settings import Settings
from tests.catalog.small_questionnaire import TEXTS, write_version
from tests.tabular.hand_made import workbook

FORMS: tuple[Form, ...] = ("po", "xlsx")
HOSTILE = [
    "no",
    "1.10",
    "Größe: „Maß“ # ja",
    " vorn und hinten ",
    "zwei\nZeilen\n\nund mehr",
    "=1+1",
    'sagt "nein"',
    "100 % %s",
    "\\n ist kein Umbruch",
    "tab\there",
]


@pytest.fixture
def small(tmp_path: Path) -> Loaded:
    """A small draft in English only."""
    return load_questionnaire(write_version(tmp_path))


def write(imported: Imported) -> None:
    """Write what an import comes to."""
    for path, text in imported.files.items():
        path.write_text(text, encoding="utf-8")


def exported(loaded: Loaded, form: Form, translate: Callable[[str], str] | None = None) -> bytes:
    """Export German texts; with `translate` as if translators had filled them in."""
    translation = open_translation(loaded, "de")
    if translate is not None:
        for place, text in translation.source.items():
            translation.present[place] = translate(text)
    return export_texts(translation, form, f"de.{form}")


def imported(loaded: Loaded, data: bytes, form: Form) -> Imported:
    """Import German texts."""
    return import_texts(open_translation(loaded, "de"), data, form, f"de.{form}")


@pytest.mark.parametrize("form", FORMS)
def test_a_new_language_is_one_file_away(small: Loaded, form: Form) -> None:
    done = imported(small, exported(small, form, lambda text: f"{text} (de)"), form)
    write(done)
    assert (done.taken.missing, done.taken.changed) == ((), 0)
    english, german = (
        load_questionnaire(small.folder).questionnaire.texts[x] for x in ("en", "de")
    )
    assert german.title == f"{english.title} (de)"
    assert [path.name for path in done.files] == ["de.yaml", "de.rules.yaml"]
    sections = {file.part: list(file.sections) for file in read_texts(small.folder, "de")}
    assert sections == {file.part: list(file.sections) for file in read_texts(small.folder, "en")}


@pytest.mark.parametrize("form", FORMS)
def test_hostile_texts_survive(small: Loaded, form: Form) -> None:
    texts = iter(HOSTILE * 20)
    data = exported(small, form, lambda _: next(texts))
    done = imported(small, data, form)
    write(done)
    found = texts_by_place(read_texts(small.folder, "de"))
    assert list(found.values()) == (HOSTILE * 20)[: len(found)]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_texts_give_the_same_bytes(small: Loaded, form: Form) -> None:
    assert exported(small, form, str.upper) == exported(small, form, str.upper)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_there_goes_around_unchanged(small: Loaded, form: Form) -> None:
    write(imported(small, exported(small, form, str.swapcase), form))
    again = imported(small, exported(small, form), form)
    assert again.files == {}
    assert (again.taken.added, again.taken.changed, again.taken.missing) == (0, 0, ())


@pytest.mark.parametrize("form", FORMS)
def test_empty_translations_stay_missing(small: Loaded, form: Form) -> None:
    done = imported(small, exported(small, form), form)
    assert done.files == {}
    assert len(done.taken.missing) == len(texts_by_place(read_texts(small.folder, "en")))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_lost_by_an_empty_translation(small: Loaded, form: Form) -> None:
    empty = exported(small, form)
    write(imported(small, exported(small, form, str.upper), form))
    assert imported(small, empty, form).files == {}


@pytest.mark.parametrize("form", FORMS)
def test_a_source_changed_since_the_export_is_marked(small: Loaded, form: Form) -> None:
    data = exported(small, form, str.upper)
    smaller = TEXTS.replace("title: Small", "title: Tiny")
    again = load_questionnaire(
        write_version(small.folder.parent.parent, {"texts/en.yaml": smaller})
    )
    assert imported(again, data, form).taken.outdated == [("title",)]


def test_the_context_says_what_a_text_is(small: Loaded) -> None:
    text = exported(small, "po").decode()
    assert "#. question LOG-01; one answer is chosen; answered by: Management" in text
    assert "#. question LOG-01: answer worth 2 of 4; short, 9 characters" in text
    assert "#. question LOG-02: from 99 and up to 99.8 %, worth 3 of 4" in text
    assert "#. gate G1: printed when it blocks a route (severity: high)" in text
    assert "#. route R1: the next step when the verdict is 'not a fit'; short, 5 characters" in text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"place": "questions/gone/title"}, "unknown_text"),
        ({"text": "ohne Platzhalter"}, "lost_placeholder"),
        ({"text": "{figure} {figure}"}, "lost_placeholder"),
        ({"text": "{figure} \u202e"}, "control_character"),
        ({"text": "{figure}" + "x" * 10_000}, "translation_too_long"),
    ],
)
def test_a_translation_that_cannot_be_right_is_refused(change: dict[str, str], code: str) -> None:
    given = {"place": "title", "source": "Up to {figure}", "text": "Bis {figure}"} | change
    row = GivenText(**given, file="de.po", line=7, column=1)
    taken = take([row], {("title",): "Up to {figure}"}, {})
    assert [str(problem)[: len(code) + 11] for problem in taken.problems] == [f"de.po:7:1: {code}"]


def test_a_text_given_twice_is_refused() -> None:
    row = GivenText("a", "A", "A", "de.po", 7)
    (problem,) = take([row, row], {("a",): "A"}, {}).problems
    assert problem.code == "duplicate_text"


def test_places_keep_slashes_apart() -> None:
    assert place_name(("options", "1/2", "~")) == "options/1~12/~0"


def test_units_have_the_forms_of_their_language() -> None:
    source = {
        ("questions", "a", "unit"): "months",
        ("questions", "a", "unit_forms", "one"): "month",
    }
    assert [place[-1] for place in source_for("pl", source)] == ["unit", "few", "many", "one"]
    assert [place[-1] for place in source_for("ja", source)] == ["unit"]
    assert source_for("xx", source) == source


@pytest.mark.parametrize("language", ["en", "german", "DE", "../de", ""])
def test_what_is_no_other_language_is_refused(small: Loaded, language: str) -> None:
    with pytest.raises(ProblemsFound, match="wrong_language"):
        open_translation(small, language)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_another_language_is_refused(small: Loaded, form: Form) -> None:
    with pytest.raises(ProblemsFound, match="other_language"):
        import_texts(open_translation(small, "nl"), exported(small, form), form, "de")


def test_a_file_of_another_questionnaire_is_refused(small: Loaded) -> None:
    data = exported(small, "po").replace(b"Project-Id-Version: small", b"Project-Id-Version: other")
    with pytest.raises(ProblemsFound, match="other_questionnaire"):
        imported(small, data, "po")


def test_a_released_version_takes_no_texts(tmp_path: Path) -> None:
    shutil.copytree(Settings().questionnaires, tmp_path, dirs_exist_ok=True)
    released = load_questionnaire(tmp_path / "d2c-readiness" / "2026.1.0")
    translation = open_translation(released, "fr")
    data = export_texts(translation, "po", "fr.po")
    with pytest.raises(ProblemsFound, match="released_changed"):
        import_texts(translation, data, "po", "fr.po")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe",
        b'msgid "a"\n',
        b'msgctxt "title"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
        b'msgid ""\nmsgstr ""\n"POT-Creation-Date: never\\n"\n',
        b"what is this\n",
    ],
)
def test_what_is_no_po_file_is_refused(small: Loaded, data: bytes) -> None:
    with pytest.raises(ProblemsFound, match=r"de\.po:\d+:\d+: (po_syntax|not_utf8|byte_order)"):
        imported(small, data, "po")


def test_fuzzy_messages_count_as_missing(small: Loaded) -> None:
    data = exported(small, "po", str.upper).replace(b"#. title of", b"#, fuzzy\n#. title of")
    assert ("title",) in imported(small, data, "po").taken.missing


def test_a_formula_among_the_texts_is_refused_with_its_place(small: Loaded) -> None:
    data = workbook('<row r="4"><c r="D4"><f>1+1</f><v>2</v></c></row>')
    with pytest.raises(ProblemsFound, match=r"de\.xlsx\[Texte\]:4:4: formula_cell: cell D4"):
        imported(small, data, "xlsx")
