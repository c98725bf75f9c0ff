from datetime import date

import pytest

from readiness.reports.numbers import NOTHING, Numbers

ENGLISH, GERMAN, DUTCH = Numbers("en"), Numbers("de"), Numbers("nl")


@pytest.mark.parametrize(
    ("value", "printed"), [(0.5, "1"), (2.5, "3"), (49.5, "50"), (69.4, "69"), (100.0, "100")]
)
def test_scores_are_whole_numbers_and_halves_go_up(value: float, printed: str) -> None:
    assert ENGLISH.whole(value) == printed


@pytest.mark.parametrize(("value", "printed"), [(69.55, "69.6"), (59.95, "60.0"), (7, "7.0")])
def test_the_overall_score_has_one_decimal_and_halves_go_up(value: float, printed: str) -> None:
    assert ENGLISH.tenth(value) == printed


def test_a_missing_score_prints_as_a_dash() -> None:
    assert {ENGLISH.whole(None), ENGLISH.tenth(None), ENGLISH.share(None)} == {NOTHING}


@pytest.mark.parametrize(
    ("value", "printed"), [(99.6, "99.6"), (1200, "1,200"), (0.25, "0.25"), (3.0, "3")]
)
def test_a_figure_keeps_the_decimals_it_was_typed_with(value: float, printed: str) -> None:
    assert ENGLISH.figure(value) == printed


def test_numbers_and_dates_follow_the_language() -> None:
    assert GERMAN.tenth(69.55) == "69,6"
    assert GERMAN.figure(1200.5) == "1.200,5"
    assert GERMAN.day(date(2026, 11, 22)) == "22. November 2026"
    assert ENGLISH.day(date(2026, 11, 22)) == "22 November 2026"


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [(ENGLISH, "99.6% of orders"), (GERMAN, "99,6\u00a0% of orders"), (DUTCH, "99,6% of orders")],
)
def test_each_language_has_its_own_space_before_per_cent(numbers: Numbers, printed: str) -> None:
    assert numbers.with_unit(99.6, "% of orders") == printed
    assert numbers.with_unit(2, "days") == "2\u00a0days"


@pytest.mark.parametrize(
    ("value", "form"), [(1.0, "one"), (1.5, "other"), (0, "other"), (100.0, "other")]
)
def test_a_figure_as_printed_decides_about_the_plural(value: float, form: str) -> None:
    assert {ENGLISH.plural_form(value), GERMAN.plural_form(value)} == {form}


def test_shares_round_half_up() -> None:
    assert ENGLISH.share(0.705) == "71%"
