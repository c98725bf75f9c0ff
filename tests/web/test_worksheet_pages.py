"""Cost worksheets on their pages, without a script: typed, kept, calculated, compared."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.reports.numbers import Numbers
from readiness.settings import Settings
from tests.web.conftest import Visit, post, start

MIGRATION = "platform-migration"
TCO = "/worksheets/TCO"
SHEET = f"{TCO}/new_platform"
_STAMPS = re.compile(r'name="(stamp\.[^"]+)" value="([^"]*)"')
_FIELDS = re.compile(r'<input class="figure"[^>]* name="([^"]+)" value="([^"]*)"')
_CHECKED = re.compile(r'name="([a-z_]+)" value="([a-z]*)" checked')


def example() -> dict[str, Any]:
    """The inputs of the published worked example."""
    loaded = Catalog(Settings().questionnaires).get(MIGRATION)
    case = next(each for each in load_cases(loaded) if each.case == "tco-worked-example")
    assert case.worksheet is not None
    return dict(case.worksheet.inputs)


def as_typed(inputs: dict[str, Any], language: str) -> dict[str, str]:
    """Inputs as people of a language write them."""
    numbers = Numbers(language)
    return {
        name: ("yes" if value else "no") if isinstance(value, bool) else numbers.figure(value)
        for name, value in inputs.items()
    }


def stamps_of(page: httpx2.Response) -> dict[str, str]:
    return dict(_STAMPS.findall(page.text))


def values_on(page: httpx2.Response) -> dict[str, str]:
    """What the fields of a page hold."""
    found = _FIELDS.findall(page.text) + _CHECKED.findall(page.text)
    return {name: unescape(value) for name, value in found}


def text_of(page: httpx2.Response) -> str:
    """The words of a page, with single spaces."""
    body = re.sub(r"<(script|svg|style).*?</\1>", " ", page.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def fill(visit: Visit, fields: dict[str, str], path: str = SHEET) -> httpx2.Response:
    """Type into the fields of the page as it is now, and press the button."""
    page = visit.get(path)
    return post(visit.client, f"{visit.home}{path}", stamps_of(page) | fields)


@pytest.fixture
def lead(client: TestClient) -> Visit:
    return start(client, key=MIGRATION)


@pytest.mark.parametrize(
    ("language", "amounts", "reading"),
    [
        ("en", ("-285,067", "1,471,279", "223,646", "7,505", "529,920", "2.9"), "does not pay"),
        ("de", ("-285.067", "1.471.279", "223.646", "7.505", "529.920", "2,9"), "rechnet sich"),
        ("nl", ("-285.067", "1.471.279", "223.646", "7.505", "529.920", "2,9"), "verdient"),
    ],
)
def test_the_worked_example_comes_out_to_the_euro(
    client: TestClient, language: str, amounts: tuple[str, ...], reading: str
) -> None:
    visit = start(client, key=MIGRATION, language=language)
    sent = fill(visit, as_typed(example(), language))
    assert sent.status_code == 303
    assert sent.headers["location"].endswith("/worksheets/TCO/new_platform#figures")
    page = visit.get(SHEET)
    said = text_of(page).replace("−", "-")
    for amount in amounts:
        assert amount in said
    assert reading in said
    assert values_on(page)["merchandise_value"] == Numbers(language).figure(4_000_000)
    assert "<title>Error" not in page.text
