"""Files that somebody may send as a logo: sound ones, and hostile ones."""

import io
import struct
import zlib

from PIL import Image

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SOUND_DRAWING = (
    f'<svg {NAMESPACES} viewBox="0 0 200 60"><style>.mark{{fill:#7A1022}}</style>'
    '<defs><linearGradient id="sky"><stop offset="0" stop-color="#00457C"/>'
    '<stop offset="1" stop-color="#0B1F3A"/></linearGradient></defs>'
    '<rect class="mark" width="60" height="60"/><circle cx="120" cy="30" r="25" '
    'fill="url(#sky)"/></svg>'
).encode()


def drawing(inside: str) -> bytes:
    """An SVG of 10 by 10 with something inside."""
    return f'<svg {NAMESPACES} viewBox="0 0 10 10">{inside}</svg>'.encode()


def png(size: tuple[int, int] = (300, 100), colour: tuple[int, ...] = (122, 16, 34)) -> bytes:
    """A PNG of one colour, see-through where the colour has a fourth figure."""
    return packed(Image.new("RGB" if len(colour) == 3 else "RGBA", size, colour), "PNG")


def packed(picture: Image.Image, form: str, **options: object) -> bytes:
    """The picture's bytes."""
    content = io.BytesIO()
    picture.save(content, form, **options)
    return content.getvalue()


def claimed_png(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG whose header claims a size that its data does not have."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(1000)))
    parts = (chunk(b"IHDR", header), *chunks, data, chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def use_bomb(levels: int) -> bytes:
    """A drawing in which each part draws the one before ten times."""
    parts = ['<rect id="a0" width="1" height="1"/>']
    for level in range(1, levels + 1):
        parts.append(f'<g id="a{level}">{f"""<use href="#a{level - 1}"/>""" * 10}</g>')
    return drawing("".join(parts))


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f'<svg {NAMESPACES} viewBox="0 0 9 9"><desc>&c;</desc></svg>'
).encode()
OUTSIDE = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + drawing("<desc>&x;</desc>")
ENDLESS = drawing(
    "".join(
        f'<path d="M0 0L{end} 10" stroke="red" stroke-dasharray="0.00001"/>' for end in range(2000)
    )
)
"""Sound in every part, and far too much work in sum."""
