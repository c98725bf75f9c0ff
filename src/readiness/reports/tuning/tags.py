"""A leaner tag tree: elements hold their lines and what is in their spans themselves.

WeasyPrint makes an element of every line of text and of every `span`. Neither says anything about
what is in it, and the standard allows whatever they stand in (a paragraph, a cell) to hold their
content. That is more than half of all elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import pydyf

_DOCUMENT: Final = "/Document"


def tagging(add_tags: Callable[..., None]) -> Callable[..., None]:
    """Add the tag tree in which elements hold their lines and what is in their spans."""

    def add(pdf: Any, *rest: Any) -> None:
        tree = _TagTree(pdf)
        add_tags(tree, *rest)
        for element in tree.holders:
            element["K"] = pydyf.Array(_content(element))

    return add


class _TagTree:
    """What is asked of a PDF while its tag tree is built."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._document: Any = None
        self.catalog = pdf.catalog
        self.page_references = pdf.page_references  # else spelt anew for every element
        self.holders: list[Any] = []

    def add_object(self, added: Any) -> None:
        if _is_line(added):
            added.__class__ = _Line
        elif self._is_span(added):
            added.__class__ = _Span
        else:
            self._pdf.add_object(added)
            if added.get("S") == _DOCUMENT:
                self._document = added.reference
            if "K" in added:
                self.holders.append(added)

    def _is_span(self, added: Any) -> bool:
        """Whether this is a `span`; one right in the document stays, which is on no page."""
        return bool(added.get("S") == "/Span" and added["P"] != self._document)


def _is_line(added: Any) -> bool:
    """Whether this is an element that holds one piece of a page's content and nothing else."""
    content = added.get("K")
    return added.get("S") == "/Span" and bool(content) and isinstance(content[0], int)


def _content(element: Any) -> Iterator[Any]:
    """What an element holds, with what its spans hold in their place."""
    for held in element["K"]:
        if isinstance(held, _OfSpan):
            yield from _content(held.span)
        else:
            yield held


class _Line(pydyf.Dictionary):  # type: ignore[misc]  # ships no types
    """A line that is no element: first its parent asks what to hold, then its page whose it is."""

    held = False

    @property
    def reference(self) -> Any:
        if self.held:
            return self["P"]
        self.held = True
        return self["K"][0]


class _Span(pydyf.Dictionary):  # type: ignore[misc]  # ships no types
    """A span that is no element: for all in it, its parent stands there."""

    @property
    def reference(self) -> _OfSpan:
        return _OfSpan(self)


class _OfSpan(bytes):
    """The reference of a span's parent, which remembers the span."""

    span: _Span

    def __new__(cls, span: _Span) -> _OfSpan:
        reference = super().__new__(cls, span["P"])
        reference.span = span
        return reference
