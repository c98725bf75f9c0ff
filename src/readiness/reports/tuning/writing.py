"""Shortcuts in writing a PDF: nothing is spelt or packed twice, and elements hold their lines.

WeasyPrint makes an element of the tag tree of every line of text; here whatever the line stands in
(a paragraph, a cell) holds it itself, as the standard allows. That is two fifths of all elements.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf

_COMPRESSION: Final = 7  # pydyf takes 9: three times the work to save another fiftieth
_SPELT: Final = (pydyf.Dictionary, pydyf.Array, pydyf.String, pydyf.Stream)


def tagging(add_tags: Callable[..., None]) -> Callable[..., None]:
    """Add the tag tree in which elements hold their lines."""

    def add(pdf: Any, *rest: Any) -> None:
        add_tags(_TagTree(pdf), *rest)

    return add


class _TagTree:
    """What is asked of a PDF while its tag tree is built."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self.catalog = pdf.catalog
        self.page_references = pdf.page_references  # else spelt anew for every element

    def add_object(self, added: Any) -> None:
        if _is_line(added):
            added.__class__ = _Line
        else:
            self._pdf.add_object(added)


def _is_line(added: Any) -> bool:
    """Whether this is an element that holds one piece of a page's content and nothing else."""
    content = added.get("K")
    return added.get("S") == "/Span" and bool(content) and isinstance(content[0], int)


class _Line(pydyf.Dictionary):  # type: ignore[misc]  # ships no types
    """A line that is no element: first its parent asks what to hold, then its page whose it is."""

    held = False

    @property
    def reference(self) -> Any:
        if self.held:
            return self["P"]
        self.held = True
        return self["K"][0]


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
