"""The texts of all languages as one table: a row a text, a column a language."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import JsonValue

from readiness.catalog.texts_files import LANGUAGE
from readiness.catalog.translations import Place, place_name, place_of
from readiness.catalog.workbook_cells import UnreadableCell, read_cell, written_cell
from readiness.catalog.workbook_shapes import Shape
from readiness.catalog.workbook_tables import Row
from readiness.catalog.workbook_values import Mapped, ReadTable, ReadValues, Where

TEXTS_TABLE: Final = "texts"
PLACE: Final = "Place"
_TEXT: Final = Shape("cell", text=True)


def text_rows(texts: Mapping[str, Mapping[str, JsonValue]]) -> list[Row]:
    """Return a row for each place at which a language says something, in the order they do."""
    rows: dict[Place, Row] = {}
    for language, said in texts.items():
        for place, text in _leaves(said, ()):
            row = rows.setdefault(place, {PLACE: place_name(place)})
            row[language] = written_cell(_TEXT, text)
    return list(rows.values())


def read_texts_table(table: ReadTable, read: ReadValues) -> dict[str, Mapped]:
    """Return what each language says; problems and the cell of each text go into `read`."""
    languages = {name: column for name, column in table.numbers.items() if name != PLACE}
    texts: dict[str, Mapped] = {}
    for language, column in languages.items():
        if LANGUAGE.fullmatch(language):
            texts[language] = {}
            read.cells["texts", language] = Where(TEXTS_TABLE, 1, column)
        else:
            read.add(
                Where(TEXTS_TABLE, 1, column),
                "unknown_column",
                f"names {language!r}, which is no language",
                "write two small letters such as de, or with a country such as de-AT",
            )
    for row in table.rows:
        place = place_of(str(row.cells.get(PLACE, "")))
        for language, said in texts.items():
            cell = row.cells.get(language)
            if cell is None:
                continue
            where = Where(TEXTS_TABLE, row.number, table.numbers[language])
            try:
                _put(said, place, read_cell(_TEXT, cell))
            except UnreadableCell as refusal:
                read.add(where, "unreadable_cell", refusal.message, refusal.remedy)
            read.cells["texts", language, *place] = where
    return texts


def _leaves(said: Mapping[str, JsonValue], place: Place) -> Iterator[tuple[Place, JsonValue]]:
    for key, inner in said.items():
        if isinstance(inner, dict) and inner:
            yield from _leaves(inner, (*place, key))
        else:
            yield (*place, key), inner


def _put(said: Mapped, place: Place, text: JsonValue) -> None:
    here = said
    for key in place[:-1]:
        inner = here.setdefault(key, {})
        if not isinstance(inner, dict):
            raise UnreadableCell(
                "stands where other texts belong below", "leave the places as they were exported"
            )
        here = inner
    if place[-1] in here:
        raise UnreadableCell("has a place that is given twice", "keep one of the two rows")
    here[place[-1]] = text
