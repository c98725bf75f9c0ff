"""How zen-engine writes expressions, and how its decision graphs (JDM) are put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from tests.oracles.guarded import Literal

_CALLS: Final = {"min": "min", "max": "max", "sum": "sum", "mean": "avg"}


def flat(name: str) -> str:
    """Return a dotted name as one name: `gate.G1` is `gate__G1`."""
    return name.replace(".", "__")


class ZenDialect:
    """Expressions of zen; `renamed` are names that are called otherwise in the graph.

    `measured` says of questions how it is asked there whether a figure was typed.
    """

    def __init__(
        self,
        renamed: Mapping[str, str] | None = None,
        measured: Mapping[str, str] | None = None,
    ) -> None:
        self._renamed = renamed or {}
        self._measured = measured or {}

    def constant(self, value: Literal | None) -> str:
        match value:
            case None:
                return "null"
            case bool():
                return "true" if value else "false"
            case str():
                return f"'{value}'" if '"' in value else f'"{value}"'
            case _:
                return f"{Decimal(repr(value)):f}"

    def name(self, name: str) -> str:
        return flat(self._renamed.get(name, name))

    def answer_test(self, function: str, question: str) -> str:
        if function == "unknown":
            return f"dk__{flat(question)}"
        if function == "measured":
            return self._measured[question]
        return f"({flat(question)} != null)"

    def every(self, parts: Sequence[str]) -> str:
        return f"({' and '.join(parts)})"

    def some(self, parts: Sequence[str]) -> str:
        return f"({' or '.join(parts)})"

    def negated(self, part: str) -> str:
        return f"(not ({part}))"

    def choice(self, condition: str, then: str, otherwise: str) -> str:
        return f"({condition} ? {then} : {otherwise})"

    def infix(self, operator: str, left: str, right: str) -> str:
        return f"({left} {operator} {right})"

    def among(self, element: str, members: Sequence[Literal]) -> str:
        return f"({element} in [{', '.join(map(self.constant, members))}])"

    def held_by(self, element: str, listed: str) -> str:
        return f"({element} in {listed})"

    def call(self, function: str, arguments: Sequence[str]) -> str:
        if function == "clamp":
            number, low, high = arguments
            return f"max([{low}, min([{number}, {high}])])"
        return f"{_CALLS[function]}([{', '.join(arguments)}])"


@dataclass
class Graph:
    """Nodes one after the other; each passes on all that it was given."""

    nodes: list[dict[str, Any]] = field(default_factory=list)

    def expressions(self, name: str, made: Mapping[str, str]) -> None:
        """Add a node that computes named values, none of which reads another."""
        listed = [{"id": key, "key": key, "value": text} for key, text in made.items()]
        if listed:
            self._add(name, "expressionNode", {"expressions": listed, "passThrough": True})

    def table(self, makes: str, rows: Iterable[tuple[str, str]], reads: str | None = None) -> None:
        """Add a decision table, the first row that holds: (condition, value made).

        With `reads` conditions are written without the name they are about, as `>= 3`.
        """
        column = {"id": "if", "name": "if"} | ({"field": reads} if reads else {})
        content = {
            "hitPolicy": "first",
            "inputs": [column],
            "outputs": [{"id": "then", "name": "then", "field": makes}],
            "rules": [
                {"_id": f"{makes}/{i}", "if": condition, "then": value}
                for i, (condition, value) in enumerate(rows)
            ],
            "passThrough": True,
        }
        self._add(makes, "decisionTableNode", content)

    def finished(self) -> dict[str, Any]:
        """Return the whole graph with its way in and out."""
        first, last = ({"id": k, "name": k, "type": f"{k}Node"} for k in ("input", "output"))
        nodes = [first, *self.nodes, last]
        edges = [
            {"id": f"{a['id']}-{b['id']}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
            for a, b in pairwise(nodes)
        ]
        return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}

    def _add(self, name: str, kind: str, content: dict[str, Any]) -> None:
        node_id = f"{len(self.nodes)}-{name}"
        self.nodes.append({"id": node_id, "name": name, "type": kind, "content": content})
