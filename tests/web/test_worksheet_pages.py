"""Cost worksheets on their pages, without a script: typed, kept, calculated, compared."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.reports.numbers import Numbers
from readiness.services.worksheet_overview import noticed_worksheets
from readiness.settings import Settings
from tests.web.conftest import Visit, browser_on, context_of, join, post, start, token_on

MIGRATION = "platform-migration"
TCO = "/worksheets/TCO"
SHEET = f"{TCO}/new_platform"
_STAMPS = re.compile(r'name="(stamp\.[^"]+)" value="([^"]*)"')
_FIELDS = re.compile(r'<input class="figure"[^>]* name="([^"]+)" value="([^"]*)"')
_CHECKED = re.compile(r'name="([a-z_]+)" value="([a-z]*)" checked')


def example() -> dict[str, Any]:
    """The inputs of the published worked example."""
    loaded = Catalog(Settings().questionnaires).get(MIGRATION)
    case = next(each for each in load_cases(loaded) if each.case == "tco-worked-example")
    assert case.worksheet is not None
    return dict(case.worksheet.inputs)


def as_typed(inputs: dict[str, Any], language: str) -> dict[str, str]:
    """Inputs as people of a language write them."""
    numbers = Numbers(language)
    return {
        name: ("yes" if value else "no") if isinstance(value, bool) else numbers.figure(value)
        for name, value in inputs.items()
    }


def stamps_of(page: httpx2.Response) -> dict[str, str]:
    return dict(_STAMPS.findall(page.text))


def values_on(page: httpx2.Response) -> dict[str, str]:
    """What the fields of a page hold."""
    found = _FIELDS.findall(page.text) + _CHECKED.findall(page.text)
    return {name: unescape(value) for name, value in found}


def text_of(page: httpx2.Response) -> str:
    """The words of a page, with single spaces."""
    body = re.sub(r"<(script|svg|style).*?</\1>", " ", page.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def fill(visit: Visit, fields: dict[str, str], path: str = SHEET) -> httpx2.Response:
    """Type into the fields of the page as it is now, and press the button."""
    page = visit.get(path)
    return post(visit.client, f"{visit.home}{path}", stamps_of(page) | fields)


@pytest.fixture
def lead(client: TestClient) -> Visit:
    return start(client, key=MIGRATION)


@pytest.mark.parametrize(
    ("language", "amounts", "reading"),
    [
        (
            "en",
            ("-285,067", "1,471,279", "223,646", "7,505", "529,920", "2.9"),
            "the move does not pay within three years",
        ),
        (
            "de",
            ("-285.067", "1.471.279", "223.646", "7.505", "529.920", "2,9"),
            "trägt sich der Wechsel binnen drei Jahren nicht",
        ),
        (
            "nl",
            ("-285.067", "1.471.279", "223.646", "7.505", "529.920", "2,9"),
            "verdient de overstap zich niet binnen drie jaar terug",
        ),
    ],
)
def test_the_worked_example_comes_out_to_the_euro(
    client: TestClient, language: str, amounts: tuple[str, ...], reading: str
) -> None:
    visit = start(client, key=MIGRATION, language=language)
    sent = fill(visit, as_typed(example(), language))
    assert sent.status_code == 303
    assert sent.headers["location"].endswith("/worksheets/TCO/new_platform#figures")
    page = visit.get(SHEET)
    said = text_of(page).replace("−", "-")
    for amount in amounts:
        assert amount in said
    assert reading in said
    assert values_on(page)["merchandise_value"] == Numbers(language).figure(4_000_000)
    assert "<title>Error" not in page.text


def test_it_says_plainly_when_a_move_does_not_pay_and_when_it_does(lead: Visit) -> None:
    typed = as_typed(example(), "en")
    fill(lead, typed | {"implementation": "900,000"})
    assert "On money alone, the move does not pay within five years" in text_of(lead.get(SHEET))
    fill(lead, {"implementation": "0", "other_benefits": "400,000", "benefits_distinct": "yes"})
    said = text_of(lead.get(SHEET))
    assert "On money alone, the move pays within three years" in said
    assert values_on(lead.get(SHEET))["benefits_distinct"] == "yes"


def test_checks_are_printed_with_their_outcome_in_words(lead: Visit) -> None:
    fill(lead, as_typed(example(), "en") | {"training": "0", "contingency": "5"})
    said = text_of(lead.get(SHEET))
    assert "Failed There is no money for training." in said
    assert "Take care The contingency is below 10%." in said
    assert "Passed This does not apply: “There is no internal effort." in said
    fill(lead, {"training": "", "contingency": "15"})
    said = text_of(lead.get(SHEET))
    assert "Still open It cannot be told yet whether this holds: “There is no money" in said
    assert "One figure is still missing" in said


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("de", "12.500,50", "12.500,5"),
        ("de", "12.500", "12.500"),
        ("de", "12500,50 €", "12.500,5"),
        ("de", "12 500", "12.500"),
        ("nl", "12.500,50", "12.500,5"),
        ("nl", "€ 12.500,-", "12.500"),
        ("en", "12,500.50", "12,500.5"),
        ("en", "12,500", "12,500"),
        ("en", "12.5", "12.5"),
        ("de", "12.5", "12,5"),
        ("en", "12.500,50", "12,500.5"),
        ("de", "1'234'567", "1.234.567"),
    ],
)
def test_figures_are_read_as_people_of_a_language_write_them(
    client: TestClient, language: str, typed: str, shown: str
) -> None:
    visit = start(client, key=MIGRATION, language=language)
    assert fill(visit, {"software_setup": typed}).status_code == 303
    assert values_on(visit.get(SHEET))["software_setup"] == shown


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("software_setup", "about ten", "“about ten” is not a figure. Write it like 12,500.5."),
        ("software_setup", "-1", "-1 cannot be right here. From 0 to 100,000,000."),
        ("software_setup", "1.005", "Give 2 decimals at most."),
        ("software_setup", "1e400", "1e400 cannot be right here."),
        ("software_setup", "NaN", "“NaN” is not a figure."),
        ("software_setup", "9" * 900, "9999… cannot be right here."),
        ("software_setup", "1,23,4", "“1,23,4” is not a figure."),
        ("software_setup", "0.1234567890123456789", "Give 2 decimals at most."),
        ("integrations", "2.5", "Give a whole number."),
        ("contingency", "101", "101 cannot be right here. From 0 to 100."),
        ("internal_days", "1.25", "Give one decimal at most."),
        ("benefits_distinct", "perhaps", "Choose yes or no."),
    ],
)
def test_nonsense_is_kept_and_explained_beside_its_field(
    lead: Visit, field: str, typed: str, said: str
) -> None:
    sent = fill(lead, as_typed(example(), "en") | {field: typed})
    assert (sent.status_code, sent.headers["location"].endswith("new_platform")) == (303, True)
    page = lead.get(SHEET)
    assert "<title>Error: " in page.text
    assert f'<a href="#in-{field}">' in page.text
    assert f'id="in-{field}-error"' in page.text
    assert said in text_of(page)
    if field != "benefits_distinct":
        assert values_on(page)[field].replace(",", "") == typed.replace(",", "")
    assert "TCO" in text_of(page)


def test_what_is_sent_again_unchanged_changes_nothing(lead: Visit) -> None:
    fill(lead, {"software_setup": "ten", "training": "15000"})
    before = lead.get(SHEET)
    fill(lead, values_on(before))
    assert values_on(lead.get(SHEET)) == values_on(before)
    assert stamps_of(lead.get(SHEET)) == stamps_of(before)


def test_an_emptied_field_is_taken_back(lead: Visit) -> None:
    fill(lead, {"training": "15000", "benefits_distinct": "yes"})
    fill(lead, {"training": " ", "benefits_distinct": ""})
    values = values_on(lead.get(SHEET))
    assert (values["training"], values["benefits_distinct"]) == ("", "")


def test_hostile_text_appears_as_text(lead: Visit) -> None:
    bad = '"><script>alert(1)</script>\u202e{{7*7}}%(x)s\x00'
    fill(lead, {"software_setup": bad, "../x": bad, "<b>": bad})
    page = lead.get(SHEET)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}%(x)s" in page.text
    assert "\x00" not in page.text


def test_two_people_in_different_fields_do_not_disturb_each_other(
    lead: Visit, new_browser: Any
) -> None:
    colleague = join(new_browser(), lead)
    seen_by_both = stamps_of(lead.get(SHEET))
    address = f"{lead.home}{SHEET}"
    post(lead.client, address, seen_by_both | {"training": "1", "hosting": ""})
    sent = post(
        colleague.client,
        f"{colleague.home}{SHEET}",
        seen_by_both | {"hosting": "2", "training": ""},
    )
    assert sent.status_code == 303
    values = values_on(lead.get(SHEET))
    assert (values["training"], values["hosting"]) == ("1", "2")


def test_where_two_people_change_one_field_both_values_are_shown(
    lead: Visit, new_browser: Any
) -> None:
    colleague = join(new_browser(), lead)
    seen_by_both = stamps_of(lead.get(SHEET))
    post(lead.client, f"{lead.home}{SHEET}", seen_by_both | {"training": "12000"})
    page = post(
        colleague.client,
        f"{colleague.home}{SHEET}",
        seen_by_both | {"training": "15000", "hosting": "7"},
    )
    assert page.status_code == 409
    assert "Somebody else entered “12,000” meanwhile." in text_of(page)
    assert "<title>Error: " in page.text
    values = values_on(page)
    assert (values["training"], values["hosting"]) == ("15000", "7")
    assert values_on(lead.get(SHEET))["training"] == "12,000"
    kept = post(colleague.client, f"{colleague.home}{SHEET}", stamps_of(page) | values)
    assert kept.status_code == 303
    values = values_on(lead.get(SHEET))
    assert (values["training"], values["hosting"]) == ("15,000", "7")


def test_a_script_gets_what_to_show_as_data(lead: Visit) -> None:
    page = lead.get(SHEET)
    headers = {"X-Form-Token": token_on(page), "Accept": "application/json"}
    address = f"{lead.home}{SHEET}"
    typed = stamps_of(page) | as_typed(example(), "en")
    told = lead.client.put(address, data=typed, headers=headers)
    assert (told.status_code, told.json()["saved"], told.json()["revision"]) == (200, True, 1)
    assert "-285,067" in told.json()["figures"]
    assert told.json()["fields"]["day_rate"]["value"] == "480"
    again = lead.client.put(address, data=typed, headers=headers)
    assert (again.status_code, again.json()["revision"]) == (200, 1)
    clash = lead.client.put(address, data=typed | {"day_rate": "500"}, headers=headers)
    assert clash.status_code == 409
    assert clash.json()["fields"]["day_rate"]["clash"] is True
    assert clash.json()["fields"]["day_rate"]["value"] == "480"
    strange = lead.client.put(address, data=typed, headers={"Accept": "application/json"})
    assert (strange.status_code, strange.json()["code"]) == (403, "form_not_recognized")


def test_sheets_are_compared_side_by_side(lead: Visit) -> None:
    assert "No sheet is filled yet." in text_of(lead.get(TCO))
    typed = as_typed(example(), "en")
    fill(lead, typed, f"{TCO}/a_into_b")
    fill(lead, typed | {"implementation": "100,000", "horizon": "4"}, f"{TCO}/both_to_c")
    fill(lead, {"training": "1"}, f"{TCO}/b_into_a")
    said = text_of(lead.get(TCO))
    assert "Over 3 years." in said
    assert "Over 4 years." in said
    assert "Total cost of ownership TCO 1,471,279 – 1,402,279" in said
    assert "Total cost of ownership TCO – – 1,2" in said
    listed = text_of(lead.get("/worksheets"))
    assert "Both platforms move to a third Complete" in listed
    assert "The second platform moves into the first 1 of 34 figures" in listed


def test_who_may_only_read_sees_what_comes_out_and_fills_nothing(
    lead: Visit, new_browser: Any
) -> None:
    fill(lead, as_typed(example(), "en"))
    reader = join(new_browser(), lead, reading=True)
    assert "1,471,279" in text_of(reader.get(TCO))
    assert "/worksheets/TCO/new_platform" not in reader.get("/worksheets").text
    assert reader.get(SHEET).status_code == 403
    assert (
        post(reader.client, f"{reader.home}{SHEET}", page=f"{reader.home}{TCO}").status_code == 403
    )


def test_strangers_and_unknown_sheets_find_nothing(lead: Visit, new_browser: Any) -> None:
    assert new_browser().get(f"{lead.home}{SHEET}").status_code == 401
    for path in (f"{TCO}/other", "/worksheets/NONE", "/worksheets/NONE/new_platform", f"{TCO}/A"):
        assert lead.get(path).status_code == 404, path
    other = start(new_browser())
    assert other.get(SHEET).status_code == 404
    assert "This questionnaire has no worksheets." in text_of(other.get("/worksheets"))


def test_the_notice_names_worksheets_only_where_there_are_some(
    lead: Visit, new_browser: Any
) -> None:
    fill(lead, {"training": "1"})
    context, visit = context_of(lead.client), lead.granted
    whose = (visit.account_id, visit.assessment_id, "en")
    noticed = context.database.read_now(noticed_worksheets, context.catalog, *whose)
    assert [(each.code, each.begun) for each in noticed] == [("TCO", True), ("REDIRECTS", False)]
    other = start(new_browser()).granted
    whose = (other.account_id, other.assessment_id, "en")
    assert context.database.read_now(noticed_worksheets, context.catalog, *whose) == ()


def test_sheets_are_kept_on_either_database(site_on_either: FastAPI) -> None:
    visit = start(browser_on(site_on_either), key=MIGRATION)
    seen = stamps_of(visit.get(SHEET))
    assert fill(visit, as_typed(example(), "en")).status_code == 303
    assert "-285,067" in text_of(visit.get(SHEET)).replace("−", "-")
    clash = post(visit.client, f"{visit.home}{SHEET}", seen | {"training": "1"})
    assert clash.status_code == 409
