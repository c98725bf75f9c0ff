"""What a browser would send of the form on a page, as the page came."""

from __future__ import annotations

from html.parser import HTMLParser

TICKED = {"radio", "checkbox"}
SILENT = {"submit", "button", "reset", "file"}


class _Reader(HTMLParser):
    """Collects names and values of the controls of one form, by the end of its action."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._action = action
        self._is_inside = False
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_inside = str(given.get("action")).endswith(self._action)
        name = given.get("name")
        if not self._is_inside or name is None or "disabled" in given:
            return
        kind = given.get("type", "text")
        if tag == "textarea":
            self._area = name
            self.fields.append((name, ""))
        elif tag == "input" and kind not in SILENT and (kind not in TICKED or "checked" in given):
            self.fields.append((name, given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "form":
            self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            name, value = self.fields.pop()
            self.fields.append((name, value + data))


def fields_of(page: str, action: str) -> dict[str, list[str]]:
    """Return all values of each field of the form whose action ends so."""
    reader = _Reader(action)
    reader.feed(page)
    assert reader.fields, f"no form to {action}"
    found: dict[str, list[str]] = {}
    for name, value in reader.fields:
        found.setdefault(name, []).append(value)
    return found
