"""Random conditions in two spellings, ours and CEL's, and random answers to evaluate them on.

Brackets are left out at random in both spellings alike, so that precedence is compared too. What
CEL lacks is written with what it has: a division by zero and the missing name become an error,
which is CEL's "missing"; `min`, `max`, `clamp`, `sum` and `mean` become choices and sums; an answer
test becomes a name. `count` and `coalesce` look at what is missing: they are written over names,
and ask first whether these are answered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final, NamedTuple

from readiness.scoring.expressions import Declaration, State, Type, Value

NUMBERS: Final = ("n.a", "n.b", "nc", "score.x")
TRUTHS: Final = ("t.a", "tb", "risk.K_1")
STRINGS: Final = ("s.a", "sb", "decision.D")
LISTS: Final = ("l.a", "items.l.b")
NAMES: Final = (*NUMBERS, *TRUTHS, *STRINGS, *LISTS)
COMPUTED: Final = ("score.x", "risk.K_1", "decision.D", "items.l.b")
"""Names that stand for what scoring computes; answer tests take the others."""
QUESTIONS: Final = tuple(name for name in NAMES if name not in COMPUTED)
OPTIONS: Final = ("block", "open", "clear")
_WORDS: Final = frozenset(OPTIONS)
DECLARATIONS: Final = {
    **{n: Declaration(Type.NUMBER, is_question=n in QUESTIONS) for n in NUMBERS},
    **{n: Declaration(Type.BOOL, is_question=n in QUESTIONS) for n in TRUTHS},
    **{n: Declaration(Type.STRING, _WORDS, is_question=n in QUESTIONS) for n in STRINGS},
    **{n: Declaration(Type.LIST, _WORDS, is_question=n in QUESTIONS) for n in LISTS},
}
ABSENT: Final = "absent"
"""A number of CEL that no world has: reading it is an error."""

_FIGURES: Final = (0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 2.5, 3.0, 4.0, 99.5)
_COMPARISONS: Final = ("==", "!=", "<", "<=", ">", ">=")
_STATES_OF_TESTS: Final = {
    "answered": (State.GIVEN, State.MEASURED),
    "unknown": (State.DONT_KNOW,),
    "measured": (State.MEASURED,),
}
TESTS_OF_ANSWERS: Final = {
    f"{function}.{name}": (states, name)
    for function, states in _STATES_OF_TESTS.items()
    for name in NAMES
}
"""The names that stand for answer tests in CEL: the states that make each true, of which name.

