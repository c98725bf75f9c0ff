"""Figures as people of a language write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.reports.numbers import Numbers
from readiness.services.typed_figures import read_figure

NO_FIGURES = (
    *("", " ", "-", "ten", "1e5", "NaN", "1,23,4", "1.2.3", "12,5,", "1.000,5.5", "12.50.000"),
    *("1..5", "5 EUR or 6", "٣", "9" * 400, "0x10", "--5", "5-", "1,000.000,00", "1,2.345,6"),
)
NARROW = "\u202f"


@pytest.mark.parametrize(
    ("typed", "german", "dutch", "english"),
    [
        ("12500", 12500, 12500, 12500),
        ("12.500", 12500, 12500, 12.5),
        ("12,500", 12.5, 12.5, 12500),
        ("12.5", 12.5, 12.5, 12.5),
        ("12,5", 12.5, 12.5, 12.5),
        ("12.500,50", 12500.5, 12500.5, 12500.5),
        ("12,500.50", 12500.5, 12500.5, 12500.5),
        ("1.250.000", 1250000, 1250000, 1250000),
        ("1,250,000", 1250000, 1250000, 1250000),
        ("0.125", 0.125, 0.125, 0.125),
        ("0,125", 0.125, 0.125, 0.125),
        ("1.250.000,5", 1250000.5, 1250000.5, 1250000.5),
        ("-3,5", -3.5, -3.5, -3.5),
        ("−3,5", -3.5, -3.5, -3.5),
        ("+7", 7, 7, 7),
        (f"12{NARROW}500", 12500, 12500, 12500),
        ("12'500,5", 12500.5, 12500.5, 12500.5),
        ("€ 12.500,-", 12500, 12500, 12500),
        ("15 %", 15, 15, 15),
        (".5", 0.5, 0.5, 0.5),
        ("5,", 5, 5, 5),
        ("007", 7, 7, 7),
    ],
)
def test_a_figure_is_read_as_its_writer_means_it(
    typed: str, german: float, dutch: float, english: float
) -> None:
    assert read_figure(typed, "de") == german
    assert read_figure(typed, "nl") == dutch
    assert read_figure(typed, "en") == english


@pytest.mark.parametrize("typed", NO_FIGURES)
def test_what_is_no_figure_is_none(typed: str) -> None:
    for language in ("de", "nl", "en"):
        assert read_figure(typed, language) is None


def test_a_figure_that_no_float_keeps_comes_back_as_numeral() -> None:
    assert read_figure("0,1234567890123456789", "de") == "0.1234567890123456789"
    assert read_figure("1.000.000.000.000.000.000", "de") == 10**18


@given(
    st.integers(-(10**14), 10**14) | st.decimals(-(10**9), 10**9, places=3).map(float),
    st.sampled_from(["de", "nl", "en"]),
)
def test_what_is_shown_is_read_again_as_the_same_figure(figure: float, language: str) -> None:
    assert read_figure(Numbers(language).figure(figure), language) == figure


@given(st.text(max_size=40), st.sampled_from(["de", "nl", "en"]))
def test_any_text_is_read_or_is_no_figure(text: str, language: str) -> None:
    figure = read_figure(text, language)
    assert figure is None or isinstance(figure, int | float | str)
