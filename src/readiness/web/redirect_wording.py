"""Redirect sheets in the words of the page: what was found, why one is refused, a sample."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from readiness.redirects.summary import RowProblem, SheetSummary
from readiness.reports.numbers import Numbers
from readiness.reports.words import Words
from readiness.scoring.texts import Texts
from readiness.scoring.worksheets.table import Severity, TableWorksheet
from readiness.scoring.worksheets.texts import TableText
from readiness.services.sheet_answers import FeedPreview
from readiness.storage.tables import SheetUpload

PROBLEMS_SHOWN: Final = 50
_SAMPLE: Final = {
    "old_url": ("https://shop.example.com/drills/p-100", "https://shop.example.com/old-campaign"),
    "source": ("sitemap", "log"),
    "visits_16_months": ("1250", "0"),
    "backlinks": ("8", "0"),
    "status_code": ("200", "200"),
    "existing_hops": ("0", "0"),
    "new_url": ("https://www.example.com/drills/drill-100", ""),
    "match_type": ("same", "gone"),
}
_YES_NO: Final = {"de": ("ja", "nein"), "nl": ("ja", "nee"), "en": ("yes", "no")}


@dataclass(frozen=True, slots=True)
class FoundKind:
    """A kind of problem, how severe it is, and in how many rows it stands."""

    severity: Severity
    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One problem in one row, with the title of its column."""

    row: int
    column: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found, in words: how well the sheet covers, by kind, and row by row."""

    coverage: str
    kinds: tuple[FoundKind, ...]
    rows: tuple[FoundRow, ...]
    not_checked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetRefusal:
    """Why a sheet could not be read and how to mend it; `place` is empty where there is none.

    `detail` is what the program found, in English; empty where it adds nothing.
    """

    text: str
    remedy: str
    place: str
    detail: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TakingOver:
    """What taking the measured figure over changes; `is_taken` where it is the answer already."""

    is_taken: bool
    before: str
    changes: tuple[ScoreLine, ...]


def table_text(texts: Texts, code: str) -> TableText:
    """The wording of a worksheet that takes sheets of rows."""
    text = texts.worksheets[code]
    assert isinstance(text, TableText)  # lint has compared their kinds
    return text


def found_in(summary: SheetSummary, text: TableText, words: Words) -> Found:
    """Word what a check has found."""
    said = {**text.cells, **text.checks}
    covered = summary.coverage
    numbers = Numbers(words.language)
    coverage = (
        words.say("No row has visits or backlinks, so there is no coverage to measure.")
        if covered.percent is None
        else text.coverage.format(
            covered=numbers.figure(covered.covered),
            base=numbers.figure(covered.base),
            percent=numbers.figure(covered.percent),
        )
    )
    order: list[Severity] = ["error", "warning", "info"]
    counted = sorted(summary.checks, key=lambda each: (order.index(each.severity), -each.rows))
    return Found(
        coverage,
        tuple(FoundKind(c.severity, said.get(c.code, c.code), c.rows) for c in counted),
        tuple(_row(problem, said) for problem in summary.problems[:PROBLEMS_SHOWN]),
        tuple(said.get(code, code) for code in summary.not_checked),
    )


def _row(problem: RowProblem, said: dict[str, str]) -> FoundRow:
    text = said.get(problem.code, problem.message)
    return FoundRow(problem.row, problem.column, problem.severity, text)


def taking_over(preview: FeedPreview, texts: Texts, words: Words) -> TakingOver:
    """Word what a measured figure would change."""
    numbers, change = Numbers(words.language), preview.change
    named = [(texts.dimensions[each.id].name, each.score) for each in change.dimensions]
    scores = [*named, (words.say("Overall score"), change.score)]
    return TakingOver(
        preview.before == preview.measured,
        _answer(preview, texts, words),
        tuple(
            ScoreLine(name, numbers.tenth(score.before), numbers.tenth(score.after))
            for name, score in scores
            if score.before != score.after
        ),
    )


def _answer(preview: FeedPreview, texts: Texts, words: Words) -> str:
    """The answer that stands now: a figure, an estimate by its band, a word, or none."""
    given, text = preview.before, texts.questions[preview.question]
    if isinstance(given, int | float):
        return Numbers(words.language).with_unit(given, text.unit or "")
    if isinstance(given, dict):
        return text.options.get(str(given.get("band")), "")
    states = {"dont_know": words.say("Don't know"), "not_applicable": words.say("Does not apply")}
    return states.get(given, words.say("No answer yet"))


def refusals(upload: SheetUpload, words: Words) -> tuple[SheetRefusal, ...]:
    """Word why a sheet was refused; nothing for others."""
    return tuple(_refusals(upload, words))


def _refusals(upload: SheetUpload, words: Words) -> Iterator[SheetRefusal]:
    told = _told(words)
    for problem in upload.problems or ():
        text, remedy = told.get(problem["code"], (problem["message"], problem["remedy"]))
        line, column = problem.get("line"), problem.get("column")
        place = ""
        if line and column:
            place = words.say("Line %(line)s, column %(column)s", line=line, column=column)
        elif line and line > 1:
            place = words.say("Line %(line)s", line=line)
        detail = "" if text == problem["message"] else problem["message"]
        yield SheetRefusal(text, remedy, place, detail)


def _told(words: Words) -> dict[str, tuple[str, str]]:
    """What is wrong with a whole sheet and how to mend it, by the code of the problem."""
    say = words.say
    save_again = say("Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8.")
    split = say("Split the sheet and upload the parts one after the other.")
    again = say("Upload the sheet again.")
    return {
        "sheet_empty": (
            say("The sheet is empty or has nothing but a header."),
            say("Put the columns into the first row and one old address into each row below."),
        ),
        "column_missing": (
            say("A column that every sheet needs is not there."),
            say("Name it in the first row as in the sample sheet."),
        ),
        "column_twice": (
            say("Two columns have names of the same column."),
            say("Remove one of them or give it another name."),
        ),
        "uneven_row": (
            say("A row has more cells than the header."),
            say("Put cells with commas or semicolons in quotes, or give the extra column a title."),
        ),
        "too_many_rows": (say("The sheet has more rows than can be checked."), split),
        "csv_syntax": (
            say("A row cannot be read, such as because a quote is not closed."),
            say("Close the quotes in this row, and write a quote inside quotes twice."),
        ),
        "not_utf8": (
            say("The letters of the file are not in the encoding that was chosen."),
            say("Save it as CSV UTF-8, or choose Windows-1252 when you upload it."),
        ),
        "control_character": (say("The file is not a CSV file."), save_again),
        "workbook_unreadable": (
            say("The file is not a readable Excel workbook, or it has a password."),
            save_again,
        ),
        "workbook_too_large": (say("The workbook is larger than can be read."), split),
        "check_ended": (say("The check ended several times without an outcome."), split),
        "file_not_found": (say("The uploaded file is no longer there."), again),
    }


def sample_sheet(table: TableWorksheet, text: TableText, language: str) -> bytes:
    """A sheet of two rows as CSV, with the delimiter that spreadsheet programs expect here."""
    target = StringIO()
    writer = csv.writer(target, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    writer.writerow([text.columns[column.id] for column in table.columns])
    for position, yes_no in enumerate(_YES_NO.get(language, _YES_NO["en"])):
        cells = []
        for column in table.columns:
            cell = _SAMPLE.get(column.id, ("", ""))[position]
            if column.type == "yes_no":
                cell = yes_no
            cells.append(text.items.get(column.id, {}).get(cell, cell))
        writer.writerow(cells)
    return target.getvalue().encode("utf-8-sig")
