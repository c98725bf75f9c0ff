"""The ways in: start page, start without account, private links that open after a button."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from readiness.services.links import hash_of, issue_again, new_token
from readiness.storage.links import mark_revoked
from readiness.web.cookies import COOKIE
from readiness.web.fresh_links import FRESH_COOKIE
from tests.web.conftest import (
    Visit,
    browser_on,
    context_of,
    join,
    open_link,
    post,
    start,
    token_on,
)

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>{{ 7*7 }}%(name)s"


def path_of(visit: Visit) -> str:
    """Return the path of a private link's address."""
    return "/" + visit.address.partition("://")[2].partition("/")[2]


@pytest.mark.parametrize("language", ["de", "nl", "en"])
def test_the_start_page_tells_what_can_be_started(client: TestClient, language: str) -> None:
    page = client.get(f"/{language}")
    assert page.status_code == 200
    for key in ("d2c-readiness", "platform-migration"):
        assert f'href="/{language}/start/{key}"' in page.text
    assert f'href="/{language}/sample"' in page.text
    assert "Schleifkraft Bergmann KG" in page.text


def test_the_start_page_counts_what_the_questionnaire_asks(client: TestClient) -> None:
    page = client.get("/en").text
    assert "40 questions about your products and the essentials" in page
    assert "80 questions in all, at most 21 for one role" in page


def test_starting_without_account_lets_the_browser_in_to_lead(client: TestClient) -> None:
    visit = start(client, organization="  Nordwerk \t GmbH ")
    page = visit.get("/link")
    assert page.status_code == 200
    assert "Nordwerk GmbH" in page.text
    granted = visit.granted
    assert granted.leads
    assert granted.name == "Ada Muster"
    assert sorted(granted.roles) == [
        "finance",
        "it_product_data",
        "logistics",
        "management",
        "marketing",
        "sales",
    ]


def test_a_colleague_comes_in_by_a_link_of_their_own(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    lead = start(client)
    colleague = join(new_browser(), lead, roles=("logistics",))
    assert colleague.granted.roles == ("logistics",)
    assert not colleague.granted.leads
    assert colleague.granted.assessment_id == lead.granted.assessment_id
    assert colleague.get("/delete").status_code == 403


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"organization": " "}, "Enter the name of your company."),
        ({"name": ""}, "Enter your name."),
        ({"name": "a" * 301}, "This name is too long"),
        ({"email": "ada@"}, "Enter the e-mail address in the form name@example.com"),
    ],
)
def test_what_was_typed_is_kept_beside_what_is_wrong_with_it(
    client: TestClient, fields: dict[str, str], told: str
) -> None:
    typed = {"organization": "Nordwerk GmbH", "name": "Ada Muster", "country": "NL"} | fields
    page = post(client, "/en/start/d2c-readiness", typed)
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert told in page.text
    (field,) = fields
    assert f'href="#{field}"' in page.text
    assert re.search(rf'id="{field}"[^>]*aria-describedby="[^"]*{field}-error', page.text)
    assert '<option value="NL" selected>' in page.text
    assert COOKIE not in client.cookies


def test_hostile_names_are_text_on_every_page(client: TestClient) -> None:
    visit = start(client, organization=HOSTILE, name=HOSTILE)
    for path in ("/link", "/about", "/delete"):
        page = visit.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in visit.get("/link").text
    assert "{{ 7*7 }}%(name)s" in visit.get("/delete").text
    before_opening = client.get(path_of(visit)).text
    assert before_opening.count("&lt;script&gt;alert(1)") >= 2
    assert "<script>alert" not in before_opening


def test_hostile_names_come_back_as_text_where_they_are_refused(client: TestClient) -> None:
    page = post(client, "/en/start/d2c-readiness", {"organization": HOSTILE, "name": ""})
    assert page.status_code == 422
    assert "<script>alert" not in page.text
    assert 'value="&lt;script&gt;' in page.text


def test_an_unknown_questionnaire_cannot_be_started(client: TestClient) -> None:
    page = client.get("/en/start/no-such")
    assert page.status_code == 404
    assert "There is no such questionnaire on offer." in page.text


