"""Redirect sheets on their pages, without a script: sent, followed, looked at, taken over."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from readiness.reports.words import load_words
from readiness.scoring import Problem
from readiness.services.assessments import AnswerChanges, save_answers
from readiness.storage.assessments import get_answers
from readiness.storage.uploads import GivenSheet, new_upload
from readiness.tabular.workbook_reading import open_workbook
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook
from readiness.web.pages import CATALOGUES
from readiness.web.redirect_wording import refusals
from tests.web.conftest import (
    Visit,
    app_on,
    browser_on,
    context_of,
    join,
    post,
    start,
    token_on,
)
from tests.web.test_worksheet_pages import MIGRATION, text_of

REDIRECTS = "/worksheets/REDIRECTS"
HEADER = "old_url,new_url,visits_16_months,match_type\n"
ROWS = (
    "https://a.example/1,https://b.example/1,5,same\n"
    "https://a.example/2,https://a.example/1,3,same\n"
    "https://a.example/3,,2,gone\n"
    "https://a.example/4,https://b.example/4,0,same\n"
)
SHEET = (HEADER + ROWS).encode()
FED = "cutover.redirect_plan"
PATIENCE_SECONDS = 60


@pytest.fixture
def lead(client: TestClient) -> Visit:
    return start(client, key=MIGRATION)


@pytest.fixture(scope="module")
def done(site: FastAPI) -> Done:
    """A sheet that is checked already, for tests that only look at it."""
    visit = start(browser_on(site), key=MIGRATION)
    return Done(visit, checked(visit, SHEET))


@dataclass(frozen=True)
class Done:
    """Who sent a sheet, and the path of its page."""

    visit: Visit
    path: str


def send(
    visit: Visit, content: bytes, name: str = "sheet.csv", encoding: str = "utf-8"
) -> httpx2.Response:
    """Upload a file as the form of the page does."""
    page = visit.get(REDIRECTS)
    return visit.client.post(
        f"{visit.home}{REDIRECTS}",
        data={"form_token": token_on(page), "encoding": encoding},
        files={"file": (name, content, "application/octet-stream")},
    )


def checked(visit: Visit, content: bytes, **options: Any) -> str:
    """Upload a file, press "Look again" until it is checked, and return the page's path."""
    sent = send(visit, content, **options)
    assert sent.status_code == 303, text_of(sent)
    path = sent.headers["location"].removeprefix(visit.home)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while 'data-state="checking"' in visit.get(path).text:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return str(path)


def test_a_sheet_is_checked_and_shown_with_its_coverage(done: Done) -> None:
    lead = done.visit
    said = text_of(lead.get(done.path))
    assert "1 of 3 addresses with visits or backlinks have a valid target: 33.3%." in said
    assert "The new address is itself redirected by another row." in said
    assert "5 checks could not be made" in said
    assert "The sheet has 4 rows." in said
    listed = text_of(lead.get(REDIRECTS))
    assert "Checked CSV · 1 kB · 4 rows · 33.3% covered" in listed
    assert "Have a sheet checked Checked" in text_of(lead.get("/worksheets"))


def test_the_checked_sheet_is_downloaded_as_csv_and_workbook(done: Done) -> None:
    lead, path = done.visit, done.path
    as_csv = lead.get(f"{path}/sheet.csv")
    assert as_csv.headers["content-disposition"].startswith('attachment; filename="upl_')
    assert as_csv.headers["x-content-type-options"] == "nosniff"
    assert "chain: The new address is itself redirected" in as_csv.text
    as_workbook = lead.get(f"{path}/sheet.xlsx")
    workbook = open_workbook(as_workbook.content, "sheet.xlsx")
    assert len(list(workbook.rows(workbook.sheets[0]))) == 5


def test_the_sample_sheet_is_read_without_a_problem_in_every_language(client: TestClient) -> None:
    for language in ("de", "nl", "en"):
        visit = start(client, key=MIGRATION, language=language)
        sample = visit.get(f"{REDIRECTS}/sample.csv")
        assert sample.headers["content-disposition"].endswith(f'-{language}.csv"')
        said = text_of(visit.get(checked(visit, sample.content)))
        assert "100" in said, said
        assert load_words(language, CATALOGUES).say("No problem was found.") in said


def test_a_workbook_is_known_by_its_content(lead: Visit) -> None:
    rows = [tuple(line.split(",")) for line in ROWS.splitlines()]
    heading = tuple(HEADER.strip().split(","))
    content = write_workbook([WrittenSheet("Sheet", heading, iter(rows), {})], "s.xlsx")
    assert "1 of 3 addresses" in text_of(lead.get(checked(lead, content, name="sheet.csv")))


