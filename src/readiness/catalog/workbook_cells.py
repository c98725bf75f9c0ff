"""Values as what stands in a cell, and back: whatever is written comes back as the same value.

Texts stand as they are, figures as figures, lists with a line for each entry. `null`, `[]` and `{}`
say that something is left empty on purpose; a text that would be taken for something else stands
in double quotes.
"""

import json
import re
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

from pydantic import JsonValue

from readiness.catalog.documents import MAX_QUESTIONNAIRE_BYTES, DocumentRefused
from readiness.catalog.plain_text import hidden_character
from readiness.catalog.strict_yaml import read_document
from readiness.catalog.workbook_shapes import Shape
from readiness.catalog.yaml_writing import written_value

WrittenCell: TypeAlias = str | int | float | bool | None
ReadCell: TypeAlias = WrittenCell | datetime | date | time | timedelta

EMPTY: Final[dict[str, JsonValue]] = {"null": None, "[]": [], "{}": {}}
_STRUCTURED: Final = re.compile(r'- |-\n|("([^"\\]|\\.)*"|\'[^\']*\'|[^\s\'":][^\n:]*):( |\n|$)')


class UnreadableCell(Exception):
    """A cell cannot be read as what its column holds: what is wrong, and how to mend it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message, self.remedy = message, remedy


def written_cell(shape: Shape, value: JsonValue) -> WrittenCell:
    """Return what stands in a cell for a value; `null`, `[]` and `{}` for nothing of its kind."""
    if value is None or value in ([], {}):
        return "null" if value is None else json.dumps(value)
    if isinstance(value, dict) or (isinstance(value, list) and shape.kind != "lines"):
        return written_value(value)
    if isinstance(value, list):
        return "\n".join(_written_line(shape, line) for line in value)
    if not isinstance(value, str):
        return value
    looks_structured = shape.kind in ("condition", "free") and _STRUCTURED.match(value)
    return json.dumps(value, ensure_ascii=False) if looks_structured else _written_text(value)


def read_cell(shape: Shape, cell: ReadCell) -> JsonValue:
    """Return the value of a cell that is not empty; raises `UnreadableCell`."""
    if isinstance(cell, str):
        hidden = hidden_character(cell)
        if hidden:
            raise UnreadableCell(f"has the invisible character {hidden}", "delete it")
        return _read_text(shape, cell.replace("\r\n", "\n").replace("\r", "\n"))
    value = _plain(cell)
    if shape.kind == "lines":
        value = [_as_text(value) if shape.text else value]
    return _as_text(value) if shape.kind == "cell" and shape.text else value


def _read_text(shape: Shape, cell: str) -> JsonValue:
    if cell in EMPTY:
        return json.loads(cell)  # type: ignore[no-any-return]  # null, [] and {} only
    match shape.kind:
        case "cell":
            return _unquoted(cell)
        case "lines":
            lines = (line.strip() for line in cell.split("\n"))
            return [_read_line(shape, line) for line in lines if line]
        case "condition" | "free":
            return _read_structured(cell) if _STRUCTURED.match(cell) else _unquoted(cell)
        case _:
            raise UnreadableCell(
                "holds what belongs into a sheet of its own",
                "leave it empty, or write [] or {} for none",
            )


def _read_structured(cell: str) -> JsonValue:
    try:
        return read_document(cell.encode(), "cell", limit=MAX_QUESTIONNAIRE_BYTES).value
    except DocumentRefused as refusal:
        first = refusal.problems[0]
        raise UnreadableCell(f"cannot be read: {first.message}", first.remedy) from None


def _written_text(text: str) -> str:
    special = text in EMPTY or not text or (text[0] == '"' == text[-1] and len(text) > 1)
    return json.dumps(text, ensure_ascii=False) if special else text


def _written_line(shape: Shape, line: JsonValue) -> str:
    if not isinstance(line, str):
        return json.dumps(line)
    written = _written_text(line)
    if "\n" in line or line != line.strip() or _read_line(shape, written) != line:
        return json.dumps(line, ensure_ascii=False)
    return written


def _read_line(shape: Shape, line: str) -> JsonValue:
    if not shape.text and not line.startswith('"'):
        try:
            return json.loads(line)  # type: ignore[no-any-return]  # a figure, or no JSON at all
        except ValueError:
            return line
    return _unquoted(line)


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == '"' == text[-1]:
        try:
            inner = json.loads(text)
        except ValueError:
            return text
        return inner if isinstance(inner, str) else text
    return text


def _plain(cell: ReadCell) -> JsonValue:
    """A cell that a spreadsheet program keeps as a figure or a date."""
    match cell:
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | time() | timedelta():
            raise UnreadableCell("holds a time", "write it as a text")
        case date():
            return cell.isoformat()
        case _:
            return cell


def _as_text(value: JsonValue) -> JsonValue:
    return value if value is None or isinstance(value, str) else json.dumps(value)
