"""A questionnaire's values → tables: a section a table, what is nested in a table of its own.

Rows of nested tables name the entry they belong to in columns such as `(questions)`: by its code or
id, or by its position where entries have no name of their own. Mappings have the columns `(key)`
and `(value)`. The first table has what stands alone: names and values of the questionnaire itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue

from readiness.catalog.workbook_cells import WrittenCell, written_cell
from readiness.catalog.workbook_shapes import Shape

ROOT_TABLE: Final = "questionnaire"
NAME, VALUE, KEY = "Name", "Value", "(key)"
ITEM: Final = "(value)"
_NAMES: Final = ("code", "id", "case")

_LONGEST_TITLE: Final = 31
"""Letters of a sheet's name; spreadsheet programs take no more."""

Row = dict[str, WrittenCell]


@dataclass(frozen=True, slots=True)
class TablePlan:
    """Where a table's rows belong: the tables above it, and the way from an entry above to here.

    `columns` are all that the table can have, in order.
    """

    name: str
    shape: Shape
    above: tuple[str, ...]
    way: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the entries above, the key if there is one, and those of the fields."""
        above = tuple(map(parent_column, self.above))
        if self.shape.kind == "rows":
            return (*above, *columns_of(self.shape))
        item = self.shape.item
        assert item is not None
        return (*above, KEY, *(columns_of(item) if item.kind == "part" else (ITEM,)))

    @property
    def fields(self) -> Shape:
        """The shape of an entry, as a part; of plain mappings, that of the value."""
        return self.shape if self.shape.item is None else self.shape.item


@dataclass(slots=True)
class Table:
    """Rows by column; `columns` are those in use."""

    plan: TablePlan | None
    rows: list[Row] = field(default_factory=list)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that some row fills, in their order."""
        used = {column for row in self.rows for column in row}
        known = self.plan.columns if self.plan else (NAME, VALUE)
        return tuple(column for column in known if column in used)


def sheet_title(table: str) -> str:
    """Return the name of a table's sheet: its own, or only the end of one that is too long."""
    title = table
    while len(title) > _LONGEST_TITLE:
        title = f"~{title.partition('.')[2]}"
    return title


def parent_column(table: str) -> str:
    """Return the column that names an entry of a table above."""
    return f"({table.rpartition('.')[2]})"


def columns_of(shape: Shape, prefix: str = "") -> tuple[str, ...]:
    """Return the columns of an entry; parts inside it have columns such as `caps.overall`."""
    columns: list[str] = []
    for name, inner in shape.fields.items():
        columns.append(prefix + name)
        if inner.kind == "part":
            columns.extend(columns_of(inner, f"{prefix}{name}."))
    return tuple(columns)


def table_plans(
    shape: Shape, name: str = "", above: tuple[str, ...] = (), way: tuple[str, ...] = ()
) -> Iterator[TablePlan]:
    """Yield the plan of every table below a part, each before those nested in it."""
    for key, inner in shape.fields.items():
        here = f"{name}.{key}" if name else key
        if inner.kind == "part":
            yield from table_plans(inner, here, above, (*way, key))
        elif inner.kind in ("rows", "mapping"):
            yield TablePlan(here, inner, above, (*way, key))
            entry = inner if inner.item is None else inner.item
            yield from table_plans(entry, here, (*above, here), ())


def tables_of(shape: Shape, value: Mapping[str, JsonValue]) -> dict[str, Table]:
    """Return the tables that say a questionnaire, by name; those without rows are left out.

    Every key of the value is a field of the shape.
    """
    tables = {ROOT_TABLE: Table(None)} | {plan.name: Table(plan) for plan in table_plans(shape)}
    alone: Row = {}
    _Entry(tables, "", alone, {}).fill(shape, value)
    tables[ROOT_TABLE].rows = [{NAME: name, VALUE: cell} for name, cell in alone.items()]
    return {name: table for name, table in tables.items() if table.rows}


def own_name(entry: Mapping[str, JsonValue]) -> str:
    """Return the code or id of an entry, or nothing where it has none."""
    return next((str(entry[key]) for key in _NAMES if entry.get(key)), "")


def entry_names(entries: list[JsonValue]) -> list[str | int]:
    """Return what entries of a list are named by: code or id if all differ, else positions."""
    names = [own_name(entry) for entry in entries if isinstance(entry, dict)]
    unique = len(set(names)) == len(entries) and all(names)
    return [*names] if unique else [*range(1, len(entries) + 1)]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row being filled; `above` is what tables nested in it say of the entries above them."""

    tables: Mapping[str, Table]
    table: str
    row: Row
    above: Row

    def fill(self, shape: Shape, value: Mapping[str, JsonValue], prefix: str = "") -> None:
        """Put the values of a part into the row, and what is nested into tables of its own."""
        for key, inner_shape in shape.fields.items():
            if key not in value:
                continue
            inner, column = value[key], prefix + key
            own_cell = inner_shape.kind not in ("part", "rows", "mapping")
            if own_cell or inner is None or inner in ([], {}):
                self.row[column] = written_cell(inner_shape, inner)
            elif inner_shape.kind == "part" and isinstance(inner, dict):
                self.fill(inner_shape, inner, f"{column}.")
            else:
                self._nest(f"{self.table}.{column}" if self.table else column, inner)

    def _nest(self, table: str, value: JsonValue) -> None:
        if isinstance(value, list):
            for name, entry in zip(entry_names(value), value, strict=True):
                self._add(table, dict(self.above), name, entry)
        elif isinstance(value, dict):
            for name, entry in value.items():
                self._add(table, {**self.above, KEY: name}, name, entry)

    def _add(self, table: str, row: Row, name: str | int, entry: JsonValue) -> None:
        plan = self.tables[table].plan
        assert plan is not None
        self.tables[table].rows.append(row)
        if plan.fields.kind in ("part", "rows") and isinstance(entry, dict):
            above = {**self.above, parent_column(table): name}
            _Entry(self.tables, table, row, above).fill(plan.fields, entry)
        else:
            row[ITEM] = written_cell(plan.fields, entry)
