"""Which addresses are the same: each has a key, and equal keys mean the same page.

Same are: scheme and host in any case; international host names and their ASCII form; the default
port and none; a path with and without slashes at its end; with and without a fragment; letters,
digits and `-._~` as such and percent-encoded; other characters as such and percent-encoded in
UTF-8, in digits of any case; a path with `.` and `..` and the one it leads to. Different are: http
and https, with and without `www.`, the case of a path, the order of a query's parts.
"""

import ipaddress
import re
from typing import Final
from urllib.parse import quote, urlsplit

import idna
import polars as pl

LONGEST: Final = 4_000
"""Characters of the longest address that is one."""

_LABEL: Final = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SIGNS: Final = "A-Za-z0-9._~!$&'()*+,;=:@/-"
_PLAIN: Final = rf"^https?://(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?(?:/[{_SIGNS}]*)?(?:\?[{_SIGNS}]*)?$"
"""What is written as in its key, but for a slash at the end: a quick way for most addresses."""
_NO_QUICK_WAY: Final = r"/\.|.{240}"
"""Dots to follow, or a host that may be too long."""
_SLASH_AT_END: Final = r"^([^?]*?)/+(\?|$)"
_ASCII_HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff<>\"\\^`{|}]")
_ENCODED: Final = re.compile("%([0-9A-Fa-f]{2})")
_BROKEN_CODE: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_UNRESERVED: Final = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
)
_AS_IT_IS: Final = "%!$&'()*+,;=:@/?[]~"
_HOST_MAX: Final = 253


def key_of(text: str) -> str | None:
    """Return the key of an address, None for what is no whole http or https address."""
    text = text.strip()
    if len(text) > LONGEST or _FORBIDDEN.search(text) or _BROKEN_CODE.search(text):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or port == 0:
        return None
    host = _host(parts.hostname or "")
    if host is None:
        return None
    place = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    path = _without_dots(_encoded(parts.path)).rstrip("/")
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    return f"{parts.scheme}://{host}{place}{path}{query}"


def keys_of(addresses: pl.Series) -> pl.Series:
    """Return the key of each address; null for an empty text and for what is no address."""
    text = pl.col("address")
    plain = text.str.contains(_PLAIN) & ~text.str.contains(_NO_QUICK_WAY)
    quick = text.str.replace(_SLASH_AT_END, "${1}${2}").str.strip_suffix("?")
    frame = addresses.rename("address").to_frame().with_columns(plain=plain)
    others = frame.filter(~pl.col("plain") & (text != ""))["address"].unique()
    found = pl.DataFrame(
        {"address": others, "slow": [key_of(each) for each in others]},
        schema={"address": pl.String, "slow": pl.String},
    )
    joined = frame.join(found, on="address", how="left", maintain_order="left")
    chosen = joined.select(pl.when("plain").then(quick).otherwise("slow").alias("key"))
    return chosen["key"]


def is_home(key: str) -> bool:
    """Tell whether the key is that of a home page: no path and no query."""
    return "/" not in key.partition("://")[2] and "?" not in key


def _host(name: str) -> str | None:
    """Return the host in its ASCII form, None for what is no host."""
    if ":" in name:
        try:
            return f"[{ipaddress.IPv6Address(name).compressed}]"
        except ValueError:
            return None
    name = name.lower().removesuffix(".")
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode()
        except (idna.IDNAError, UnicodeError):
            return None
    if len(name) > _HOST_MAX or not _ASCII_HOST.fullmatch(name):
        return None
    if not name.rpartition(".")[2].isdecimal():
        return name
    try:
        return str(ipaddress.IPv4Address(name))
    except ValueError:
        return None


def _encoded(text: str) -> str:
    """Write each character in one way: plain where it may be, percent-encoded where it must."""
    return quote(_ENCODED.sub(_decoded_if_plain, text), safe=_AS_IT_IS)


def _decoded_if_plain(code: re.Match[str]) -> str:
    byte = int(code[1], 16)
    return chr(byte) if byte in _UNRESERVED else code[0].upper()


def _without_dots(path: str) -> str:
    """Follow `.` and `..` as browsers do."""
    if "/." not in path:
        return path
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del kept[max(1, len(kept) - 1) :]
        elif part != ".":
            kept.append(part)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept)
