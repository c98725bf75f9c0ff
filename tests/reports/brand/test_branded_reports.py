"""What a brand changes in a report, and what it leaves alone."""

import re
from dataclasses import replace

import pytest

from readiness.reports.brand import Brand
from readiness.reports.charts import PALETTE
from readiness.reports.editions import Edition
from readiness.reports.html import print_css, render_html
from readiness.reports.logo_pictures import make_safe
from readiness.reports.pdf import PdfRenderer
from readiness.reports.view import EarlierResult, ReportView, build_view
from tests.reports.brand.logo_files import SOUND_DRAWING, png
from tests.reports.html.page import Page
from tests.reports.view.companies import CONTEXT, CREATED_AT, questionnaire, result

BRAND = Brand(
    name="Tellmann & Lux",
    primary="#7A1022",
    accent="#C8102E",
    logo=make_safe(SOUND_DRAWING),
    contact="Tellmann & Lux\nDr Ada Muster\nada@example.com\nHafenstrasse 12",
    cover_text={"en": "For the strategy day."},
    closing_text={"en": "We help.\n\nAsk us."},
    level_names={"en": {4: "Front runner"}},
)
COMPANY = "c1-nordwerk"
OF_HOUSE = ("#0F766E", "#8FD3C7", "#14615C")
"""Colours of the house that no part of a branded report is drawn in, verdicts aside."""


def branded(brand: Brand = BRAND, language: str = "en") -> ReportView:
    """The report of a company in a brand."""
    context = replace(CONTEXT, brand=brand, language=language)
    return build_view(questionnaire(), result(COMPANY), context)


def cover_of(html: str) -> str:
    return html[html.index('<section class="cover') : html.index("<main>")]


@pytest.mark.parametrize("for_print", [True, False])
def test_cover_and_closing_page_say_whose_report_it_is(for_print: bool) -> None:
    html = render_html(branded(), for_print=for_print)
    page, cover = Page(html), Page(cover_of(html))
    assert "Logo of Tellmann & Lux" in cover.alternatives
    for said in ("Prepared by", "Tellmann & Lux", "Dr Ada Muster", "For the strategy day."):
        assert said in cover.text
    assert "Hafenstrasse 12" not in cover.text
    assert ("h2", "Tellmann & Lux") in page.headings
    assert page.text.endswith(
        "We help. Ask us. Tellmann & Lux Dr Ada Muster ada@example.com Hafenstrasse 12"
    )


def test_the_running_foot_begins_with_the_brand() -> None:
    html = render_html(branded(), for_print=True)
    assert 'data-foot="Tellmann &amp; Lux · rep_01JD8Q4ZK3M2"' in html
    longer = render_html(branded(replace(BRAND, name="x" * 120)), for_print=True)
    foot = re.search(r'data-foot="([^"]*)"', longer)
    assert foot is not None
    assert len(foot[1]) < 80


def test_own_names_of_levels_stand_wherever_the_houses_would() -> None:
    own = questionnaire().texts["en"].levels
    taken = own[questionnaire().levels[3].id].name
    made = branded()
    page = Page(render_html(made, for_print=False))
    assert (made.summary.level_name, made.cover.level_label) == ("Front runner",) * 2
    assert "Front runner" in [step.name for step in made.profile.ladder]
    assert page.text.count("Front runner") > 5
    assert taken not in page.text
    assert branded(language="de").summary.level_name != "Front runner"


def test_texts_in_other_languages_are_left_out() -> None:
    made = branded(language="nl").brand
    assert (made.cover_text, made.closing) == ((), ())
    assert made.name == "Tellmann & Lux"


def test_charts_and_cover_take_the_brands_colours_and_verdicts_do_not() -> None:
    html = render_html(branded(), for_print=False)
    shapes = re.sub(r"<style>.*?</style>|class=\"verdict.*?</span>", "", html, flags=re.DOTALL)
    marks = "".join(
        re.findall(
            r"<figure class=\"(?:side gauge|radar|ladder)\".*?</figure>", shapes, flags=re.DOTALL
        )
    )
    assert "#C8102E" in marks
    assert [colour for colour in OF_HOUSE if colour in marks] == []
    assert ":root{--primary:#7A1022;" in html
    assert ".go{--tone:#0F766E" in html


def test_a_report_without_a_brand_is_the_houses() -> None:
    html = render_html(branded(Brand()), for_print=True)
    assert "<style>" not in html
    assert 'class="cover-plate' not in html
    assert 'class="part closing"' not in html
    assert "Brunner &amp; Partner" in cover_of(html)


def test_a_brands_words_cannot_become_markup() -> None:
    hostile = '</style><script>alert(1)</script>"><img src=x>'
    words = {"en": hostile}
    made = branded(
        replace(
            BRAND,
            name=hostile,
            contact=hostile,
            cover_text=words,
            closing_text=words,
            level_names={"en": {4: hostile}},
        )
    )
    page = Page(render_html(made, for_print=False))
    assert "script" not in page.tags
    assert page.misnested == []
    assert "x" not in page.references


def test_the_json_of_a_report_describes_the_logo_without_its_bytes() -> None:
    logo = branded().model_dump(mode="json")["brand"]["logo"]
    assert set(logo) == {"alternative", "width", "height", "ground"}


def test_a_branded_pdf_is_the_same_bytes_each_time_and_stays_small() -> None:
    made = branded()
    html, css = render_html(made, for_print=True), print_css()
    with PdfRenderer(workers=1) as renderer:
        first, second = (
            renderer.render(html, css, title=made.title, language="en", created=CREATED_AT)
            for _ in range(2)
        )
    assert first == second
    assert len(first) < 320_000


def test_a_white_logo_stands_on_the_brands_colour() -> None:
    white = make_safe(png((600, 200), (255, 255, 255, 255)))
    html = render_html(branded(replace(BRAND, logo=white)), for_print=True)
    assert "cover-plate logo-high on-dark" in html
    assert "closing-logo logo-high on-dark" in html


@pytest.mark.parametrize("edition", ["full", "management", "annex"])
def test_no_chart_of_any_edition_keeps_the_houses_tones(edition: Edition) -> None:
    context = replace(CONTEXT, brand=BRAND, edition=edition)
    earlier = EarlierResult(result("c2-schleifkraft"), CREATED_AT)
    made = build_view(questionnaire(), result(COMPANY), replace(context, earlier=earlier))
    html = render_html(made, for_print=False)
    drawn = "".join(re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL))
    assert "#C8102E" in drawn or edition == "annex"
    tones = {tone.fill for tone in PALETTE.levels} | {PALETTE.accent_soft, PALETTE.bright}
    assert [tone for tone in tones if tone in drawn] == []
    assert "Logo of Tellmann" in html
