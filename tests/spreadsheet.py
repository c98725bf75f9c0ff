"""A small spreadsheet program: calculates the formulas that workbooks of the house contain.

It knows what Excel documents of the functions used: errors run through everything that reads them
but `IFERROR` and `ISERROR`; `IF` and `CHOOSE` calculate the branch taken only; an empty cell is 0
where a number is wanted; texts are compared without regard to capitals.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"]|\"\")*\")|(?P<number>\d+(?:\.\d+)?(?:E[-+]?\d+)?)"
    r"|(?P<range>\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)|(?P<cell>\$?[A-Z]{1,3}\$?\d+)"
    r"|(?P<name>[A-Z]+)|(?P<sign><=|>=|<>|[-+*/^&=<>(),{}]))"
)
_BINDING: Final = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3,
                   "*": 4, "/": 4, "^": 5}  # fmt: skip
_UNARY: Final = 6


class SheetError(Exception):
    """An error value such as `#N/A`."""


class Spreadsheet:
    """Cells by name, such as `B7`: values, and formulas as texts that begin with `=`.

    A text that is no formula stands in `texts`.
    """

    def __init__(self, cells: Mapping[str, Any], texts: Mapping[str, str] | None = None) -> None:
        self._cells = {**cells}
        self._texts = dict(texts or {})
        self._known: dict[str, Any] = {}

    def value(self, cell: str) -> Any:
        """What a cell comes to; raises `SheetError` for an error value."""
        name = cell.replace("$", "")
        if name in self._texts:
            return self._texts[name]
        if name not in self._known:
            self._known[name] = self._once(self._cells.get(name))
        known = self._known[name]
        if isinstance(known, SheetError):
            raise known
        return known

    def _once(self, held: Any) -> Any:
        if not isinstance(held, str) or not held.startswith("="):
            return held
        try:
            return self.calculated(held[1:])
        except SheetError as error:
            return error

    def shown(self, cell: str) -> Any:
        """What a cell shows; an error as its name."""
        try:
            return self.value(cell)
        except SheetError as error:
            return str(error)

    def calculated(self, formula: str) -> Any:
        """What a formula comes to, written without `=` before it."""
        reader = _Reader(formula)
        made = reader.expression(0)
        assert reader.at_end, f"{formula!r} goes on after {reader.position} tokens"
        return _scalar(made(self))

    def range(self, name: str) -> list[Any]:
        """The values of a block, row by row."""
        (left, top), (right, bottom) = (_place(corner) for corner in name.split(":"))
        return [
            self.value(f"{_letters(column)}{row}")
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]


Made = Callable[[Spreadsheet], Any]


class _Reader:
    """Reads a formula into what calculates it."""

    def __init__(self, formula: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(formula):
            found = _TOKEN.match(formula, at)
            assert found is not None, f"cannot read {formula[at:]!r}"
            assert found.lastgroup is not None
            self._tokens.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()
        self.position = 0

    @property
    def at_end(self) -> bool:
        return self.position == len(self._tokens)

    def _next(self) -> tuple[str, str]:
        token = self._tokens[self.position]
        self.position += 1
        return token

    def _peek(self) -> str:
        return "" if self.at_end else self._tokens[self.position][1]

    def expression(self, at_least: int) -> Made:
        left = self._operand()
        while (sign := self._peek()) in _BINDING and _BINDING[sign] > at_least:
            self._next()
            left = _operation(sign, left, self.expression(_BINDING[sign]))
        return left

    def _operand(self) -> Made:
        kind, text = self._next()
        if kind == "number":
            return lambda _sheet: float(text)
        if kind == "text":
            return lambda _sheet: text[1:-1].replace('""', '"')
        if kind == "cell":
            return lambda sheet: sheet.value(text)
        if kind == "range":
            return lambda sheet: sheet.range(text.replace("$", ""))
        if kind == "name":
            return self._named(text)
        if text == "-":
            negative = self.expression(_UNARY)
            return lambda sheet: _mapped(lambda value: -_number(value), negative(sheet))
        if text == "{":
            return self._array()
        assert text == "(", f"an operand cannot begin with {text!r}"
        inner = self.expression(0)
        assert self._next()[1] == ")"
        return inner

    def _array(self) -> Made:
        values: list[float] = []
        while self._peek() != "}":
            if self._peek() == ",":
                self._next()
            values.append(float(self._next()[1]))
        self._next()
        return lambda _sheet: values

    def _named(self, name: str) -> Made:
        if self._peek() != "(":
            return lambda _sheet: {"TRUE": True, "FALSE": False}[name]
        self._next()
        arguments: list[Made] = []
        while self._peek() != ")":
            if self._peek() == ",":
                self._next()
            arguments.append(self.expression(0))
        self._next()
        if name in _LAZY:
            return lambda sheet: _LAZY[name](sheet, arguments)
        return lambda sheet: _FUNCTIONS[name](*(argument(sheet) for argument in arguments))


def _operation(sign: str, left: Made, right: Made) -> Made:
    return lambda sheet: _pairwise(_OPERATIONS[sign], left(sheet), right(sheet))


def _mapped(function: Callable[[Any], Any], value: Any) -> Any:
    return [function(each) for each in value] if isinstance(value, list) else function(value)


def _pairwise(function: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    if isinstance(left, list) and isinstance(right, list):
        return [function(a, b) for a, b in zip(left, right, strict=True)]
    if isinstance(left, list):
        return [function(each, right) for each in left]
    return _mapped(lambda each: function(left, each), right)


def _scalar(value: Any) -> Any:
    assert not isinstance(value, list), "a formula gave a block"
    return value


def _number(value: Any) -> float:
    if value is None:
        return 0.0
    if isinstance(value, str):
        raise SheetError("#VALUE!")
    return float(value)


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise SheetError("#NUM!")
    return value


def _divided(left: Any, right: Any) -> float:
    if _number(right) == 0:
        raise SheetError("#DIV/0!")
    return _finite(_number(left) / _number(right))


def _power(left: Any, right: Any) -> float:
    base, exponent = _number(left), _number(right)
    if base == 0 and exponent == 0:
        raise SheetError("#NUM!")
    try:
        return _finite(base**exponent)
    except OverflowError:
        raise SheetError("#NUM!") from None


def _compared(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compare(left: Any, right: Any) -> bool:
        keys = [_order(value) for value in (left, right)]
        return test(*keys)

    return compare


def _order(value: Any) -> tuple[int, Any]:
    """Numbers come before texts, texts before truth values."""
    if isinstance(value, bool):
        return 2, value
    return (1, value.lower()) if isinstance(value, str) else (0, _number(value))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


_OPERATIONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "+": lambda a, b: _finite(_number(a) + _number(b)),
    "-": lambda a, b: _finite(_number(a) - _number(b)),
    "*": lambda a, b: _finite(_number(a) * _number(b)),
    "/": _divided,
    "^": _power,
    "&": lambda a, b: _text(a) + _text(b),
    "=": _compared(operator.eq),
    "<>": _compared(operator.ne),
    "<": _compared(operator.lt),
    "<=": _compared(operator.le),
    ">": _compared(operator.gt),
    ">=": _compared(operator.ge),
}


def _flat(values: tuple[Any, ...]) -> list[float]:
    """Numbers of arguments and blocks; in blocks, texts and empty cells are passed over."""
    found: list[float] = []
    for value in values:
        if isinstance(value, list):
            found += [float(v) for v in value if isinstance(v, int | float)]
        else:
            found.append(_number(value))
    return found


def _mean(*values: Any) -> float:
    numbers = _flat(values)
    return sum(numbers) / len(numbers)


def _not_available() -> Any:
    raise SheetError("#N/A")


def _fixed(value: Any, decimals: Any) -> str:
    scale = 10 ** int(decimals)
    number = _number(value)
    rounded = math.copysign(math.floor(abs(number) * scale + 0.5) / scale, number)
    return f"{rounded:,.{int(decimals)}f}"


_FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "MIN": lambda *values: min(_flat(values), default=0.0),
    "MAX": lambda *values: max(_flat(values), default=0.0),
    "SUM": lambda *values: _finite(math.fsum(_flat(values))),
    "AVERAGE": _mean,
    "COUNT": lambda *values: float(len(_flat(values))),
    "SUMPRODUCT": lambda block: _finite(math.fsum(_number(value) for value in block)),
    "AND": lambda *values: all(map(_number, values)),
    "OR": lambda *values: any(map(_number, values)),
    "NOT": lambda value: not _number(value),
    "INT": lambda value: math.floor(_number(value)),
    "ROUND": lambda value, digits: round(_number(value), int(digits)),
    "EXACT": lambda a, b: _text(a) == _text(b),
    "FIXED": _fixed,
    "NA": _not_available,
    "ISBLANK": lambda value: value is None,
    "ISNUMBER": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "ISLOGICAL": lambda value: isinstance(value, bool),
}


def _if(sheet: Spreadsheet, arguments: list[Made]) -> Any:
    chosen = _number(_scalar(arguments[0](sheet)))
    return arguments[1 if chosen else 2](sheet)


def _if_error(sheet: Spreadsheet, arguments: list[Made]) -> Any:
    try:
        return arguments[0](sheet)
    except SheetError:
        return arguments[1](sheet)


def _is_error(sheet: Spreadsheet, arguments: list[Made]) -> bool:
    try:
        arguments[0](sheet)
    except SheetError:
        return True
    return False


def _choose(sheet: Spreadsheet, arguments: list[Made]) -> Any:
    return arguments[int(_number(arguments[0](sheet)))](sheet)


_LAZY: Final[Mapping[str, Callable[[Spreadsheet, list[Made]], Any]]] = {
    "IF": _if,
    "IFERROR": _if_error,
    "ISERROR": _is_error,
    "CHOOSE": _choose,
}


def _place(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(cell[len(letters) :])


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
