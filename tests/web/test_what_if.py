"""Trying other answers: what would change, and that nothing is stored."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from readiness.storage.assessments import get_answers
from tests.web.companies import company, give, give_part, submit
from tests.web.conftest import Visit, context_of, start

TRIAL = re.compile(r'name="shown" value="([^"]+)"')


def _stored(visit: Visit) -> object:
    seen, database = visit.granted, context_of(visit.client).database
    return database.read_now(get_answers, seen.account_id, seen.assessment_id)


def _try(visit: Visit, **chosen: str) -> str:
    fields = {"shown": list(chosen)} | {f"to.{name}": key for name, key in chosen.items()}
    return visit.post("/results/what-if", fields).text


def test_it_proposes_answers_that_leave_most_behind(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    page = visit.get("/results/what-if").text
    assert 1 <= len(TRIAL.findall(page)) <= 6
    assert "Choose another answer to see what it would change." in page


def test_a_better_answer_raises_the_score_and_nothing_is_stored(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    before = _stored(visit)
    name = TRIAL.findall(visit.get("/results/what-if").text)[0]
    page = _try(visit, **{name: "4"})
    assert "The overall score rises by" in page
    assert "up by" in page
    assert re.search(r'<option value="4" selected>', page)
    assert _stored(visit) == before


def test_an_answer_that_blocks_moves_gates_and_routes(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    page = _try(visit, **{"logistics.single_parcel": "0"})
    assert "<h3>Gates</h3>" in page
    assert "<h3>Routes</h3>" in page
    assert "worse" in page


def test_a_question_is_added_and_keeps_what_was_chosen(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    fields = {
        "shown": ["logistics.single_parcel"],
        "to.logistics.single_parcel": "1",
        "add": "logistics.pick_accuracy",
    }
    page = visit.post("/results/what-if", fields).text
    assert TRIAL.findall(page) == ["logistics.single_parcel", "logistics.pick_accuracy"]
    assert '<option value="1" selected>' in page


def test_a_script_gets_the_outcome_alone(client: TestClient) -> None:
    visit = start(client)
    submit(visit)
    page = visit.get("/results/what-if").text
    token = re.search(r'data-form-token="([^"]+)"', page)
    assert token is not None
    answer = client.post(
        f"{visit.home}/results/what-if",
        data={"form_token": token[1], "shown": "logistics.single_parcel"},
        headers={"X-Part": "what-if"},
    )
    assert "<html" not in answer.text
    assert "What would change" in answer.text


def test_made_up_questions_and_answers_change_nothing(client: TestClient) -> None:
    visit = start(client)
    give_part(visit, 0.5)
    page = _try(
        visit, **{"no.such": "4", "profile.platform": "shop", "logistics.single_parcel": "9"}
    )
    assert "Choose another answer" in page
    assert "no.such" not in page


def test_it_works_while_answers_are_missing(client: TestClient) -> None:
    visit = start(client)
    give_part(visit, 0.5)
    page = _try(visit, **{"logistics.single_parcel": "4"})
    assert ">Range</th>" in page


def test_a_form_of_another_browser_is_refused(client: TestClient) -> None:
    visit = start(client)
    give(visit, company())
    answer = client.post(f"{visit.home}/results/what-if", data={"form_token": "forged.token"})
    assert answer.status_code == 403


def test_answers_of_a_questionnaire_without_routes_are_tried_and_compared(
    client: TestClient,
) -> None:
    visit = start(client, key="platform-migration")
    submit(visit, company("platform-migration"))
    name = TRIAL.findall(visit.get("/results/what-if").text)[0]
    tried = visit.post("/results/what-if", {"shown": [name], f"to.{name}": "0"})
    assert tried.status_code == 200
    assert "What would change" in tried.text
    assert visit.get("/results/compare").status_code == 200
