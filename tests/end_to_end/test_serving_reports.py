"""How reports are served: made once for all who ask at once, not at all for who has it already,
refused for now when too many wait, and made by the next worker when one dies.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import Barrier

import httpx2
import pytest
from sqlmodel import Session, col, select

from readiness.storage.database import Database
from readiness.storage.issued_tables import IssuedReport
from readiness.storage.rows import fetch_all
from readiness.storage.tables import Report
from tests.end_to_end.render_workers import cpu_seconds, held, render_workers, wait_for_work
from tests.end_to_end.running_server import ANSWER_SECONDS, RunningServer
from tests.end_to_end.test_service import open_submitted

CALLERS = 8
NOT_ONCE_PER_CALLER = 3
"""Renderings that take the processor longer than so many alone are more than one."""
WELL_INTO_A_REPORT_SECONDS = 0.3
FORM_TOKEN = re.compile(r'data-form-token="([^"]+)"')


def submitted(server: RunningServer, name: str) -> str:
    """Return the address of a report that nobody has asked for yet."""
    with server.client() as client:
        return f"/v1/assessments/{open_submitted(client, name)}/report"


def report(server: RunningServer, path: str, **headers: str) -> httpx2.Response:
    """Ask for a report on a connection of one's own."""
    with server.client() as client:
        return client.get(path, headers=headers)


def asked_at_once(asked: list[tuple[RunningServer, str]]) -> list[httpx2.Response]:
    """Ask for all of these at the same moment."""
    together = Barrier(len(asked))

    def ask(server: RunningServer, path: str) -> httpx2.Response:
        together.wait(ANSWER_SECONDS)
        return report(server, path)

    with ThreadPoolExecutor(len(asked)) as callers:
        return list(callers.map(ask, *zip(*asked, strict=True)))


def assessment_in(path: str) -> str:
    """Return the id in the address of a report."""
    return path.split("/")[3]


def times_rendered(server: RunningServer, path: str) -> int:
    """Return how often a report was rendered, as the operator reads it in the log."""
    lines = [line for line in server.output.splitlines() if "report_rendered" in line]
    return sum(assessment_in(path) in line for line in lines)


def kept(database_url: str, path: str) -> tuple[list[Report], list[IssuedReport]]:
    """Return what is stored of an assessment's reports, and what was noted as handed out."""
    assessment = assessment_in(path)

    def stored(session: Session) -> tuple[list[Report], list[IssuedReport]]:
        reports = select(Report).where(col(Report.assessment_id) == assessment)
        issued = select(IssuedReport).where(col(IssuedReport.assessment_id) == assessment)
        return list(fetch_all(session, reports)), list(fetch_all(session, issued))

    with Database.open(database_url) as database:
        return database.read_now(stored)


def test_eight_who_ask_at_once_get_the_same_bytes_of_one_rendering(
    server: RunningServer, database_url: str
) -> None:
    assert report(server, submitted(server, "Warms up")).status_code == 200
    alone, together = submitted(server, "Alone"), submitted(server, "Together")
    workers = render_workers(server)
    before = cpu_seconds(workers)
    assert report(server, alone).status_code == 200
    one = cpu_seconds(workers) - before

    answers = asked_at_once([(server, together)] * CALLERS)
    spent = cpu_seconds(workers) - before - one

    assert [answer.status_code for answer in answers] == [200] * CALLERS
    assert len({(answer.content, answer.headers["etag"]) for answer in answers}) == 1
    assert times_rendered(server, together) == 1
    assert render_workers(server) == workers
    assert spent < NOT_ONCE_PER_CALLER * one
    ((stored,), (issued,)) = kept(database_url, together)
    assert stored.content_hash == sha256(answers[0].content).hexdigest()
    assert stored.fingerprint == issued.fingerprint


def test_who_has_a_report_is_told_so_by_a_process_that_never_renders(
    server: RunningServer,
) -> None:
    path, unseen = submitted(server, "Comes back"), submitted(server, "Never rendered")
    made = report(server, path)
    fingerprint = report(server, unseen, Accept="application/json").headers["etag"]
    server.stop()
    server.start()

    for address, tag in (
        (path, made.headers["etag"]),
        (path, f"W/{made.headers['etag']}"),
        (unseen, fingerprint.replace(".json", ".pdf")),
    ):
        unchanged = report(server, address, **{"If-None-Match": tag})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["etag"] == tag.removeprefix("W/")
    again = report(server, path, **{"If-None-Match": '"another"'})
    assert (again.status_code, again.content) == (200, made.content)
    assert render_workers(server) == []
    assert times_rendered(server, unseen) == 0

    assert report(server, unseen).status_code == 200
    assert render_workers(server) != []


