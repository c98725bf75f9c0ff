from itertools import pairwise

import pytest

from readiness.reports.charts import PALETTE, Tone
from readiness.reports.charts.drawing import Drawing
from readiness.reports.charts.verdict_mark import draw_verdict_mark

READABLE = 4.5
TONES = {
    **{f"level {index}": tone for index, tone in enumerate(PALETTE.levels)},
    **{f"verdict {name}": tone for name, tone in PALETTE.verdicts.items()},
    **{f"severity {name}": tone for name, tone in PALETTE.severities.items()},
}
RISKS = {f"risk {index}": tone for index, tone in enumerate(PALETTE.risks)}
WORDS = {name: tone for name, tone in TONES.items() if not name.startswith("level")}


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", [*TONES.values(), *RISKS.values()], ids=[*TONES, *RISKS])
def test_text_on_a_tone_is_readable(tone: Tone) -> None:
    assert contrast(tone.text, tone.fill) >= READABLE
    assert contrast(PALETTE.ink, tone.pale) >= READABLE


@pytest.mark.parametrize("tone", WORDS.values(), ids=WORDS)
def test_words_in_a_tone_are_readable_on_paper_and_on_its_pale_ground(tone: Tone) -> None:
    assert contrast(tone.fill, PALETTE.paper) >= READABLE
    assert contrast(tone.fill, tone.pale) >= READABLE


@pytest.mark.parametrize("ground", ["paper", "track", "stripe", "accent_soft"])
@pytest.mark.parametrize("ink", ["ink", "muted"])
def test_plain_text_is_readable_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(getattr(PALETTE, ink), getattr(PALETTE, ground)) >= READABLE


@pytest.mark.parametrize("name", ["accent", "target"])
def test_coloured_text_is_readable_on_paper(name: str) -> None:
    assert contrast(getattr(PALETTE, name), PALETTE.paper) >= READABLE


@pytest.mark.parametrize(
    ("tones", "apart"), [(PALETTE.levels, 1.25), (PALETTE.risks, 1.15)], ids=["levels", "risks"]
)
def test_levels_and_risks_get_darker_step_by_step(tones: tuple[Tone, ...], apart: float) -> None:
    greys = [luminance(tone.fill) for tone in tones]
    assert greys == sorted(greys, reverse=True)
    assert all(contrast(a.fill, b.fill) > apart for a, b in pairwise(tones))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_any_number_of_levels_gets_tones_from_pale_to_dark(count: int) -> None:
    greys = [luminance(PALETTE.level(index, count).fill) for index in range(count)]
    assert greys == sorted(greys, reverse=True)
    assert PALETTE.level(count - 1, count) == PALETTE.levels[-1]


def test_verdict_marks_differ_without_colour() -> None:
    drawn = []
    for verdict in (*PALETTE.verdicts, None):
        drawing = Drawing()
        draw_verdict_mark(drawing, (10, 10), 6, verdict, PALETTE)
        svg = str(drawing.finish(20, 20, "A mark."))
        for tone in PALETTE.verdicts.values():
            svg = svg.replace(tone.fill, "black")
        drawn.append(svg.replace(PALETTE.muted, "black"))
    assert len(set(drawn)) == len(drawn)
