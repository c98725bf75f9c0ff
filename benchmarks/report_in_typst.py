"""The report for print as Typst markup: the same words, headings, lists, tables and charts.

The look is not copied, only sizes that give about as many pages: what is compared is the work of
setting the same content.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

import tinyhtml5

_BLOCKS: Final = frozenset(
    {"address", "article", "body", "div", "dd", "dl", "dt", "figure", "header", "main", "section"}
)
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_LISTS: Final = {"ul": "list", "ol": "enum"}
_MARKED: Final = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph"}
_SPACES: Final = re.compile(r"[ \n\t]+")
_IMAGE_START: Final = "data:image/svg+xml;base64,"
_SETTINGS: Final = """\
#set document(title: {title}, date: auto)
#set page(paper: "a4", margin: (x: 18mm, top: 21mm, bottom: 17mm), numbering: "1")
#set text(font: "Source Sans Pro", size: 9pt, lang: {language})
#set par(spacing: 2mm, leading: 0.5em)
#set table(stroke: (bottom: 0.4pt + rgb("#CBD4E0")), inset: (x: 0mm, y: 1mm), column-gutter: 2.5mm)
#show heading: set text(font: "Source Serif Pro", weight: 600)
#show heading.where(level: 2): set text(size: 18pt)
#show heading.where(level: 3): set text(size: 12pt)
#show figure: set block(breakable: true)
#show figure.where(kind: table): set figure.caption(position: top)
#show table: set text(size: 8pt)
#show table: set par(leading: 0.4em)
"""


def typst_of(html: str, *, title: str, language: str) -> str:
    """The markup for Typst that says what the body of `html` says."""
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    body = root.find("body")
    settings = _SETTINGS.format(title=_quoted(title), language=_quoted(language))
    return settings + "".join(_content(body))


def _content(element: Element) -> Iterator[str]:
    """What stands in an element, in the markup of Typst."""
    yield _said(element.text)
    for child in element:
        yield _marked(child)
        yield _said(child.tail)


def _marked(element: Element) -> str:
    tag = element.tag
    if tag == "table":
        return _table(element)
    if tag in _LISTS:
        items = "".join(f"[{_inside(item)}]" for item in element.findall("li"))
        return f"\n#{_LISTS[tag]}{items}\n" if items else ""
    if tag == "img":
        return _image(element)
    if tag == "br":
        return "#linebreak()"
    inside = _inside(element)
    if tag in _HEADINGS:
        return f"\n#heading(level: {_HEADINGS[tag]})[{inside}]\n"
    if tag in _MARKED:
        return f"#{_MARKED[tag]}[{inside}]"
    if tag == "p" or tag in _BLOCKS:
        return f"\n\n{inside}\n\n"
    return inside


def _table(element: Element) -> str:
    rows = [[_cell(cell) for cell in row] for row in element.iter("tr")]
    columns = max(sum(width for width, _ in row) for row in rows)
    head = element.find("thead")
    heads = 0 if head is None else len(head)
    cells = ["".join(f"{text}," for _, text in row) for row in rows]
    header = f"table.header({''.join(cells[:heads])})," if heads else ""
    table = f"table(columns: {columns}, {header}{''.join(cells[heads:])})"
    caption = element.find("caption")
    said = "" if caption is None else f", caption: [{_inside(caption)}]"
    return f"\n#figure({table}, supplement: none, numbering: none{said})\n"


def _cell(element: Element) -> tuple[int, str]:
    """How many columns a cell takes, and the cell."""
    width = int(element.get("colspan", "1"))
    said = f"[{_inside(element)}]"
    return width, said if width == 1 else f"table.cell(colspan: {width}){said}"


def _image(element: Element) -> str:
    drawing = b64decode(element.get("src", "").removeprefix(_IMAGE_START)).decode()
    return (
        f'#image(bytes({_quoted(drawing)}), format: "svg", alt: {_quoted(element.get("alt", ""))})'
    )


def _inside(element: Element) -> str:
    return "".join(_content(element))


def _said(text: str | None) -> str:
    if not text:
        return ""
    return f"#{_quoted(_SPACES.sub(' ', text))};" if text.strip() else " "


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