def test_two_processes_asked_at_once_store_one_report_and_hand_out_the_same(
    postgres_url: str, tmp_path: Path
) -> None:
    with (
        RunningServer(tmp_path, database_url=postgres_url, pdf_workers="1") as one,
        RunningServer(tmp_path, database_url=postgres_url, pdf_workers="1") as other,
    ):
        path = submitted(one, "Asked twice")
        answers = asked_at_once([(one, path), (other, path)])
        assert times_rendered(one, path) == 2, "both write to one log, and none found it stored"
        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[0].content == answers[1].content
        assert answers[0].headers["etag"] == answers[1].headers["etag"]
        ((stored,), (issued,)) = kept(postgres_url, path)
        assert stored.content_hash == sha256(answers[0].content).hexdigest()
        assert stored.fingerprint == issued.fingerprint
        assert [report(server, path).content for server in (one, other)] == [
            answers[0].content,
            answers[0].content,
        ]


@pytest.fixture(scope="module")
def narrow(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A service that renders one report while one other may wait."""
    folder = tmp_path_factory.mktemp("narrow")
    settings = {"database_url": sqlite_url, "pdf_workers": "1", "pdf_waiting": "1"}
    with RunningServer(folder, **settings) as running:
        yield running


@pytest.fixture
def stored(narrow: RunningServer) -> str:
    """The address of a report that was rendered already, so that the worker is warm too."""
    path = submitted(narrow, "Is there already")
    assert report(narrow, path).status_code == 200
    return path


@contextmanager
def reader_in_german(server: RunningServer, path: str) -> Iterator[tuple[httpx2.Client, str]]:
    """A browser let in to read, and where the assessment's pages begin."""
    wish = {"purpose": "read", "language": "de"}
    with server.client() as client:
        issued = client.post(f"/v1/assessments/{assessment_in(path)}/links", json=wish).json()
    with httpx2.Client(timeout=ANSWER_SECONDS) as browser:
        token = FORM_TOKEN.search(browser.get(issued["address"]).text)
        assert token is not None
        opened = browser.post(issued["address"], data={"form_token": token[1]})
        yield browser, f"{server.address}{opened.headers['location']}"


def test_when_as_many_wait_as_may_a_further_one_is_refused_and_served_later(
    narrow: RunningServer, stored: str
) -> None:
    paths = [submitted(narrow, f"In a crowd {number}") for number in range(5)]
    with (
        reader_in_german(narrow, paths[4]) as (browser, home),
        ThreadPoolExecutor(len(paths)) as callers,
    ):
        with held(narrow):
            asked = {callers.submit(report, narrow, path): path for path in paths[:4]}
            refused = list(islice(as_completed(asked), 2))
            page = browser.get(f"{home}/results/report.pdf")
            joining = callers.submit(report, narrow, next_waiting(asked))
            assert report(narrow, stored).status_code == 200
        assert_refused_as_problem(refused)
        assert_refused_as_page(page, home)
        served = [each for each in asked if each not in refused] + [joining]
        assert [each.result().status_code for each in served] == [200, 200, 200]
        for each in refused:
            assert report(narrow, asked[each]).status_code == 200
        assert browser.get(f"{home}/results/report.pdf").content.startswith(b"%PDF-")
    assert "Traceback" not in narrow.output


def next_waiting(asked: dict[Future[httpx2.Response], str]) -> str:
    """Return a report that somebody waits for."""
    return next(path for future, path in asked.items() if not future.done())


def assert_refused_as_problem(refused: list[Future[httpx2.Response]]) -> None:
    """Hold the answers over REST to say what happened and when to ask again."""
    for answer in (future.result() for future in refused):
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0
        problem = answer.json()
        assert problem["code"] == "report_queue_full"
        assert problem["detail"].startswith("2 reports are being rendered or wait")
        assert "Ask again" in problem["remedy"]


def assert_refused_as_page(page: httpx2.Response, home: str) -> None:
    """Hold the answer to a visitor to be a page that says so in German, with a way on."""
    assert page.status_code == 503
    assert int(page.headers["retry-after"]) > 0
    assert page.headers["content-type"].startswith("text/html")
    assert "content-disposition" not in page.headers
    assert '<html lang="de"' in page.text
    assert "Zurzeit werden so viele Berichte erstellt" in page.text
    assert "fordern Sie den Bericht noch einmal an" in page.text
    assert f'href="{httpx2.URL(home).path}"' in page.text
    assert "Traceback" not in page.text


def test_a_worker_killed_in_the_middle_costs_a_clear_error_and_no_more(
    narrow: RunningServer, stored: str
) -> None:
    path, process = submitted(narrow, "Cut off"), narrow.process_id
    workers = render_workers(narrow)
    with ThreadPoolExecutor(1) as caller:
        asked = caller.submit(report, narrow, path)
        wait_for_work(workers, WELL_INTO_A_REPORT_SECONDS)
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        cut_off = asked.result()
    assert (cut_off.status_code, cut_off.json()["code"]) == (503, "report_crashed")
    assert "Ask again" in cut_off.json()["remedy"]
    assert int(cut_off.headers["retry-after"]) > 0

    assert report(narrow, path).content.startswith(b"%PDF-")
    assert times_rendered(narrow, path) == 1
    assert narrow.process_id == process
    assert report(narrow, stored).status_code == 200
    assert "Traceback" not in narrow.output
