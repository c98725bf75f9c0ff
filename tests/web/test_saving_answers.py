"""Answers posted from pages and sent by the script: none is lost, none is overwritten unseen."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.services.assessments import AnswerChanges, save_answers, submit
from readiness.settings import Settings
from readiness.storage.assessments import get_answers
from tests.web.conftest import Visit, browser_on, context_of, join, start, token_on
from tests.web.forms import fields_of


@pytest.fixture
def lead(site_on_either: FastAPI) -> Visit:
    """Who started, with all roles, on either database."""
    return start(browser_on(site_on_either))


@pytest.fixture
def on_sqlite(site: FastAPI) -> Visit:
    """Who started, with all roles."""
    return start(browser_on(site))


def stored(visit: Visit) -> dict[str, Any]:
    """The values stored, by question id; second opinions after a question mark."""
    return {
        row.question_id + ("?" if row.kind == "second" else ""): row.value for row in rows(visit)
    }


def rows(visit: Visit) -> tuple[Any, ...]:
    granted, database = visit.granted, context_of(visit.client).database
    return database.read_now(get_answers, granted.account_id, granted.assessment_id)


def section(visit: Visit, name: str, changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The fields of a section's form as a browser has them, some changed; None leaves one out."""
    return changed(fields_of(visit.get(f"/sections/{name}").text, f"/sections/{name}"), changes)


def changed(fields: dict[str, Any], changes: dict[str, Any] | None) -> dict[str, Any]:
    merged = fields | (changes or {})
    return {name: value for name, value in merged.items() if value is not None}


def send(visit: Visit, path: str, fields: dict[str, Any]) -> httpx2.Response:
    """Post fields that were read before."""
    return visit.client.post(f"{visit.home}{path}", data=fields)


def put(visit: Visit, question_id: str, fields: dict[str, Any], **headers: str) -> httpx2.Response:
    """Send one answer as the script does."""
    token = token_on(visit.get())
    headers = {"X-Form-Token": token, "Accept": "application/json"} | headers
    return visit.client.put(f"{visit.home}/answers/{question_id}", data=fields, headers=headers)


def test_a_section_is_saved_and_leads_to_the_next_one(lead: Visit) -> None:
    fields = section(
        lead,
        "strategy",
        {"STR-01.choice": "=3", "STR-05.figure": "6,5", "STR-06.none": "yes", "STR-01.note": "May"},
    )
    sent = send(lead, "/sections/strategy", fields | {"then": "next"})

    assert sent.status_code == 303
    assert sent.headers["location"] == f"{lead.home}/sections/channels"
    assert stored(lead) == {
        "strategy.ownership": 3,
        "strategy.idea_to_test": 6.5,
        "strategy.named_roles": [],
    }
    page = lead.get("/sections/strategy").text
    assert 'value="=3" checked' in page
    assert 'value="6.5"' in page
    assert "May</textarea>" in page
    assert "by Ada Muster" in page


def test_save_and_come_back_later_goes_to_the_overview(on_sqlite: Visit) -> None:
    fields = section(on_sqlite, "strategy", {"STR-01.choice": "=3", "then": "later"})
    sent = send(on_sqlite, "/sections/strategy", fields)

    assert (sent.status_code, sent.headers["location"]) == (303, on_sqlite.home)
    assert stored(on_sqlite) == {"strategy.ownership": 3}


def test_sending_a_page_twice_or_unchanged_changes_nothing(on_sqlite: Visit) -> None:
    fields = section(on_sqlite, "strategy", {"STR-01.choice": "=3", "STR-05.figure": "6"})
    send(on_sqlite, "/sections/strategy", fields)
    before = rows(on_sqlite)
    send(on_sqlite, "/sections/strategy", fields)
    send(on_sqlite, "/sections/strategy", section(on_sqlite, "strategy"))

    assert rows(on_sqlite) == before


