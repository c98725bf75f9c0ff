"""Every language says everything, and nothing about things that are not there."""

from copy import deepcopy
from typing import Any

import pytest

from readiness.scoring.texts import (
    UNTRANSLATED_END,
    UNTRANSLATED_START,
    QuestionText,
    untranslated,
)
from tests.scoring.lint.small_value import changed, linted

EN = ("texts", "en")
Path = tuple[str | int, ...]


@pytest.mark.parametrize(
    "place",
    [
        ("roles", "sales"),
        ("levels", "low"),
        ("verdicts", "go"),
        ("dimensions", "channels"),
        ("dimensions", "channels", "levels", "high"),
        ("questions", "profile.seller"),
        ("questions", "profile.buyers", "options", "businesses"),
        ("questions", "logistics.accuracy", "options", "3"),
        ("questions", "channels.partners", "options", "lead"),
        ("questions", "channels.partners", "options", "2"),
        ("gates", "G1"),
        ("gates", "G1", "block"),
        ("gates", "G1", "condition"),
        ("gates", "G1", "notes", "consumers"),
        ("findings", "X-01"),
        ("routes", "R1"),
        ("routes", "R1", "next_step", "blocked"),
        ("routes", "R2", "next_step", "go"),
        ("variants", "R1-OUTSOURCED"),
        ("recommendations", "REC-02"),
        ("weight_rules", "sellers"),
        ("benchmarks", "accuracy"),
        ("sources", "P-01"),
    ],
)  # fmt: skip
def test_a_missing_text_is_a_problem(place: Path) -> None:
    (problem,) = linted(changed(*EN, *place, to=...))
    assert (problem.code, problem.path) == ("missing_text", (*EN, *place))
    assert problem.remedy == f"add {place[-1]}: with its wording"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (("roles", "board"), {"name": "Board"}),
        (("levels", "top"), {"name": "Top"}),
        (("verdicts", "prepare"), {"name": "Prepare"}),
        (("dimensions", "channels", "levels", "top"), "Top"),
        (("questions", "a.b"), {"title": "?"}),
        (("questions", "profile.buyers", "options", "all"), "All"),
        (("questions", "profile.seller", "unit"), "%"),
        (("questions", "profile.seller", "unit_forms"), {"one": "day"}),
        (("questions", "profile.seller", "not_applicable"), "No marketplace"),
        (("questions", "logistics.single_parcel", "options", "1"), "Rarely"),
        (("gates", "G1", "notes", "x"), "x"),
        (("gates", "G2"), {"name": "x"}),
        (("findings", "X-02"), "x"),
        (("routes", "R1", "next_step", "prepare"), "x"),
        (("variants", "R9"), "x"),
        (("recommendations", "REC-03"), {"text": "x"}),
        (("weight_rules", "x"), "x"),
        (("benchmarks", "x"), {"name": "x", "value": "x"}),
        (("sources", "x"), "x"),
    ],
)  # fmt: skip
def test_an_orphaned_text_is_a_problem(place: Path, text: Any) -> None:
    (problem,) = linted(changed(*EN, *place, to=text))
    assert (problem.code, problem.path) == ("orphaned_text", (*EN, *place))
    assert problem.remedy


def test_a_misspelt_key_suggests_the_missing_one() -> None:
    value = changed(*EN, "sources", to={"P-10": "x"})
    problems = {p.code: p for p in linted(value)}
    assert problems.keys() == {"missing_text", "orphaned_text"}
    assert problems["orphaned_text"].remedy == "did you mean 'P-01'?"


def test_the_text_of_a_form_that_the_gate_lacks_is_orphaned() -> None:
    value = changed("gates", 0, "condition", to=...)
    problem = next(p for p in linted(value) if p.code == "orphaned_text")
    assert problem.path == (*EN, "gates", "G1", "condition")


def test_the_base_route_needs_no_words_for_not_a_fit_but_may_have_them() -> None:
    assert linted(changed(*EN, "routes", "R2", "next_step", "not_a_fit", to="Leave")) == ()
    assert linted(changed(*EN, "routes", "R2", "next_step", "blocked", to="Repair")) == ()


def test_an_adviser_outside_the_roles_needs_a_name() -> None:
    value = changed("questions", 2, "advised_by", to="legal")
    (problem,) = linted(value)
    assert (problem.code, problem.path) == ("missing_text", (*EN, "roles", "legal"))
    value["texts"]["en"]["roles"]["legal"] = {"name": "Legal counsel"}
    assert linted(value) == ()


def test_a_year_in_words_is_said_in_every_language() -> None:
    value = changed("benchmarks", 0, "year", to="before 2018")
    (problem,) = linted(value)
    assert (problem.code, problem.path) == ("missing_text", (*EN, "benchmarks", "accuracy", "year"))
    value["texts"]["en"]["benchmarks"]["accuracy"]["year"] = "before 2018"
    assert linted(value) == ()


def test_a_unit_has_the_forms_that_its_language_needs() -> None:
    text = QuestionText(title="How long?", unit="months", unit_forms={"one": "month"})
    assert [text.unit_in(form) for form in ("one", "few", "other")] == ["month", "months", "months"]
    assert QuestionText(title="How many?").unit_in("one") is None


@pytest.mark.parametrize(
    "place",
    [
        ("levels", "low", "definition"),
        ("questions", "profile.buyers", "help"),
        ("recommendations", "REC-01", "light"),
    ],
)
def test_what_one_language_says_the_others_say(place: Path) -> None:
    value = changed("key", to="small")
    value["texts"]["de"] = deepcopy(value["texts"]["en"])
    section, entry, name = place
    value["texts"]["de"][section][entry][name] = "Mehr"
    (problem,) = linted(value)
    assert (problem.code, problem.path) == ("missing_text", (*EN, *place))


def test_a_text_in_another_language_says_so() -> None:
    assert untranslated("Open", "en") == f"{UNTRANSLATED_START}(en) Open{UNTRANSLATED_END}"


def test_each_language_is_compared() -> None:
    value = changed("key", to="small")
    value["texts"]["de"] = deepcopy(value["texts"]["en"])
    assert linted(value) == ()
    del value["texts"]["de"]["findings"]["X-01"]
    (problem,) = linted(value)
    assert problem.path == ("texts", "de", "findings", "X-01")
    assert "(de)" in problem.message


def test_the_default_language_must_be_there() -> None:
    (problem,) = linted(changed("default_language", to="nl"))
    assert (problem.code, problem.path) == ("missing_text", ("default_language",))
    assert problem.remedy == "add texts/nl.yaml"
