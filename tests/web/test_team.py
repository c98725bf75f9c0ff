"""The pages of the team and of disagreements, as the lead and as colleagues see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from readiness.services.assessments import AnswerChanges, save_answers
from readiness.services.invitations import Mailer, SmtpServer
from tests.services.mail_sink import mail_sink
from tests.web.conftest import Visit, app_on, browser_on, context_of, join, open_link, start

ASKED_TWICE = "strategy.alignment"
HOSTILE = '<script>alert(1)</script>"\r\nBcc: all@example.com'
_ADDRESS = re.compile(r'id="address">([^<]+)<')


@pytest.fixture
def lead(site_on_either: FastAPI) -> Visit:
    """A fresh assessment, led, on SQLite and on PostgreSQL in turn."""
    return start(browser_on(site_on_either))


@pytest.fixture
def colleague(site_on_either: FastAPI, lead: Visit) -> Visit:
    """A colleague for sales in that assessment."""
    return join(browser_on(site_on_either), lead, roles=("sales",))


def invite(lead: Visit, name: str = "Ben Kollege", **fields: Any) -> httpx2.Response:
    """Send the form that invites, for sales if nothing is said."""
    return lead.post("/team", {"name": name, "email": "", "roles": ["sales"]} | fields)


def shown_after(lead: Visit, sent: httpx2.Response) -> str:
    """The page that a form led to."""
    assert sent.status_code == 303, sent.text
    return lead.client.get(sent.headers["location"]).text


def answer(visit: Visit, value: object, *, second: bool = False) -> None:
    """Answer the question that is asked twice."""
    context, granted = context_of(visit.client), visit.granted
    given = {ASKED_TWICE: value}
    changes = (
        AnswerChanges({}, given, answered_by=granted.respondent_id)
        if second
        else AnswerChanges(given, answered_by=granted.respondent_id)
    )
    where = (granted.account_id, granted.assessment_id)
    context.database.write_now(save_answers, context.catalog, *where, changes, context.now())


def settle(lead: Visit, **fields: str) -> httpx2.Response:
    """Send the form that settles."""
    page = lead.get("/disagreements").text
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    values = {"seen": unescape(seen[1]) if seen else ""} | fields
    return lead.post(f"/disagreements/{ASKED_TWICE}", values, page="/disagreements")


def test_an_invited_colleague_comes_in_by_the_link_shown_once(
    site_on_either: FastAPI, lead: Visit
) -> None:
    page = shown_after(lead, invite(lead))
    address = _ADDRESS.search(page)
    assert address is not None
    assert 'data-copy="#address"' in page
    ben = open_link(browser_on(site_on_either), unescape(address[1]))
    assert (ben.granted.name, ben.granted.roles) == ("Ben Kollege", ("sales",))
    assert "Ben Kollege" in lead.get("/team").text
    lead.client.cookies.delete("readiness_link")
    assert _ADDRESS.search(lead.get(f"/team/{ben.granted.respondent_id}").text) is None


def test_an_invitation_with_errors_keeps_what_was_typed(lead: Visit) -> None:
    sent = invite(lead, "", email="x", roles=[])
    assert sent.status_code == 422
    assert "<title>Error: " in sent.text
    assert 'href="#name"' in sent.text
    assert 'href="#roles"' in sent.text


def test_names_appear_as_text_everywhere(lead: Visit, site_on_either: FastAPI) -> None:
    page = shown_after(lead, invite(lead, HOSTILE))
    for text in (page, lead.get("/team").text):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_roles_link_and_removal_work_without_a_script(lead: Visit, colleague: Visit) -> None:
    person = f"/team/{colleague.granted.respondent_id}"
    saved = lead.post(person, {"roles": ["logistics", "finance"]})
    assert "The roles were saved." in shown_after(lead, saved)
    assert colleague.granted.roles == ("logistics", "finance")
    revoked = lead.post(f"{person}/revoke", page=person)
    assert "The link was revoked." in shown_after(lead, revoked)
    assert colleague.get("/team").status_code == 401
    issued = lead.post(f"{person}/link", page=person)
    assert _ADDRESS.search(shown_after(lead, issued)) is not None
    assert "Remove" in lead.get(f"{person}/remove").text
    removed = lead.post(f"{person}/remove")
    assert "The person was removed." in shown_after(lead, removed)
    assert "Ben Kollege" not in lead.get("/team").text


def test_colleagues_see_parts_and_progress_but_change_nothing(
    lead: Visit, colleague: Visit
) -> None:
    page = colleague.get("/team")
    assert page.status_code == 200
    assert "Ada Muster" in page.text
    assert "answered" in page.text
    assert f'action="{colleague.home}/team' not in page.text
    assert 'name="roles"' not in page.text
    mine = colleague.granted.respondent_id
    for path in (f"/team/{mine}", f"/team/{mine}/remove", "/disagreements"):
        assert colleague.get(path).status_code == 403
    for path in (
        "/team",
        f"/team/{mine}",
        f"/team/{mine}/link",
        f"/team/{mine}/revoke",
        f"/team/{mine}/remove",
        f"/disagreements/{ASKED_TWICE}",
        f"/disagreements/{ASKED_TWICE}/undo",
    ):
        assert colleague.post(path, {"roles": ["management"]}, page="/team").status_code == 403
    assert colleague.granted.roles == ("sales",)


def test_who_may_only_read_does_not_see_the_team(site_on_either: FastAPI, lead: Visit) -> None:
    reader = join(browser_on(site_on_either), lead, reading=True)
    assert reader.get("/team").status_code == 403


def test_people_of_other_assessments_are_not_found(lead: Visit, site_on_either: FastAPI) -> None:
    stranger = start(browser_on(site_on_either)).granted.respondent_id
    assert lead.get(f"/team/{stranger}").status_code == 404
    assert lead.post(f"/team/{stranger}/remove", page="/team").status_code == 404


def test_a_disagreement_is_shown_when_both_have_answered(lead: Visit, colleague: Visit) -> None:
    answer(lead, 4)
    assert "Nobody disagrees" in lead.get("/disagreements").text
    answer(colleague, 1, second=True)
    page = lead.get("/disagreements").text
    assert "Ada Muster" in page
    assert "Ben Kollege" in page
    assert "3 steps apart" in page
    assert f"{lead.home}/disagreements" in lead.get("/team").text
    assert f"{lead.home}/disagreements" not in colleague.get("/team").text


def test_a_disagreement_is_settled_with_a_reason_and_taken_back(
    lead: Visit, colleague: Visit
) -> None:
    answer(lead, 4)
    answer(colleague, 1, second=True)
    refused = settle(lead, reason=HOSTILE)
    assert refused.status_code == 422
    assert f'href="#value-{ASKED_TWICE}"' in refused.text
    assert "&lt;script&gt;alert(1)" in refused.text
    assert settle(lead, value="2").status_code == 422
    page = shown_after(lead, settle(lead, value="2", reason="Both <b>talked</b>."))
    assert "Both &lt;b&gt;talked&lt;/b&gt;." in page
    assert 'disagreements"' not in lead.get("/team").text
    undone = lead.post(f"/disagreements/{ASKED_TWICE}/undo", page="/disagreements")
    assert "The decision was taken back." in shown_after(lead, undone)
    assert "3 steps apart" in lead.get("/disagreements").text


def test_answers_changed_meanwhile_are_not_settled_unseen(lead: Visit, colleague: Visit) -> None:
    answer(lead, 4)
    answer(colleague, 1, second=True)
    sent = lead.post(
        f"/disagreements/{ASKED_TWICE}",
        {"value": "2", "reason": "x", "seen": "[4, 0]"},
        page="/disagreements",
    )
    assert sent.status_code == 409


@pytest.mark.parametrize("language", ["de", "nl", "en"])
def test_pages_speak_every_language(client: TestClient, language: str) -> None:
    lead = start(client, language=language)
    for path in ("/team", f"/team/{lead.granted.respondent_id}", "/disagreements"):
        assert lead.get(path).status_code == 200


def test_an_invitation_is_mailed_where_a_server_is_set_and_shown_where_it_fails(
    sqlite_url: str, tmp_path: Any
) -> None:
    with mail_sink() as sink:
        options = {"smtp_host": "127.0.0.1", "smtp_port": sink.port, "smtp_security": "none"}
        app = app_on(sqlite_url, tmp_path, smtp_from="readiness@example.com", **options)
        with TestClient(app):
            lead = start(browser_on(app), name=HOSTILE, organization="Nordwerk\r\nBcc: x@y.example")
            page = shown_after(lead, invite(lead, email="ben@example.com"))
            assert "The link was sent by e-mail to ben@example.com." in page
            address = _ADDRESS.search(page)
            (letter,) = sink.letters
            assert address is not None
            assert unescape(address[1]) in letter.get_content()
            assert letter["Bcc"] is None
            assert letter.get_content_type() == "text/plain"
            assert sink.recipients == ["ben@example.com"]
            closed = SmtpServer("127.0.0.1", 1, "readiness@example.com", security="none")
            context = app.state.site.state.context
            object.__setattr__(context, "mailer", Mailer(closed))
            failed = shown_after(lead, invite(lead, "Cem", email="cem@example.com"))
            assert "The e-mail could not be sent." in failed
            assert _ADDRESS.search(failed) is not None


def test_forms_of_other_sites_are_refused(lead: Visit, new_browser: Callable[[], Any]) -> None:
    sent = lead.client.post(f"{lead.home}/team", data={"name": "Eve", "roles": "sales"})
    assert sent.status_code == 403