@pytest.mark.parametrize("key", ["d2c-readiness", "platform-migration"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_pages_of_a_complete_assessment_sent_back_change_nothing(
    site: FastAPI, key: str, language: str
) -> None:
    visit = start(browser_on(site), key=key, language=language)
    cases = load_cases(Catalog(Settings().questionnaires).get(key))
    company = next(each for each in cases if each.sheet.organization and each.sheet.base is None)
    answer(visit, dict(company.answers))
    before = rows(visit)
    for name in dict.fromkeys(re.findall(r"/sections/([a-z_]+)", visit.get().text)):
        sent = send(visit, f"/sections/{name}", section(visit, name))
        assert sent.status_code == 303, name

    assert rows(visit) == before


def test_what_cannot_be_read_stays_as_typed_and_everything_else_is_saved(lead: Visit) -> None:
    fields = section(
        lead,
        "logistics",
        {
            "LOG-01.choice": "=3",
            "LOG-02.figure": "almost all",
            "LOG-02.note": "<b>ask Lena</b>",
            "LOG-03.figure": "120",
            "LOG-04.note": "Only a note",
            "LOG-05.figure": "0,4",
        },
    )
    sent = send(lead, "/sections/logistics", fields | {"then": "next"})

    assert sent.status_code == 422
    assert stored(lead) == {"logistics.single_parcel": 3, "logistics.transport_damage": 0.4}
    assert "<title>Error: Parcel logistics" in sent.text
    assert "There is a problem" in sent.text
    assert 'href="#f-LOG-02"' in sent.text
    assert 'value="almost all"' in sent.text
    assert "This cannot be read as a number." in sent.text
    assert "Give a figure from 0 to 100% of orders." in sent.text
    assert "A note is kept together with an answer." in sent.text
    assert "Only a note</textarea>" in sent.text
    assert "&lt;b&gt;ask Lena&lt;/b&gt;" in sent.text
    mended = changed(
        fields_of(sent.text, "/sections/logistics"),
        {"LOG-02.figure": "99", "LOG-03.figure": "98", "LOG-04.special": "dont_know"},
    )
    again = send(lead, "/sections/logistics", mended)
    assert again.status_code == 303
    assert stored(lead)["logistics.pick_accuracy"] == 99
    assert stored(lead)["logistics.order_to_door"] == "dont_know"


def test_two_people_on_one_page_choose_which_answer_stays(
    lead: Visit, site_on_either: FastAPI
) -> None:
    answer(lead, {"logistics.single_parcel": 1})
    ben = join(browser_on(site_on_either), lead, name="Ben Kollege", roles=("logistics",))
    mine = section(lead, "logistics", {"LOG-01.choice": "=3", "LOG-05.figure": "0.4"})
    send(ben, "/sections/logistics", section(ben, "logistics", {"LOG-01.choice": "=4"}))
    sent = send(lead, "/sections/logistics", mine)

    assert sent.status_code == 422
    assert "The answer of Ben Kollege" in sent.text
    assert "This answer was changed meanwhile. Which one shall stay?" in sent.text
    assert stored(lead) == {"logistics.single_parcel": 4, "logistics.transport_damage": 0.4}
    shown = fields_of(sent.text, "/sections/logistics")
    undecided = send(lead, "/sections/logistics", shown)
    assert undecided.status_code == 422
    assert stored(lead)["logistics.single_parcel"] == 4
    shown = fields_of(undecided.text, "/sections/logistics")
    theirs = send(lead, "/sections/logistics", shown | {"LOG-01.keep": "theirs"})
    assert (theirs.status_code, stored(lead)["logistics.single_parcel"]) == (303, 4)
    kept = send(lead, "/sections/logistics", shown | {"LOG-01.keep": "mine"})
    assert (kept.status_code, stored(lead)["logistics.single_parcel"]) == (303, 3)


def test_an_answer_can_be_taken_back(on_sqlite: Visit) -> None:
    answer(on_sqlite, {"strategy.ownership": 3, "strategy.alignment": 2})
    fields = section(on_sqlite, "strategy", {"STR-02.choice": "=1"})
    sent = send(on_sqlite, "/sections/strategy", fields | {"take_back": "strategy.ownership"})

    assert sent.headers["location"] == f"{on_sqlite.home}/sections/strategy#q-STR-01"
    assert "strategy.ownership" not in stored(on_sqlite)
    assert stored(on_sqlite)["strategy.alignment"] == 2
    assert len(stored(on_sqlite)) == 2


def test_a_follow_up_question_is_shown_before_the_page_is_left(site: FastAPI) -> None:
    visit = start(browser_on(site), key="platform-migration")
    answer(visit, {"signs.loading_time": 2})
    fields = section(visit, "signs", {"SIG-01.figure": "4"})
    sent = send(visit, "/sections/signs", fields)

    assert sent.headers["location"] == f"{visit.home}/sections/signs#q-SIG-01-A"


def test_single_questions_follow_one_another_across_branches(site: FastAPI) -> None:
    visit = start(browser_on(site), key="platform-migration")

    def after(question: str, changes: dict[str, Any]) -> str:
        path = f"/questions/{question}"
        fields = changed(fields_of(visit.get(path).text, path), changes)
        sent = send(visit, path, fields | {"then": "next"})
        assert sent.status_code == 303
        return sent.headers["location"].removeprefix(visit.home)

    assert after("signs.loading_time", {"SIG-01.figure": "2"}) == "/questions/signs.bounce_rate"
    slow = after("signs.loading_time", {"SIG-01.figure": "4"})
    assert slow == "/questions/signs.optimisation_exhausted"
    assert after("signs.optimisation_exhausted", {"SIG-01-A.choice": "=no"}) == (
        "/questions/signs.bounce_rate"
    )


def test_after_the_last_question_comes_the_next_open_one_or_the_overview(site: FastAPI) -> None:
    visit = start(browser_on(site))
    lena = join(browser_on(site), visit, roles=("logistics",))
    asked = re.findall(r'data-question="([^"]+)"', lena.get("/sections/logistics").text)
    answer(visit, dict.fromkeys(asked[:-1], "dont_know"))
    answer(visit, {"marketplaces.order_defects": 0.5})
    path = f"/questions/{asked[-1]}"
    first = send(lena, path, fields_of(lena.get(path).text, path))
    answer(visit, {"profile.dangerous_goods": True, "profile.parcel_share": 50})
    answer(visit, dict.fromkeys(_open(lena), "dont_know"))
    last = send(lena, path, fields_of(lena.get(path).text, path))

    assert first.headers["location"] == f"{lena.home}/questions/profile.dangerous_goods"
    assert last.headers["location"] == lena.home
    assert "Everything asked of you is answered. Thank you." in lena.get().text


def test_a_single_question_that_cannot_be_saved_is_shown_again(on_sqlite: Visit) -> None:
    path = "/questions/logistics.pick_accuracy"
    fields = changed(
        fields_of(on_sqlite.get(path).text, path),
        {"LOG-02.figure": "99", "LOG-02.special": "dont_know"},
    )
    sent = send(on_sqlite, path, fields)

    assert sent.status_code == 422
    assert "Two answers are given that contradict each other." in sent.text
    assert "<title>Error: " in sent.text
    later = send(on_sqlite, path, changed(fields, {"LOG-02.special": None, "then": "later"}))
    assert later.headers["location"] == on_sqlite.home
    back = send(on_sqlite, path, fields | {"take_back": "logistics.pick_accuracy"})
    assert back.headers["location"] == f"{on_sqlite.home}{path}"


def test_answers_to_questions_of_others_are_not_saved(on_sqlite: Visit, site: FastAPI) -> None:
    lena = join(browser_on(site), on_sqlite, roles=("logistics",))
    fields = section(lena, "logistics", {"LOG-01.choice": "=3"})
    forged = fields | {"STR-01.choice": "=4", "STR-01.base": "0"}
    sent = send(lena, "/sections/logistics", forged)

    assert sent.status_code == 303
    assert stored(lena) == {"logistics.single_parcel": 3}


def test_nothing_is_saved_without_the_token_of_the_page(on_sqlite: Visit) -> None:
    fields = section(on_sqlite, "strategy", {"STR-01.choice": "=3", "form_token": "forged"})

    assert send(on_sqlite, "/sections/strategy", fields).status_code == 403
    sent = put(on_sqlite, "strategy.ownership", {"STR-01.choice": "=3"}, **{"X-Form-Token": "x"})
    assert sent.status_code == 403
    assert stored(on_sqlite) == {}


def test_the_script_saves_one_answer_and_hears_what_is_asked_now(lead: Visit) -> None:
    sent = put(lead, "profile.dangerous_goods", {"PRF-13.choice": "=yes", "base": "0"})
    body = sent.json()

    assert sent.status_code == 200
    assert set(body) == {"revision", "saved", "answered", "applies"}
    assert body["revision"] > 0
    assert body["answered"] is True
    assert re.fullmatch(r"Saved \d\d:\d\d", body["saved"])
    assert len(body["applies"]) == 20
    assert stored(lead) == {"profile.dangerous_goods": True}
    again = put(lead, "profile.dangerous_goods", {"PRF-13.choice": "=yes", "base": "0"})
    assert again.json()["revision"] == body["revision"]
    section_fields = put(lead, "logistics.single_parcel", {"LOG-01.choice": "=3", "base": "0"})
    assert "logistics.dangerous_goods" in section_fields.json()["applies"]
    put(lead, "profile.dangerous_goods", {"PRF-13.choice": "=no", "base": str(body["revision"])})
    after = put(lead, "logistics.single_parcel", {"LOG-01.choice": "=3", "base": "0"})
    assert "logistics.dangerous_goods" not in after.json()["applies"]


def test_the_script_hears_of_another_answer(lead: Visit) -> None:
    first = put(lead, "strategy.ownership", {"STR-01.choice": "=3", "base": "0"}).json()
    base = str(first["revision"])
    put(lead, "strategy.ownership", {"STR-01.choice": "=4", "STR-01.note": "Board", "base": base})
    sent = put(lead, "strategy.ownership", {"STR-01.choice": "=2", "base": base})
    body = sent.json()

    assert sent.status_code == 409
    assert body["code"] == "answer_changed"
    assert body["theirs"]["label"].startswith("Board-level owner")
    assert body["yours"]["label"].startswith("A board member is named")
    assert (body["theirs"]["by"], body["theirs"]["note"]) == ("Ada Muster", "Board")
    assert re.fullmatch(r"\d\d:\d\d", body["theirs"]["at"])
    kept = put(
        lead,
        "strategy.ownership",
        {"STR-01.choice": "=2", "base": str(body["theirs"]["revision"])},
    )
    assert kept.status_code == 200
    assert stored(lead) == {"strategy.ownership": 2}


@pytest.mark.parametrize(
    ("question", "fields", "code"),
    [
        ("logistics.pick_accuracy", {"LOG-02.figure": "fast alle"}, "number_unreadable"),
        ("logistics.pick_accuracy", {"LOG-02.figure": "101"}, "out_of_range"),
        ("logistics.pick_accuracy", {"LOG-02.figure": "1,234"}, "too_many_decimals"),
        ("strategy.ownership", {"STR-01.note": "Nur eine Notiz"}, "note_without_answer"),
        ("strategy.ownership", {"STR-01.choice": "=7"}, "unknown_option"),
        ("profile.buyers", {"PRF-05.choice": "dont_know"}, "dont_know_refused"),
    ],
)
def test_the_script_hears_why_an_answer_is_not_taken(
    site: FastAPI, question: str, fields: dict[str, str], code: str
) -> None:
    visit = start(browser_on(site), language="de")
    sent = put(visit, question, fields | {"base": "0"})

    assert sent.status_code == 422
    assert sent.headers["content-type"] == "application/problem+json"
    assert sent.json()["code"] == code
    assert sent.json()["detail"]
    assert sent.json()["remedy"]
    assert stored(visit) == {}


def test_the_script_hears_of_an_ended_visit_and_of_questions_of_others(
    on_sqlite: Visit, site: FastAPI
) -> None:
    lena = join(browser_on(site), on_sqlite, roles=("logistics",))
    theirs = put(lena, "strategy.ownership", {"STR-01.choice": "=3", "base": "0"})
    unknown = put(lena, "strategy.nothing", {"base": "0"})
    stranger = browser_on(site).put(
        f"{lena.home}/answers/logistics.single_parcel", headers={"Accept": "application/json"}
    )

    assert (theirs.status_code, theirs.json()["code"]) == (403, "question_not_yours")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "question_not_found")
    assert (stranger.status_code, stranger.json()["code"]) == (401, "visit_ended")


def test_a_submitted_assessment_takes_no_answers(on_sqlite: Visit) -> None:
    path = "/sections/strategy"
    fields = section(on_sqlite, "strategy", {"STR-01.choice": "=1"})
    cases = load_cases(Catalog(Settings().questionnaires).get("d2c-readiness"))
    answer(on_sqlite, dict(next(each for each in cases if each.case == "c1-nordwerk").answers))
    granted, context = on_sqlite.granted, context_of(on_sqlite.client)
    owner = (granted.account_id, granted.assessment_id)
    context.database.write_now(submit, context.catalog, *owner, context.now())
    before = rows(on_sqlite)

    assert send(on_sqlite, path, fields).status_code == 409
    sent = put(on_sqlite, "strategy.ownership", {"STR-01.choice": "=1", "base": "0"})
    assert (sent.status_code, sent.json()["code"]) == (409, "assessment_submitted")
    assert rows(on_sqlite) == before


def test_a_second_opinion_is_saved_beside_the_owners_answer(
    lead: Visit, site_on_either: FastAPI
) -> None:
    viktor = join(browser_on(site_on_either), lead, name="Viktor", roles=("sales",))
    put(lead, "strategy.alignment", {"STR-03.choice": "=4", "base": "0"})
    put(viktor, "strategy.alignment", {"STR-03.choice": "=1", "base": "0"})

    assert stored(lead) == {"strategy.alignment": 4, "strategy.alignment?": 1}
    assert 'value="=1" checked' in viktor.get("/sections/strategy").text


def answer(visit: Visit, answers: dict[str, Any]) -> None:
    """Store answers as a program would."""
    granted, context = visit.granted, context_of(visit.client)
    owner = (granted.account_id, granted.assessment_id)
    changes = AnswerChanges(answers)
    context.database.write_now(save_answers, context.catalog, *owner, changes, context.now())


def _open(visit: Visit) -> list[str]:
    """The scored questions asked of a respondent that have no answer yet."""
    page = visit.get("/sections/logistics").text
    return [
        question
        for question, revision in re.findall(r'data-question="([^"]+)" data-revision="(\d+)"', page)
        if revision == "0"
    ]
