"""JSON with the place of each value; duplicate keys and figures beyond exactness are problems."""

import math
import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder
from typing import Final, NoReturn

from pydantic import JsonValue

from readiness.catalog.documents import (
    MAX_DEPTH,
    MAX_NODES,
    Path,
    ProblemLog,
    Spot,
    with_key,
)
from readiness.catalog.plain_text import hidden_character

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD: Final = re.compile(r"true|false|null")
_WORDS: Final = {"true": True, "false": False, "null": None}
_MOST_DIGITS: Final = 15
_DECODER: Final = JSONDecoder()


def read(text: str, log: ProblemLog) -> tuple[JsonValue, dict[Path, Spot]]:
    """Return the value and the spot of each part of it.

    Problems go into the log; raises `Unreadable` at the first one that ends the reading.
    """
    reader = _Reader(text, log)
    value = reader.document()
    return value, reader.spots


class _Reader:
    def __init__(self, text: str, log: ProblemLog) -> None:
        self.text, self.log = text, log
        self.at = 0
        self.nodes = 0
        self.spots: dict[Path, Spot] = {}
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def document(self) -> JsonValue:
        self._skip_space()
        value = self._value((), None)
        self._skip_space()
        if self.at < len(self.text):
            self._syntax("something follows after the end", "keep one value in a file")
        return value

    def _value(self, path: Path, key: tuple[int, int] | None) -> JsonValue:
        self.nodes += 1
        start = self._place()
        if self.nodes > MAX_NODES:
            self.log.give_up(
                "too_many_nodes",
                start,
                f"the file has more than {MAX_NODES:,} values",
                "leave out what does not belong, or split it",
            )
        first = self.text[self.at : self.at + 1]
        collection = first in ("{", "[")
        self.spots[path] = with_key(Spot(*start), key, at_key=collection)
        if collection and len(path) == MAX_DEPTH:
            self.log.give_up(
                "too_deep",
                start,
                f"more than {MAX_DEPTH} objects and arrays are inside one another",
                "write it flatter",
            )
        if first == "{":
            return self._object(path)
        if first == "[":
            return self._array(path)
        if first == '"':
            return self._string(start)
        return self._word_or_number(start)

    def _object(self, path: Path) -> JsonValue:
        values: dict[str, JsonValue] = {}
        while self._next_entry("}", first=not values):
            at = self._place()
            if self.text[self.at : self.at + 1] != '"':
                self._syntax("a key in double quotes is expected", 'write "key": value')
            key = self._string(at)
            self._skip_space()
            self._take(":", 'write "key": value')
            self._skip_space()
            earlier = self.spots.get((*path, key)) if key in values else None
            if earlier is not None:
                first_line = (earlier.key or at)[0]
                self.log.add(
                    "duplicate_key",
                    at,
                    f"{key!r} is already given in line {first_line}",
                    "keep one of the two",
                )
            values[key] = self._value((*path, key), at)
        return values

    def _array(self, path: Path) -> JsonValue:
        values: list[JsonValue] = []
        while self._next_entry("]", first=not values):
            values.append(self._value((*path, len(values)), None))
        return values

    def _next_entry(self, end: str, *, first: bool) -> bool:
        """Step over the opening bracket, the comma or the closing bracket; True at an entry."""
        if first:
            self.at += 1
        self._skip_space()
        if self.text.startswith(end, self.at):
            self.at += 1
            return False
        if not first:
            self._take(",", f"put a comma between entries and close with {end}")
            self._skip_space()
        return True

    def _string(self, start: tuple[int, int]) -> str:
        try:
            value, self.at = _DECODER.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            self.at = error.pos
            self._syntax("the text in quotes is not finished or has a wrong \\ escape", "mend it")
        hidden = hidden_character(value)
        if hidden:
            self.log.add(
                "control_character", start, f"the text contains {hidden}", "remove the escape"
            )
        return str(value)

    def _word_or_number(self, start: tuple[int, int]) -> JsonValue:
        word = _WORD.match(self.text, self.at)
        if word:
            self.at = word.end()
            return _WORDS[word.group()]
        match = _NUMBER.match(self.text, self.at)
        if not match:
            self._syntax("a value is expected", "put texts in double quotes; check commas")
        self.at = match.end()
        text = match.group()
        whole = match.group(1) is None and match.group(2) is None
        if whole and len(text.lstrip("-")) <= _MOST_DIGITS:
            return int(text)
        if whole or not math.isfinite(float(text)):
            self.log.add(
                "ambiguous_number",
                start,
                "the number is too large to be kept exactly",
                "write a smaller number, or put it in quotes if it is a text",
            )
            return None
        return float(text)

    def _take(self, sign: str, remedy: str) -> None:
        if not self.text.startswith(sign, self.at):
            self._syntax(f"{sign!r} is expected", remedy)
        self.at += 1

    def _skip_space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _syntax(self, message: str, remedy: str) -> NoReturn:
        self.log.give_up("json_syntax", self._place(), message, remedy)

    def _place(self) -> tuple[int, int]:
        line = bisect_right(self.lines, self.at)
        return line, self.at - self.lines[line - 1] + 1