CEL asks of computed names, too, whether they are there.
"""


Maker = Callable[[int], "Spelt"]
"""Writes an expression nested at most so many levels deep."""


class Spelt(NamedTuple):
    """The same expression in our language and in CEL; ours may be structured YAML."""

    ours: Any
    cel: str


@dataclass(frozen=True)
class World:
    """One set of answers: value and state by name."""

    values: Mapping[str, Value]
    states: Mapping[str, State]

    def for_cel(self) -> dict[str, Any]:
        """Return what CEL is given: absent names are missing."""
        given: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in self.values.items()
            if value is not None
        }
        for test, (states, name) in TESTS_OF_ANSWERS.items():
            given[test] = self.states[name] in states
        return given


def random_world(chance: Random, *, complete: bool) -> World:
    """Draw a value and a state for every name; in complete worlds every name has a value."""
    drawn: dict[str, Value] = {
        **{name: chance.choice(_FIGURES) * chance.choice((1, 1, -1)) for name in NUMBERS},
        **{name: chance.random() < 0.5 for name in TRUTHS},
        **{name: chance.choice(OPTIONS) for name in STRINGS},
        **{name: tuple(chance.sample(OPTIONS, chance.randint(0, 3))) for name in LISTS},
    }
    values: dict[str, Value] = {}
    states: dict[str, State] = {}
    for name, value in drawn.items():
        present = complete or chance.random() < 0.7
        values[name] = value if present else None
        some = (State.GIVEN, State.MEASURED) if present else (State.NO_VALUE, State.DONT_KNOW)
        states[name] = chance.choice(some)
    return World(values, states)


class ConditionWriter:
    """Writes random conditions; `levels` bounds how deep they are nested."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def condition(self) -> Spelt:
        """Write a condition of one to five levels, a fifth of them structured."""
        levels = self._chance.randint(1, 5)
        if self._chance.random() < 0.2:
            return self._structured(levels)
        return self._truth(levels)

    def _structured(self, levels: int) -> Spelt:
        if levels == 1:
            return self._truth(2)
        key = self._chance.choice(("all", "any", "not"))
        if key == "not":
            inner = self._structured(levels - 1)
            return Spelt({"not": inner.ours}, f"!({inner.cel})")
        parts = [self._structured(levels - 1) for _ in range(self._chance.randint(1, 3))]
        sign = " && " if key == "all" else " || "
        text = sign.join(f"({part.cel})" for part in parts)
        return Spelt({key: [part.ours for part in parts]}, text)

    def _number(self, levels: int) -> Spelt:
        if levels == 0:
            return self._name(NUMBERS)
        makers: Sequence[tuple[int, Maker]] = (
            (35, lambda _: self._name(NUMBERS)),
            (15, lambda _: self._figure()),
            (7, lambda _: _prefixed("-", self._name(NUMBERS))),
            (23, lambda n: self._joined(self._chance.choice("+-*"), self._number, n)),
            (8, self._divided),
            (7, self._bounded),
            (5, self._added),
            (4, lambda _: self._counted()),
            (4, self._preferred),
            (5, lambda n: _bracketed(self._choice(self._number, n))),
        )
        return self._one_of(makers)(levels)

    def _truth(self, levels: int) -> Spelt:
        if levels == 0:
            return self._name(TRUTHS)
        makers: Sequence[tuple[int, Maker]] = (
            (15, lambda _: self._name(TRUTHS)),
            (5, lambda _: self._answer_test()),
            (22, lambda n: self._joined(self._chance.choice(_COMPARISONS), self._number, n)),
            (13, lambda _: self._about_strings()),
            (5, lambda n: self._among(self._number(n - 1), [self._figure(), self._figure()])),
            (20, lambda n: self._joined(self._chance.choice(("&&", "||")), self._truth, n)),
            (8, lambda n: _prefixed("!", _bracketed(self._truth(n - 1)))),
            (5, self._equal_truths),
            (7, lambda n: self._choice(self._truth, n)),
        )
        return self._one_of(makers)(levels)

    def _one_of(self, makers: Sequence[tuple[int, Maker]]) -> Maker:
        weights = [weight for weight, _ in makers]
        return self._chance.choices([maker for _, maker in makers], weights)[0]

    def _equal_truths(self, levels: int) -> Spelt:
        sides = (_bracketed(self._truth(levels - 1)) for _ in range(2))
        return _infix(self._chance.choice(("==", "!=")), *sides)

    def _name(self, names: Sequence[str]) -> Spelt:
        name = self._chance.choice(names)
        return Spelt(name, name)

    def _figure(self) -> Spelt:
        figure = self._chance.choice(_FIGURES)
        plain = figure.is_integer() and self._chance.random() < 0.5
        return Spelt(str(int(figure)) if plain else repr(figure), repr(figure))

    def _option(self) -> Spelt:
        quote = self._chance.choice("'\"")
        text = f"{quote}{self._chance.choice(OPTIONS)}{quote}"
        return Spelt(text, text)

    def _answer_test(self) -> Spelt:
        function = self._chance.choice(tuple(_STATES_OF_TESTS))
        name = self._chance.choice(QUESTIONS)
        return Spelt(f"{function}({name})", f"{function}.{name}")

    def _about_strings(self) -> Spelt:
        name = self._name(STRINGS)
        kind = self._chance.random()
        if kind < 0.4:
            other = self._chance.choice((self._option(), self._name(STRINGS)))
            return _infix(self._chance.choice(("==", "!=")), name, other)
        if kind < 0.7:
            return self._among(name, [self._option() for _ in range(2)])
        return _infix("in", self._chance.choice((name, self._option())), self._name(LISTS))

    def _among(self, element: Spelt, members: Sequence[Spelt]) -> Spelt:
        listed = Spelt(*(f"[{', '.join(spelling)}]" for spelling in zip(*members, strict=True)))
        return _infix("in", _bracketed(element), listed)

    def _joined(self, operator: str, part: Maker, levels: int) -> Spelt:
        sides = [part(levels - 1), part(levels - 1)]
        return _infix(operator, *(self._perhaps_bracketed(side) for side in sides))

    def _perhaps_bracketed(self, part: Spelt) -> Spelt:
        return _bracketed(part) if self._chance.random() < 0.5 else part

    def _divided(self, levels: int) -> Spelt:
        over, under = self._number(levels - 1), self._number(levels - 1)
        return Spelt(
            f"(({over.ours}) / ({under.ours}))",
            f"(({under.cel}) == 0.0 ? {ABSENT} : ({over.cel}) / ({under.cel}))",
        )

    def _bounded(self, levels: int) -> Spelt:
        first, second = self._number(min(levels - 1, 1)), self._number(min(levels - 1, 1))
        smaller = f"(({first.cel}) < ({second.cel}) ? ({first.cel}) : ({second.cel}))"
        match self._chance.randrange(3):
            case 0:
                return Spelt(f"min({first.ours}, {second.ours})", smaller)
            case 1:
                larger = f"(({first.cel}) > ({second.cel}) ? ({first.cel}) : ({second.cel}))"
                return Spelt(f"max({first.ours}, {second.ours})", larger)
            case _:
                ours = f"clamp({first.ours}, 0.5, {second.ours})"
                return Spelt(ours, f"({smaller} > 0.5 ? {smaller} : 0.5)")

    def _added(self, levels: int) -> Spelt:
        first, second = self._number(min(levels - 1, 1)), self._number(min(levels - 1, 1))
        total = f"(({first.cel}) + ({second.cel}))"
        if self._chance.random() < 0.5:
            return Spelt(f"sum({first.ours}, {second.ours})", total)
        return Spelt(f"mean({first.ours}, {second.ours})", f"({total} / 2.0)")

    def _counted(self) -> Spelt:
        parts = [self._known_truth() for _ in range(self._chance.randint(1, 3))]
        return Spelt(
            f"count({', '.join(part.ours for part in parts)})",
            f"({' + '.join(f'({part.cel} ? 1.0 : 0.0)' for part in parts)})",
        )

    def _known_truth(self) -> Spelt:
        """A truth over names; CEL finds it false where one of them is missing."""
        if self._chance.random() < 0.5:
            name = self._chance.choice(TRUTHS)
            return Spelt(name, f"(answered.{name} && {name})")
        left, right = self._chance.sample(NUMBERS, 2)
        compared = f"{left} {self._chance.choice(_COMPARISONS)} {right}"
        return Spelt(compared, f"(answered.{left} && answered.{right} && {compared})")

    def _preferred(self, levels: int) -> Spelt:
        name, default = self._chance.choice(NUMBERS), self._number(min(levels - 1, 1))
        return Spelt(
            f"coalesce({name}, {default.ours})",
            f"(answered.{name} ? {name} : ({default.cel}))",
        )

    def _choice(self, part: Maker, levels: int) -> Spelt:
        condition = self._perhaps_bracketed(self._truth(levels - 1))
        then = _bracketed(part(levels - 1))  # neither grammar takes a bare choice between ? and :
        otherwise = self._perhaps_bracketed(part(levels - 1))
        return Spelt(
            f"{condition.ours} ? {then.ours} : {otherwise.ours}",
            f"{condition.cel} ? {then.cel} : {otherwise.cel}",
        )


def _bracketed(part: Spelt) -> Spelt:
    return Spelt(f"({part.ours})", f"({part.cel})")


def _prefixed(sign: str, part: Spelt) -> Spelt:
    return Spelt(sign + part.ours, sign + part.cel)


def _infix(operator: str, left: Spelt, right: Spelt) -> Spelt:
    return Spelt(
        f"{left.ours} {operator} {right.ours}",
        f"{left.cel} {operator} {right.cel}",
    )
