"""The results page, so far and after submission, for those who answer and those who read."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from tests.web.companies import company, give, give_part, submit
from tests.web.conftest import Visit, join, start

Browsers = Callable[[], TestClient]
STYLE = re.compile(r"<[^>]+\sstyle=|<style|<script(?![^>]*src=)|\son[a-z]+=")


def test_without_answers_there_is_no_result_but_a_way_on(client: TestClient) -> None:
    page = start(client).get("/results")
    assert page.status_code == 200
    assert "There is no result yet" in page.text
    assert "Answer the first questions" in page.text


def test_a_result_so_far_says_so_and_names_ranges_and_levels(client: TestClient) -> None:
    visit = start(client)
    give_part(visit, 0.45)
    page = visit.get("/results").text
    assert "<h1>So far: " in page
    assert "Range still possible:" in page
    assert "Levels still possible:" in page
    assert "answers missing" in page
    assert not re.search(r'class="level level-\d"', page), "a level stood there as if it were final"
    assert "Download the PDF report" not in page
    assert "Verdicts still possible:" in page


def test_a_quick_scan_is_marked(client: TestClient) -> None:
    visit = start(client, mode="quick")
    give_part(visit, 0.5)
    page = visit.get("/results").text
    assert '<span class="tag attention">Quick scan</span>' in page
    assert "<h1>Quick scan: " in page


def test_a_submitted_result_shows_all_parts_of_the_report(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    page = visit.get("/results").text
    for part in ("profile", "routes", "gates", "findings", "plan", "method"):
        assert f'id="{part}"' in page
    assert re.search(r'class="level level-\d"', page)
    assert "<h1>So far" not in page
    assert page.count('<div class="chart"') == 4
    assert "Download the PDF report" in page


def test_nothing_on_the_page_needs_style_or_script_of_its_own(client: TestClient) -> None:
    for key in ("d2c-readiness", "platform-migration"):
        visit = start(client, key=key)
        submit(visit, company(key))
        assert not STYLE.search(visit.get("/results").text)


def test_the_page_speaks_the_language_of_its_address(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    german = client.get(visit.home.replace("/en/", "/de/") + "/results").text
    assert "Ihr Gesamtwert beträgt" in german
    assert re.search(r'<span class="big-number">\d+,\d</span>', german)


def test_decisions_indices_and_risks_are_shown(client: TestClient) -> None:
    visit = start(client, key="platform-migration")
    submit(visit, company("platform-migration"))
    page = visit.get("/results").text
    for part in ("decision", "risks", "responsibilities"):
        assert f'id="{part}"' in page
    assert 'id="routes"' not in page


def test_decisions_so_far_are_no_decisions_yet(client: TestClient) -> None:
    visit = start(client, key="platform-migration")
    give_part(visit, 0.5, "platform-migration")
    page = visit.get("/results").text
    assert "The outcome is provisional" in page
    assert "so far: " in page


def test_names_people_typed_are_text(client: TestClient) -> None:
    visit = start(client, organization="<script>alert(1)</script> GmbH")
    give(visit, company())
    page = visit.get("/results").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; GmbH" in page


def test_who_reads_sees_results_comparison_and_downloads_only(
    client: TestClient, new_browser: Browsers
) -> None:
    lead = start(client)
    submit(lead)
    reader = join(new_browser(), lead, reading=True)
    page = reader.get("/results")
    assert page.status_code == 200
    for path in ("what-if", "share"):
        assert f"/results/{path}" not in page.text
    assert reader.get("/results/compare").status_code == 200
    assert reader.get("/results/results.xlsx").status_code == 200
    for path in ("/results/what-if", "/results/share", "/live"):
        assert reader.get(path).status_code == 403, path


def test_colleagues_see_results_but_do_not_share_them(
    client: TestClient, new_browser: Browsers
) -> None:
    lead = start(client)
    give_part(lead, 0.5)
    colleague = join(new_browser(), lead, roles=("logistics",))
    assert "/results/share" not in colleague.get("/results").text
    assert colleague.get("/results/share").status_code == 403


def test_strangers_see_nothing(client: TestClient, new_browser: Browsers) -> None:
    visit = start(client)
    stranger = Visit(new_browser(), visit.home, "")
    for path in ("", "/compare", "/report.pdf", "/results.xlsx", "/what-if", "/share"):
        assert stranger.get(f"/results{path}").status_code == 401, path
