"""CSV in: UTF-8 with or without byte order mark, or the encoding named; delimiter `,` `;` or tab.

A cell that starts with apostrophes before `=`, `+`, `-`, `@` or a tab is one that `csv_writing`
has disarmed; the first apostrophe is taken away, so that the sheet comes back as it was.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Final, Literal

from readiness.redirects.headers import known_names, plain_name
from readiness.redirects.refusal import SheetRefused, refused
from readiness.redirects.sheet import GivenRow, Progress, Sheet, Understood, read_sheet

Encoding = Literal["utf-8", "windows-1252"]
DELIMITERS: Final = (",", ";", "\t")
_DISARMED: Final = re.compile("'+[=+\\-@\t\r]")
_LONGEST_CELL: Final = 32_767
"""What a cell of a workbook holds; the checked sheet is written as one, too."""
_TOLD_EVERY: Final = 10_000
_OTHER_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(
    content: bytes,
    understood: Understood,
    file: str,
    progress: Progress,
    encoding: Encoding = "utf-8",
) -> Sheet:
    """Read a CSV file; `file` is its name in problems.

    Raises `SheetRefused` as `read_sheet` does, and when the bytes are not in the encoding, a quote
    is not closed, or a cell is too long to be one.
    """
    text = _decoded(content, encoding, file)
    delimiter = _delimiter(text, understood)
    rows = _told(_rows(text, delimiter, file), text.count("\n"), progress)
    return read_sheet(rows, understood, file, delimiter)


def _told(rows: Iterator[GivenRow], total: int, progress: Progress) -> Iterator[GivenRow]:
    """Pass rows on; a line break inside a cell makes fewer rows than there are lines."""
    for number, cells in rows:
        if number % _TOLD_EVERY == 0:
            progress("reading", min(number, total), total)
        yield number, cells
    progress("reading", total, total)


def _rows(text: str, delimiter: str, file: str) -> Iterator[GivenRow]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    disarmed = "'" in text
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable(error, number, reader.line_num, file) from error
        yield number, [_armed(cell) for cell in cells] if disarmed else cells


def _armed(cell: str) -> str:
    return cell[1:] if _DISARMED.match(cell) else cell


def _decoded(content: bytes, encoding: Encoding, file: str) -> str:
    if content.startswith(_OTHER_MARKS):
        raise _wrong_encoding("the file is UTF-16", 1, file)
    try:
        text = content.decode("cp1252" if encoding == "windows-1252" else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _wrong_encoding(f"the file is not {encoding.upper()}", line, file) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refused(
            "control_character",
            "the file has a NUL",
            "save the sheet as CSV again; this may be another kind of file",
            file=file,
            line=line,
        )
    return text


def _delimiter(text: str, understood: Understood) -> str:
    """Return the delimiter that makes the most known columns of the first line."""
    line = text.lstrip("\r\n").partition("\n")[0]
    names = known_names(understood.worksheet, understood.wordings)

    def known(delimiter: str) -> tuple[int, int]:
        titles = [title.strip().strip('"') for title in line.split(delimiter)]
        return sum(plain_name(title) in names for title in titles), len(titles)

    return max(DELIMITERS, key=known)


def _wrong_encoding(message: str, line: int, file: str) -> SheetRefused:
    return refused(
        "not_utf8",
        message,
        'save it as "CSV UTF-8", or name its encoding if it is windows-1252',
        file=file,
        line=line,
    )


def _unreadable(error: csv.Error, row: int, line: int, file: str) -> SheetRefused:
    return refused(
        "csv_syntax",
        f"row {row} cannot be read: {error}",
        "close the quotes, write a quote inside quotes twice, and keep cells short",
        file=file,
        line=line,
    )
