"""YAML without surprises: plain values, the place of each, and every doubt a problem.

Read from the parser's events instead of its node tree, so that depth, size and aliases are seen
before anything is built from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from pydantic import JsonValue

from readiness.catalog import strict_json
from readiness.catalog.documents import (
    MAX_DEPTH,
    MAX_NODES,
    Document,
    DocumentRefused,
    Path,
    Positions,
    ProblemLog,
    Spot,
    Unreadable,
    with_key,
)
from readiness.catalog.plain_text import decoded, hidden_character
from readiness.catalog.scalars import Ambiguous, plain_value

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HINTS: Final = {
    "mapping values are not allowed": "put a text that contains ': ' in quotes",
    "cannot start any token": "put a text that starts with this character in quotes",
    "could not find expected ':'": "write 'key: value', and texts of several lines in quotes",
    "did not find expected key": "check the indentation here, and quotes inside a text",
    "did not find expected ',' or": "close the bracket, or put a comma between entries",
    "while scanning a quoted scalar": "close the quotes",
}


def read_document(data: bytes, file: str, *, limit: int) -> Document:
    """Read a YAML file, or a JSON file if its name ends with `.json`.

    Mappings have text keys (whole-number keys become text); dates stay text. `file` is the name
    used in problems, `limit` the most bytes read. Raises `DocumentRefused` with placed problems.
    """
    log = ProblemLog(file)
    try:
        if file.lower().endswith(".json"):
            text = decoded(data, log, limit=limit, tabs=True)
            value, spots = strict_json.read(text, log)
        else:
            text = decoded(data, log, limit=limit, tabs=False)
            reader = _Reader(log)
            reader.read(text)
            value, spots = reader.value, reader.spots
    except Unreadable:
        raise DocumentRefused(log.problems) from None
    if log.problems:
        raise DocumentRefused(log.problems)
    return Document(file, value, Positions(spots))


@dataclass(slots=True)
class _Open:
    """A mapping or list being read; `key` is the key whose value comes next."""

    values: dict[str, JsonValue] | list[JsonValue]
    path: Path
    key: str | None = None
    key_at: tuple[int, int] | None = None
    is_key: bool = False

    def lacks_key(self) -> bool:
        return isinstance(self.values, dict) and self.key is None


@dataclass(slots=True)
class _Reader:
    log: ProblemLog
    value: JsonValue = None
    spots: dict[Path, Spot] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def read(self, text: str) -> None:
        for event in self._events(text):
            match event:
                case yaml.DocumentStartEvent():
                    self._document(event)
                case yaml.AliasEvent():
                    self._refuse_alias(event)
                    self._put(None, Spot(*_at(event)))
                case yaml.ScalarEvent():
                    self._node(event)
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._start({}, event)
                case yaml.SequenceStartEvent():
                    self._start([], event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._end()
        if self.documents == 0:
            self.log.add("empty_value", (1, 1), "the file is empty", "write the document")

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.YAMLError as error:
            problem, context, mark = (
                getattr(error, name, None) for name in ("problem", "context", "problem_mark")
            )
            said = " ".join(part for part in (context, problem) if part) or str(error)
            hint = next((remedy for words, remedy in _HINTS.items() if words in said), None)
            self.log.give_up(
                "yaml_syntax",
                (mark.line + 1, mark.column + 1) if mark else (1, 1),
                f"the text cannot be read as YAML ({said})",
                hint or "check indentation, quotes and brackets here and just before",
            )

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if event.version or event.tags:
            self.log.add(
                "yaml_directive",
                _at(event),
                "the file has a line that starts with %",
                "remove it; none is needed",
            )
        if self.documents > 1:
            self.log.give_up(
                "several_documents",
                _at(event),
                "a second document starts here",
                "keep one document in a file and remove the line ---",
            )

    def _refuse_alias(self, event: yaml.AliasEvent) -> None:
        self.log.add(
            "anchor_or_alias",
            _at(event),
            f"*{event.anchor} stands for something written elsewhere",
            "write the value out",
        )

    def _node(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.log.give_up(
                "too_many_nodes",
                _at(event),
                f"the file has more than {MAX_NODES:,} values",
                "leave out what does not belong, or split it",
            )
        if event.anchor is not None:
            self.log.add(
                "anchor_or_alias",
                _at(event),
                f"&{event.anchor} names a value for use elsewhere",
                f"remove &{event.anchor} and write values out where they are needed",
            )
        if event.tag is not None:
            self.log.add(
                "explicit_tag",
                _at(event),
                f"{event.tag.replace('tag:yaml.org,2002:', '!!')} says how to read the value",
                "remove it; put texts in quotes and write numbers plainly",
            )

    def _start(self, values: dict[str, JsonValue] | list[JsonValue], event: Any) -> None:
        self._node(event)
        if len(self.open) == MAX_DEPTH:
            self.log.give_up(
                "too_deep",
                _at(event),
                f"more than {MAX_DEPTH} mappings and lists are inside one another",
                "write it flatter",
            )
        if self._expects_key():
            self.log.add(
                "key_not_text", _at(event), "the key is not a word", "use a text or number as key"
            )
            self.open.append(_Open(values, (), is_key=True))
            return
        path = self._put(values, Spot(*_at(event)))
        self.open.append(_Open(values, path))

    def _end(self) -> None:
        closed = self.open.pop()
        if closed.is_key:
            self.open[-1].key = "?"

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        at = _at(event)
        if self._expects_key():
            self._key(event, at)
            return
        text_column = _text_column(event)
        self._put(self._resolved(event, at), Spot(*at, text_column=text_column))

    def _key(self, event: yaml.ScalarEvent, at: tuple[int, int]) -> None:
        holder = self.open[-1]
        holder.key_at = at
        if not event.style and event.value == "<<":
            self.log.add("merge_key", at, "<< merges another mapping", "write its entries out")
            holder.key = "<<"
            return
        holder.key = self._key_text(event, at)
        if holder.key in holder.values:
            first = self.spots[(*holder.path, holder.key)].key or at
            self.log.add(
                "duplicate_key",
                at,
                f"{holder.key!r} is already given in line {first[0]}",
                "keep one of the two",
            )

    def _key_text(self, event: yaml.ScalarEvent, at: tuple[int, int]) -> str:
        found = len(self.log.problems)
        value = self._resolved(event, at)
        if isinstance(value, str) or type(value) is int:
            return str(value)
        if len(self.log.problems) == found:
            self.log.add(
                "key_not_text",
                at,
                f"the key {event.value} is not a text",
                f'put it in quotes: "{event.value}"',
            )
        return str(event.value)

    def _resolved(self, event: yaml.ScalarEvent, at: tuple[int, int]) -> JsonValue:
        if event.style:
            hidden = hidden_character(event.value)
            if hidden:
                self.log.add(
                    "control_character", at, f"the text contains {hidden}", "remove the escape"
                )
            return event.value
        if event.value == "":
            self.log.add(
                "empty_value", at, "a value is missing", 'write it; null for none, "" for no text'
            )
            return None
        try:
            return plain_value(event.value)
        except Ambiguous as doubt:
            self.log.add(doubt.code, at, doubt.message, doubt.remedy)
            return None

    def _expects_key(self) -> bool:
        return bool(self.open) and self.open[-1].lacks_key()

    def _put(self, value: JsonValue, spot: Spot) -> Path:
        if not self.open:
            self.value = value
            self.spots[()] = spot
            return ()
        holder = self.open[-1]
        if isinstance(holder.values, list):
            path: Path = (*holder.path, len(holder.values))
            holder.values.append(value)
            self.spots[path] = spot
            return path
        key, holder.key = holder.key or "", None
        path = (*holder.path, key)
        holder.values[key] = value
        collection = isinstance(value, dict | list)
        self.spots[path] = with_key(spot, holder.key_at, at_key=collection)
        return path


def _at(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _text_column(event: Any) -> int | None:
    start, end = event.start_mark, event.end_mark
    quotes = 2 if event.style in ("'", '"') else 0
    if start.line != end.line or end.column - start.column != len(event.value) + quotes:
        return None
    return int(start.column) + 1 + quotes // 2
