"""How CEL and JSONLogic write guarded rules; names are flat, a missing name is null."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.oracles.guarded import Literal
from tests.oracles.zen_dialect import flat

NOT_A_NUMBER = "(0.0 / 0.0)"
"""What a formula gives instead of null: cel-expr-python loses a reference to `None` each time it
returns null, and ends the process once they are used up.
"""


class CelDialect:
    """Text of the Common Expression Language; `renamed` are names that are called otherwise."""

    def __init__(self, renamed: Mapping[str, str] | None = None) -> None:
        self._renamed = renamed or {}

    def constant(self, value: Literal | None) -> str:
        match value:
            case None:
                return "null"
            case bool():
                return "true" if value else "false"
            case str():
                return repr(value)
            case _:
                return repr(float(value))

    def name(self, name: str) -> str:
        return flat(self._renamed.get(name, name))

    def answer_test(self, function: str, question: str) -> str:
        state = "dk" if function == "unknown" else function
        return f"{state}__{flat(question)}"

    def every(self, parts: Sequence[str]) -> str:
        return f"({' && '.join(parts)})"

    def some(self, parts: Sequence[str]) -> str:
        return f"({' || '.join(parts)})"

    def negated(self, part: str) -> str:
        return f"!({part})"

    def choice(self, condition: str, then: str, otherwise: str) -> str:
        return f"({condition} ? {then} : {NOT_A_NUMBER if otherwise == 'null' else otherwise})"

    def infix(self, operator: str, left: str, right: str) -> str:
        return f"({left} {operator} {right})"

    def among(self, element: str, members: Sequence[Literal]) -> str:
        return f"({element} in [{', '.join(map(self.constant, members))}])"

    def held_by(self, element: str, listed: str) -> str:
        return f"({element} in {listed})"

    def call(self, function: str, arguments: Sequence[str]) -> str:
        if function in ("sum", "mean"):
            total = f"({' + '.join(arguments)})"
            return total if function == "sum" else f"({total} / {float(len(arguments))})"
        raise NotImplementedError(f"no rule that is measured uses {function}()")


class UnguardedCelDialect(CelDialect):
    """CEL where a missing name is an error, which `&&` and `||` absorb: nothing is guarded."""

    def infix(self, operator: str, left: str, right: str) -> str:
        return "true" if right == "null" else super().infix(operator, left, right)


class JsonLogicDialect:
    """Objects of JSONLogic; `renamed` are names that are called otherwise."""

    _EQUAL = {"==": "===", "!=": "!=="}

    def __init__(self, renamed: Mapping[str, str] | None = None) -> None:
        self._renamed = renamed or {}

    def constant(self, value: Literal | None) -> Any:
        return value

    def name(self, name: str) -> Any:
        return {"var": flat(self._renamed.get(name, name))}

    def answer_test(self, function: str, question: str) -> Any:
        state = "dk" if function == "unknown" else function
        return {"===": [{"var": f"{state}__{flat(question)}"}, True]}

    def every(self, parts: Sequence[Any]) -> Any:
        return {"and": list(parts)}

    def some(self, parts: Sequence[Any]) -> Any:
        return {"or": list(parts)}

    def negated(self, part: Any) -> Any:
        return {"!": [part]}

    def choice(self, condition: Any, then: Any, otherwise: Any) -> Any:
        return {"if": [condition, then, otherwise]}

    def infix(self, operator: str, left: Any, right: Any) -> Any:
        return {self._EQUAL.get(operator, operator): [left, right]}

    def among(self, element: Any, members: Sequence[Literal]) -> Any:
        return {"in": [element, list(members)]}

    def held_by(self, element: Any, listed: Any) -> Any:
        return {"in": [element, listed]}

    def call(self, function: str, arguments: Sequence[Any]) -> Any:
        total = {"+": list(arguments)}
        if function == "sum":
            return total
        if function == "mean":
            return {"/": [total, len(arguments)]}
        return {function: list(arguments)}