def test_a_look_at_a_link_opens_nothing(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    visit = start(client)
    scanner = new_browser()
    for _ in range(3):
        assert scanner.get(path_of(visit)).status_code == 200
    assert scanner.head(path_of(visit)).status_code in {200, 405}
    assert not scanner.cookies
    assert scanner.get(f"{visit.home}/link").status_code == 401


def test_the_button_opens_a_link_on_another_device(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    visit = start(client)
    again = open_link(new_browser(), visit.address)
    assert again.home == visit.home
    assert again.granted.name == "Ada Muster"


def test_a_link_that_was_not_copied_whole_is_told_so(client: TestClient) -> None:
    page = client.get(path_of(start(client))[:-2])
    assert page.status_code == 404
    assert "This private link is not known." in page.text


def test_revoked_and_expired_links_are_told_apart(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    lead = start(client)
    other = join(new_browser(), lead)
    context, visit = context_of(client), other.granted
    context.database.write_now(mark_revoked, visit.account_id, visit.link_id, now=context.now())
    revoked = client.get(path_of(other))
    assert revoked.status_code == 404
    assert "This private link was ended." in revoked.text
    assert other.get("/link").status_code == 401
    past = context.now() - timedelta(days=31)
    issued = context.database.write_now(issue_again, visit.account_id, visit.link_id, past, days=30)
    expired = client.get(f"/en/open/{issued.token}")
    assert expired.status_code == 404
    assert "This private link has expired." in expired.text


def test_a_new_link_ends_the_old_one_and_visits_elsewhere(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    visit = start(client)
    elsewhere = open_link(new_browser(), visit.address)
    client.cookies.delete(FRESH_COOKIE)
    assert visit.address not in visit.get("/link").text
    assert visit.post("/link").headers["location"] == f"{visit.home}/link"
    shown = re.search(r'id="address">([^<]+)<', visit.get("/link").text)
    assert shown is not None
    assert shown[1] != visit.address
    assert client.get(path_of(visit)).status_code == 404
    assert elsewhere.get("/link").status_code == 401
    assert visit.get("/link").status_code == 200


def test_a_visit_ends_on_this_device_only(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    visit = start(client)
    elsewhere = open_link(new_browser(), visit.address)
    left = visit.post("/leave", page="/link")
    assert left.headers["location"] == "/en/left"
    assert client.get("/en/left").status_code == 200
    assert visit.get("/link").status_code == 401
    assert elsewhere.get("/link").status_code == 200


def test_a_reader_gets_no_link_to_answer_by(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    reader = join(new_browser(), start(client), reading=True)
    page = reader.get("/link")
    assert page.status_code == 200
    assert "Get a new private link" not in page.text
    assert reader.post("/link", page="/about").status_code == 403


@pytest.mark.parametrize(
    ("base", "secure"), [("http://testserver", False), ("https://testserver", True)]
)
def test_cookies_are_kept_from_scripts_and_other_sites(
    site: FastAPI, base: str, secure: bool
) -> None:
    client = browser_on(site, base_url=base)
    typed = {"organization": "Nordwerk GmbH", "name": "Ada Muster"}
    sent = post(client, "/en/start/d2c-readiness", typed)
    cookies = sent.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        flags = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= flags
        assert ("secure" in flags) is secure
        assert not any(flag.startswith("domain") for flag in flags)
    session = next(cookie for cookie in cookies if cookie.startswith(f"{COOKIE}="))
    assert "max-age" not in session.lower()
    assert "expires" not in session.lower()


def test_only_a_hash_of_the_token_is_kept(client: TestClient, sqlite_url: str) -> None:
    token = start(client).address.rpartition("/")[2]
    assert len(token) == len(new_token()) == 43  # 256 bits
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    kept = b"".join(file.read_bytes() for file in folder.iterdir())
    assert hash_of(token).encode() in kept
    assert token.encode() not in kept


def test_the_language_switch_keeps_the_place(client: TestClient) -> None:
    visit = start(client)
    for path in ("", "/start/d2c-readiness", "/about", "/sample"):
        assert f'href="/nl{path}"' in client.get(f"/de{path}").text
    rest = visit.home.removeprefix("/en")
    page = client.get(f"{visit.home}/link")
    assert f'href="/de{rest}/link"' in page.text
    german = client.get(f"/de{rest}/link")
    assert german.status_code == 200
    assert '<html lang="de">' in german.text
    assert visit.address.replace("/en/open/", "/de/open/") in german.text


def test_the_root_leads_to_the_language_the_browser_prefers(client: TestClient) -> None:
    headers = {"Accept-Language": "fr, nl;q=0.8, en;q=0.5"}
    found = client.get("/", headers=headers)
    assert (found.status_code, found.headers["location"]) == (303, "/nl")


def test_forms_from_elsewhere_are_refused(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    typed = {"organization": "Nordwerk GmbH", "name": "Ada Muster"}
    path = "/en/start/d2c-readiness"
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ):
        refused = post(client, path, typed, headers=headers)
        assert refused.status_code == 403, headers
        assert "This was sent from another site." in refused.text
    for token in ("", "x", token_on(new_browser().get(path))[:-1]):
        refused = client.post(path, data=typed | {"form_token": token})
        assert refused.status_code == 403
    assert COOKIE not in client.cookies


def test_a_form_of_another_browser_is_refused(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    visit, stranger = start(client), start(new_browser())
    token = token_on(stranger.get("/link"))
    refused = client.post(f"{visit.home}/delete", data={"form_token": token, "sure": "yes"})
    assert refused.status_code == 403
    assert visit.get("/link").status_code == 200
