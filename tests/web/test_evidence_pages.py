"""Evidence on pages: hostile names and files do nothing, and nothing typed is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from readiness.services.assessments import AnswerChanges, save_answers, submit
from readiness.services.given_evidence import FILE_BYTES, TEXT_CHARACTERS
from readiness.web.evidence import attachment
from tests.web.conftest import Visit, browser_on, context_of, join, start, token_on

PARCELS = "logistics.single_parcel"
PAGE = f"/questions/{PARCELS}/evidence"
HOSTILE = '"><script>alert(1)</script>'
_FILE = re.compile(r'href="([^"]+/evidence/evd_[0-9A-Z]+/file)"')
_DELETE = re.compile(r'href="[^"]+(/evidence/evd_[0-9A-Z]+/delete)"')


@pytest.fixture
def lead(site_on_either: FastAPI) -> Visit:
    """Who started an assessment, on either database."""
    return start(browser_on(site_on_either))


def add(
    visit: Visit, file: tuple[str, bytes] | None = None, page: str = PAGE, **fields: str
) -> httpx2.Response:
    """Send the page's form as a browser does."""
    token = token_on(visit.get(page))
    files = {"file": ("", b"")} if file is None else {"file": file}
    data = {"form_token": token, "text": "", "link": ""} | fields
    return visit.client.post(f"{visit.home}{page}", data=data, files=files)


def hand_out(visit: Visit) -> httpx2.Response:
    """Follow the link to the last file that the page lists."""
    found = _FILE.findall(visit.get(PAGE).text)
    return visit.client.get(unescape(found[-1]))


def submit_assessment(visit: Visit, company: dict[str, Any]) -> None:
    context, who = context_of(visit.client), visit.granted
    owner = (context.catalog, who.account_id, who.assessment_id)
    context.database.write_now(save_answers, *owner, AnswerChanges(company), context.now())
    context.database.write_now(submit, *owner, context.now())


def test_all_kinds_are_added_at_once_and_listed(lead: Visit) -> None:
    sent = add(
        lead, ("Retouren.pdf", b"x" * 1_200), text="One\r\nTwo", link="https://example.com/a"
    )
    assert sent.status_code == 303
    assert sent.headers["location"] == f"{lead.home}{PAGE}?done=added"
    page = lead.client.get(sent.headers["location"]).text
    assert 'role="status"' in page
    assert "One\nTwo" in page
    assert '<a href="https://example.com/a" rel="noreferrer noopener nofollow"' in page
    assert "Retouren.pdf" in page
    assert "2\N{NO-BREAK SPACE}kB" in page
    assert "Ada Muster" in page


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        (f"{HOSTILE}.html", "script>.html"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("Übergröße.pdf", "Übergröße.pdf"),
    ],
)
def test_a_file_is_handed_out_to_be_saved_whatever_it_is(
    lead: Visit, name: str, shown: str
) -> None:
    content = b"<!doctype html><script>alert(1)</script>"
    assert add(lead, (name, content)).status_code == 303
    assert "<script>alert" not in lead.get(PAGE).text
    assert shown in unescape(lead.get(PAGE).text)
    file = hand_out(lead)
    assert (file.status_code, file.content) == (200, content)
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert file.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert file.headers["content-disposition"] == attachment(shown)


def test_headers_of_files_hold_no_quote_and_no_foreign_letter() -> None:
    assert attachment('a"b\\c%ü.pdf') == (
        "attachment; filename=\"a_b_c__.pdf\"; filename*=UTF-8''a%22b%5Cc%25%C3%BC.pdf"
    )


def test_hostile_texts_and_links_stay_text(lead: Visit) -> None:
    add(lead, text=HOSTILE, link=f"https://example.com/{HOSTILE}")
    page = lead.get(PAGE).text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "example.com"])
def test_a_refused_link_keeps_what_was_typed(lead: Visit, link: str) -> None:
    sent = add(lead, text="Kept words", link=link)
    assert sent.status_code == 422
    assert "<title>Error: " in sent.text
    assert '<a href="#link">' in sent.text
    assert f'value="{link}"' in sent.text
    assert ">Kept words</textarea>" in sent.text
    assert "Nothing has been added yet." in sent.text


