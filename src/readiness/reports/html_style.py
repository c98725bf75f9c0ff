"""Stylesheets of a report: one set of tones for charts and pages, one sheet each for both media."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from readiness.reports.charts import PALETTE
from readiness.reports.charts.drawing import Drawing
from readiness.reports.charts.palette import Palette
from readiness.reports.charts.verdict_mark import draw_verdict_mark
from readiness.reports.data_images import data_url
from readiness.reports.fonts import (
    FACES,
    REGULAR,
    SANS,
    SEMIBOLD,
    SERIF,
    FontFace,
    font_face_css,
    font_path,
)

_STYLES = Path(__file__).parent / "styles"
_MARK_SIZE = 16.0
_SCREEN_FACES = ((SANS, REGULAR), (SANS, SEMIBOLD), (SERIF, SEMIBOLD))
_SCREEN_CHARACTERS = (
    *range(0x20, 0x180),
    *range(0x2010, 0x2040),
    0x20AC,
    0x2190,
    0x2192,
    0x2264,
    0x2265,
)


@lru_cache
def print_css() -> str:
    """The trusted stylesheet that goes with `render_html(view, for_print=True)`."""
    sheets = "".join(map(_sheet, ("shared", "print", "print_chapters", "print_brand")))
    return font_face_css() + _tones() + sheets


@lru_cache
def screen_css() -> str:
    """The stylesheet inlined in a web page, with its fonts."""
    faces = (face for face in FACES if (face.family, face.weight) in _SCREEN_FACES)
    fonts = "".join(_inlined_font(face) for face in faces if not face.italic)
    sheets = "".join(map(_sheet, ("shared", "screen", "screen_chapters", "screen_brand")))
    return fonts + _tones() + sheets


def _sheet(name: str) -> str:
    return (_STYLES / f"{name}.css").read_text(encoding="utf-8")


def brand_css(palette: Palette) -> str:
    """What a brand's palette changes; it stands in the document, after the sheets of all."""
    return "" if palette is PALETTE else _properties(palette) + "\n"


def _tones() -> str:
    """The palette as custom properties, and one class for each level, verdict and severity."""
    palette = PALETTE
    rules = [_properties(palette)]
    for verdict, tone in palette.verdicts.items():
        rules.append(f".{verdict}{{--tone:{tone.fill};--pale:{tone.pale}}}")
    for severity, tone in palette.severities.items():
        rules.append(f".{severity}{{--tone:{tone.fill};--pale:{tone.pale}}}")
    for mark in (*palette.verdicts, None):
        name = mark or "open"
        drawing = Drawing()
        centre = (_MARK_SIZE / 2, _MARK_SIZE / 2)
        draw_verdict_mark(drawing, centre, _MARK_SIZE * 0.42, mark, palette)
        image = data_url(
            "image/svg+xml", str(drawing.finish(_MARK_SIZE, _MARK_SIZE, name)).encode()
        )
        rules.append(f".{name}>.mark{{background-image:url({image})}}")
    return "\n".join(rules) + "\n"


def _properties(palette: Palette) -> str:
    named = {
        "primary": palette.primary,
        "cover-soft": palette.cover.soft,
        "cover-accent": palette.cover.accent,
        "ink": palette.ink,
        "muted": palette.muted,
        "grid": palette.grid,
        "track": palette.track,
        "stripe": palette.stripe,
        "accent": palette.accent,
        "accent-soft": palette.accent_soft,
        "bright": palette.bright,
        "target": palette.target,
    }
    properties = "".join(f"--{name}:{colour};" for name, colour in named.items())
    rules = [f":root{{{properties}}}"]
    for number, tone in enumerate(palette.levels, start=1):
        rules.append(f".level-{number}{{background:{tone.fill};color:{tone.text}}}")
    return "\n".join(rules)


@lru_cache
def web_fonts() -> Mapping[str, bytes]:
    """The fonts of the screen as WOFF 2 files, by names such as `sans-400`."""
    names = {SANS: "sans", SERIF: "serif"}
    return MappingProxyType(
        {
            f"{names[face.family]}-{face.weight}": _packed_font(face, "woff2")
            for face in FACES
            if (face.family, face.weight) in _SCREEN_FACES and not face.italic
        }
    )


def web_tones() -> str:
    """The palette as custom properties, and a class for each level, verdict and severity."""
    return _tones()


def _inlined_font(face: FontFace) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f"font-display:swap;src:url({data_url('font/woff', _packed_font(face, 'woff'))}) "
        'format("woff")}\n'
    )


def _packed_font(face: FontFace, flavor: str) -> bytes:
    options = Options(layout_features=["kern", "tnum", "liga"], hinting=False, notdef_outline=True)
    options.flavor = flavor
    font = TTFont(font_path(face))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_SCREEN_CHARACTERS)
    subsetter.subset(font)
    font.flavor = flavor
    packed = BytesIO()
    font.save(packed, reorderTables=False)
    return packed.getvalue()
