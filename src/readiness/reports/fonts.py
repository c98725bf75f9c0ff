"""The fonts a report is set in: TrueType files that two installed packages bring along.

Nothing else is ever visible to the renderer, so the same report looks the same on every machine.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from readiness.reports.failure import ReportFailed

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"
REGULAR, SEMIBOLD, BOLD = 400, 600, 700


@dataclass(frozen=True, slots=True)
class FontFace:
    """One static font file. `weight` is the CSS weight, 400, 600 or 700."""

    family: str
    package: str
    file_name: str
    weight: int
    italic: bool = False


FACES: tuple[FontFace, ...] = (
    FontFace(SANS, "font_source_sans_pro", "SourceSansPro-Regular.ttf", REGULAR),
    FontFace(SANS, "font_source_sans_pro", "SourceSansPro-It.ttf", REGULAR, italic=True),
    FontFace(SANS, "font_source_sans_pro", "SourceSansPro-Semibold.ttf", SEMIBOLD),
    FontFace(SANS, "font_source_sans_pro", "SourceSansPro-Bold.ttf", BOLD),
    FontFace(SERIF, "font_source_serif_pro", "SourceSerifPro-Regular.ttf", REGULAR),
    FontFace(SERIF, "font_source_serif_pro", "SourceSerifPro-Semibold.ttf", SEMIBOLD),
    FontFace(SERIF, "font_source_serif_pro", "SourceSerifPro-Bold.ttf", BOLD),
)


@lru_cache
def font_path(face: FontFace) -> Path:
    """The file of one face; raises `ReportFailed` when its package is not installed."""
    try:
        path = Path(str(files(face.package))) / "files" / face.file_name
    except ModuleNotFoundError:
        path = Path(face.package)
    if not path.is_file():
        raise ReportFailed(
            "report_fonts_missing",
            f"The font file {face.file_name} of the package {face.package} is not installed.",
            "Run scripts/setup to install the locked dependencies.",
        )
    return path


def font_paths() -> tuple[Path, ...]:
    """The files of all faces, in the order of `FACES`."""
    return tuple(font_path(face) for face in FACES)


def font_face_css() -> str:
    """`@font-face` rules with file URLs, for the trusted stylesheet of a PDF."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";'
        f"font-weight:{face.weight};font-style:{'italic' if face.italic else 'normal'};"
        f'src:url("{font_path(face).as_uri()}") format("truetype")}}\n'
        for face in FACES
    )


def write_fontconfig(folder: Path) -> Path:
    """Write a fontconfig file into `folder` that shows only our faces, and return its path.

    The packages also hold other weights and OpenType twins under the same family names; glyph
    numbers of twins must never mix, so every file but ours is rejected by name.
    """
    paths = font_paths()
    lines = ['<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">']
    lines.append("<fontconfig>")
    lines += [f"<dir>{escape(str(folder))}</dir>" for folder in sorted({p.parent for p in paths})]
    lines.append(f"<cachedir>{escape(str(folder / 'fontconfig-cache'))}</cachedir>")
    lines += ["<selectfont>", "<acceptfont>"]
    lines += [f"<glob>{escape(str(path))}</glob>" for path in paths]
    lines += ["</acceptfont>", "<rejectfont><glob>*</glob></rejectfont>", "</selectfont>"]
    lines += [_generic_family("sans-serif", SANS), _generic_family("serif", SERIF)]
    lines.append("</fontconfig>")
    config = folder / "fonts.conf"
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return config


def _generic_family(generic: str, family: str) -> str:
    return (
        f"<alias binding='same'><family>{generic}</family>"
        f"<prefer><family>{family}</family></prefer></alias>"
    )


@dataclass(frozen=True, slots=True)
class FontMetrics:
    """Advance widths in font units by code point, and the size of the em square."""

    advances: dict[int, int]
    units_per_em: int
    missing_advance: int


@lru_cache
def font_metrics(weight: int) -> FontMetrics:
    """Metrics of the upright sans face with this weight (400, 600 or 700)."""
    face = next(f for f in FACES if f.family == SANS and f.weight == weight and not f.italic)
    font: Any = TTFont(font_path(face), lazy=True)
    try:
        widths = font["hmtx"].metrics
        advances = {code: widths[name][0] for code, name in font.getBestCmap().items()}
        return FontMetrics(advances, font["head"].unitsPerEm, widths[".notdef"][0])
    finally:
        font.close()


@lru_cache
def covered_characters() -> frozenset[int]:
    """Code points every upright sans face can draw.

    The italic and the serif faces hold fewer; text in them falls back to the upright sans.
    """
    uprights = [font_metrics(weight).advances.keys() for weight in (REGULAR, SEMIBOLD, BOLD)]
    return frozenset.intersection(*map(frozenset, uprights))
