"""The only resources a report's document may refer to: images carried in data URLs."""

from base64 import b64decode, b64encode
from urllib.parse import unquote_to_bytes

LARGEST_IMAGE = 1_500_000  # bytes
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"<svg", "image/svg+xml"),
)


def data_url(media_type: str, content: bytes) -> str:
    """The bytes as an address that holds them."""
    return f"data:{media_type};base64,{b64encode(content).decode('ascii')}"


def decode_data_image(url: str) -> tuple[str, bytes]:
    """Media type and content of an image in a data URL.

    The type is the one the first bytes show, not the one the URL claims. Raises `ValueError` for
    every other URL, for other content, and for more than `LARGEST_IMAGE` bytes.
    """
    head, comma, payload = url.partition(",")
    if not comma or not head.startswith("data:image/"):
        raise ValueError(f"only images in data URLs are allowed in a report, not {url[:80]!r}")
    if len(payload) > LARGEST_IMAGE * 3:
        raise ValueError(f"an image in a report may have {LARGEST_IMAGE} bytes at most")
    content = unquote_to_bytes(payload)
    if head.endswith(";base64"):
        content = b64decode(content)
    if len(content) > LARGEST_IMAGE:
        raise ValueError(f"an image in a report may have {LARGEST_IMAGE} bytes at most")
    for magic, media_type in _KINDS:
        if content.startswith(magic):
            return media_type, content
    raise ValueError("an image in a report must be PNG, JPEG or SVG")
