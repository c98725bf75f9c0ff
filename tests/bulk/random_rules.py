"""Random rule texts over whatever names a questionnaire has."""

from collections.abc import Mapping
from random import Random

from readiness.scoring.expressions import Declaration, Type, parse_condition, parse_formula

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
FIGURES = (0, 1, 2, 2.5, 3, 4, 0.1, 25, 40, 59.9, 100)
TRIES = 30


class RandomRules:
    """Writes conditions and formulas that the checker accepts."""

    def __init__(self, random: Random, declared: Mapping[str, Declaration]) -> None:
        self.declared = dict(declared)
        self._random = random

    def condition(self, levels: int = 2) -> str:
        """Write a condition; one on nothing where none is accepted."""
        for _ in range(TRIES):
            text = self._truth(levels)
            if parse_condition(text, self.declared).node is not None:
                return text
        return "true"

    def formula(self, levels: int = 2) -> str:
        """Write a formula."""
        for _ in range(TRIES):
            text = self._number(levels)
            if parse_formula(text, self.declared).node is not None:
                return text
        return "50"

    def _names(self, wanted: Type) -> list[str]:
        return [name for name, known in self.declared.items() if known.type is wanted]

    def _questions(self) -> list[str]:
        return [name for name, known in self.declared.items() if known.is_question]

    def _truth(self, levels: int) -> str:
        random = self._random
        if levels == 0 or random.random() < 0.2:
            return self._leaf()
        part = [self._truth(levels - 1) for _ in range(3)]
        return random.choice(
            [
                f"!({part[0]})",
                f"({part[0]}) && ({part[1]})",
                f"({part[0]}) || ({part[1]}) || ({part[2]})",
                f"({part[0]}) == ({part[1]})",
                f"({part[0]}) ? ({part[1]}) : ({part[2]})",
                f"coalesce({part[0]}, {part[1]})",
                f"{self._number(levels - 1)} {random.choice(COMPARISONS)} "
                f"{self._number(levels - 1)}",
            ]
        )

    def _leaf(self) -> str:
        random = self._random
        leaves = [f"{random.choice(('answered', 'unknown', 'measured'))}({self._question()})"]
        number = self._names(Type.NUMBER)
        if number:
            name, figure = random.choice(number), random.choice(FIGURES)
            leaves += [f"{name} {random.choice(COMPARISONS)} {figure}"] * 4
            leaves += [f"{name} in [{figure}, {random.choice(FIGURES)}]"]
        leaves += [random.choice(flags)] if (flags := self._names(Type.BOOL)) else []
        for name in self._some(Type.STRING):
            options = sorted(self.declared[name].options or ())
            if options:
                leaves += [f"{name} == '{random.choice(options)}'", f"{name} in ['{options[0]}']"]
        for name in self._some(Type.LIST):
            options = sorted(self.declared[name].options or ())
            leaves += [f"'{random.choice(options)}' in {name}"]
        return random.choice(leaves)

    def _some(self, wanted: Type) -> list[str]:
        names = self._names(wanted)
        return self._random.sample(names, min(2, len(names)))

    def _question(self) -> str:
        return self._random.choice(self._questions())

    def _number(self, levels: int) -> str:
        random = self._random
        names = self._names(Type.NUMBER)
        if levels == 0 or not names or random.random() < 0.2:
            return random.choice([*names, *map(str, FIGURES[:4])])
        part = [self._number(levels - 1) for _ in range(3)]
        return random.choice(
            [
                f"({part[0]} {random.choice('+-*/')} {part[1]})",
                f"{random.choice(('min', 'max', 'sum', 'mean'))}({', '.join(part)})",
                f"clamp({part[0]}, 0, 100)",
                f"coalesce({part[0]}, {part[1]})",
                f"count({self._leaf()}, {self._leaf()})",
                f"({self._leaf()} ? {part[0]} : {part[1]})",
            ]
        )
