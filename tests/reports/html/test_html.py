import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import pytest

from readiness.reports.html import print_css, render_html
from readiness.reports.view import Participant, build_view
from readiness.scoring import score
from readiness.scoring.texts import (
    UNTRANSLATED_END,
    UNTRANSLATED_START,
    NamedText,
    untranslated,
)
from tests.reports.html.page import Page, spaced
from tests.reports.view.companies import (
    COMPANIES,
    CONTEXT,
    all_unknown,
    case,
    routes_of,
    view,
    view_of,
)
from tests.reports.view.small_report import small_questionnaire, small_view

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(1)> & Söhne'


@lru_cache
def page(company: str, *, for_print: bool) -> Page:
    return Page(render_html(view(company), for_print=for_print))


@pytest.mark.parametrize("company", COMPANIES)
def test_every_statement_of_the_view_is_on_the_page(company: str) -> None:
    made, text = view(company), page(company, for_print=False).text
    said = [action.text for window in made.plan.windows for action in window.actions]
    said += [action.text for action in (*made.annex.remaining, *made.annex.not_relevant)]
    said += [gate.text for gate in made.gates.gates]
    said += [note.text for gate in made.gates.gates for note in gate.notes]
    said += [finding.text for finding in made.findings.findings]
    said += [route.next_step for route in routes_of(made).routes]
    said += [variant.text for route in routes_of(made).routes for variant in route.variants]
    said += [dimension.level_line for dimension in made.profile.dimensions]
    said += [source.text for source in made.sources.law]
    said += [answer.title for group in made.annex.answers for answer in group.answers]
    said += [made.summary.title, made.summary.sentence, *made.method.disclaimer]
    assert [statement for statement in said if spaced(statement) not in text] == []


@pytest.mark.parametrize("company", COMPANIES)
def test_paper_and_screen_say_the_same(company: str) -> None:
    definitions = {spaced(d.definition) for d in view(company).profile.dimensions}
    screen = page(company, for_print=False).text
    for definition in definitions:
        screen = screen.replace(definition, "")
    assert spaced(screen) == page(company, for_print=True).text


@pytest.mark.parametrize("for_print", [True, False])
@pytest.mark.parametrize("company", COMPANIES)
def test_the_markup_is_sound(company: str, for_print: bool) -> None:
    made = page(company, for_print=for_print)
    assert made.misnested == []
    assert made.open_tags == []
    assert len(made.ids) == len(set(made.ids))
    assert not re.search(r"\{\{|\{%|%\(|\bUndefined\b", made.text)


