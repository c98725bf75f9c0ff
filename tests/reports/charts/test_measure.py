from hypothesis import given
from hypothesis import strategies as st

from readiness.reports.charts.measure import fit_text, spread, text_width
from readiness.reports.fonts import BOLD, REGULAR
from tests.reports.charts.svg_reading import printed_width, squeezed

LETTERS = st.text("abcdefghijäöüßABCé-/ ", max_size=120)


def test_width_is_the_sum_of_the_fonts_advances() -> None:
    assert text_width("Führungsgröße 12,5 %", 12, BOLD) == printed_width(
        "Führungsgröße 12,5 %", 12, BOLD
    )


def test_bold_text_is_wider() -> None:
    assert text_width("Readiness", 12, BOLD) > text_width("Readiness", 12, REGULAR)


def test_invisible_break_marks_have_no_width() -> None:
    assert text_width("a\u00adb\u200bc", 10) == text_width("abc", 10)


def test_short_text_stays_on_one_line_at_full_size() -> None:
    assert fit_text("Own shop", 100, 12).lines == ("Own shop",)
    assert fit_text("Own shop", 100, 12).size == 12


def test_spaces_are_preferred_to_hyphens_for_a_break() -> None:
    assert fit_text("Level 4 Direct-ready", 90, 12.5).lines == ("Level 4", "Direct-ready")


def test_a_word_is_divided_before_a_syllable_when_nothing_else_helps() -> None:
    block = fit_text("Direktvertriebsorganisation", 80, 12)
    assert block.lines == ("Direktvertriebsor-", "ganisation")


def test_a_soft_hyphen_shows_only_where_the_line_breaks() -> None:
    block = fit_text("Direkt\u00advertriebs\u00adorganisation", 90, 12)
    assert block.lines[0].endswith("-")
    assert "\u00ad" not in "".join(block.lines)


def test_given_lines_are_kept() -> None:
    assert fit_text("Parcel logistics\n& returns", 200, 12).lines == (
        "Parcel logistics",
        "& returns",
    )


@given(LETTERS, st.floats(40, 300), st.integers(1, 4))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: float, lines: int) -> None:
    block = fit_text(text, width, 12, REGULAR, lines)
    assert block.width <= width + 1e-6
    assert squeezed("".join(block.lines)) == squeezed(text)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 80)), min_size=1, max_size=6))
def test_spread_extents_keep_their_order_and_do_not_overlap(
    wanted_and_size: list[tuple[float, float]],
) -> None:
    wanted = [place for place, _ in wanted_and_size]
    sizes = [size for _, size in wanted_and_size]
    placed = spread(wanted, sizes, 0, 500)
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    edge = 0.0
    for index in order:
        assert placed[index] - sizes[index] / 2 >= edge - 1e-6
        edge = placed[index] + sizes[index] / 2
    assert edge <= 500 + 1e-6
