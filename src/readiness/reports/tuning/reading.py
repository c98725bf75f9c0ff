"""Reading a document: by expat where it is well-formed XML, not letter by letter."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Final
from xml.etree import ElementTree

import weasyprint
from cssselect2 import ElementWrapper

from readiness.reports.tuning.styles import without_notes
from readiness.reports.tuning.version import is_tuned

_DOCTYPE: Final = "<!DOCTYPE html>"


def read_html(text: str, url_fetcher: Any) -> Any:
    """A document to render."""
    if is_tuned() and text.startswith(_DOCTYPE):
        with suppress(ElementTree.ParseError):  # HTML may leave tags open
            return _XmlDocument(text, url_fetcher)
    return weasyprint.HTML(string=text, url_fetcher=url_fetcher)


class _XmlDocument(weasyprint.HTML):  # type: ignore[misc]  # ships no types
    """A document that begins with a whole doctype; XML allows one, so it declares no entities."""

    def __init__(self, text: str, url_fetcher: Any) -> None:
        root = ElementTree.fromstring(text)  # noqa: S314 - nothing to expand
        self.base_url = None
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = _Root.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [without_notes(sheet) for sheet in super()._ua_stylesheets(forms)]


class _Root(ElementWrapper):  # type: ignore[misc]  # ships no types
    """The root of a document, in which no more is gone through than has to be."""

    def query_all(self, *names: str) -> Iterator[Any]:
        """The elements of these names."""
        number = sum(element.tag in names for element in self.etree_element.iter())
        found = (element for element in self.iter_subtree() if element.local_name in names)
        return islice(found, number)
