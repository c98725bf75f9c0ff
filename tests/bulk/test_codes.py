"""Code vectors: what goes in comes out, and nothing is read that was not meant."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.bulk.codes import decode, encode
from readiness.bulk.layout import layout_of
from readiness.errors import InvalidInput
from readiness.scoring import (
    Answer,
    Answers,
    AnswerState,
    Questionnaire,
    QuestionnaireRefused,
    score,
)
from readiness.scoring.reading import read_answers
from tests.bulk.random_answers import random_answers, seeded
from tests.scoring.answer_sets import answers_to
from tests.scoring.small_questionnaire import (
    choice,
    figure,
    profile,
    profile_figure,
    profile_flag,
    profile_list,
    profile_text,
    questionnaire,
    ticks,
)

EVERY_KIND = questionnaire(
    profile("profile.words", ["small", "large", "1"]),
    profile("profile.numbers", [-1, 10, 1000]),
    profile("profile.few", [4, 2]),
    profile_flag("profile.flag"),
    profile_figure("profile.figure", low=-20.05, high=1e6, decimals=2),
    profile_list("profile.list"),
    profile_text("profile.text"),
    choice("care.a", not_applicable=True),
    figure("care.b"),
    ticks("care.c"),
)


def carried(answers: Answers) -> Answers:
    """Take out what vectors do not carry: texts and reasons."""
    return Answers(
        {name: _without_words(answer) for name, answer in answers.given.items()},
        answers.second_opinions,
    )


def _without_words(answer: Answer) -> Answer:
    text = answer.value == "a few words" or (answer.reason is not None)
    return replace(answer, value="" if answer.value else None, reason=None) if text else answer


@settings(max_examples=300)
@given(st.data())
def test_answers_come_out_as_they_went_in(data: st.DataObject) -> None:
    raw: dict[str, Any] = data.draw(answers_to(EVERY_KIND))
    raw.pop("profile.text", None)
    answers = read_answers(EVERY_KIND, raw)
    vector = encode(EVERY_KIND, answers)
    assert decode(EVERY_KIND, vector) == answers
    assert len(vector) == layout_of(EVERY_KIND).width


def test_answers_to_the_delivered_questionnaire_come_out(d2c: Questionnaire) -> None:
    random = seeded("codes")
    for _ in range(100):
        answers = random_answers(d2c, random)
        found = decode(d2c, encode(d2c, answers))
        assert found.second_opinions == answers.second_opinions
        for question in d2c.questions:
            put_in, came_out = (a.given.get(question.id) for a in (answers, found))
            if put_in is None or put_in.state is AnswerState.UNANSWERED:
                assert came_out is None
            elif put_in.state is AnswerState.NOT_APPLICABLE:
                assert came_out in (put_in, None)
            else:
                assert came_out == put_in


def test_decoded_answers_score_as_the_answers_do(
    d2c: Questionnaire, cases: dict[str, Answers]
) -> None:
    for answers in cases.values():
        found = score(d2c, decode(d2c, encode(d2c, answers)))
        assert found == score(d2c, carried(answers))


def test_texts_and_reasons_stay_behind() -> None:
    raw = {"profile.text": "a few words", "care.a": {"not_applicable": "we have none"}}
    found = decode(EVERY_KIND, encode(EVERY_KIND, read_answers(EVERY_KIND, raw)))
    assert found.given["profile.text"] == Answer(AnswerState.ANSWERED, value="")
    assert found.given["care.a"] == Answer(AnswerState.NOT_APPLICABLE)


def test_a_vector_is_small(d2c: Questionnaire, cases: dict[str, Answers]) -> None:
    answers = cases["c1-nordwerk"]
    assert len(encode(d2c, Answers(answers.given))) <= 2 * len(d2c.questions)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(AnswerState.ANSWERED, value=7),
        Answer(AnswerState.ANSWERED, value="often"),
        Answer(AnswerState.ANSWERED, value=None),
    ],
)
def test_a_value_the_questionnaire_does_not_have_is_refused(answer: Answer) -> None:
    for name in ("care.a", "care.b", "care.c", "profile.words"):
        with pytest.raises(InvalidInput, match="parse_answers"):
            encode(EVERY_KIND, Answers({name: answer}))


def test_a_figure_out_of_range_is_refused() -> None:
    for figure_ in (-30.0, 1e9):
        answer = Answer(AnswerState.ANSWERED, value=figure_, figure=figure_)
        with pytest.raises(InvalidInput, match="out of its range"):
            encode(EVERY_KIND, Answers({"profile.figure": answer}))


def test_vectors_of_other_questions_are_refused(d2c: Questionnaire) -> None:
    foreign = encode(EVERY_KIND, Answers({}))
    for vector in (foreign, foreign + b"\0" * 500, b"", encode(d2c, Answers({}))[:-1]):
        with pytest.raises(InvalidInput, match="does not hold answers to d2c-readiness@"):
            decode(d2c, vector)


def test_cut_or_foreign_second_opinions_are_refused() -> None:
    seconds = read_answers(EVERY_KIND, {}, {"care.b": 50.5}).second_opinions
    vector = encode(EVERY_KIND, Answers({}, seconds))
    assert decode(EVERY_KIND, vector).second_opinions == seconds
    for broken in (vector[:-1], vector + b"\xff\xff\0"):
        with pytest.raises(InvalidInput, match="does not hold answers"):
            decode(EVERY_KIND, broken)


def test_a_byte_that_is_no_answer_is_refused() -> None:
    vector = bytearray(encode(EVERY_KIND, Answers({})))
    vector[layout_of(EVERY_KIND).fields[7].at] = 9
    with pytest.raises(InvalidInput, match="byte 9 for CARE-01"):
        decode(EVERY_KIND, bytes(vector))


def test_vectors_fit_every_version_that_asks_the_same() -> None:
    first = questionnaire(choice("care.a", weight=1), profile("profile.a"))
    reweighted = questionnaire(choice("care.a", weight=9), profile("profile.a"))
    other_options = questionnaire(choice("care.a"), profile("profile.a", options=[0, 1]))
    other_branch = questionnaire(choice("care.a", asked_if="profile.a >= 1"), profile("profile.a"))
    stricter = questionnaire(choice("care.a", dont_know="refused"), profile("profile.a"))
    vector = encode(first, Answers({}))
    assert encode(reweighted, Answers({})) == vector
    assert layout_of(reweighted).holds(vector)
    for other in (other_options, other_branch, stricter):
        assert not layout_of(other).holds(vector)
        with pytest.raises(InvalidInput):
            decode(other, vector)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (profile("profile.a", list(range(300))), "more than 252 options"),
        (choice("care.a", options=[{"value": 0}, {"value": "yes"}]), "not 0 to 4"),
        (figure("care.a", bands=[]), "scored without bands"),
        (profile_figure("profile.a", high=1e15, decimals=6), "more than 15 digits"),
        (profile_flag("profile.a", dimension="care", weight=1), "of type boolean"),
    ],
)
def test_questions_without_a_place_are_refused(question: dict[str, Any], reason: str) -> None:
    refused = questionnaire(choice("care.z"), question)
    with pytest.raises(QuestionnaireRefused, match=reason):
        layout_of(refused)