@pytest.mark.parametrize("company", COMPANIES)
def test_headings_start_with_the_organization_and_never_jump(company: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(company, for_print=True).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("company", COMPANIES)
def test_header_cells_have_a_scope_and_tables_a_caption(company: str) -> None:
    made = page(company, for_print=True)
    assert all(cell.get("scope") in ("col", "row") for cell in made.header_cells)
    assert len(made.captions) == made.tables
    assert all(made.captions)


def test_every_chart_has_an_alternative_text_of_its_own_that_says_the_values() -> None:
    made, texts = view("c4-holtmann"), page("c4-holtmann", for_print=True).alternatives
    assert len(texts) == len(set(texts)) > 10
    assert all(len(text) > 12 for text in texts)
    radar = next(text for text in texts if text.startswith("Scores of 100 by dimension"))
    assert all(f"{d.name} {d.score_label}" in radar for d in made.profile.dimensions)


@pytest.mark.parametrize("for_print", [True, False])
def test_nothing_is_loaded_from_outside(for_print: bool) -> None:
    html = render_html(view("c3-delta"), for_print=for_print)
    made = Page(html)
    assert all(reference.startswith(("#", "data:")) for reference in made.references)
    outside = set(re.findall(r"https?://[^\s\"'<)]+", html)) - {"http://www.w3.org/2000/svg"}
    assert outside == set()
    assert not made.tags & {"script", "link", "iframe", "object", "embed", "base", "form"}
    assert not re.search(r"@import|url\((?!data:)", html)


def test_the_web_page_carries_its_style_and_the_print_page_leaves_it_to_the_sheet() -> None:
    assert "<style>" in render_html(view("c5-falke"), for_print=False)
    assert "<style>" not in render_html(view("c5-falke"), for_print=True)
    assert "@page" in print_css()


def test_hostile_names_and_reasons_stay_text() -> None:
    answers = {**case("c2-schleifkraft").answers}
    key = next(key for key, answer in answers.items() if answer == "not_applicable")
    answers[key] = {"not_applicable": HOSTILE}
    context = replace(
        CONTEXT,
        organization=HOSTILE,
        account_name=HOSTILE,
        report_id=HOSTILE,
        country=HOSTILE,
        participants=(Participant(HOSTILE, HOSTILE),),
    )
    for for_print in (True, False):
        html = render_html(view_of(answers, context=context), for_print=for_print)
        made = Page(html)
        assert made.misnested == []
        assert "script" not in made.tags
        assert "onerror" not in made.attributes
        assert made.text.count("alert(1)") >= 6
        assert "<script" not in html


def test_control_and_direction_characters_never_reach_a_page() -> None:
    context = replace(CONTEXT, organization="Fal\u202eke\x07 \U0001f600 Werke\u0000 " + "x" * 400)
    html = render_html(view_of({}, context=context), for_print=True)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", html)
    assert not re.search(r"x{60}", html)


def test_the_same_view_gives_the_same_page() -> None:
    for for_print in (True, False):
        first = render_html(view("c6-lindner"), for_print=for_print)
        assert first == render_html(view("c6-lindner"), for_print=for_print)


def test_long_names_are_set_smaller() -> None:
    def heading(name: str) -> str:
        made = view_of({}, context=replace(CONTEXT, organization=name))
        found = re.search(r'<h1 class="([\w-]+)"', render_html(made, for_print=True))
        assert found is not None
        return found[1]

    assert heading("Kurz AG") == "name-large"
    assert heading("Holtmann Dachsysteme GmbH & Co. KG") == "name-medium"
    assert heading("Beteiligungsgesellschaft " * 6) == "name-small"


@pytest.mark.parametrize(
    "answers", [{}, {"PRF-06": 2}, all_unknown()], ids=["none", "one", "unknown"]
)
def test_hardly_any_answers_still_make_a_page(answers: dict[str, object]) -> None:
    made = Page(render_html(view_of(answers), for_print=True))
    assert made.misnested == []
    assert "Not yet closed" in made.text or "don't know" in made.text


def test_a_questionnaire_with_two_dimensions_and_no_routes_makes_a_page_without_their_charts() -> (
    None
):
    answers = {"CARE-01": 4, "CARE-02": 1, "SPEED-01": 2}
    made = Page(render_html(small_view(answers), for_print=True))
    assert not re.search(r"\b[Rr]outes?\b", made.text)
    assert not any("Scores of 100 by dimension" in text for text in made.alternatives)
    assert "You stand at level 1, Beginning" in made.text


@pytest.mark.parametrize("for_print", [True, False])
def test_texts_not_translated_say_their_language(for_print: bool) -> None:
    asked = small_questionnaire()
    english = asked.texts["en"]
    german = english.model_copy(
        update={
            "title": untranslated("Small check", "en"),
            "disclaimer": untranslated("A <b>sample</b>.", "en"),
            "roles": {"chief": NamedText(name=untranslated("Chief", "en"))},
        }
    )
    mixed = asked.model_copy(update={"texts": {"en": english, "de": german}})
    made = build_view(mixed, score(mixed, {}), replace(CONTEXT, language="de", participants=()))
    html = render_html(made, for_print=for_print)
    sign = '<span lang="en"><span class="language">en</span> '
    assert f"<p>{sign}A &lt;b&gt;sample&lt;/b&gt;.</span></p>" in html
    assert f"Rollen: {sign}Chief</span>." in html
    assert "<title>(en) Small check – Muster &amp; Söhne GmbH</title>" in html
    assert not {UNTRANSLATED_START, UNTRANSLATED_END} & set(html)
    assert Page(html).misnested == []


def test_no_table_is_without_rows() -> None:
    asked_twice = {"strategy.alignment": 4}
    made = view_of({**case("c1-nordwerk").answers, **asked_twice}, {"strategy.alignment": 1})
    assert "X-16" in {finding.code for finding in made.findings.findings}
    for for_print in (True, False):
        html = render_html(made, for_print=for_print)
        assert not re.search(r"<tbody[^>]*>\s*</tbody>", html)