@pytest.mark.parametrize(
    ("content", "said", "remedy"),
    [
        (b"a,b\n1,2\n", "A column that every sheet needs", "as in the sample sheet"),
        (b"old_url\nhttps://a.example/\xfc\n", "not in the encoding", "choose Windows-1252"),
        (b"PK\x03\x04broken", "not a readable Excel workbook", "save it as .xlsx"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_kept_with_reason_and_remedy(
    lead: Visit, content: bytes, said: str, remedy: str
) -> None:
    page = text_of(lead.get(checked(lead, content)))
    assert "This sheet could not be read" in page
    assert said in page
    assert remedy in page
    assert "Could not be read" in text_of(lead.get(REDIRECTS))


@pytest.mark.parametrize("language", ["de", "nl", "en"])
def test_reasons_name_the_place_and_keep_what_the_program_found(language: str) -> None:
    found = Problem(code="csv_syntax", message="row 7 cannot be read", remedy="-", line=9)
    strange = Problem(
        code="of_tomorrow", message="something new", remedy="do this", column=2, line=3
    )
    listed = [each.model_dump(mode="json") for each in (found, strange)]
    given = GivenSheet("REDIRECTS", "csv", "utf-8", language, 1)
    upload = new_upload("acc_1", "asm_1", given, datetime.now(UTC))
    upload.problems = listed
    known, unknown = refusals(upload, load_words(language, CATALOGUES))
    assert (known.detail, "9" in known.place) == ("row 7 cannot be read", True)
    assert known.text != found.message
    assert (unknown.text, unknown.remedy, unknown.detail) == ("something new", "do this", "")


def test_windows_1252_is_read_when_it_is_chosen(lead: Visit) -> None:
    content = (HEADER + "https://a.example/für,https://b.example/für,1,same\n").encode("cp1252")
    said = text_of(lead.get(checked(lead, content, encoding="windows-1252")))
    assert "1 of 1 addresses" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Choose a file that is not empty."), (b"\xd0\xcf\x11\xe0rest", "Save it as .xlsx")],
)
def test_what_is_no_sheet_at_all_is_said_beside_the_field(
    lead: Visit, content: bytes, said: str
) -> None:
    page = send(lead, content)
    assert page.status_code == 422
    assert said in text_of(page)
    assert '<a href="#file">' in page.text
    assert "<title>Error: " in page.text
    assert post(lead.client, f"{lead.home}{REDIRECTS}", {"file": "text"}).status_code == 422


def test_hostile_names_and_cells_appear_as_text_only(lead: Visit) -> None:
    bad = '"><script>alert(1)</script>'
    title = bad.replace('"', '""')
    rows = f'old_url,"{title}",new_url\n"javascript:{title}","=1+1","{title}"\n'
    path = checked(lead, rows.encode(), name=f"../../{bad}.csv")
    page = lead.get(path)
    assert "<script>alert" not in page.text
    assert "<script>alert" not in lead.get(REDIRECTS).text
    assert '"\'=1+1"' in lead.get(f"{path}/sheet.csv").text
    refused = lead.get(checked(lead, f'"{title}",b\n1,2\n'.encode()))
    assert "<script>alert" not in refused.text
    assert "&lt;script&gt;alert(1)" in refused.text


def test_the_measured_figure_becomes_the_answer(lead: Visit) -> None:
    path = checked(lead, SHEET)
    page = text_of(lead.get(path))
    assert "Answer now No answer yet" in page
    assert "Measured 33.3%" in page
    assert "Overall score – → " in page
    taken = post(lead.client, f"{lead.home}{path}/answer", page=f"{lead.home}{path}")
    assert taken.status_code == 303
    assert taken.headers["location"].endswith(f"{path}#answer")
    assert "The measured figure, 33.3%, is the answer." in text_of(lead.get(path))
    (answer,) = answers_of(lead)
    assert (answer.value, answer.answered_by) == (33.3, lead.granted.respondent_id)


def test_an_answer_given_by_hand_is_replaced_only_after_it_was_shown(lead: Visit) -> None:
    path = checked(lead, SHEET)
    answer_by_hand(lead, 80)
    address = f"{lead.home}{path}/answer"
    unseen = post(lead.client, address, page=f"{lead.home}{path}")
    assert unseen.status_code == 409
    page = lead.get(path)
    assert "Answer now 80%" in text_of(page)
    assert "The answer given by hand is replaced." in text_of(page)
    seen = post(lead.client, address, {"replace": "yes"}, page=f"{lead.home}{path}")
    assert seen.status_code == 303
    assert [answer.value for answer in answers_of(lead)] == [33.3]


def test_only_the_role_of_the_question_and_the_lead_take_the_figure_over(
    lead: Visit, new_browser: Any
) -> None:
    path = checked(lead, SHEET)
    stranger = join(new_browser(), lead, roles=("finance",))
    page = stranger.get(path)
    assert "This question belongs to" in text_of(page)
    assert "Take over as answer" not in page.text
    address = f"{stranger.home}{path}"
    assert post(stranger.client, f"{address}/answer", page=address).status_code == 403
    marketing = join(new_browser(), lead, roles=("marketing",))
    address = f"{marketing.home}{path}"
    assert post(marketing.client, f"{address}/answer", page=address).status_code == 303
    reader = join(new_browser(), lead, reading=True)
    assert "1 of 3 addresses" in text_of(reader.get(path))
    assert reader.get(REDIRECTS).status_code == 200
    assert "Upload and check" not in reader.get(REDIRECTS).text
    assert send(reader, b"old_url\n1\n").status_code == 403


def test_the_script_gets_only_the_part_that_changes(done: Done) -> None:
    lead, path = done.visit, done.path
    part = lead.get(path, headers={"X-Part": "progress"})
    assert 'data-state="done"' in part.text
    assert "<html" not in part.text


def test_uploads_of_others_are_not_found(done: Done, new_browser: Any) -> None:
    lead, path = done.visit, done.path
    other = start(new_browser(), key=MIGRATION)
    assert other.get(path).status_code == 404
    assert other.get(f"{path}/sheet.csv").status_code == 404
    assert lead.get(f"{REDIRECTS}/uploads/upl_x").status_code == 404
    assert lead.get(path.replace("REDIRECTS", "TCO")).status_code == 404


def test_sheets_are_sent_and_taken_over_on_either_database(site_on_either: FastAPI) -> None:
    visit = start(browser_on(site_on_either), key=MIGRATION)
    path = checked(visit, SHEET)
    address = f"{visit.home}{path}"
    assert post(visit.client, f"{address}/answer", page=address).status_code == 303
    assert [answer.value for answer in answers_of(visit)] == [33.3]


@pytest.fixture
def narrow(sqlite_url: str, tmp_path: Path) -> Iterator[FastAPI]:
    """An app that takes sheets of up to 30 MB."""
    app = app_on(sqlite_url, tmp_path, max_upload_bytes=30_000_000)
    with TestClient(app):
        yield app


def test_a_large_sheet_is_taken_without_holding_it_in_memory(narrow: FastAPI) -> None:
    visit = start(browser_on(narrow), key=MIGRATION)
    page = visit.get(REDIRECTS)
    context_of(visit.client).sheets.close()  # what the check takes is not what is measured here
    sent, peak = asyncio.run(send_in_parts(narrow, visit, token_on(page), parts=320))
    assert sent.status_code == 303, text_of(sent)
    assert "kB" in text_of(visit.get(REDIRECTS))
    assert peak < 9_000_000
    refused, peak = asyncio.run(send_in_parts(narrow, visit, token_on(page), parts=600))
    assert refused.status_code == 413
    assert peak < 9_000_000
    elsewhere = f"{REDIRECTS}/uploads/upl_1/answer"
    small = asyncio.run(send_in_parts(narrow, visit, token_on(page), parts=200, path=elsewhere))
    assert small[0].status_code == 413


async def send_in_parts(
    app: FastAPI, visit: Visit, token: str, *, parts: int, path: str = REDIRECTS
) -> tuple[httpx2.Response, int]:
    """Send parts of 64 kB as they come from a network; return the answer and the peak of memory."""
    row = b"https://a.example/" + b"x" * 980 + b",,,\n"
    part = row * (65_536 // len(row))

    async def body() -> AsyncIterator[bytes]:
        yield b'--limit\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n'
        yield token.encode()
        yield b'\r\n--limit\r\nContent-Disposition: form-data; name="file"; '
        yield b'filename="sheet.csv"\r\nContent-Type: text/csv\r\n\r\n' + HEADER.encode()
        for _ in range(parts):
            yield part
        yield b"\r\n--limit--\r\n"

    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
        client.cookies = httpx2.Cookies(dict(visit.client.cookies))
        tracemalloc.start()
        answer = await client.post(
            f"{visit.home}{path}",
            content=body(),
            headers={"Content-Type": "multipart/form-data; boundary=limit"},
        )
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return answer, peak


def answers_of(visit: Visit) -> list[Any]:
    context, granted = context_of(visit.client), visit.granted
    whose = (granted.account_id, granted.assessment_id)
    stored = context.database.read_now(get_answers, *whose)
    return [answer for answer in stored if answer.question_id == FED]


def answer_by_hand(visit: Visit, value: float) -> None:
    context, granted = context_of(visit.client), visit.granted
    whose = (granted.account_id, granted.assessment_id)
    changes = AnswerChanges(answers={FED: value})
    context.database.write_now(save_answers, context.catalog, *whose, changes, context.now())
