"""Going on after a result: the questionnaire that it suggests, on either database."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.house.repository import ROOT
from tests.web.companies import company, submit
from tests.web.conftest import Visit, app_on, browser_on, join, start

ADDRESS = re.compile(r'id="address">([^<]+)<')
OLD_SHOP = {"profile.platform": "shop", "commerce.ordering": 1, "commerce.page_speed": 3.4}


@pytest.fixture(scope="module")
def suggesting(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The app with both questionnaires released, on SQLite and on PostgreSQL in turn."""
    folder: Path = tmp_path_factory.mktemp("questionnaires")
    for key in ("d2c-readiness", "platform-migration"):
        shutil.copytree(ROOT / "questionnaires" / key, folder / key)
        file = folder / key / "2026.1.0" / "questionnaire.yaml"
        text = file.read_text("utf-8").replace("status: draft", "status: released")
        file.write_text(text, encoding="utf-8")
    app = app_on(database_url, tmp_path_factory.mktemp("files"), questionnaires=folder)
    with TestClient(app):
        yield app


def test_what_a_result_suggests_is_opened_once_with_answers_carried_over(
    suggesting: FastAPI,
) -> None:
    lead = start(browser_on(suggesting))
    submit(lead, company() | OLD_SHOP)
    page = lead.get("/results").text
    assert "What comes next" in page
    assert "Begin: Platform migration" in page
    fields = {"questionnaire": "platform-migration@2026.1.0"}
    opened = lead.post("/results/next", fields, page="/results")
    assert opened.status_code == 303
    home = opened.headers["location"].removesuffix("/link")
    following = Visit(lead.client, home, "")
    assert ADDRESS.search(following.get("/link").text)
    assert following.granted.leads
    assert following.get("/results").status_code == 200
    page = lead.get("/results").text
    assert "Begin: " not in page
    assert f'href="{home}"' in page
    assert f'href="{lead.home}"' in following.get("/results").text
    again = lead.post("/results/next", fields, page="/results")
    assert again.status_code == 409


def test_colleagues_cannot_open_what_comes_next(suggesting: FastAPI) -> None:
    lead = start(browser_on(suggesting))
    submit(lead, company() | OLD_SHOP)
    colleague = join(browser_on(suggesting), lead, roles=("logistics",))
    assert "Begin: " not in colleague.get("/results").text
    fields = {"questionnaire": "platform-migration@2026.1.0"}
    assert colleague.post("/results/next", fields, page="/results").status_code == 403


def test_an_ended_visit_is_no_way_between_assessments(suggesting: FastAPI) -> None:
    lead = start(browser_on(suggesting))
    submit(lead, company() | OLD_SHOP)
    fields = {"questionnaire": "platform-migration@2026.1.0"}
    home = lead.post("/results/next", fields, page="/results").headers["location"]
    following = Visit(lead.client, home.removesuffix("/link"), "")
    left = following.post("/leave", page="/link")
    assert left.status_code == 303
    assert f'href="{following.home}"' not in lead.get("/results").text
