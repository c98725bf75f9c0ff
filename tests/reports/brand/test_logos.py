"""Logos: what is kept are pixels drawn anew; what is hostile is refused, and says why."""

import asyncio
import io
import time
import zlib

import pytest
from PIL import Image

from readiness.errors import InvalidInput
from readiness.reports.brand import Logo
from readiness.reports.logo_maker import LogoMaker
from readiness.reports.logo_pictures import HIGHEST, KEPT_BYTES, WIDEST, make_safe
from tests.reports.brand.logo_files import (
    ENDLESS,
    LAUGHS,
    OUTSIDE,
    SOUND_DRAWING,
    chunk,
    claimed_png,
    drawing,
    packed,
    png,
    use_bomb,
)

LONG_TEXT = chunk(b"zTXt", b"note\0\0" + zlib.compress(bytes(100_000_000)))
REFUSED = {
    "script": (drawing("<script>alert(1)</script>"), "logo_not_allowed", "a script"),
    "picture": (drawing('<image href="file:///etc/passwd"/>'), "logo_not_allowed", "a picture"),
    "text": (drawing("<text>Muster</text>"), "logo_not_allowed", "Convert text to paths"),
    "foreign": (drawing("<foreignObject/>"), "logo_not_allowed", "foreignObject"),
    "filter": (drawing('<filter id="a"/>'), "logo_not_allowed", "<filter>"),
    "use from outside": (
        drawing('<use xlink:href="http://127.0.0.1/logo.svg#a"/>'),
        "logo_not_allowed",
        "from outside",
    ),
    "fill from outside": (
        drawing('<rect width="9" height="9" fill="url(http://127.0.0.1/#a)"/>'),
        "logo_not_allowed",
        "the attribute fill",
    ),
    "style from outside": (
        drawing('<style>.a{fill:url("http://127.0.0.1/a")}</style>'),
        "logo_not_allowed",
        "in a style",
    ),
    "import": (drawing('<style>@import "http://127.0.0.1"</style>'), "logo_not_allowed", "rule"),
    "escape": (drawing(r'<rect style="fill:\75rl(x)"/>'), "logo_not_allowed", "escape"),
    "laughs": (LAUGHS, "logo_not_allowed", "entities"),
    "entity from outside": (OUTSIDE, "logo_not_allowed", "entities"),
    "use bomb": (use_bomb(9), "logo_too_complex", "too much work"),
    "circle": (drawing('<g id="a"><use href="#a"/></g>'), "logo_not_allowed", "itself"),
    "deep": (drawing("<g>" * 500 + "</g>" * 500), "logo_too_complex", "too much work"),
    "long chain": (
        drawing("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(5000))),
        "logo_too_complex",
        "too much work",
    ),
    "many parts": (drawing("<g/>" * 25_000), "logo_too_complex", "too much work"),
    "no size": (b"<svg><rect/></svg>", "logo_unreadable", "viewBox"),
    "odd box": (b'<svg viewBox="0 0 a b"/>', "logo_unreadable", "viewBox"),
    "endless box": (b'<svg viewBox="0 0 1e300 1"/>', "logo_unreadable", "viewBox"),
    "bad XML": (b"<svg><rect></svg>", "logo_unreadable", "mismatched tag, line 1"),
    "bad encoding": (b'<?xml version="1.0" encoding="klingon"?><svg/>', "logo_unreadable", ""),
    "no path": (drawing(""), "logo_blank", "empty"),
    "see-through": (png(colour=(0, 0, 0, 0)), "logo_blank", "empty"),
    "20,000 px": (claimed_png(20_000, 20_000), "logo_too_large", "pixels"),
    "4,001 px": (claimed_png(4_001, 10), "logo_too_large", "4,001 x 10 pixels"),
    "zip bomb": (claimed_png(100, 100, LONG_TEXT), "logo_unreadable", "Decompressed data"),
    "cut off": (png((800, 300))[:200], "logo_unreadable", "cannot be read"),
    "too many bytes": (png() + bytes(2_000_000), "logo_too_large", "2,000,"),
    "GIF": (b"GIF89a" + bytes(50), "logo_wrong_type", "a GIF picture"),
    "PDF": (b"%PDF-1.7", "logo_wrong_type", "a PDF"),
    "web page": (b"<!DOCTYPE html><html>", "logo_wrong_type", "a web page"),
    "packed drawing": (b"\x1f\x8b\x08", "logo_wrong_type", "packed with gzip"),
    "other XML": (b'<?xml version="1.0"?><rss/>', "logo_wrong_type", "<rss>"),
    "nothing": (b"", "logo_wrong_type", "empty"),
    "noise": (b"\0\1\2\3", "logo_wrong_type", "unknown kind"),
}


@pytest.mark.parametrize(("content", "code", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_harmless_logo_is_refused_at_once(content: bytes, code: str, said: str) -> None:
    begun = time.monotonic()
    with pytest.raises(InvalidInput) as refusal:
        make_safe(content)
    problem = refusal.value.problems[0]
    assert problem.code == code
    assert said in f"{problem.detail} {problem.remedy}"
    assert time.monotonic() - begun < 5


def opened(logo: Logo) -> Image.Image:
    picture = Image.open(io.BytesIO(logo.content))
    picture.load()
    assert picture.size == (logo.width, logo.height)
    return picture


def test_a_drawing_becomes_pixels() -> None:
    logo = make_safe(SOUND_DRAWING)
    picture = opened(logo).convert("RGBA")
    assert logo.media_type == "image/png"
    assert logo.height <= HIGHEST
    assert logo.width <= WIDEST
    assert picture.getpixel((20, 20)) == (0x7A, 0x10, 0x22, 255)


def test_events_and_parts_of_other_programs_are_left_out() -> None:
    content = drawing(
        '<title>Logo</title><metadata><x:y xmlns:x="urn:x"><x:script/></x:y></metadata>'
        '<rect onload="alert(1)" data-a="1" width="10" height="10" fill="#123456"/>'
    )
    assert opened(make_safe(content)).convert("RGB").getpixel((99, 99)) == (0x12, 0x34, 0x56)


def test_what_follows_a_picture_and_what_it_says_of_itself_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    for form in ("PNG", "JPEG"):
        content = packed(Image.new("RGB", (60, 40), (9, 9, 9)), form, exif=exif)
        logo = make_safe(content + b"<script>alert(2)</script>PK\3\4")
        assert b"script" not in logo.content
        assert not opened(logo).getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    logo = make_safe(
        packed(
            Image.new("RGB", (40, 20), (90, 90, 90)).convert("L").convert(mode)
            if mode != "I;16"
            else Image.new(mode, (40, 20), 20_000),
            "PNG",
        )
    )
    assert (logo.width, logo.height) == (40, 20)


def test_a_photograph_in_print_colours_stays_a_jpeg() -> None:
    logo = make_safe(packed(Image.new("CMYK", (800, 300), (0, 255, 255, 0)), "JPEG"))
    assert logo.media_type == "image/jpeg"
    assert opened(logo).mode == "RGB"


def test_a_large_picture_is_made_small() -> None:
    noise = Image.effect_noise((1400, 1000), 90).convert("RGB")
    small = make_safe(packed(noise.resize((2800, 2000)), "JPEG", quality=30))
    detailed = make_safe(packed(Image.effect_noise((1400, 1000), 90), "PNG"))
    for logo in (small, detailed):
        assert logo.height <= HIGHEST
        assert len(logo.content) <= KEPT_BYTES
        assert logo.width / logo.height == pytest.approx(1.4, abs=0.02)


def test_the_empty_rim_of_a_logo_is_cut_off() -> None:
    picture = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    picture.paste((10, 20, 30, 255), (100, 100, 300, 150))
    logo = make_safe(packed(picture, "PNG"))
    assert (logo.width, logo.height) == (200, 50)


def test_a_white_logo_is_known_to_need_a_dark_ground() -> None:
    assert make_safe(png(colour=(250, 250, 250, 255))).ground == "dark"
    assert make_safe(png(colour=(250, 250, 250))).ground == "light"
    assert make_safe(png(colour=(40, 60, 90, 255))).ground == "light"
    assert make_safe(png(colour=(255, 204, 0, 255))).ground == "light"


def test_the_same_logo_is_kept_as_the_same_bytes() -> None:
    assert make_safe(SOUND_DRAWING) == make_safe(SOUND_DRAWING)


def test_what_takes_too_long_ends_and_the_next_logo_is_served() -> None:
    with LogoMaker(seconds=2) as maker:
        with pytest.raises(InvalidInput) as refusal:
            asyncio.run(maker.make_safe(ENDLESS))
        assert refusal.value.problems[0].code == "logo_too_complex"
        assert asyncio.run(maker.make_safe(png())).width == 300


def test_what_takes_too_much_memory_ends_and_the_next_logo_is_served() -> None:
    layers = "".join('<g opacity=".5" clip-path="url(#c)">' for _ in range(50)) + "</g>" * 50
    content = drawing(f'<clipPath id="c"><rect width="9" height="9"/></clipPath>{layers}')
    with LogoMaker(memory_mb=200) as maker:
        for hostile in (claimed_png(4_000, 4_000), content):
            with pytest.raises(InvalidInput):
                asyncio.run(maker.make_safe(hostile))
        assert asyncio.run(maker.make_safe(png())).width == 300
