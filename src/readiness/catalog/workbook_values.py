"""Tables as somebody has filled them in → a questionnaire's values, and the cell each is from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from readiness.catalog.documents import Path
from readiness.catalog.workbook_cells import ReadCell, UnreadableCell, read_cell
from readiness.catalog.workbook_shapes import Shape
from readiness.catalog.workbook_tables import (
    ITEM,
    KEY,
    NAME,
    ROOT_TABLE,
    VALUE,
    TablePlan,
    own_name,
    parent_column,
    table_plans,
)
from readiness.scoring.problems import Problem
from readiness.scoring.spelling import did_you_mean

Mapped = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read: its number from 1, and its cells that are not empty, by column."""

    number: int
    cells: Mapping[str, ReadCell]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read; `numbers` are those of its columns, from 1."""

    numbers: Mapping[str, int]
    rows: Sequence[ReadRow]


@dataclass(frozen=True, slots=True)
class Where:
    """The cell a value is from: table, row and column, counted from 1."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell."""

    where: Where
    code: str
    message: str
    remedy: str


@dataclass(slots=True)
class ReadValues:
    """The values that tables say, where each is from, and every problem of reading them."""

    value: Mapped = field(default_factory=dict)
    cells: dict[Path, Where] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)

    def add(self, where: Where, code: str, message: str, remedy: str) -> None:
        """Record a problem with a cell."""
        self.problems.append(CellProblem(where, code, message, remedy))

    def where(self, problem: Problem) -> Where:
        """Return the cell a problem is about, or that of the nearest entry around it."""
        path = problem.path
        while path and path not in self.cells:
            path = path[:-1]
        return self.cells.get(path, Where(ROOT_TABLE, 1, 1))


def values_of(shape: Shape, tables: Mapping[str, ReadTable]) -> ReadValues:
    """Read the tables of a questionnaire; nothing is raised."""
    reading = _Reading(ReadValues(), {"": {(): ()}})
    root = tables.get(ROOT_TABLE)
    for row in root.rows if root else ():
        reading.alone(shape, row, root.numbers if root else {})
    for plan in table_plans(shape):
        if plan.name in tables:
            reading.table(plan, tables[plan.name])
    return reading.read


