"""A questionnaire as a workbook, for authors who think in tables."""

from collections.abc import Iterator, Mapping
from typing import Final

from readiness.catalog.loader import Loaded
from readiness.catalog.plain_version import PlainVersion, read_plain
from readiness.catalog.workbook_shapes import questionnaire_shape
from readiness.catalog.workbook_tables import (
    NAME,
    ROOT_TABLE,
    VALUE,
    Row,
    sheet_title,
    tables_of,
)
from readiness.catalog.workbook_texts import PLACE, TEXTS_TABLE, text_rows
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook

CHANGES: Final = "(changes)"
"""The name under which CHANGES.md stands among the questionnaire's own values."""

_WIDE_COLUMNS: Final = (VALUE, "when", "block", "condition", "asked_if", "formula", "(value)")
_WIDE, _NARROW = 60, 18


def export_workbook(loaded: Loaded, file: str) -> bytes:
    """Return the questionnaire with its texts and cases as a workbook; `file` is for problems.

    The same questionnaire gives the same bytes. Raises `WorkbookRefused` for a text that no cell
    holds.
    """
    questionnaire = loaded.questionnaire
    default = questionnaire.default_language
    languages = sorted(questionnaire.texts, key=lambda language: (language != default, language))
    version = read_plain(loaded.folder, dict.fromkeys(languages))
    return write_workbook(_sheets(version), file)


def _sheets(version: PlainVersion) -> Iterator[WrittenSheet]:
    tables = tables_of(questionnaire_shape(), version.sections | {"cases": version.cases})
    if version.changes:
        tables[ROOT_TABLE].rows.append({NAME: CHANGES, VALUE: version.changes})
    for name, table in tables.items():
        yield _sheet(name, table.columns, table.rows)
        if name == ROOT_TABLE:
            yield _sheet(TEXTS_TABLE, (PLACE, *version.texts), text_rows(version.texts))


def _sheet(name: str, columns: tuple[str, ...], rows: list[Row]) -> WrittenSheet:
    widths: Mapping[str, int] = {
        column: _WIDE if column in _WIDE_COLUMNS or name == TEXTS_TABLE else _NARROW
        for column in columns
    }
    cells = [[row.get(column) for column in columns] for row in rows]
    return WrittenSheet(sheet_title(name), columns, cells, widths)
