"""Which questions are asked, and where "not applicable" may be said.

S-08 "Not applicable" is accepted where the questionnaire offers it and refused where the other
     answers say that the question applies.
S-09 A question whose branch is false is not applicable by itself; an answer to it is ignored and
     listed. While a branch cannot be told yet, the question counts as applicable.
"""

import pytest

from readiness.scoring import Answer, Answers, AnswerState, parse_answers, score
from tests.scoring.small_questionnaire import (
    choice,
    of,
    profile,
    profile_flag,
    questionnaire,
    scored,
)

BRANCH = questionnaire(
    profile_flag("profile.dealers"),
    choice("care.parcels"),
    choice("care.dealers", asked_if="profile.dealers"),
)
OFFER = questionnaire(
    profile("profile.planned"),
    choice("care.parcels"),
    choice("care.planning", asked_if="profile.planned >= 1", not_applicable="profile.planned == 1"),
    choice("care.field_sales", not_applicable=True),
)


def test_a_false_branch_makes_a_question_not_applicable() -> None:
    """S-09."""
    result = scored(BRANCH, profile__dealers=False, care__parcels=2)

    assert of(result.receipt.answers, "CARE-02").state is AnswerState.NOT_APPLICABLE
    assert (result.score, result.coverage) == (50.0, 1.0)
    assert (result.complete, result.ignored) == (True, ())


def test_an_answer_to_a_question_not_asked_is_ignored_and_listed() -> None:
    """S-09."""
    result = scored(BRANCH, profile__dealers=False, care__parcels=2, care__dealers=4)

    assert result.score == 50.0
    assert result.ignored == ("care.dealers",)
    assert of(result.receipt.answers, "CARE-02").value is None


def test_not_applicable_to_a_question_not_asked_is_not_worth_mentioning() -> None:
    """S-09."""
    result = scored(BRANCH, profile__dealers=False, care__dealers="not_applicable")
    assert result.ignored == ()


def test_a_true_branch_asks_the_question() -> None:
    """S-09."""
    result = scored(BRANCH, profile__dealers=True, care__parcels=2)

    assert result.missing == ("care.dealers",)
    assert result.coverage == 0.5


@pytest.mark.parametrize("answer", [4, "not_applicable"])
def test_while_a_branch_is_open_every_answer_is_kept(answer: object) -> None:
    """S-09: the answers come in any order."""
    result = scored(BRANCH, care__parcels=2, care__dealers=answer)

    assert result.missing == ("profile.dealers",)
    assert result.ignored == ()
    assert result.score == (75.0 if answer == 4 else 50.0)


def test_while_a_branch_is_open_its_question_counts_as_applicable() -> None:
    """S-09."""
    result = scored(BRANCH, care__parcels=2)
    assert result.missing == ("profile.dealers", "care.dealers")


def test_branches_are_settled_whatever_the_order_of_questions() -> None:
    """S-09: a hidden question gives no value to the branches that read it."""
    asked = questionnaire(
        choice("care.depth", asked_if="care.width >= 1"),
        choice("care.width", asked_if="profile.dealers"),
        profile_flag("profile.dealers"),
    )
    hidden = scored(asked, profile__dealers=False, care__width=3, care__depth=3)
    assert hidden.ignored == ("care.width",)
    assert hidden.missing == ()
    shown = scored(asked, profile__dealers=True, care__width=0, care__depth=3)
    assert shown.ignored == ("care.depth",)


@pytest.mark.parametrize(
    ("planned", "accepted"), [(0, True), (1, True), (2, False), (4, False), (None, True)]
)
def test_not_applicable_is_accepted_where_it_is_offered(
    planned: int | None, accepted: bool
) -> None:
    """S-08: 0 hides the question, 1 offers the choice, more asks for an answer."""
    given = {"care.planning": Answer(AnswerState.NOT_APPLICABLE)}
    if planned is not None:
        given["profile.planned"] = Answer(AnswerState.ANSWERED, value=planned)

    result = score(OFFER, Answers(given))
    state = of(result.receipt.answers, "CARE-02").state
    assert state is (AnswerState.NOT_APPLICABLE if accepted else AnswerState.UNANSWERED)


def test_an_offer_without_a_condition_is_always_open() -> None:
    """S-08: with the respondent's reason, which the receipt keeps."""
    result = scored(OFFER, care__field_sales={"not_applicable": " we have none "})

    answer = of(result.receipt.answers, "CARE-03")
    assert (answer.state, answer.reason) == (AnswerState.NOT_APPLICABLE, "we have none")


def test_not_applicable_needs_no_reason() -> None:
    """S-08."""
    given = parse_answers(OFFER, {"care.field_sales": "not_applicable"}).given
    assert given["care.field_sales"] == Answer(AnswerState.NOT_APPLICABLE)
