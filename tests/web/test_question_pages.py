"""The overview, the pages of sections and of single questions: who sees what, and how heavy."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.services.assessments import AnswerChanges, save_answers, submit
from readiness.settings import Settings
from tests.web.conftest import Visit, context_of, join, start

MOST_FURTHER_BYTES = 15_000
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.fixture
def lead(client: TestClient) -> Visit:
    """Who started, with all roles."""
    return start(client)


def questions_on(page: str) -> list[str]:
    return re.findall(r'data-question="([^"]+)"', page)


def answer(visit: Visit, answers: dict[str, Any], **more: Any) -> None:
    """Store answers as a program would."""
    context, granted = context_of(visit.client), visit.granted
    context.database.write_now(
        save_answers,
        context.catalog,
        granted.account_id,
        granted.assessment_id,
        AnswerChanges(answers, **more),
        context.now(),
    )


def complete(visit: Visit) -> None:
    """Answer everything, and submit as the pages do."""
    context, granted = context_of(visit.client), visit.granted
    answer(visit, answers_of("c1-nordwerk"))
    owner = (granted.account_id, granted.assessment_id)
    context.database.write_now(submit, context.catalog, *owner, context.now())


def answers_of(case_name: str) -> dict[str, Any]:
    loaded = Catalog(Settings().questionnaires).get("d2c-readiness")
    return next(dict(each.answers) for each in load_cases(loaded) if each.case == case_name)


def test_the_overview_greets_and_lists_every_section_with_role_and_minutes(lead: Visit) -> None:
    page = lead.get().text

    assert "Welcome, Ada Muster" in page
    assert "0 of 80 answered" in page
    for name in ("Your company", "Parcel logistics", "Channel &amp; partner policy"):
        assert name in page
    assert page.count("Not started") == 9
    assert "Management, Finance" in page
    assert re.search(r"about \d+ minutes left", page)


def test_phones_are_led_to_one_question_and_desks_to_the_section(lead: Visit) -> None:
    page = lead.get().text

    assert f'<a class="desk-only" href="{lead.home}/sections/strategy">' in page
    assert f'<a class="phone-only" href="{lead.home}/questions/strategy.ownership">' in page
    assert f'phone-only" href="{lead.home}/questions/profile.countries">Begin' in page
    assert f'desk-only" href="{lead.home}/sections/profile#q-PRF-01">Begin' in page


def test_the_overview_goes_on_with_the_first_open_question(lead: Visit) -> None:
    profile = {
        name: value for name, value in answers_of("c1-nordwerk").items() if "profile." in name
    }
    answer(lead, profile | {"strategy.ownership": 3})
    page = lead.get().text

    assert "Continue" in page
    assert "/sections/strategy#q-STR-02" in page
    assert "Complete" in page
    assert "In progress" in page


def test_a_colleague_sees_only_what_is_theirs(lead: Visit, new_browser: Any) -> None:
    lena = join(new_browser(), lead, name="Lena Lager", roles=("logistics",))
    page = lena.get().text

    assert "Welcome, Lena Lager" in page
    assert "Parcel logistics" in page
    assert "Strategy, leadership" not in page


def test_a_section_shows_every_question_with_full_sentences(lead: Visit) -> None:
    page = lead.get("/sections/strategy").text

    assert len(questions_on(page)) == 6
    assert "Board-level owner; objectives cascaded into sales, logistics and IT targets" in page
    assert "Direct access to users is decided at the top or not at all" in page
    assert "M-57" in page
    assert "vendor claim" in page
    assert "Board minutes, strategy paper, target agreements." in page
    assert "Save and come back later" in page


def test_number_questions_show_unit_range_and_bands(lead: Visit) -> None:
    page = lead.get("/questions/logistics.pick_accuracy").text

    assert 'inputmode="decimal"' in page
    assert "Between 0 and 100% of lines" in page
    assert "I can only estimate" in page
    assert "99.5 to &lt; 99.9%" in page
    assert "Don’t know" in page
    assert "Does not apply" not in page


def test_what_must_be_answered_offers_no_dont_know(lead: Visit) -> None:
    assert 'value="dont_know"' not in lead.get("/questions/profile.buyers").text


def test_does_not_apply_is_offered_where_the_questionnaire_allows_it(lead: Visit) -> None:
    page = lead.get("/questions/customers.repeat_rate").text

    assert 'value="not_applicable"' in page
    assert "Choose &#34;not applicable&#34; if you have no direct customers yet" in page
    assert "Why it does not apply, in one line" in page


def test_a_single_question_says_where_it_stands(lead: Visit) -> None:
    first = lead.get("/questions/strategy.ownership").text
    last = lead.get("/questions/strategy.named_roles").text

    assert "Question 1 of 6" in first
    assert "Question 6 of 6" in last
    assert 'rel="next"' in first
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    assert first.count("<h1>") == 1


def test_branching_decides_which_pages_there_are(lead: Visit) -> None:
    answer(lead, {"profile.dangerous_goods": False})

    assert "logistics.dangerous_goods" not in questions_on(lead.get("/sections/logistics").text)
    assert lead.get("/questions/logistics.dangerous_goods").status_code == 404
    answer(lead, {"profile.dangerous_goods": True})
    assert lead.get("/questions/logistics.dangerous_goods").status_code == 200


@pytest.mark.parametrize(
    "path", ["/sections/nothing", "/questions/nothing.there", "/sections/%00", "/questions/%2E%2E"]
)
def test_what_is_not_there_is_not_found(lead: Visit, path: str) -> None:
    assert lead.get(path).status_code == 404


def test_questions_of_other_roles_have_no_page(lead: Visit, new_browser: Any) -> None:
    lena = join(new_browser(), lead, roles=("logistics",))

    assert lena.get("/questions/strategy.ownership").status_code == 404
    assert "Nothing in this section is asked of you." in lena.get("/sections/strategy").text


def test_a_second_opinion_is_asked_without_showing_the_owners_answer(
    lead: Visit, new_browser: Any
) -> None:
    viktor = join(new_browser(), lead, name="Viktor", roles=("sales",))
    answer(lead, {"strategy.alignment": 4}, notes={"strategy.alignment": "We all agree."})
    page = viktor.get("/sections/strategy").text

    assert questions_on(page) == ["strategy.alignment"]
    assert "second opinion" in page
    assert 'value="=4" checked' not in page
    assert "We all agree." not in page
    assert 'data-revision="0"' in page


def test_who_may_only_read_is_led_to_the_results(lead: Visit, new_browser: Any) -> None:
    reader = join(new_browser(), lead, reading=True)
    sent = reader.get()

    assert (sent.status_code, sent.headers["location"]) == (303, f"{reader.home}/results")
    assert reader.get("/sections/strategy").status_code == 403


def test_a_stranger_sees_nothing(lead: Visit, new_browser: Any) -> None:
    stranger = new_browser()
    for path in ("", "/sections/strategy", "/questions/strategy.ownership"):
        assert stranger.get(f"{lead.home}{path}").status_code == 401


def test_the_same_place_in_another_language_is_the_same_address(lead: Visit) -> None:
    german = lead.client.get(f"/de{lead.home[3:]}/sections/logistics")

    assert german.status_code == 200
    assert "Paketlogistik und Retouren" in german.text
    assert f'href="/en{lead.home[3:]}/sections/logistics"' in german.text


def test_after_submitting_answers_are_read_only(lead: Visit) -> None:
    complete(lead)
    overview, section = lead.get().text, lead.get("/sections/logistics").text
    single = lead.get("/questions/logistics.pick_accuracy").text

    assert "Submitted on" in overview
    assert f"{lead.home}/results" in overview
    for page in (section, single):
        assert "cannot be changed now" in page
        assert "<fieldset" not in page
        assert "data-question" not in page
    assert re.search(r'<p class="note good">[^<]+</p>', single)


def test_words_of_people_appear_as_text(client: TestClient) -> None:
    lead = start(client, organization=HOSTILE, name=HOSTILE)
    answer(
        lead,
        {"customers.repeat_rate": {"not_applicable": HOSTILE}, "strategy.ownership": 3},
        notes={"strategy.ownership": f"</textarea>{HOSTILE}"},
        answered_by=HOSTILE,
    )
    for path in ("", "/sections/customers", "/sections/strategy", "/questions/strategy.ownership"):
        page = lead.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("key", ["d2c-readiness", "platform-migration"])
@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_a_further_page_of_questions_is_light(client: TestClient, key: str, language: str) -> None:
    lead = start(client, key=key, language=language)
    sections = dict.fromkeys(re.findall(r"/sections/([a-z_]+)", lead.get().text))
    assert len(sections) >= 8
    for section in sections:
        page = lead.get(f"/sections/{section}", headers={"Accept-Encoding": "gzip"})
        transferred = int(page.headers["content-length"])
        assert page.headers["content-encoding"] == "gzip"
        assert transferred <= MOST_FURTHER_BYTES, (section, transferred)
        first = questions_on(page.text)[0]
        single = lead.get(f"/questions/{first}", headers={"Accept-Encoding": "gzip"})
        assert int(single.headers["content-length"]) <= MOST_FURTHER_BYTES / 2


def test_the_lead_chooses_between_quick_scan_and_all(lead: Visit, new_browser: Any) -> None:
    answer(lead, {"logistics.pick_accuracy": 99.5})
    assert "Switch to the quick scan" in lead.get().text
    sent = lead.post("/mode", {"mode": "quick"}, page="")
    assert (sent.status_code, sent.headers["location"]) == (303, lead.home)
    quick = lead.get().text
    assert "You are in the quick scan" in quick
    assert "of 40 answered" in quick
    colleague = join(new_browser(), lead, roles=("logistics",))
    assert "Extend to the full assessment" not in colleague.get().text
    refused = colleague.post("/mode", {"mode": "full"}, page="")
    assert refused.status_code == 403
    lead.post("/mode", {"mode": "full"}, page="")
    assert 'value="99.5"' in lead.get("/questions/logistics.pick_accuracy").text


def test_a_questionnaire_without_a_core_does_not_offer_the_quick_scan(client: TestClient) -> None:
    lead = start(client, key="platform-migration")

    assert "quick scan" not in lead.get().text
    assert lead.post("/mode", {"mode": "quick"}, page="").status_code == 409
