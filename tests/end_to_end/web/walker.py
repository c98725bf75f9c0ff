"""A person who answers whole sections on their pages, with a script or without."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from readiness.catalog.cases import Case, load_cases
from readiness.catalog.catalog import Catalog
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)
from readiness.settings import Settings

SAVED_MS = 20_000
"""How long saving may take on a machine that is busy with other things."""


@lru_cache
def company(name: str, questionnaire: str = "d2c-readiness") -> Case:
    """A sample company with its answers and what they come to."""
    loaded = Catalog(Settings().questionnaires).get(questionnaire)
    return next(case for case in load_cases(loaded) if case.case.startswith(name))


@lru_cache
def questions(questionnaire: str = "d2c-readiness") -> Mapping[str, Question]:
    """The questions by id."""
    found = Catalog(Settings().questionnaires).get(questionnaire).questionnaire
    return {question.id: question for question in found.questions}


class Walker:
    """A browser's page in an assessment; `home` is where its tasks are listed."""

    def __init__(self, page: Page, home: str, answers: Mapping[str, Any]) -> None:
        self.page = page
        self.home = home
        self.answers = answers
        self.given: list[str] = []

    def sections(self) -> list[str]:
        """The sections with something to answer, as the task list shows them."""
        self.page.goto(self.home)
        links = self.page.locator(".tasks .task-name a.desk-only, .tasks .task-name a").all()
        addresses = [link.get_attribute("href") or "" for link in links]
        found = [each.rpartition("/")[2] for each in addresses if "/sections/" in each]
        return list(dict.fromkeys(found))

    def answer_everything(self) -> None:
        """Answer all that is asked of this person, a section at a time."""
        for section in self.sections():
            self.answer_section(section)

    def answer_section(self, section: str) -> None:
        """Answer a section, also what is asked only because of an answer in it, then go on."""
        self.page.goto(f"{self.home}/sections/{section}")
        open_before = -1
        while open_before != (found := len(self._unanswered())) and found:
            open_before = found
            for question_id in self._unanswered():
                self._answer(question_id)
            self._save_and_go_on()
            expect(self.page.locator("#errors")).to_have_count(0)
            self.page.goto(f"{self.home}/sections/{section}")

    def _save_and_go_on(self) -> None:
        """Press the button; where the service was slow the page says so, then once more."""
        button = self.page.locator("main .actions button[name=then][value=next]")
        for patience in (SAVED_MS, SAVED_MS, 3 * SAVED_MS):
            try:
                with self.page.expect_navigation(timeout=patience):
                    button.click()
                return
            except TookTooLong:
                continue
        raise AssertionError(f"{self.page.url}: {self.page.locator('form').inner_text()[-500:]}")

    def _unanswered(self) -> list[str]:
        """The questions without an answer that the company's answers know."""
        waiting = self.page.locator('fieldset.question[data-revision="0"]').all()
        found = [each.get_attribute("data-question") or "" for each in waiting]
        return [question_id for question_id in found if question_id in self.answers]

    def _answer(self, question_id: str) -> None:
        fieldset = self.page.locator(f'[data-question="{question_id}"]')
        fill(fieldset, questions()[question_id], self.answers[question_id])
        self.given.append(question_id)


def fill(fieldset: Locator, question: Question, answer: Any) -> None:
    """Put an answer, as files of answers have it, into the fields of its question."""
    match answer:
        case "dont_know" | "not_applicable":
            fieldset.locator(f'[value="{answer}"]').check()
        case {"not_applicable": reason}:
            fieldset.locator('[value="not_applicable"]').check()
            fieldset.locator('input[name$=".reason"]').fill(str(reason))
        case {"band": value} if isinstance(question, MultipleQuestion):
            band = next(each for each in question.bands if each.value == value)
            number = next(n for n in range(len(question.items) + 1) if band.holds(n))
            _fill_value(fieldset, question, [item.id for item in question.items[:number]])
        case {"band": value}:
            chosen = fieldset.locator(f'[name$=".band"][value="{value}"]')
            if not chosen.is_visible():
                fieldset.locator('details:has([name$=".band"]) > summary').click()
            chosen.check()
        case _:
            _fill_value(fieldset, question, answer)


def _fill_value(fieldset: Locator, question: Question, answer: Any) -> None:
    match question:
        case SingleQuestion():
            wanted = next(o.value for o in question.options if answer in (o.value, *o.aliases))
            fieldset.locator(f'[name$=".choice"][value="={wanted}"]').check()
        case BooleanQuestion():
            fieldset.locator('[name$=".choice"]').nth(0 if answer else 1).check()
        case MultipleQuestion():
            for given in answer:
                item = next(i.id for i in question.items if given in (i.id, *i.aliases))
                fieldset.locator(f'[name$=".item"][value="{item}"]').check()
            if not answer:
                fieldset.locator('[name$=".none"]').check()
        case NumberQuestion():
            fieldset.locator('[name$=".figure"]').fill(f"{answer:g}")
        case _:
            fieldset.locator('[name$=".text"]').fill(str(answer))
