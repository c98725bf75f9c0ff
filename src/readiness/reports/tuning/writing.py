"""Shortcuts in writing a PDF: nothing is spelt or packed twice."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf

_COMPRESSION: Final = 5  # pydyf takes 9: five times the work to save a twentieth
_SPELT: Final = (pydyf.Dictionary, pydyf.Array, pydyf.String, pydyf.Stream)


def writing(write: Callable[..., None]) -> Callable[..., None]:
    """Write the objects of a PDF; what they are made of is needed for its identifier once more."""

    def write_once(pdf: Any, *how: Any, **named: Any) -> None:
        with _remembering_data():
            write(pdf, *how, **named)

    return write_once


@contextmanager
def _remembering_data() -> Iterator[None]:
    stock = {kind: kind.data for kind in _SPELT}
    try:
        for kind, data in stock.items():
            kind.data = property(_remembered(data.fget))
        yield
    finally:
        for kind, data in stock.items():
            kind.data = data


def _remembered(spell: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    def data(thing: Any) -> bytes:
        known: bytes | None = vars(thing).get("spelt")
        if known is None:
            known = thing.spelt = spell(thing)
        return known

    return data


def showing(show_text: Callable[[Any, str], None]) -> Callable[[Any, str], None]:
    """Show a run of glyphs without saying between any two that nothing is to be moved."""

    def show(stream: Any, text: str) -> None:
        show_text(stream, text.replace(">0<", ""))

    return show


def packing(level: int) -> Any:
    """What packs a stream, a little less tightly."""
    return zlib.compressobj(min(level, _COMPRESSION))
