"""What every part of a graph is drawn with: names, rules, and tables of first hits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from readiness.scoring.plans import Program, Rule
from readiness.scoring.rounding import NOISE_DECIMALS
from tests.oracles.guarded import Guarded
from tests.oracles.zen_dialect import Graph, flat

Row = tuple[str, str]
"""A condition and the value it makes."""


@dataclass(frozen=True)
class Drawing:
    """The graph of a program in the making; `names` are those that rules read, by slot."""

    program: Program
    tables: bool
    graph: Graph
    rules: Guarded[str]
    names: Mapping[int, str]

    def name(self, slot: int) -> str:
        """Return what a slot is called in the graph."""
        return flat(self.names[slot])

    def true(self, rule: Rule) -> str:
        """Write when a rule is true."""
        return self.rules.true(rule.node)

    def first_hits(self, part: str, made: Mapping[str, Iterable[Row]], otherwise: str) -> None:
        """Add named values, each that of its first row that holds."""
        if not self.tables:
            texts = {name: first_hit(rows, otherwise) for name, rows in made.items()}
            self.graph.expressions(part, texts)
            return
        for name, rows in made.items():
            self.graph.table(name, [*rows, ("true", otherwise)])


def first_hit(rows: Iterable[Row], otherwise: str) -> str:
    """Write a table of rows as one expression."""
    text = otherwise
    for condition, value in reversed(list(rows)):
        text = f"({condition} ? {value} : {text})"
    return text


def decisive_rows(rules: Guarded[str], rows: Iterable[tuple[str, Rule | None]]) -> Iterator[Row]:
    """Write each outcome's row, and after it the end of the table where the row cannot be told."""
    for outcome, rule in rows:
        if rule is None:
            yield "true", f'"{outcome}"'
        else:
            met, unmet = rules.true(rule.node), rules.false(rule.node)
            yield met, f'"{outcome}"'
            yield f"(not {met} and not {unmet})", "null"


def settled(text: str) -> str:
    """Free of noise at the same places as in the product, so that 60 is 60 in both."""
    return f"round({text}, {NOISE_DECIMALS})"


def total(terms: Iterable[str]) -> str:
    """Write a sum, 0 of nothing."""
    return f"({' + '.join(terms) or '0'})"
