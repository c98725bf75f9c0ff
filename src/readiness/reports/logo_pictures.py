"""A logo made safe: whatever was sent, what is kept are pixels that were drawn and packed anew.

Runs in a worker process: what is sent may be made to exhaust whoever opens it.
"""

import hashlib
import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

import resvg_py
from PIL import Image, ImageChops, ImageFile, ImageOps, ImageStat

from readiness.errors import InvalidInput
from readiness.reports.brand import Logo, LogoGround
from readiness.reports.logo_drawing import read_drawing
from readiness.reports.logo_refusal import (
    MOST_BYTES,
    MOST_PIXELS,
    blank,
    too_complex,
    too_large,
    unreadable,
    wrong_type,
)

HIGHEST: Final = 600
WIDEST: Final = 1600
KEPT_BYTES: Final = 300_000
_LEAST_SEEN: Final = 16  # of 255: how opaque something is that can be seen at all
_PALE: Final = 200  # of 255: how light a logo is on average that does not show on paper
_SMALLER: Final = 0.8
_QUALITY: Final = 88

Kind = Literal["PNG", "JPEG", "SVG"]
_MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_OTHERS: Final = (
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "an EPS picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"RIFF", "a WebP picture or a sound"),
    (b"PK", "a ZIP archive"),
    (b"\x1f\x8b", "packed with gzip"),
)


def kind_of(content: bytes) -> Kind:
    """What a file is by its first bytes, whatever it is called; raises `InvalidInput`."""
    if not content:
        raise wrong_type("empty")
    if len(content) > MOST_BYTES:
        raise too_large(f"{len(content):,} bytes")
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    begins = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begins.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or (
        begins.startswith(b"<!--") and b"<svg" in content[:20_000]
    ):
        return "SVG"
    if begins.startswith((b"<!doctype html", b"<html")):
        raise wrong_type("a web page")
    for magic, name in _OTHERS:
        if content.startswith(magic):
            raise wrong_type(name)
    raise wrong_type("of an unknown kind")


def make_safe(content: bytes) -> Logo:
    """Draw what was sent and pack it anew, without anything else that it carried.

    The outcome has at most `HIGHEST` x `WIDEST` pixels and `KEPT_BYTES` bytes. Raises
    `InvalidInput`, also for what needs too much memory.
    """
    kind = kind_of(content)
    try:
        picture = _drawn(content) if kind == "SVG" else _opened(content, kind)
        return _packed(picture, "JPEG" if kind == "JPEG" else "PNG")
    except MemoryError:
        raise too_complex() from None


def _drawn(content: bytes) -> Image.Image:
    drawing = read_drawing(content)
    width = min(WIDEST, max(1, round(HIGHEST * drawing.proportion)))
    height = min(HIGHEST, max(1, round(width / drawing.proportion)))
    try:
        pixels = resvg_py.svg_to_bytes(
            svg_string=drawing.svg, width=width, height=height, skip_system_fonts=True
        )
    except ValueError as error:
        raise unreadable(str(error)[:100]) from error
    return _opened(pixels, "PNG")


def _opened(content: bytes, kind: Literal["PNG", "JPEG"]) -> Image.Image:
    """The picture, decoded only after its size is known; raises `InvalidInput`."""
    with warnings.catch_warnings(), _nothing_cut_off():
        warnings.simplefilter("ignore")  # its size is looked at here
        try:
            picture = Image.open(io.BytesIO(content), formats=[kind])
            if max(picture.size) > MOST_PIXELS:
                raise too_large(f"{picture.width:,} x {picture.height:,} pixels")
            picture.draft("RGB", (WIDEST, HIGHEST))
            return _plain(picture)
        except InvalidInput:
            raise
        except Image.DecompressionBombError:
            raise too_large("far too many pixels") from None
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise unreadable(_said(error)) from error


@contextmanager
def _nothing_cut_off() -> Iterator[None]:
    """Take whole pictures only, whatever other users of the library in this process have set."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _plain(picture: Image.Image) -> Image.Image:
    """RGB or RGBA, upright, no larger than needed, nothing around it, and nothing beside it."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):
        upright = upright.point(lambda value: value * (1 / 256)).convert("L")
    see_through = upright.mode in ("RGBA", "LA", "PA", "La", "RGBa")
    see_through = see_through or "transparency" in upright.info
    pixels = upright.convert("RGBA" if see_through else "RGB")
    pixels.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    if see_through:
        seen = pixels.getchannel("A").point(lambda alpha: 255 if alpha >= _LEAST_SEEN else 0)
        edges = seen.getbbox()
        if edges is None:
            raise blank()
        pixels = pixels.crop(edges)
    return Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())


def _packed(picture: Image.Image, form: Literal["PNG", "JPEG"]) -> Logo:
    content = _encoded(picture, form)
    while len(content) > KEPT_BYTES:
        share = max(0.3, min(_SMALLER, math.sqrt(KEPT_BYTES / len(content))))
        width, height = (max(1, round(side * share)) for side in picture.size)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        content = _encoded(picture, form)
    return Logo(
        content=content,
        media_type="image/png" if form == "PNG" else "image/jpeg",
        width=picture.width,
        height=picture.height,
        digest=hashlib.sha256(content).hexdigest(),
        ground=_ground(picture),
    )


def _encoded(picture: Image.Image, form: Literal["PNG", "JPEG"]) -> bytes:
    packed = io.BytesIO()
    if form == "JPEG":
        picture.save(packed, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        return packed.getvalue()
    picture.save(packed, "PNG", optimize=True)
    if packed.tell() > KEPT_BYTES:
        packed = io.BytesIO()
        method = Image.Quantize.FASTOCTREE
        picture.quantize(256, method=method).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _ground(picture: Image.Image) -> LogoGround:
    """Light, unless what can be seen of a see-through logo is too pale for white paper."""
    if picture.mode != "RGBA":
        return "light"
    alpha = picture.getchannel("A")
    solid = alpha.point(lambda value: 255 if value >= 128 else 0)
    if solid.getbbox() is None:
        solid = alpha
    darkest = ImageChops.darker(*picture.split()[:2])
    darkest = ImageChops.darker(darkest, picture.getchannel("B"))
    return "dark" if ImageStat.Stat(darkest, solid).mean[0] > _PALE else "light"


def _said(error: Exception) -> str:
    return str(error)[:100].rstrip(".") or type(error).__name__
