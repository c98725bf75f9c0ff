"""The system's Chromium, or the one Playwright brought where the system has none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def opened_chromium() -> Iterator[Browser]:
    """A browser without a window, closed at the end."""
    installed = next((path for path in map(shutil.which, NAMES) if path), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        yield opened
        opened.close()
