"""Numbers as people type them."""

from __future__ import annotations

import pytest
from babel import Locale

from readiness.web.typed_numbers import read_number, shown_number

ENGLISH, GERMAN, DUTCH = Locale("en", "GB"), Locale("de", "DE"), Locale("nl", "NL")


@pytest.mark.parametrize("locale", [ENGLISH, GERMAN, DUTCH])
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12", 12),
        (" 12,5 ", 12.5),
        ("12.5", 12.5),
        ("99.75", 99.75),
        ("99,75", 99.75),
        (".5", 0.5),
        ("12.", 12),
        ("-3,5", -3.5),
        ("\u22123", -3),
        ("99,5 %", 99.5),
        ("0.125", 0.125),
        ("1 250", 1250),
        ("1\u202f250,5", 1250.5),
        ("0", 0),
    ],
)
def test_comma_and_point_are_read_in_every_language(
    locale: Locale, typed: str, read: float
) -> None:
    number = read_number(typed, locale)

    assert number == read
    assert isinstance(number, int) == float(read).is_integer()


@pytest.mark.parametrize(
    ("locale", "typed", "read"),
    [
        (ENGLISH, "1,250", 1250),
        (ENGLISH, "1.250", 1.25),
        (GERMAN, "1.250", 1250),
        (GERMAN, "1,250", 1.25),
        (DUTCH, "1.250.000,5", 1250000.5),
    ],
)
def test_what_groups_thousands_is_up_to_the_language(
    locale: Locale, typed: str, read: float
) -> None:
    assert read_number(typed, locale) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "about 12",
        "12-15",
        "1,2,3",
        "1.2.3",
        "1e5",
        "NaN",
        "inf",
        "%",
        "-",
        "--1",
        "٣",
    ],
)
def test_what_is_no_number_is_not_guessed(typed: str) -> None:
    assert read_number(typed, GERMAN) is None


@pytest.mark.parametrize("locale", [ENGLISH, GERMAN, DUTCH])
@pytest.mark.parametrize("number", [0, 12, 12.5, 0.1, 99.99, 1250.0, -7.25, 1e-6])
def test_a_number_shown_is_read_as_the_same(locale: Locale, number: float) -> None:
    assert read_number(shown_number(number, locale), locale) == number


def test_numbers_are_shown_with_the_sign_of_the_language() -> None:
    assert (shown_number(1250.5, ENGLISH), shown_number(1250.5, GERMAN)) == ("1250.5", "1250,5")
