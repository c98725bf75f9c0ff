"""What each respondent is asked, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from readiness.catalog.catalog import Catalog
from readiness.scoring import Answers, Questionnaire
from readiness.scoring.reading import read_answers
from readiness.services.sections import (
    Section,
    effective_roles,
    minutes_for,
    offers_quick_scan,
    progress_by_role,
    section_of,
    sections_of,
)


@dataclass
class Colleague:
    """Somebody who answers."""

    id: str
    roles: Sequence[str] = ()
    leads: bool = False


ADA = Colleague("ada", (), leads=True)
LENA = Colleague("lena", ("logistics",))
VIKTOR = Colleague("viktor", ("sales",))
MIA = Colleague("mia", ("management",))


@pytest.fixture
def d2c(catalog: Catalog) -> Questionnaire:
    return catalog.get("d2c-readiness").questionnaire


@pytest.fixture
def migration(catalog: Catalog) -> Questionnaire:
    return catalog.get("platform-migration").questionnaire


def read(questionnaire: Questionnaire, raw: Mapping[str, Any] | None = None) -> Answers:
    return read_answers(questionnaire, raw or {})


def named(sections: Sequence[Section], section_id: str) -> Section:
    return next(each for each in sections if each.id == section_id)


def ids(section: Section) -> list[str]:
    return [each.question.id for each in section.questions]


def test_the_profile_comes_first_then_the_dimensions_in_order(d2c: Questionnaire) -> None:
    sections = sections_of(d2c, read(d2c), [ADA], "ada")

    assert [each.id for each in sections] == ["profile", *(each.id for each in d2c.dimensions)]
    assert sum(len(each.questions) for each in sections) == len(d2c.questions)


def test_an_index_is_a_section_and_questions_beside_it_stand_there(
    migration: Questionnaire,
) -> None:
    sections = sections_of(migration, read(migration), [ADA], "ada")

    assert [each.id for each in sections][:3] == ["profile", "signs", "leadership"]
    assert ids(named(sections, "signs"))[:3] == [
        "signs.loading_time",
        "signs.optimisation_exhausted",
        "signs.bounce_rate",
    ]
    assert len(named(sections, "profile").questions) == 4


def test_who_leads_has_the_roles_nobody_else_holds(d2c: Questionnaire) -> None:
    team = [ADA, LENA, VIKTOR]

    assert effective_roles(d2c, team, "lena") == {"logistics"}
    assert effective_roles(d2c, team, "ada") == {
        "management",
        "marketing",
        "it_product_data",
        "finance",
    }
    assert effective_roles(d2c, team, "stranger") == frozenset()
    assert effective_roles(d2c, team, None) == frozenset()


def test_each_sees_the_questions_of_own_roles_only(d2c: Questionnaire) -> None:
    sections = sections_of(d2c, read(d2c), [ADA, LENA], "lena")

    assert {each.question.role for section in sections for each in section.questions} == {
        "logistics"
    }
    assert named(sections, "strategy").status == "nothing"
    assert named(sections, "strategy").roles == ("management", "finance")


def test_branching_decides_what_is_asked(d2c: Questionnaire) -> None:
    without_trade = sections_of(d2c, read(d2c, {"profile.trade_share": 0}), [ADA], "ada")
    with_trade = sections_of(d2c, read(d2c, {"profile.trade_share": 2}), [ADA], "ada")

    gone = set(ids(named(with_trade, "channels"))) - set(ids(named(without_trade, "channels")))
    assert len(gone) == 5


def test_a_follow_up_is_asked_after_the_answer_it_follows(migration: Questionnaire) -> None:
    fast = sections_of(migration, read(migration, {"signs.loading_time": 2.0}), [ADA], "ada")
    slow = sections_of(migration, read(migration, {"signs.loading_time": 4.0}), [ADA], "ada")

    assert "signs.optimisation_exhausted" not in ids(named(fast, "signs"))
    assert "signs.optimisation_exhausted" in ids(named(slow, "signs"))


def test_a_second_opinion_is_asked_beside_the_owner(d2c: Questionnaire) -> None:
    team = [ADA, VIKTOR, MIA]
    viktors = named(sections_of(d2c, read(d2c), team, "viktor"), "strategy")
    mias = named(sections_of(d2c, read(d2c), team, "mia"), "strategy")

    assert [(each.question.code, each.kind) for each in viktors.questions] == [("STR-03", "second")]
    assert ("STR-03", "owner") in [(each.question.code, each.kind) for each in mias.questions]


def test_nobody_gives_a_second_opinion_on_an_own_answer(d2c: Questionnaire) -> None:
    both = Colleague("both", ("management", "sales"))
    kinds = {
        each.kind
        for section in sections_of(d2c, read(d2c), [ADA, both], "both")
        for each in section.questions
    }

    assert kinds == {"owner"}


def test_no_second_opinion_without_anybody_who_owns_the_question(d2c: Questionnaire) -> None:
    """Nobody leads here, so the role that nobody holds is nobody's."""
    assert named(sections_of(d2c, read(d2c), [VIKTOR], "viktor"), "strategy").status == "nothing"


