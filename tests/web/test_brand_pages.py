"""The brand on pages of an assessment: name, logo, and colours as a sheet of its own."""

from __future__ import annotations

import asyncio
import re

from starlette.testclient import TestClient

from readiness.services.brands import GivenBrand, put_brand, put_logo
from readiness.storage.assessments import get_assessment
from readiness.storage.brands import BrandOwner
from tests.reports.brand.logo_files import SOUND_DRAWING
from tests.web.companies import submit
from tests.web.conftest import Visit, context_of, start

SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+/brand/[^"]+)">')
LOGO = re.compile(r'<img class="brand-logo on-light" src="([^"]+)"')


def _brand(visit: Visit, given: GivenBrand, logo: bytes | None = None) -> None:
    context, seen = context_of(visit.client), visit.granted
    assessment = context.database.read_now(get_assessment, seen.account_id, seen.assessment_id)
    owner = BrandOwner(seen.account_id, assessment.organization_id)
    context.database.write_now(put_brand, owner, given, None, context.now())
    if logo is not None:
        safe = asyncio.run(context.logos.make_safe(logo))
        context.database.write_now(put_logo, owner, safe, None, context.now())


def test_pages_carry_name_logo_and_colours(client: TestClient) -> None:
    visit = start(client)
    _brand(visit, GivenBrand(name="Tellmann & Lux", accent="#C8102E"), SOUND_DRAWING)
    page = visit.get("").text
    assert "Tellmann &amp; Lux" in page
    assert "style=" not in page

    sheet = client.get(SHEET.findall(page)[0])
    assert sheet.headers["content-type"].startswith("text/css")
    assert "--brand:#C8102E" in sheet.text
    assert "prefers-color-scheme: dark" in sheet.text

    logo = client.get(LOGO.findall(page)[0])
    assert logo.content.startswith(b"\x89PNG")
    for answer in (sheet, logo):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_results_are_drawn_in_the_brand_and_name_levels_its_way(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    _brand(visit, GivenBrand(accent="#C8102E", level_names={"en": {"4": "Front runner"}}))
    page = visit.get("/results").text
    assert page.count("Front runner") > 3
    assert "#C8102E" in page


def test_another_brand_has_another_address_and_the_old_one_ends(client: TestClient) -> None:
    visit = start(client)
    _brand(visit, GivenBrand(primary="#7A1022"), SOUND_DRAWING)
    page = visit.get("").text
    old = (*SHEET.findall(page), *LOGO.findall(page))
    _brand(visit, GivenBrand(primary="#00457C"))
    assert client.get(old[0]).status_code == 404
    assert client.get(old[1]).status_code == 200
    assert client.get(old[1].replace("/brand/", "/brand/0")).status_code in (404, 422)


def test_without_a_brand_pages_are_the_houses(client: TestClient) -> None:
    page = start(client).get("").text
    assert SHEET.findall(page) == []
    assert "brand-logo" not in page


def test_strangers_do_not_get_a_brand(client: TestClient) -> None:
    visit = start(client)
    _brand(visit, GivenBrand(primary="#7A1022"))
    address = SHEET.findall(visit.get("").text)[0]
    client.cookies.clear()
    assert client.get(address).status_code == 401
