"""Results taken along: compared with earlier ones, downloaded, shared."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from starlette.testclient import TestClient

from readiness.services.revisions import reopen
from tests.web.companies import company, give, give_part, submit
from tests.web.conftest import (
    Visit,
    context_of,
    join,
    open_link,
    start,
)

Browsers = Callable[[], TestClient]
ADDRESS = re.compile(r'id="address">([^<]+)<')


def _reopened(visit: Visit, reason: str) -> None:
    context, seen = context_of(visit.client), visit.granted
    owner = (seen.account_id, seen.assessment_id)
    context.database.write_now(reopen, *owner, reason, "Ada Muster", context.now())


def _sheets(content: bytes) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def test_without_an_earlier_result_there_is_nothing_to_compare(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    assert "There is nothing to compare with yet." in visit.get("/results/compare").text


def test_a_revision_is_compared_with_the_one_before(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    _reopened(visit, "The parcels are <b>packed</b> now")
    submit(visit, company() | {"logistics.single_parcel": 0})
    page = visit.get("/results/compare").text
    assert "The overall score falls by" in page
    assert "down by" in page
    assert "The parcels are &lt;b&gt;packed&lt;/b&gt; now" in page


def test_while_answers_change_again_the_submitted_result_stands_beside(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    _reopened(visit, "To look again")
    give(visit, {"logistics.single_parcel": 0})
    page = visit.get("/results/compare").text
    assert "The assessment is not submitted" in page
    assert "worse" in page


def test_results_of_others_cannot_be_named(client: TestClient, new_browser: Browsers) -> None:
    other = start(new_browser())
    submit(other)
    _reopened(other, "Again")
    listed = re.search(r"Compared with", other.get("/results/compare").text)
    assert listed is not None
    visit = start(client)
    submit(visit)
    assert visit.get("/results/compare?with=res_01ARZ3NDEKTSV4RRFFQ69G5FAV").status_code == 404


def test_the_report_comes_in_the_language_chosen(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    answer = visit.get("/results/report.pdf?language=nl")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-disposition"] == 'attachment; filename="readiness-nl.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("form", ["pptx", "html", "json"])
def test_the_report_comes_in_other_forms_and_editions(client: TestClient, form: str) -> None:
    visit = start(client)
    submit(visit)
    answer = visit.get(f"/results/report.{form}?language=de&edition=management")
    assert answer.status_code == 200
    named = f'attachment; filename="readiness-management-de.{form}"'
    assert answer.headers["content-disposition"] == named
    assert visit.get(f"/results/report.{form}?edition=short").status_code == 404
    assert visit.get("/results/report.docx").status_code == 404


def test_all_forms_are_offered_in_one_form_without_a_script(client: TestClient) -> None:
    visit = start(client)
    give_part(visit, 0.4)
    assert "Take it along" not in visit.get("/results").text
    submit(visit)
    page = visit.get("/results").text
    for ending in ("report.pptx", "report.html", "report.json", "results.xlsx"):
        assert f'formaction="{visit.home}/results/{ending}"' in page
    assert '<button class="button second" name="edition" value="management">' in page


def test_before_submission_a_page_says_when_there_will_be_a_report(client: TestClient) -> None:
    visit = start(client)
    give_part(visit, 0.4)
    answer = visit.get("/results/report.pdf")
    assert answer.status_code == 409
    assert "The PDF report is made after submission" in answer.text
    assert f"{visit.home}/check" in answer.text


def test_the_workbook_holds_numbers_as_numbers_and_all_sheets(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    sheets = _sheets(visit.get("/results/results.xlsx").content)
    always = ["Summary", "Dimensions", "Routes", "Gates", "Plan", "Answers", "Sources"]
    assert [name for name in sheets if name != "Findings"] == always
    score = next(row for row in sheets["Summary"] if row[0] == "Overall score")
    assert isinstance(score[1], float)
    assert sheets["Summary"][1][2] == "Submitted: this is final."
    assert all(isinstance(row[2], float) for row in sheets["Dimensions"][1:])


def test_the_workbook_says_that_a_result_is_provisional(client: TestClient) -> None:
    visit = start(client)
    give_part(visit, 0.4)
    rows = _sheets(visit.get("/results/results.xlsx").content)["Summary"]
    assert rows[1][2] == "Provisional: this holds for the answers so far."
    named = {row[0]: row for row in rows}
    assert named["Lowest possible score"][1] < named["Highest possible score"][1]
    assert "Level" not in named


def test_notes_are_texts_and_for_those_who_answer_only(
    client: TestClient, new_browser: Browsers
) -> None:
    lead = start(client)
    formula = '=HYPERLINK("http://example.org")'
    give(lead, company(), notes={"logistics.single_parcel": formula})
    reader = join(new_browser(), lead, reading=True)
    own, read = (v.get("/results/results.xlsx").content for v in (lead, reader))
    cells = [cell for row in _sheets(own)["Answers"] for cell in row]
    assert formula in cells
    assert formula not in [cell for row in _sheets(read)["Answers"] for cell in row]
    lead.post("/submit", page="/check")
    told = [v.get("/results/report.html").text for v in (lead, reader)]
    assert ["HYPERLINK" in page for page in told] == [True, False]


def test_a_link_to_read_is_made_opened_and_ended(client: TestClient, new_browser: Browsers) -> None:
    lead = start(client)
    submit(lead)
    assert "No link has been made yet." in lead.get("/results/share").text
    made = lead.post("/results/share")
    assert made.status_code == 303
    page = lead.get("/results/share").text
    address = ADDRESS.search(page)
    assert address is not None
    reader = open_link(new_browser(), address[1])
    assert reader.get("/results").status_code == 200
    ended = lead.post("/results/share/end", {"link": reader.link_id}, page="/results/share")
    assert ended.status_code == 303
    assert reader.get("/results").status_code == 401
    assert "No link has been made yet." in lead.get("/results/share").text


def test_only_links_to_read_can_be_ended_there(client: TestClient, new_browser: Browsers) -> None:
    lead = start(client)
    colleague = join(new_browser(), lead, roles=("logistics",))
    fields = {"link": colleague.link_id}
    assert lead.post("/results/share/end", fields, page="/results/share").status_code == 404
    assert colleague.get("/results").status_code == 200
