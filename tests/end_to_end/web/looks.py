"""What holds for every page: it fits the screen, axe finds nothing, headings are in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.end_to_end.test_browser import heading_levels, too_wide

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RULES = {"runOnly": {"type": "tag", "values": list(STANDARDS)}}


@dataclass
class Looks:
    """Looks at pages one after the other; `pictures` is a folder for images of them, if wished."""

    pictures: Path | None = None
    name: str = ""
    seen: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def at(self, page: Page, name: str) -> None:
        """Write down whatever is wrong with the page as it is now."""
        self.seen.append(name)
        if self.pictures is not None:
            path = self.pictures / f"{self.name}-{len(self.seen):02}-{name}.png"
            page.screenshot(path=path, full_page=True)
        self.faults += [f"{name}: too wide: {each}" for each in too_wide(page)]
        levels = heading_levels(page)
        if levels.count(1) != 1 or any(after > before + 1 for before, after in pairwise(levels)):
            self.faults.append(f"{name}: headings {levels}")

    def with_axe(self, page: Page, name: str) -> None:
        """The same, and whatever axe finds."""
        self.at(page, name)
        found: dict[str, Any] = Axe().run(page, options=_RULES).response
        for violation in found["violations"]:
            where = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            self.faults.append(f"{name}: {violation['id']}: {violation['help']}: {where}")
