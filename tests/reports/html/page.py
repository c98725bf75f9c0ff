"""A parsed report page: what a reader or a screen reader finds on it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
VOID = {"meta", "img", "br", "link"}
HEADINGS = {"h1", "h2", "h3", "h4"}


@dataclass
class Page(HTMLParser):
    """Text, headings, tables, images and references of a document; `unclosed` should be empty."""

    source: str
    texts: list[str] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    head_rows: list[str] = field(default_factory=list)
    header_cells: list[dict[str, str | None]] = field(default_factory=list)
    tables: int = 0
    alternatives: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    open_tags: list[str] = field(default_factory=list)
    misnested: list[str] = field(default_factory=list)
    _collected: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    @property
    def text(self) -> str:
        return spaced(" ".join(self.texts))

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= given.keys()
        self.references += [given[name] or "" for name in ("src", "href") if name in given]
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag == "img":
            self.alternatives.append(given.get("alt") or "")
        if tag == "table":
            self.tables += 1
        if tag == "th":
            self.header_cells.append(given)
        if tag not in VOID:
            self.open_tags.append(tag)
            self._collected[tag] = []

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open_tags or self.open_tags.pop() != tag:
            self.misnested.append(tag)
        said = spaced(" ".join(self._collected.get(tag, [])))
        if tag in HEADINGS:
            self.headings.append((tag, said))
        elif tag == "caption":
            self.captions.append(said)
        elif tag == "thead":
            self.head_rows.append(said)

    def handle_data(self, data: str) -> None:
        if "style" in self.open_tags or "svg" in self.open_tags:
            return
        self.texts.append(data)
        for tag in self.open_tags:
            self._collected[tag].append(data)


def spaced(text: str) -> str:
    """One space wherever there is white space, break opportunities taken out."""
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


def squeezed(text: str) -> str:
    """All white space, hyphens and break opportunities taken out, as lines break differently."""
    return re.sub(r"[\s\u200b\u00ad\ufffe-]+", "", text)
