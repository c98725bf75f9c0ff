"""Checking, submitting and opening again: what is missing is named, what is submitted is frozen."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from sqlmodel import Session, col, update

from readiness.services.answering import switch_mode
from readiness.services.assessments import AnswerChanges, save_answers
from readiness.services.revisions import REASON_CHARACTERS
from readiness.storage.access_tables import Respondent
from tests.web.conftest import Visit, browser_on, context_of, join, start, token_on

ALIGNMENT, PARCELS = "strategy.alignment", "logistics.single_parcel"
FINDING = "X-16"
HOSTILE = "<script>alert(1)</script>"
REASON = "The warehouse contract was signed."


@pytest.fixture
def lead(site_on_either: FastAPI) -> Visit:
    """Who started an assessment, on either database."""
    return start(browser_on(site_on_either))


def save(
    visit: Visit,
    answers: dict[str, Any],
    seconds: dict[str, Any] | None = None,
    *,
    by: str | None = None,
    notes: dict[str, str] | None = None,
) -> None:
    """Save answers as the visitor, or as somebody else."""
    context, who = context_of(visit.client), visit.granted
    changes = AnswerChanges(answers, seconds or {}, by or who.respondent_id, notes=notes or {})
    owner = (context.catalog, who.account_id, who.assessment_id)
    context.database.write_now(save_answers, *owner, changes, context.now())


def submit(visit: Visit) -> httpx2.Response:
    return visit.post("/submit", page="/check")


def reopen(visit: Visit, reason: str = REASON) -> httpx2.Response:
    return visit.post("/reopen", {"reason": reason})


def text_of(page: httpx2.Response) -> str:
    """The words of a page, each space once."""
    body = page.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_missing_answers_are_named_with_a_way_to_each(lead: Visit, company: dict[str, Any]) -> None:
    save(lead, {name: value for name, value in company.items() if name != PARCELS})
    sent = submit(lead)
    assert sent.status_code == 422
    assert "<title>Error: " in sent.text
    assert f'<li><a href="{lead.home}/questions/{PARCELS}">LOG-01 ' in sent.text
    assert "1 question still needs an answer" in text_of(sent)
    assert lead.get("/submitted").headers["location"] == lead.home
    save(lead, {PARCELS: "dont_know"})
    assert submit(lead).status_code == 303


def test_a_colleagues_gap_leads_to_its_section(
    lead: Visit, company: dict[str, Any], site_on_either: FastAPI
) -> None:
    save(lead, {name: value for name, value in company.items() if name != PARCELS})
    colleague = join(browser_on(site_on_either), lead, name="Lena", roles=("logistics",))
    context, who = context_of(lead.client), lead.granted
    without = tuple(role for role in who.roles if role != "logistics")

    def hand_over(session: Session) -> None:
        mine = col(Respondent.id) == who.respondent_id
        session.execute(update(Respondent).where(mine).values(roles=list(without)))

    context.database.write_now(hand_over)
    sent = submit(lead)
    assert f'href="{lead.home}/check/logistics#LOG-01"' in sent.text
    assert 'id="LOG-01"' in lead.get("/check/logistics").text
    assert f"/questions/{PARCELS}" in colleague.get("/check/logistics").text


def test_a_section_shows_answers_in_words(lead: Visit, company: dict[str, Any]) -> None:
    note = f"Measured in October {HOSTILE}"
    save(lead, company, notes={PARCELS: note})
    save(lead, {"logistics.pick_accuracy": "dont_know", "logistics.fulfilment_cost": {"band": 2}})
    page = lead.get("/check/logistics")
    words = text_of(page)
    assert "<script>alert" not in page.text
    assert f"Note: {note}" in words
    assert "Not measured, counts 0" in words
    assert "Estimated" in words
    assert "Ada Muster, " in words
    assert f'href="{lead.home}/questions/{PARCELS}"' in page.text
    assert f'href="{lead.home}/questions/{PARCELS}/evidence"' in page.text
    assert lead.get("/check/no_such").status_code == 404


def test_respondents_check_their_own_questions_only(
    lead: Visit, company: dict[str, Any], site_on_either: FastAPI
) -> None:
    save(lead, company, {ALIGNMENT: 1})
    sales = join(browser_on(site_on_either), lead, name="Viktor", roles=("sales",))
    page = sales.get("/check/strategy").text
    assert 'id="STR-03-second"' in page
    assert 'id="STR-01"' not in page
    for path in ("/check", "/reopen"):
        assert sales.get(path).status_code == 403
    for path in ("/submit", "/reopen", f"/check/remarks/{FINDING}"):
        assert sales.post(path, {"reason": "x", "remark": "x"}, page="").status_code == 403
    reader = join(browser_on(site_on_either), lead, reading=True)
    assert reader.get("/check/strategy").status_code == 403


def test_who_leads_sees_the_second_opinion_after_answering(
    lead: Visit, company: dict[str, Any]
) -> None:
    save(lead, {name: value for name, value in company.items() if name != ALIGNMENT})
    save(lead, {}, {ALIGNMENT: 1})
    assert 'id="STR-03-second"' not in lead.get("/check/strategy").text
    save(lead, {ALIGNMENT: 4})
    assert 'id="STR-03-second"' in lead.get("/check/strategy").text


def test_the_check_lists_what_is_not_measured_and_what_is_estimated(
    lead: Visit, company: dict[str, Any]
) -> None:
    save(lead, company, {ALIGNMENT: 1})
    save(lead, {ALIGNMENT: 4, "logistics.pick_accuracy": "dont_know"})
    save(lead, {"logistics.fulfilment_cost": {"band": 2}})
    words = text_of(lead.get("/check"))
    assert "Key figures nobody measures" in words
    assert "Estimated figures" in words
    assert "1 question was answered differently" in words
    assert FINDING in words


def test_a_remark_is_kept_and_never_markup(lead: Visit, company: dict[str, Any]) -> None:
    save(lead, company | {ALIGNMENT: 4}, {ALIGNMENT: 1})
    path = f"/check/remarks/{FINDING}"
    sent = lead.post(path, {"remark": f"Both hold. {HOSTILE}"}, page="/check")
    assert sent.headers["location"] == f"{lead.home}/check?done=remark#finding-{FINDING}"
    page = lead.client.get(sent.headers["location"].partition("#")[0])
    assert 'role="status"' in page.text
    assert "<script>alert" not in page.text
    assert "Both hold. &lt;script&gt;" in page.text
    assert lead.post("/check/remarks/NO-1", {"remark": "x"}, page="/check").status_code == 404


def test_a_remark_that_is_too_long_stays_typed(lead: Visit, company: dict[str, Any]) -> None:
    save(lead, company | {ALIGNMENT: 4}, {ALIGNMENT: 1})
    typed = "kept " * 500
    sent = lead.post(f"/check/remarks/{FINDING}", {"remark": typed}, page="/check")
    assert sent.status_code == 422
    assert f'<a href="#remark-{FINDING}">' in sent.text
    assert f">{typed}</textarea>" in sent.text


def test_a_carried_over_answer_is_confirmed_as_it_is(lead: Visit, company: dict[str, Any]) -> None:
    save(lead, company)
    save(lead, {PARCELS: 3}, by="carried over from asm_earlier", notes={PARCELS: "As before"})
    page = lead.get("/check")
    assert "Nobody has confirmed these answers yet." in text_of(page)
    path = f"/check/confirm/{PARCELS}"
    sent = lead.post(path, {"back": "all"}, page="/check")
    assert sent.headers["location"] == f"{lead.home}/check?done=confirmed"
    assert "Nobody has confirmed" not in text_of(lead.get("/check"))
    assert "Note: As before Logistics" in text_of(lead.get("/check/logistics"))
    assert lead.post(path, {"back": "all"}, page="/check").status_code == 409


def test_submitting_twice_is_harmless_and_freezes(lead: Visit, company: dict[str, Any]) -> None:
    save(lead, company | {ALIGNMENT: 4}, {ALIGNMENT: 1})
    token = token_on(lead.get("/check"))
    for _ in range(2):
        data = {"form_token": token}
        sent = lead.client.post(f"{lead.home}/submit", data=data)
        assert (sent.status_code, sent.headers["location"]) == (303, f"{lead.home}/submitted")
    page = lead.get("/submitted").text
    for path in ("/results", "/results/report.pdf", "/results/share", "/reopen"):
        assert f'href="{lead.home}{path}"' in page
    frozen = lead.get("/check").text
    assert "/submit" not in re.findall(r'action="([^"]+)"', frozen)
    assert "<textarea" not in frozen
    data = {"form_token": token, "remark": "Late"}
    late = lead.client.post(f"{lead.home}/check/remarks/{FINDING}", data=data)
    assert (late.status_code, "has been completed" in late.text) == (409, True)
    late = lead.client.post(f"{lead.home}/check/confirm/{PARCELS}", data=data)
    assert late.status_code == 409


def test_opening_again_needs_a_reason_and_begins_a_revision(
    lead: Visit, company: dict[str, Any]
) -> None:
    save(lead, company)
    assert lead.get("/reopen").headers["location"] == f"{lead.home}/check"
    submit(lead)
    refused = reopen(lead, " ")
    assert (refused.status_code, '<a href="#reason">' in refused.text) == (422, True)
    long = reopen(lead, "x" * (REASON_CHARACTERS + 1))
    assert (long.status_code, "xxx</textarea>" in long.text) == (422, True)
    opened = reopen(lead, f"{REASON} {HOSTILE}")
    assert opened.headers["location"] == f"{lead.home}/check"
    page = lead.get("/check")
    assert "<script>alert" not in page.text
    words = text_of(page)
    assert f"by Ada Muster: {REASON} {HOSTILE}" in words
    assert "Revision 2 not submitted yet" in words
    save(lead, {PARCELS: 0})
    assert submit(lead).status_code == 303
    assert "This is revision 2." in text_of(lead.get("/submitted"))
    for path in ("/check", "/results"):
        assert "Revision 2 submitted on" in text_of(lead.get(path))


def test_one_in_progress_cannot_be_opened_again(lead: Visit) -> None:
    sent = lead.post("/reopen", {"reason": REASON}, page="/check")
    assert sent.status_code == 409


def test_a_quick_scan_is_extended_and_not_submitted(lead: Visit, company: dict[str, Any]) -> None:
    save(lead, company)
    context = context_of(lead.client)
    context.database.write_now(switch_mode, context.catalog, lead.granted, "quick")
    page = lead.get("/check")
    assert f'action="{lead.home}/submit"' not in page.text
    assert f'action="{lead.home}/mode"' in page.text
    assert f'href="{lead.home}/results"' in page.text
    sent = submit(lead)
    assert (sent.status_code, "quick_scan_not_submitted" in sent.text) == (409, True)


@pytest.mark.parametrize("language", ["de", "nl"])
def test_pages_are_there_in_other_languages(
    site: FastAPI, company: dict[str, Any], language: str
) -> None:
    visit = start(browser_on(site), language=language)
    save(visit, company | {ALIGNMENT: 4}, {ALIGNMENT: 1})
    assert [visit.get(p).status_code for p in ("/check", "/check/strategy")] == [200, 200]
    assert submit(visit).status_code == 303
    assert [visit.get(p).status_code for p in ("/submitted", "/reopen")] == [200, 200]
