"""What a screen reader reads, and in which order: taken from the browser's accessibility tree."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator

from tests.end_to_end.web.desk import Invitation

IN_ORDER = {
    "/questions/logistics.pick_accuracy": (
        'link "Skip to the content"',
        "- banner:",
        'navigation "Language"',
        "- main:",
        'navigation "Parts of the assessment"',
        'link "Question before"',
        "Question 2 of 10",
        'group "What share of order lines',
        "[level=1]",
        "Take the figure from the warehouse",
        "Between 0 and 100% of lines",
        'textbox "Figure"',
        "group: I can only estimate",
        'checkbox "Don’t know"',
        "group: Note",
        "group: Why we ask",
        'link "Add evidence',
        'button "Save and continue"',
        'button "Save and come back later"',
        'complementary "Live picture"',
        "- contentinfo:",
        'link "Help and privacy"',
    ),
    "/sections/logistics": (
        'heading "Parcel logistics & returns" [level=1]',
        'group "Can single pieces be picked',
        'radio "Pallets and full cartons only"',
        'radio "Don’t know"',
        'group "What share of order lines',
        'button "Save and continue"',
    ),
    "": (
        'heading "Welcome, Ada Brandt" [level=1]',
        "0 of 80 answered",
        'link "Begin"',
        'heading "Sections" [level=2]',
        'link "Your company"',
        "Not started",
        'link "Strategy, leadership & resources"',
    ),
}


def read_out(body: Locator) -> str:
    """The accessibility tree as text, without the addresses of links."""
    lines = body.aria_snapshot().splitlines()
    return "\n".join(line for line in lines if "/url:" not in line)


@pytest.mark.parametrize("path", IN_ORDER, ids=lambda path: path or "overview")
def test_a_page_is_read_in_the_order_of_the_work(
    context: BrowserContext, invitation: Invitation, path: str
) -> None:
    page = invitation.let_in(context).page
    page.goto(f"{invitation.home}{path}")
    page.locator("aside").first.wait_for()
    said = read_out(page.locator("body"))
    at = 0
    for piece in IN_ORDER[path]:
        found = said.find(piece, at)
        assert found >= 0, f"{piece} is not read after:\n{said[:at][-400:]}\n---\n{said[at:]}"
        at = found
