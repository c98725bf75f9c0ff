"""Colours of a brand: legible whatever was given, their hue kept, and levels in order."""

from itertools import pairwise
from math import cos

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.reports.brand_colours import (
    READABLE,
    WHITE,
    colour_of,
    contrast,
    luminance,
    mixed,
    shade_of,
)
from readiness.reports.brand_palette import brand_palette, mend
from readiness.reports.charts import PALETTE
from readiness.reports.html_style import brand_css
from readiness.reports.page_tones import page_sheet

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
SOME = ("#000000", "#FFFFFF", "#FFF59D", "#F2C500", "#7A1022", "#1A73E8", "#00FF00", "#FF00FF")
often = settings(max_examples=60, deadline=None, derandomize=True)


@given(COLOURS)
@often
def test_a_colour_in_oklch_and_back_is_the_same(colour: str) -> None:
    assert colour_of(shade_of(colour)) == colour


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert mixed("#000000", WHITE, 0) == "#000000"


@given(COLOURS)
@often
def test_a_mended_colour_is_readable_of_the_same_hue_and_no_darker_than_needed(
    colour: str,
) -> None:
    mended = mend("accent", colour)
    if mended is None:
        assert contrast(colour, WHITE) >= READABLE
        return
    assert (mended.given, mended.contrast_given) == (colour, contrast(colour, WHITE))
    assert mended.contrast_given < READABLE <= mended.contrast_used < READABLE + 0.2
    before, after = shade_of(colour), shade_of(mended.used)
    if min(before.chroma, after.chroma) > 0.03:
        assert cos(before.hue - after.hue) > 0.985


def test_pale_yellow_becomes_a_yellow_that_can_be_read() -> None:
    mended = mend("accent", "#FFF59D")
    assert mended is not None
    assert mended.used == "#83781A"
    assert mend("primary", "#7A1022") is None


@given(primary=COLOURS, accent=COLOURS)
@often
def test_every_tone_of_a_brand_is_legible(primary: str, accent: str) -> None:
    palette = brand_palette(*(_mended(colour) for colour in (primary, accent)))
    for tone in palette.levels:
        assert contrast(tone.text, tone.fill) >= READABLE
        assert contrast(palette.ink, tone.pale) >= READABLE
    for ground in (palette.primary, palette.cover.shape):
        for text in (WHITE, palette.cover.soft, palette.cover.accent):
            assert contrast(text, ground) >= READABLE
    assert contrast(palette.accent, palette.paper) >= READABLE
    assert contrast(palette.ink, palette.accent_soft) >= READABLE
    assert palette.verdicts == PALETTE.verdicts
    assert palette.severities == PALETTE.severities


@given(COLOURS)
@often
def test_levels_keep_their_order_in_greyscale(accent: str) -> None:
    tones = brand_palette(None, _mended(accent)).levels
    greys = [luminance(tone.fill) for tone in tones]
    assert greys == sorted(greys, reverse=True)
    assert all(contrast(a.fill, b.fill) > 1.25 for a, b in pairwise(tones))


def test_a_brand_without_colours_has_the_house_palette_and_no_sheet() -> None:
    assert brand_palette(None, None) is PALETTE
    assert brand_css(PALETTE) == ""
    assert page_sheet(None, None) == ""


def test_one_colour_alone_leaves_the_other_to_the_house() -> None:
    assert brand_palette("#7A1022", None).levels == PALETTE.levels
    assert brand_palette(None, "#7A1022").primary == PALETTE.primary


@pytest.mark.parametrize("accent", SOME)
def test_pages_are_legible_in_light_and_dark(accent: str) -> None:
    light, _, dark = page_sheet(None, _mended(accent)).rpartition("@media")
    for sheet, grounds in ((light, ("#FFFFFF", "#F4F7FA")), (dark, ("#0C1624", "#192B45"))):
        tones = dict(
            part.split(":") for part in sheet.rpartition("{")[2].split("}")[0].split(";") if part
        )
        for ground in (*grounds, tones["--brand-pale"], tones["--on-brand"]):
            assert contrast(tones["--brand"], ground) >= READABLE


def _mended(colour: str) -> str:
    mended = mend("accent", colour)
    return mended.used if mended else colour