def test_a_second_opinion_counts_by_itself(d2c: Questionnaire) -> None:
    team = [VIKTOR, MIA]
    question = next(each for each in d2c.questions if each.code == "STR-03")
    only_owner = read_answers(d2c, {question.id: 3})
    only_second = read_answers(d2c, {}, {question.id: 1})

    assert named(sections_of(d2c, only_owner, team, "viktor"), "strategy").answered == 0
    assert named(sections_of(d2c, only_second, team, "viktor"), "strategy").status == "complete"


def test_a_section_says_how_far_it_is(d2c: Questionnaire) -> None:
    def logistics(raw: dict[str, Any]) -> Section:
        return named(sections_of(d2c, read(d2c, raw), [ADA, LENA], "lena"), "logistics")

    all_answers = {
        each.question.id: "dont_know"
        for each in logistics({}).questions
        if each.question.dont_know != "refused"
    }
    begun = logistics(dict(list(all_answers.items())[:3]))

    assert (logistics({}).status, logistics({}).answered) == ("not_started", 0)
    assert (begun.status, begun.answered) == ("in_progress", 3)
    assert begun.minutes_left < begun.minutes
    assert begun.first_open is not None
    assert begun.first_open.question.id == ids(begun)[3]
    assert (logistics(all_answers).status, logistics(all_answers).minutes_left) == ("complete", 0)


def test_what_may_be_left_out_does_not_keep_a_section_open(migration: Questionnaire) -> None:
    def profile(raw: dict[str, Any]) -> Section:
        return named(sections_of(migration, read(migration, raw), [ADA], "ada"), "profile")

    untouched, begun = profile({}), profile({"profile.size": "10-49"})

    assert (untouched.status, untouched.answered) == ("not_started", 0)
    assert untouched.first_open is not None
    assert (begun.status, begun.answered, len(begun.questions)) == ("complete", 1, 4)


def test_the_quick_scan_asks_the_profile_and_the_core(d2c: Questionnaire) -> None:
    quick = sections_of(d2c, read(d2c), [ADA], "ada", "quick")
    asked = [each.question for section in quick for each in section.questions]

    assert all(question.core or not question.scored for question in asked)
    assert len(asked) == 40
    assert minutes_for(asked) < minutes_for(d2c.questions)


def test_only_a_questionnaire_with_a_core_offers_the_quick_scan(
    d2c: Questionnaire, migration: Questionnaire
) -> None:
    assert offers_quick_scan(d2c)
    assert not offers_quick_scan(migration)


def test_progress_by_role_counts_what_each_owns(d2c: Questionnaire) -> None:
    answers = read(d2c, {"logistics.single_parcel": 3, "logistics.pick_accuracy": "dont_know"})
    rows = {each.role: each for each in progress_by_role(d2c, answers, [ADA, LENA])}

    assert set(rows) == {role.id for role in d2c.roles}
    assert (rows["logistics"].answered, rows["logistics"].held_by) == (2, ("lena",))
    assert (rows["sales"].answered, rows["sales"].held_by) == (0, ("ada",))
    assert sum(row.total for row in rows.values()) == len(d2c.questions)
    assert rows["logistics"].minutes_left < minutes_for(
        each for each in d2c.questions if each.role == "logistics"
    )


def test_a_role_that_is_asked_nothing_now_is_left_out(migration: Questionnaire) -> None:
    rows = progress_by_role(migration, read(migration), [ADA])

    assert "logistics" not in {each.role for each in rows}


def test_every_question_has_a_section_that_is_named(
    d2c: Questionnaire, migration: Questionnaire
) -> None:
    for questionnaire in (d2c, migration):
        texts = questionnaire.texts["en"]
        named_areas = {"profile", *texts.dimensions, *texts.indices}
        assert {section_of(questionnaire, each) for each in questionnaire.questions} <= named_areas
