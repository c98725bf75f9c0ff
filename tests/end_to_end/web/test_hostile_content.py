"""What people type, and the files they name, stand on every page as text and run nowhere."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.end_to_end.running_server import RunningServer

HOSTILE = "<img src=x onerror=window.ran=1><script>window.ran=2</script>{{7*7}}'\"&</textarea>"
NAME = f"Böse {HOSTILE} GmbH"
ADDRESS = "https://example.org/?q=<script>window.ran=3</script>"
QUESTION = "strategy.ownership"
PAGES = (
    "", "/sections/strategy", f"/questions/{QUESTION}", f"/questions/{QUESTION}/evidence",
    "/check/strategy", "/check", "/team", "/results", "/live", "/results/what-if", "/results/way",
    "/delete", "/about", "/results/share",
)  # fmt: skip


class Watch:
    """A page of which nothing may run that is not ours."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def nothing_ran(self) -> None:
        assert self.page.evaluate("() => window.ran") is None
        assert self.page.locator("img[src=x]").count() == 0
        assert self.complaints == []

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


def test_hostile_words_are_text_on_every_page(
    context: BrowserContext, server: RunningServer
) -> None:
    page = context.new_page()
    watch = Watch(page)
    home = begin(page, server)
    answer(page, home)
    add_evidence(page, home)
    invite(page, home)
    for path in PAGES:
        for language in ("en", "de", "nl"):
            answered = page.goto(f"{home.replace('/en/', f'/{language}/')}{path}")
            assert answered is not None
            assert answered.status == 200, f"{path}: {page.locator('main').inner_text()}"
            expect(page.locator("header").first).to_contain_text(NAME)
            watch.nothing_ran()
    page.goto(f"{home}/questions/{QUESTION}")
    expect(page.locator("textarea").first).to_have_value(HOSTILE)


def begin(page: Page, server: RunningServer) -> str:
    page.goto(f"{server.address}/en/start/d2c-readiness")
    page.locator("input[name=organization]").fill(NAME)
    page.locator("input[name=name]").fill(HOSTILE)
    page.locator("input[name=mode][value=full]").check()
    page.locator("main form button.button:visible").last.click()
    page.wait_for_url("**/link")
    return page.url.removesuffix("/link")


def answer(page: Page, home: str) -> None:
    page.goto(f"{home}/questions/{QUESTION}")
    page.locator("input[type=radio]").nth(2).check()
    page.locator("details:has(textarea) summary").click()
    page.locator("textarea").fill(HOSTILE)
    with page.expect_navigation():
        page.locator(".actions button[value=next]").click()


def add_evidence(page: Page, home: str) -> None:
    page.goto(f"{home}/questions/{QUESTION}/evidence")
    page.locator("main textarea").fill(HOSTILE)
    page.locator("main input[type=url], main input[name=link]").first.fill(ADDRESS)
    file = FilePayload(name=f"{HOSTILE}.html", mimeType="text/html", buffer=HOSTILE.encode())
    page.locator("main input[type=file]").set_input_files(file)
    with page.expect_navigation():
        page.locator("main form button.button:visible").last.click()
    expect(page.locator("main")).to_contain_text("onerror=window.ran=1")


def invite(page: Page, home: str) -> None:
    page.goto(f"{home}/team")
    page.locator("input[name=name]").fill(HOSTILE[:60])
    page.locator("input[name=roles]").last.check()
    with page.expect_navigation():
        page.locator("form:has(input[name=name]) button.button").click()
