"""Every kind of answer in its fields, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from babel import Locale
from starlette.datastructures import FormData, UploadFile

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.scoring.answer_shapes import read_answer
from readiness.scoring.questions import Question, TextQuestion
from readiness.services.answer_changes import AnswerEdit
from readiness.settings import Settings
from readiness.web.answer_forms import Fields, NotReadable, stored_fields, typed_edit

ENGLISH, GERMAN = Locale("en", "GB"), Locale("de", "DE")
CATALOG = Catalog(Settings().questionnaires)
FREE_TEXT = TextQuestion(
    type="text", id="profile.words", code="PRF-99", role="management", max_length=20
)
QUESTIONS: dict[str, Question] = {
    question.code: question
    for key in ("platform-migration", "d2c-readiness")
    for question in CATALOG.get(key).questionnaire.questions
} | {"PRF-99": FREE_TEXT}


def form_of(code: str, fields: Fields, base: int = 0) -> FormData:
    """The form that a browser sends of these fields."""
    texts = {
        "choice": fields.choice,
        "figure": fields.figure,
        "band": fields.band,
        "none": "yes" if fields.none_of_these else "",
        "text": fields.text,
        "reason": fields.reason,
        "note": fields.note,
        "base": str(base),
    }
    many = [(f"{code}.item", item) for item in fields.items]
    many += [(f"{code}.special", word) for word in fields.special]
    return FormData([*[(f"{code}.{part}", text) for part, text in texts.items() if text], *many])


def typed(code: str, locale: Locale = ENGLISH, **parts: Any) -> AnswerEdit:
    """Read fields named by their parts; several values as a list."""
    pairs: list[tuple[str, str | UploadFile]] = [
        (f"{code}.{part}", str(value))
        for part, values in parts.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return typed_edit(QUESTIONS[code], FormData(pairs), locale)


def refused(code: str, **parts: Any) -> str:
    """Return why fields cannot be read."""
    with pytest.raises(NotReadable) as caught:
        typed(code, **parts)
    return caught.value.code


def answers_of_all_companies() -> Iterator[tuple[str, Question, object]]:
    for key in ("d2c-readiness", "platform-migration"):
        loaded = CATALOG.get(key)
        questions = {each.id: each for each in loaded.questionnaire.questions}
        for case in load_cases(loaded):
            for question_id, value in {**case.answers, **case.second_opinions}.items():
                if value is not None:
                    yield case.case, questions[question_id], value


@pytest.mark.parametrize("locale", [ENGLISH, GERMAN], ids=["en", "de"])
def test_every_answer_of_the_sample_companies_comes_back_as_it_was(locale: Locale) -> None:
    seen = set()
    for case, question, value in answers_of_all_companies():
        fields = stored_fields(question, value, "A note", locale)
        edit = typed_edit(question, form_of(question.code, fields, base=7), locale)

        assert edit.value is not None, (case, question.code)
        assert read_answer(question, edit.value) == read_answer(question, value), (
            case,
            question.code,
        )
        assert (edit.note, edit.base) == ("A note", 7)
        seen.add(question.type)
    assert seen == {"single", "multiple", "number", "boolean"}


def test_every_question_without_an_answer_comes_back_without_one() -> None:
    for code, question in QUESTIONS.items():
        fields = stored_fields(question, None, None, ENGLISH)
        edit = typed_edit(question, form_of(code, fields), ENGLISH)
        assert edit == AnswerEdit(question.id, None, None, 0)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("LOG-02", "dont_know"),
        ("LOG-02", {"band": 3}),
        ("LOG-02", 99.55),
        ("STR-01", "dont_know"),
        ("STR-01", 0),
        ("CUS-07", "not_applicable"),
        ("CUS-07", {"not_applicable": "No direct customers"}),
        ("CUS-08", {"not_applicable": "No field sales"}),
        ("STR-06", []),
        ("STR-06", {"band": 2}),
        ("PRF-13", False),
        ("PRF-13", True),
        ("PRF-05", "also_consumers"),
        ("SIG-02", -12.5),
        ("PRF-99", "Some words"),
        ("PRF-99", "dont_know"),
    ],
)
def test_every_form_of_answer_comes_back_as_it_was(code: str, value: object) -> None:
    question = QUESTIONS[code]
    for locale in (ENGLISH, GERMAN):
        fields = stored_fields(question, value, None, locale)
        assert typed_edit(question, form_of(code, fields), locale).value == value


def test_figures_are_read_as_the_language_writes_them() -> None:
    assert typed("LOG-02", GERMAN, figure="99,5").value == 99.5
    assert typed("LOG-02", GERMAN, figure="99.5 %").value == 99.5
    assert typed("STR-05", figure=" 6 ").value == 6


def test_a_figure_counts_more_than_an_estimate() -> None:
    assert typed("LOG-02", figure="99.5", band="2").value == 99.5
    assert typed("LOG-02", figure=" ", band="2").value == {"band": 2}


def test_what_cannot_be_read_says_why() -> None:
    assert refused("LOG-02", figure="most of them") == "number_unreadable"
    assert refused("LOG-02", figure="120") == "out_of_range"
    assert refused("LOG-02", figure="99.555") == "too_many_decimals"
    assert refused("LOG-02", band="9") == "unknown_option"
    assert refused("LOG-02", band="x") == "unknown_option"
    assert refused("STR-01", choice="=9") == "unknown_option"
    assert refused("STR-01", choice="not_applicable") == "not_applicable_refused"
    assert refused("PRF-05", choice="dont_know") == "dont_know_refused"
    assert refused("PRF-99", text="x" * 21) == "text_too_long"
    assert refused("CUS-08", choice="not_applicable", reason="x" * 501) == "wrong_type"


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("LOG-02", {"figure": "99", "special": "dont_know"}),
        ("LOG-02", {"band": "2", "special": "dont_know"}),
        ("CUS-07", {"special": ["dont_know", "not_applicable"]}),
        ("PRF-01", {"item": "DE", "none": "yes"}),
        ("STR-06", {"none": "yes", "special": "dont_know"}),
        ("PRF-99", {"text": "Words", "special": "dont_know"}),
    ],
)
def test_answers_that_contradict_each_other_are_not_chosen_from(
    code: str, parts: dict[str, Any]
) -> None:
    assert refused(code, **parts) == "two_answers"


def test_items_are_stored_in_the_order_of_the_questionnaire() -> None:
    assert typed("PRF-01", item=["NL", "DE"]).value == ["DE", "NL"]


def test_items_nobody_offered_are_not_stored() -> None:
    assert typed("PRF-01", item=["DE", "<script>"]).value == ["DE"]


def test_a_script_names_the_revision_it_builds_on() -> None:
    form = FormData([("STR-01.choice", "=3"), ("STR-01.base", "4"), ("base", "9")])
    assert typed_edit(QUESTIONS["STR-01"], form, ENGLISH).base == 9


@pytest.mark.parametrize("base", ["", "-1", "x", "9" * 30, "1.5", "٣"])
def test_a_revision_that_is_none_counts_as_never_answered(base: str) -> None:
    assert typed("STR-01", choice="=3", base=base).base == 0


def test_a_note_is_trimmed_and_an_empty_one_is_none() -> None:
    assert typed("STR-01", choice="=3", note="  Minutes\0 of May ").note == "Minutes of May"
    assert typed("STR-01", choice="=3", note=" \n").note is None


def test_lines_of_a_note_are_the_same_from_a_form_and_from_a_script() -> None:
    assert typed("STR-01", choice="=3", note="One\r\nTwo").note == "One\nTwo"