def test_a_file_that_is_too_large_keeps_what_was_typed(lead: Visit) -> None:
    sent = add(lead, ("big.bin", b"x" * (FILE_BYTES + 1)), text="Kept words")
    assert sent.status_code == 422
    assert '<a href="#file">' in sent.text
    assert ">Kept words</textarea>" in sent.text


def test_far_too_much_is_refused_on_a_page(lead: Visit) -> None:
    sent = add(lead, ("huge.bin", b"x" * 13_000_000))
    assert sent.status_code == 413
    assert "Choose a smaller file" in sent.text
    assert "content-security-policy" in sent.headers


def test_far_too_much_is_refused_however_it_is_sent(lead: Visit) -> None:
    parts = (b"x" * 1_000_000 for _ in range(13))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    sent = lead.client.post(f"{lead.home}{PAGE}", content=parts, headers=headers)
    assert sent.status_code == 413
    assert "Choose a smaller file" in sent.text


def test_other_limits_are_told_beside_the_field(lead: Visit) -> None:
    long = add(lead, text="x" * (TEXT_CHARACTERS + 1))
    assert (long.status_code, '<a href="#text">' in long.text) == (422, True)
    empty = add(lead, ("empty.pdf", b""))
    assert (empty.status_code, '<a href="#file">' in empty.text) == (422, True)
    nothing = add(lead)
    assert (nothing.status_code, '<a href="#text">' in nothing.text) == (422, True)


def test_a_piece_is_deleted_after_asking(lead: Visit) -> None:
    add(lead, ("a.pdf", b"x"))
    [path] = _DELETE.findall(lead.get(PAGE).text)
    asked = lead.get(path)
    assert "a.pdf" in asked.text
    gone = lead.post(path)
    assert gone.headers["location"] == f"{lead.home}{PAGE}?done=deleted"
    assert "Nothing has been added yet." in lead.get(PAGE).text
    assert lead.post(path, page=PAGE).status_code == 404


def test_evidence_of_another_role_is_refused(lead: Visit, site_on_either: FastAPI) -> None:
    add(lead, ("a.pdf", b"x"))
    [file] = _FILE.findall(lead.get(PAGE).text)
    path = file.removeprefix(lead.home)
    logistics = join(browser_on(site_on_either), lead, name="Lena", roles=("logistics",))
    sales = join(browser_on(site_on_either), lead, name="Viktor", roles=("sales",))
    reader = join(browser_on(site_on_either), lead, reading=True)
    stranger = start(browser_on(site_on_either))
    assert logistics.get(path).status_code == 200
    assert logistics.get(path.replace("/file", "/delete")).status_code == 403
    for visit, status in ((sales, 403), (reader, 403), (stranger, 404)):
        assert visit.get(path).status_code == status
    assert sales.get(PAGE).status_code == 403
    assert sales.post(PAGE, {"text": "Mine"}, page="/link").status_code == 403
    assert browser_on(site_on_either).get(file).status_code == 401


def test_a_form_from_elsewhere_adds_nothing(lead: Visit) -> None:
    address = f"{lead.home}{PAGE}"
    assert lead.client.post(address, data={"text": "Mine"}).status_code == 403
    headers = {"sec-fetch-site": "cross-site"}
    token = token_on(lead.get(PAGE))
    sent = lead.client.post(address, data={"form_token": token, "text": "M"}, headers=headers)
    assert sent.status_code == 403
    assert "Nothing has been added yet." in lead.get(PAGE).text


def test_nothing_is_added_or_deleted_once_submitted(lead: Visit, company: dict[str, Any]) -> None:
    add(lead, ("a.pdf", b"x"))
    token = token_on(lead.get(PAGE))
    [path] = _DELETE.findall(lead.get(PAGE).text)
    submit_assessment(lead, company)
    page = lead.get(PAGE).text
    assert "<textarea" not in page
    assert not _DELETE.findall(page)
    for address, fields in ((PAGE, {"text": "Late"}), (path, {})):
        data = {"form_token": token} | fields
        late = lead.client.post(f"{lead.home}{address}", data=data)
        assert late.status_code == 409
        assert "has been completed" in late.text
    assert hand_out(lead).status_code == 200


def test_there_is_no_evidence_for_what_is_not_asked(lead: Visit) -> None:
    for path in ("/questions/no.such/evidence", "/questions/%22/evidence"):
        assert lead.get(path).status_code == 404