@dataclass(slots=True)
class _Reading:
    """`entries` are the paths of entries by table, and by the path above with name or position."""

    read: ReadValues
    entries: dict[str, dict[tuple[object, ...], Path]]

    def alone(self, shape: Shape, row: ReadRow, numbers: Mapping[str, int]) -> None:
        """Read a name and value of the questionnaire itself."""
        name, cell = row.cells.get(NAME), row.cells.get(VALUE)
        if cell is None:
            return
        where = Where(ROOT_TABLE, row.number, numbers.get(VALUE, 1))
        self._field(shape, self.read.value, (), (str(name), cell), where)

    def table(self, plan: TablePlan, table: ReadTable) -> None:
        """Read the rows of a table whose tables above have been read."""
        unknown = [column for column in table.numbers if column not in plan.columns]
        for column in unknown:
            remedy = did_you_mean(column, plan.columns, f"use one of {', '.join(plan.columns)}")
            where = Where(plan.name, 1, table.numbers[column])
            self.read.add(
                where, "unknown_column", f"names a column {column!r} there is none of", remedy
            )
        lists: dict[Path, list[Path]] = {}
        for row in table.rows:
            path = self._path(plan, row, table)
            if path is not None:
                lists.setdefault(path[:-1], []).append(path)
                self._entry(plan, row, table, path)
        for above, paths in lists.items():
            self._name(plan, above, paths)

    def _path(self, plan: TablePlan, row: ReadRow, table: ReadTable) -> Path | None:
        """Make room for a row and return its path; `None` when nobody knows where it belongs."""
        above: Path = ()
        for parent in plan.above:
            column = parent_column(parent)
            found = self.entries[parent].get((above, row.cells.get(column)))
            if found is None:
                where = Where(plan.name, row.number, table.numbers.get(column, 1))
                known = sorted({str(key[1]) for key in self.entries[parent] if key[0] == above})
                named = str(row.cells.get(column, ""))
                self.read.add(
                    where,
                    "unknown_entry",
                    f"names no entry of the sheet {parent}",
                    did_you_mean(named, known, f"write the name or position of one in {column}"),
                )
                return None
            above = found
        return self._room(plan, row, table, above)

    def _room(self, plan: TablePlan, row: ReadRow, table: ReadTable, above: Path) -> Path | None:
        holder = _at(self.read.value, above)
        path: Path = above
        for step in plan.way[:-1]:
            holder = _mapping_in(holder, step)
            path = (*path, step)
        path = (*path, plan.way[-1])
        if plan.shape.kind == "rows":
            entries = holder.setdefault(plan.way[-1], [])
            assert isinstance(entries, list)
            entries.append({})
            return (*path, len(entries) - 1)
        key = row.cells.get(KEY)
        mapping = _mapping_in(holder, plan.way[-1])
        where = Where(plan.name, row.number, table.numbers.get(KEY, 1))
        if key is None or str(key) in mapping:
            said = "is empty" if key is None else "gives the same key once more"
            self.read.add(where, "wrong_key", said, "give each row a key of its own")
            return None
        mapping[str(key)] = {}
        return (*path, str(key))

    def _entry(self, plan: TablePlan, row: ReadRow, table: ReadTable, path: Path) -> None:
        self.read.cells[path] = Where(plan.name, row.number, 1)
        own = {c: cell for c, cell in row.cells.items() if not c.startswith("(") or c == ITEM}
        for column, cell in own.items():
            where = Where(plan.name, row.number, table.numbers[column])
            if column == ITEM and plan.fields.kind not in ("part", "rows"):
                holder = _at(self.read.value, path[:-1])
                holder[str(path[-1])] = self._value(plan.fields, cell, where)
                self.read.cells[path] = where
            elif column in plan.columns:
                holder = _at(self.read.value, path)
                self._field(plan.fields, holder, path, (column, cell), where)

    def _field(
        self, shape: Shape, holder: Mapped, path: Path, given: tuple[str, ReadCell], where: Where
    ) -> None:
        """Put the value of a column such as `caps.overall` into its part of an entry."""
        column, cell = given
        *steps, last = column.split(".")
        for step in steps:
            shape = shape.fields.get(step, Shape("cell"))
            holder, path = _mapping_in(holder, step), (*path, step)
        if last not in shape.fields:
            remedy = did_you_mean(last, shape.fields, f"use one of {', '.join(shape.fields)}")
            self.read.add(
                where, "unknown_column", f"is for {column!r}, which means nothing", remedy
            )
            return
        holder[last] = self._value(shape.fields[last], cell, where)
        self.read.cells[(*path, last)] = where

    def _value(self, shape: Shape, cell: ReadCell, where: Where) -> JsonValue:
        try:
            return read_cell(shape, cell)
        except UnreadableCell as refusal:
            self.read.add(where, "unreadable_cell", refusal.message, refusal.remedy)
            return None

    def _name(self, plan: TablePlan, above: Path, paths: Iterable[Path]) -> None:
        """Remember entries by name and by position, for the tables nested in theirs."""
        known = self.entries.setdefault(plan.name, {})
        around = above[: len(above) - len(plan.way)]
        if plan.shape.kind == "mapping":
            known.update({(around, path[-1]): path for path in paths})
            return
        for position, path in enumerate(paths, start=1):
            known[around, position] = path
            known.setdefault((around, own_name(_at(self.read.value, path))), path)


def _at(value: JsonValue, path: Path) -> Mapped:
    """The mapping at a path that is known to lead to one."""
    for step in path:
        value = value[step]  # type: ignore[index]  # made by `_room`
    assert isinstance(value, dict)
    return value


def _mapping_in(holder: Mapped, key: str) -> Mapped:
    """The mapping under a key, made where there is none yet."""
    inner = holder.get(key)
    if not isinstance(inner, dict):
        inner = holder[key] = {}
    return inner
