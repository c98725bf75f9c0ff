"""The chapter on what changed since the earlier result."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from readiness.reports.html import render_html
from readiness.reports.view import EarlierResult, build_view
from readiness.reports.view.comparison_parts import Comparison
from readiness.scoring import Result, parse_answers, score
from tests.reports.html.page import Page, spaced
from tests.reports.view.companies import CONTEXT, case, questionnaire, result, view

COMPANY = "c3-delta"
BEFORE = datetime(2026, 3, 3, 8, tzinfo=UTC)


def scored(**changed: object) -> Result:
    """The company's result with some answers changed, by code."""
    answers = {**case(COMPANY).answers, **by_id(changed)}
    return score(questionnaire(), parse_answers(questionnaire(), answers))


def by_id(changed: Mapping[str, object]) -> dict[str, object]:
    ids = {question.code: question.id for question in questionnaire().questions}
    return {ids[code.replace("_", "-")]: value for code, value in changed.items()}


def compared(before: Result, after: Result | None = None) -> Comparison:
    context = replace(CONTEXT, earlier=EarlierResult(before, BEFORE))
    made = build_view(questionnaire(), after or result(COMPANY), context)
    assert made.comparison is not None
    return made.comparison


def test_without_an_earlier_result_there_is_no_chapter() -> None:
    assert view(COMPANY).comparison is None
    assert "Comparison" not in Page(render_html(view(COMPANY), for_print=True)).text


def test_the_title_says_the_change_and_since_when() -> None:
    better = compared(scored(LOG_01=0, LOG_02=0))
    assert better.title.startswith("Up by ")
    assert better.title.endswith(" points since 3 March 2026")
    assert compared(result(COMPANY), scored(LOG_01=0)).title.startswith("Down by ")
    assert compared(result(COMPANY)).title == "Nothing has changed since 3 March 2026"


def test_a_result_without_score_is_compared_without_points() -> None:
    nothing = score(questionnaire(), parse_answers(questionnaire(), {}))
    made = compared(nothing)
    assert made.title == "What has changed since 3 March 2026"
    assert {row.change_label for row in made.scores} == {"–"}
    assert [row.before_label for row in made.scores][:2] == ["–", "–"]


def test_every_dimension_stands_beside_its_earlier_score() -> None:
    made = compared(scored(LOG_01=0))
    overall, *dimensions = made.scores
    assert overall.total
    assert [row.code for row in dimensions] == [d.code for d in questionnaire().dimensions]
    logistics = next(row for row in dimensions if row.code == "LOG")
    assert logistics.before is not None
    assert logistics.after is not None
    assert logistics.change_label == f"+{logistics.after - logistics.before:.1f}"
    assert {row.change_label for row in dimensions if row.code != "LOG"} == {"±0.0"}


def test_notes_count_gates_and_the_actions_of_the_earlier_plan() -> None:
    made = compared(scored(LOG_01=0), scored(LOG_01=4, COM_07=0))
    assert "One gate is cleared." in made.notes
    assert "One gate is new." in made.notes
    assert any("actions of the earlier plan" in note for note in made.notes)


def test_another_version_of_the_questionnaire_is_named() -> None:
    before = result(COMPANY).model_copy(update={"questionnaire": "d2c-readiness@2025.2.0"})
    assert any("d2c-readiness@2025.2.0" in note for note in compared(before).notes)


def test_a_dimension_that_is_new_has_no_earlier_score() -> None:
    before = result(COMPANY)
    shorter = before.model_copy(update={"dimensions": before.dimensions[1:]})
    assert compared(shorter).scores[1].before is None


def test_the_page_shows_chart_figures_gates_routes_and_actions() -> None:
    context = replace(CONTEXT, earlier=EarlierResult(scored(LOG_01=0, LOG_02=0), BEFORE))
    made = build_view(questionnaire(), result(COMPANY), context)
    assert made.comparison is not None
    for for_print in (True, False):
        page = Page(render_html(made, for_print=for_print))
        difference = made.comparison.difference
        said = [change.name for group in difference.groups for change in group.changes
                if group.kind != "dimensions"]  # fmt: skip
        said += [name for named in difference.lists for name in named.names]
        said += [made.comparison.title, made.comparison.lead, *made.comparison.notes]
        assert [words for words in said if spaced(words) not in page.text] == []
        assert len(page.ids) == len(set(page.ids))
    alternatives = Page(render_html(made, for_print=True)).alternatives
    chart = next(text for text in map(spaced, alternatives) if "3 March 2026 and now" in text)
    assert all(f"{row.name} {row.before_label}, now" in chart for row in made.comparison.scores)
