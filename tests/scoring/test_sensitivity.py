"""S-63 What flips is what flips in a questionnaire that has the changed figure."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from readiness.scoring import Questionnaire, Result, parse_answers, score
from readiness.scoring.sensitivity import Sensitivity, analyse_sensitivity
from tests.scoring.answer_sets import answers_to
from tests.scoring.companies import COMPANIES, company_answers
from tests.scoring.small_questionnaire import ROUTE_RULES, choice, profile, questionnaire, route
from tests.scoring.test_properties import FIRM

Source = dict[str, Any]
Key = tuple[str, str, float]
Outcome = dict[str, int | str | None]


def outcome(result: Result) -> Outcome:
    levels: Outcome = {row.id: row.level for row in result.dimensions}
    return {"overall": result.level, **levels, "primary_route": result.primary_route}


def changed_weights(asked: Questionnaire) -> Iterator[tuple[Key, Questionnaire]]:
    """Only proportions count (S-24): all weights times 4, the changed one times 3 or 5."""
    source = asked.model_dump(mode="json", by_alias=True)
    for kind, section in (("dimension_weight", "dimensions"), ("question_weight", "questions")):
        for part in source[section]:
            if not part["weight"]:
                continue
            for factor in (3, 5):
                rows = [
                    {**row, "weight": (factor if row is part else 4) * row["weight"]}
                    if row["weight"]
                    else row
                    for row in source[section]
                ]
                key = (kind, part["id"], part["weight"] * factor / 4)
                yield key, Questionnaire.model_validate({**source, section: rows})


def changed_bounds(asked: Questionnaire) -> Iterator[tuple[Key, Questionnaire]]:
    source = asked.model_dump(mode="json")
    for position, level in enumerate(source["levels"]):
        for step in (-5, 5) if position else ():
            to = level["from_score"] + step
            rows = [*source["levels"]]
            rows[position] = {**level, "from_score": to}
            key = ("level_bound", level["id"], to)
            yield key, Questionnaire.model_validate({**source, "levels": rows})


def changed_verdicts(asked: Questionnaire) -> Iterator[tuple[Key, Questionnaire]]:
    source = asked.model_dump(mode="json")
    rules = source["route_rules"]
    for name, value in (("fit", 40), ("readiness", 40), ("readiness", 60)):
        for to in (value - 5, value + 5):
            rows = [
                {
                    **row,
                    "when": row["when"]
                    .replace(f"{name} < {value}", f"{name} < {to}")
                    .replace(f"{name} >= {value}", f"{name} >= {to}"),
                }
                for row in rules["verdicts"]
            ]
            key = ("verdict_threshold", name, float(to))
            changed = {**source, "route_rules": {**rules, "verdicts": rows}}
            yield key, Questionnaire.model_validate(changed)
    for to in (50, 60):
        choice_of = {**rules["primary"], "fit_at_least": to}
        changed = {**source, "route_rules": {**rules, "primary": choice_of}}
        yield ("primary_fit", "fit", float(to)), Questionnaire.model_validate(changed)


def found(sensitivity: Sensitivity) -> dict[Key, dict[str, tuple[object, object]]]:
    return {
        (change.kind, change.name, change.to): {
            flip.what: (flip.before, flip.after) for flip in change.flips
        }
        for change in sensitivity.changes
    }


def by_brute_force(
    asked: Questionnaire, changed: Mapping[Key, Questionnaire], answers: Mapping[str, object]
) -> dict[Key, dict[str, tuple[object, object]]]:
    before = outcome(score(asked, answers))
    flips: dict[Key, dict[str, tuple[object, object]]] = {}
    for key, other in changed.items():
        after = outcome(score(other, answers))
        if after != before:
            flips[key] = {
                what: (was, after[what]) for what, was in before.items() if was != after[what]
            }
    return flips


ALL_OF_FIRM = {
    key: changed
    for changes in (changed_weights, changed_bounds, changed_verdicts)
    for key, changed in changes(FIRM)
}


@settings(max_examples=30, deadline=None)
@given(answers_to(FIRM))
def test_what_flips_is_what_a_changed_questionnaire_flips(answers: dict[str, Any]) -> None:
    """S-63."""
    sensitivity = analyse_sensitivity(FIRM, parse_answers(FIRM, answers))
    assert found(sensitivity) == by_brute_force(FIRM, ALL_OF_FIRM, answers)
    assert sensitivity.tried == len(ALL_OF_FIRM)


@pytest.fixture(scope="module")
def changed(d2c: Questionnaire) -> dict[Key, Questionnaire]:
    """d2c-readiness with one weight or bound changed each."""
    return {**dict(changed_weights(d2c)), **dict(changed_bounds(d2c))}


@pytest.mark.parametrize("company", COMPANIES)
def test_the_companies_flip_as_a_changed_questionnaire_does(
    company: str, d2c: Questionnaire, changed: dict[Key, Questionnaire]
) -> None:
    answers = company_answers(company)
    sensitivity = analyse_sensitivity(d2c, parse_answers(d2c, answers))
    kinds = ("dimension_weight", "question_weight", "level_bound")
    mine = {key: flips for key, flips in found(sensitivity).items() if key[0] in kinds}
    assert mine == by_brute_force(d2c, changed, answers)


CLOSE = questionnaire(
    profile("profile.basket"),
    choice("care.a"),
    routes=[
        route("R1", "80", {"care": 1}),
        route("R2", "76", {"care": 1}),
        route("R9", "60", {"care": 1}),
    ],
    route_rules=ROUTE_RULES
    | {
        "candidates": ["R1", "R2"],
        "verdicts": [
            {"verdict": "not_a_fit", "when": {"not": "40 <= fit"}},
            {"verdict": "pilot", "when": "blocked == false && readiness + 0 < 60"},
            {"verdict": "go"},
        ],
    },
)


def test_close_alternatives_are_listed_with_their_distance() -> None:
    sensitivity = analyse_sensitivity(CLOSE, parse_answers(CLOSE, {"care.a": 4}))
    (route_behind,) = sensitivity.close_alternatives
    assert (route_behind.code, route_behind.index, route_behind.behind) == ("R2", 85.6, 2.4)


def test_only_figures_that_fit_or_readiness_is_compared_with_are_thresholds() -> None:
    """Bounds of levels never pass each other or the ends of the scale."""
    sensitivity = analyse_sensitivity(CLOSE, parse_answers(CLOSE, {"care.a": 4}))
    dimension, questions, bounds, fit, primary = 2, 2, 8, 2, 2
    assert sensitivity.tried == dimension + questions + bounds + fit + primary


def test_a_questionnaire_without_routes_has_levels_only() -> None:
    asked = questionnaire(choice("care.a"))
    sensitivity = analyse_sensitivity(asked, parse_answers(asked, {"care.a": 3}))
    assert sensitivity.primary_route is None
    assert sensitivity.close_alternatives == ()
    assert found(sensitivity) == {
        ("level_bound", "connected", 75.0): {"overall": (4, 5), "care": (4, 5)}
    }
