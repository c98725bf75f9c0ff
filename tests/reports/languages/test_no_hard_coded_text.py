"""Whatever a report says comes from the questionnaire's texts or from the catalogue."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from readiness import __version__
from readiness.reports import html as html_module
from readiness.reports.html import render_html
from readiness.reports.numbers import Numbers
from readiness.reports.view import FilledWorksheet, ReportView, build_view, facts
from readiness.scoring import Questionnaire, score
from tests.reports.languages.pseudo import pseudo, pseudo_questionnaire, pseudo_words
from tests.reports.view.companies import (
    COMPANIES,
    CONTEXT,
    all_unknown,
    case,
    questionnaire,
)
from tests.reports.view.migration import MOVERS, migration, mover_case, nothing_known, tco

SPOKEN = {"alt", "aria-label", "data-label", "data-part", "data-page", "data-of", "title"}
"""Attributes that are read out or printed."""
DUE = (2026, 2027, 2028)
"""The years in which steps of a plan can be due."""
A_WORD = re.compile(r"[A-Za-z]+")
GRADES_EFFORTS_AND_ROLES = {"A", "B", "C", "D", "S", "M", "L", "R", "I"}


class Spoken(HTMLParser):
    """Every text of a page that is seen or heard."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._in_style = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        self.texts += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.texts.append(data)


@pytest.fixture(autouse=True)
def made_up_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "load_words", pseudo_words)
    monkeypatch.setattr(html_module, "load_words", pseudo_words)


def report(
    source: Questionnaire, answers: dict[str, object], *sheets: FilledWorksheet
) -> ReportView:
    asked = pseudo_questionnaire(source)
    return build_view(asked, score(asked, answers), replace(CONTEXT, worksheets=sheets))


def names(asked: Questionnaire) -> Iterator[str]:
    """What is the same in every language, or was given: names, dates, codes."""
    numbers = Numbers("en")
    yield from (CONTEXT.organization, CONTEXT.account_name or "", CONTEXT.report_id or "")
    yield from (person.name for person in CONTEXT.participants)
    yield from (asked.reference, pseudo_questionnaire(asked).digest, __version__)
    days = {CONTEXT.created_at.date(), asked.as_of}
    days |= {day for s in asked.sources for day in (s.checked, s.valid_from) if day is not None}
    for day in days:
        yield from (numbers.day(day), numbers.short_day(day))
    yield from (str(name) for name in numbers.locale.territories.values())
    yield from (numbers.month(date(year, month, 1)) for year in DUE for month in range(1, 13))
    coded = (
        *asked.questions, *asked.dimensions, *asked.gates, *asked.findings, *asked.routes,
        *asked.recommendations,
    )  # fmt: skip
    yield from (entry.code for entry in coded)
    yield from (entry.code for entry in asked.indices)
    yield from (risk.code for risk in asked.risks)
    yield from (decision.code for decision in asked.decisions)
    for worksheet in asked.calculations:
        yield worksheet.currency
        yield from (entry.code for entry in worksheet.inputs)
        yield from (figure.code for figure in worksheet.figures)
    yield from (source.id for source in asked.sources)
    yield from (role.code for role in asked.roles)
    yield from (variable.id for variable in asked.variables)


def hard_coded(text: str, given: re.Pattern[str]) -> list[str]:
    """Plain words of a text beside names, codes and notes given."""
    found = A_WORD.findall(given.sub(" ", text.replace("\u00a0", " ").replace("\u200b", "")))
    return [word for word in found if word not in GRADES_EFFORTS_AND_ROLES]


def given_with(asked: Questionnaire, answers: dict[str, object]) -> re.Pattern[str]:
    """Names and codes, and the notes of these answers."""
    notes = [
        answer["not_applicable"]
        for answer in answers.values()
        if isinstance(answer, dict) and isinstance(answer.get("not_applicable"), str)
    ]
    return whole({*names(asked), *notes} - {""})


def plain_words(page: Spoken, given: re.Pattern[str]) -> dict[str, list[str]]:
    """Every text of the page with plain words in it, with those words."""
    return {text.strip(): found for text in page.texts if (found := hard_coded(text, given))}


def whole(given: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(given, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@pytest.mark.parametrize("for_print", [True, False])
@pytest.mark.parametrize("company", [*COMPANIES, "unknown", "nothing"])
def test_a_report_says_nothing_that_a_translator_cannot_reach(
    company: str, for_print: bool
) -> None:
    kinds = {"unknown": all_unknown, "nothing": dict}
    answers = dict(kinds[company]() if company in kinds else case(company).answers)
    page = Spoken(render_html(report(questionnaire(), answers), for_print=for_print))
    assert plain_words(page, given_with(questionnaire(), answers)) == {}


@pytest.mark.parametrize("for_print", [True, False])
@pytest.mark.parametrize("company", [*MOVERS, "nothing", "unknown"])
def test_a_report_that_decides_says_nothing_that_a_translator_cannot_reach(
    company: str, for_print: bool
) -> None:
    kinds = {"unknown": nothing_known, "nothing": dict}
    answers = dict(kinds[company]() if company in kinds else mover_case(company).answers)
    sheets = (tco(horizon=8), tco("a_into_b", data_service=None, consultant=-1, training=0))
    page = Spoken(render_html(report(migration(), answers, *sheets), for_print=for_print))
    assert plain_words(page, given_with(migration(), answers)) == {}


def test_a_hard_coded_word_is_noticed() -> None:
    assert hard_coded(f"{pseudo('Score')} of {pseudo('100')}", whole(["LOG-01"])) == ["of"]
    assert hard_coded("LOG-01 «×»", whole(["LOG-01"])) == []
