import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from readiness.reports.failure import ReportFailed
from readiness.reports.fonts import (
    FACES,
    FontFace,
    covered_characters,
    font_face_css,
    font_path,
    font_paths,
    write_fontconfig,
)
from readiness.reports.pdf import PdfRenderer
from readiness.reports.plain_text import BREAK_OPPORTUNITY, safe_text
from tests.reports.pdf.documents import embedded_fonts, opened, render


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file_name)
def test_every_face_is_the_font_it_claims_to_be(face: FontFace) -> None:
    font = TTFont(font_path(face))
    assert font["OS/2"].usWeightClass == face.weight
    assert font["name"].getDebugName(1).startswith(face.family)
    assert bool(font["OS/2"].fsSelection & 1) == face.italic


def test_a_missing_font_package_is_named_with_the_remedy() -> None:
    with pytest.raises(ReportFailed, match="scripts/setup") as failed:
        font_path(FontFace("Nowhere", "font_from_nowhere", "Nowhere.ttf", 400))
    assert failed.value.code == "report_fonts_missing"
    with pytest.raises(ReportFailed):
        font_path(FontFace("Nowhere", "font_source_sans_pro", "Nowhere.ttf", 400))


def test_font_rules_point_at_every_file() -> None:
    rules = font_face_css()
    assert rules.count("@font-face") == len(FACES)
    assert all(path.as_uri() in rules for path in font_paths())


def test_the_fontconfig_file_accepts_our_files_only(tmp_path: Path) -> None:
    config = write_fontconfig(tmp_path)
    root = ET.parse(config).getroot()  # noqa: S314 - our own file
    accepted = {glob.text for glob in root.findall("selectfont/acceptfont/glob")}
    assert accepted == {str(path) for path in font_paths()}
    assert [glob.text for glob in root.findall("selectfont/rejectfont/glob")] == ["*"]


def test_composed_form_is_used() -> None:
    assert safe_text("Mu\u0308ller") == "Müller"


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200d", "\ufeff", "\x00", "\x1b", "\u00ad"]
)
def test_control_and_direction_characters_disappear(hidden: str) -> None:
    assert safe_text(f"ab{hidden}cd") == "abcd"


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("a\tb\u2003c", "a b c"),
        ("line\nline", "line\nline"),
        ("Ⅷ ① ｆｕｌｌ", "VIII 1 full"),
        ("● ✔ ‐", "• ✓ -"),
        ("株式会社", "????"),
        ("ok 👍🏽", "ok ?"),
        ("Ελλάδα привет → ≤ €", "Ελλάδα привет → ≤ €"),
    ],
)
def test_signs_the_fonts_lack_are_replaced(typed: str, set_as: str) -> None:
    assert safe_text(typed) == set_as


def test_marks_piled_on_a_letter_are_taken_down_to_what_languages_use() -> None:
    assert safe_text("Ze" + "\u0301" * 300 + "n") == "Z\u00e9\u0301n"
    assert safe_text("q" + "\u0323\u0301\u0308" * 90) == "q\u0323\u0301"
    assert safe_text("Việt, ǟ") == "Việt, ǟ"


def test_long_words_get_break_opportunities() -> None:
    pieces = safe_text("x" * 100).split(BREAK_OPPORTUNITY)
    assert [len(piece) for piece in pieces] == [30, 30, 30, 10]
    assert safe_text("Direktvertrieb und Logistik") == "Direktvertrieb und Logistik"


@pytest.mark.parametrize(
    "typed",
    [
        "5~% of 8",
        "€~800 or §~7",
        "60 cm: 120~×~60~×~60",
        "22~November~2026",
        "1.~Jan.~2030, 8 Tage",
    ],
)
def test_a_number_stays_with_its_sign_and_a_date_together(typed: str) -> None:
    assert safe_text(typed.replace("~", " ")) == typed.replace("~", "\u00a0")


def test_overlong_text_ends_in_an_ellipsis() -> None:
    assert safe_text("word " * 2000, max_length=20) == "word word word word…"
    assert len(safe_text("a b " * 100_000)) <= 4000


@given(st.text(max_size=300))
def test_safe_text_can_be_drawn_and_is_stable(typed: str) -> None:
    safe = safe_text(typed)
    drawable = covered_characters() | {ord("\n"), ord(BREAK_OPPORTUNITY)}
    assert {ord(character) for character in safe} <= drawable
    assert safe_text(safe) == safe
    assert unicodedata.is_normalized("NFC", safe)


def test_every_covered_character_is_drawn_in_our_fonts_in_every_style(
    renderer: PdfRenderer,
) -> None:
    characters = "".join(f"&#{code};" for code in sorted(covered_characters()) if code > 32)
    styles = ["", "font-style:italic", "font-family:Source Serif Pro", "font-weight:600"]
    body = "".join(
        f"<p style='{style};overflow-wrap:anywhere'>{characters}</p>" for style in styles
    )
    pdf = opened(render(renderer, body))
    assert all(name.startswith("Source-S") for name in embedded_fonts(pdf))
