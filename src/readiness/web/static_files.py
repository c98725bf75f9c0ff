"""Style, script, icon and fonts of the pages, each under an address that names its content."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path
from types import MappingProxyType
from typing import Final

from readiness.errors import NotFound
from readiness.reports.html_style import web_fonts, web_tones

FOLDER: Final = Path(__file__).parent / "static"
FOREVER: Final = "public, max-age=31536000, immutable"
_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_DIGEST_SHOWN: Final = 12
_COMPRESSED: Final = frozenset({".css", ".js", ".svg"})
_IMPORTED: Final = re.compile(r'(?<=from "\./)[a-z_]+\.js(?=")')


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file's bytes, packed with gzip where that makes it smaller."""

    media_type: str
    content: bytes
    packed: bytes | None


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """All files by address, and the address of each by name."""

    by_address: Mapping[str, StaticFile]
    addresses: Mapping[str, str]

    def get(self, address: str) -> StaticFile:
        """Return the file at an address below `/static/`; raises `NotFound`."""
        found = self.by_address.get(address)
        if found is None:
            raise NotFound(
                "not_found", "There is nothing at this address.", "Go to the start page."
            )
        return found

    def address_of(self, name: str) -> str:
        """The address of a file, such as `/static/1f0c…-site.css`; `KeyError` for no such file."""
        return f"/static/{self.addresses[name]}"


@lru_cache
def load_static() -> StaticFiles:
    """Read all files once. Fonts come from their packages, cut down to European letters."""
    contents = {f"{name}.woff2": content for name, content in web_fonts().items()}
    addresses = {name: _address(name, content) for name, content in contents.items()}
    contents["site.css"] = _sheet(addresses)
    contents |= _scripts()
    for path in sorted(FOLDER.iterdir()):
        if path.suffix not in {".css", ".js"}:
            contents[path.name] = path.read_bytes()
    addresses |= {
        name: _address(name, content) for name, content in contents.items() if name not in addresses
    }
    files = {addresses[name]: _file(name, content) for name, content in contents.items()}
    return StaticFiles(MappingProxyType(files), MappingProxyType(addresses))


def _sheet(addresses: Mapping[str, str]) -> bytes:
    """One sheet for all pages: the tones, what all pages share, then what single rooms add."""
    shared = FOLDER / "site.css"
    others = sorted(path for path in FOLDER.glob("*.css") if path != shared)
    text = web_tones() + "".join(path.read_text(encoding="utf-8") for path in (shared, *others))
    for name, address in addresses.items():
        text = text.replace(f"url({name})", f"url(/static/{address})")
    return text.encode("utf-8")


def _scripts() -> dict[str, bytes]:
    """Every script by name, importing the others by addresses that name their content."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}
    imports = {name: set(_IMPORTED.findall(text)) for name, text in texts.items()}
    finished: dict[str, bytes] = {}
    for name in TopologicalSorter(imports).static_order():
        text = _IMPORTED.sub(lambda found: _address(found[0], finished[found[0]]), texts[name])
        finished[name] = text.encode("utf-8")
    return finished


def _address(name: str, content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:_DIGEST_SHOWN]}-{name}"


def _file(name: str, content: bytes) -> StaticFile:
    ending = Path(name).suffix
    packed = gzip.compress(content, 9, mtime=0) if ending in _COMPRESSED else None
    return StaticFile(_MEDIA_TYPES[ending], content, packed)
