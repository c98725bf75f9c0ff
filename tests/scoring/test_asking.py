"""Which questions are put to somebody, given the answers so far.

S-08 "Not applicable" is offered where the questionnaire says so and refused where not.
S-09 While a branch cannot be told yet, the question is asked.
"""

from readiness.scoring import Questionnaire
from readiness.scoring.asking import Asked, asked_now
from readiness.scoring.reading import read_answers
from tests.scoring.small_questionnaire import choice, profile, profile_flag, questionnaire

ASKING = questionnaire(
    profile_flag("profile.dealers"),
    profile("profile.planned"),
    choice("care.parcels"),
    choice("care.dealers", asked_if="profile.dealers", not_applicable=True),
    choice("care.planning", not_applicable="profile.planned == 1"),
)


def asked(questions: Questionnaire, **answers: object) -> Asked:
    """Ask with answers whose names have two underscores for the point."""
    raw = {name.replace("__", "."): value for name, value in answers.items()}
    return asked_now(questions, read_answers(questions, raw))


def test_everything_is_asked_before_the_first_answer() -> None:
    """S-09."""
    now = asked(ASKING)

    assert now.asked == {question.id for question in ASKING.questions}
    assert now.waiting == now.asked


def test_a_false_branch_is_neither_asked_nor_waited_for() -> None:
    """S-09."""
    now = asked(ASKING, profile__dealers=False)

    assert "care.dealers" not in now.asked | now.waiting | now.may_not_apply


def test_an_answer_is_no_longer_waited_for() -> None:
    """S-09."""
    now = asked(ASKING, care__parcels="dont_know", profile__planned=2)

    assert "care.parcels" in now.asked - now.waiting
    assert "profile.planned" not in now.waiting


def test_does_not_apply_is_offered_where_the_other_answers_allow_it() -> None:
    """S-08."""
    assert asked(ASKING).may_not_apply == {"care.dealers", "care.planning"}
    assert asked(ASKING, profile__planned=1).may_not_apply == {"care.dealers", "care.planning"}
    assert asked(ASKING, profile__planned=0).may_not_apply == {"care.dealers"}


def test_not_applicable_that_became_wrong_is_waited_for_again() -> None:
    """S-08."""
    now = asked(ASKING, care__planning="not_applicable", profile__planned=0)

    assert "care.planning" in now.waiting
