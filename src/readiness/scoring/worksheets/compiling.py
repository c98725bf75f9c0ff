"""A worksheet made ready to calculate: every formula and condition parsed, checked and in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from readiness.scoring.expressions import (
    ExpressionError,
    Identifier,
    Node,
    Path,
    parse_condition,
    parse_formula,
    source_text,
)
from readiness.scoring.expressions.nodes import children
from readiness.scoring.limits import MAX_PROBLEMS, too_large
from readiness.scoring.problems import Problem
from readiness.scoring.questions import Condition
from readiness.scoring.worksheets.exact import FUNCTIONS
from readiness.scoring.worksheets.model import CalculationWorksheet, Check
from readiness.scoring.worksheets.names import Names, Place

MAX_FORMULA_CHARACTERS: Final = 20_000
"""Characters of all conditions and formulas of one worksheet."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A formula or condition: its node, its text in one line, and the names it reads."""

    node: Node
    text: str
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """The conditions of a check; `None` for a colour it does not have."""

    check: Check
    red: Compiled | None
    amber: Compiled | None


@dataclass(frozen=True, slots=True)
class WorksheetPlan:
    """A worksheet with its formulas and conditions, in the order of its parts.

    `findings` are the names that conditions read, by code; a sheet or reading without condition
    has `None`.
    """

    worksheet: CalculationWorksheet
    findings: Mapping[str, str]
    sheets: tuple[Compiled | None, ...]
    figures: tuple[Compiled, ...]
    checks: tuple[CheckPlan, ...]
    readings: tuple[Compiled | None, ...]
    notes: tuple[Compiled, ...]

    @property
    def read(self) -> frozenset[str]:
        """Every name that something reads."""
        colours = (colour for plan in self.checks for colour in (plan.red, plan.amber))
        rules = (*self.sheets, *self.figures, *colours, *self.readings, *self.notes)
        return frozenset(name for rule in rules if rule is not None for name in rule.reads)


def compile_worksheet(
    worksheet: CalculationWorksheet, findings: Mapping[str, str], path: Path = ()
) -> tuple[WorksheetPlan | None, tuple[Problem, ...]]:
    """Parse and check everything; the plan is `None` when there is any problem.

    `findings` are the names that conditions read, by code; `path` leads to the worksheet.
    """
    compiler = _Compiler(worksheet, findings, path)
    plan = compiler.plan()
    return (None if compiler.problems else plan), tuple(compiler.problems)


class _Compiler:
    def __init__(
        self, worksheet: CalculationWorksheet, findings: Mapping[str, str], path: Path
    ) -> None:
        self._source = worksheet
        self._names = Names(worksheet, findings)
        self._path = path
        self._findings = findings
        self._below_all = Place(len(worksheet.figures), per_horizon=False)
        self._characters = 0
        self.problems: list[Problem] = []

    def plan(self) -> WorksheetPlan:
        source = self._source
        return WorksheetPlan(
            worksheet=source,
            findings=self._findings,
            sheets=tuple(
                self._condition(sheet.when, ("sheets", i, "when"))
                for i, sheet in enumerate(source.sheets)
            ),
            figures=tuple(self._figures()),
            checks=tuple(self._check(i, check) for i, check in enumerate(source.checks)),
            readings=tuple(
                self._condition(row.when, ("readings", i, "when"))
                for i, row in enumerate(source.readings)
            ),
            notes=tuple(
                self._compiled(note.when, ("reading_notes", i, "when"), self._below_all)
                for i, note in enumerate(source.reading_notes)
            ),
        )

    def _figures(self) -> Iterator[Compiled]:
        for at, figure in enumerate(self._source.figures):
            place = Place(at, figure.per_horizon, counted=not figure.excluded)
            yield self._compiled(figure.formula, ("figures", at, "formula"), place)

    def _check(self, at: int, check: Check) -> CheckPlan:
        place = self._below_all._replace(per_horizon=check.per_horizon)
        return CheckPlan(
            check,
            red=self._condition(check.red, ("checks", at, "red"), place),
            amber=self._condition(check.amber, ("checks", at, "amber"), place),
        )

    def _condition(
        self, source: Condition | None, path: Path, place: Place | None = None
    ) -> Compiled | None:
        return None if source is None else self._compiled(source, path, place or self._below_all)

    def _compiled(self, source: Condition, inner: Path, place: Place) -> Compiled:
        """Compile a formula or a condition; with problems it is one that is never true."""
        path = (*self._path, *inner)
        node = None
        if not self._gives_up(source, path):
            if inner[-1] == "formula":
                node, errors = parse_formula(source, self._names.formulas, FUNCTIONS)
            else:
                node, errors = parse_condition(source, self._names.conditions, FUNCTIONS)
            self.problems.extend(_problem(error, path) for error in errors)
        if node is None:
            node, _ = parse_condition("false", {})
            assert node is not None
        reads = tuple(_identifiers(node))
        for name in reads:
            misuse = self._names.misuse(name.name, place)
            if misuse is not None:
                self.problems.append(
                    Problem(
                        code=misuse.code,
                        message=misuse.message,
                        remedy=misuse.remedy,
                        path=(*path, *name.span.path),
                        offset=name.span.offset,
                    )
                )
        return Compiled(node, source_text(node), tuple(dict.fromkeys(n.name for n in reads)))

    def _gives_up(self, source: Condition, path: Path) -> bool:
        """Whether there is too much to read; the problem is reported once."""
        before, self._characters = self._characters, self._characters + len(str(source))
        if before <= MAX_FORMULA_CHARACTERS < self._characters:
            self.problems.append(
                too_large(
                    f"the worksheet's conditions and formulas up to here have more than "
                    f"{MAX_FORMULA_CHARACTERS:,} characters",
                    path,
                )
            )
        return self._characters > MAX_FORMULA_CHARACTERS or len(self.problems) >= MAX_PROBLEMS


def _identifiers(node: Node) -> Iterator[Identifier]:
    if isinstance(node, Identifier):
        yield node
    for child in children(node):
        yield from _identifiers(child)


def _problem(error: ExpressionError, path: Path) -> Problem:
    return Problem(
        code=error.code,
        message=error.message,
        remedy=error.remedy,
        path=(*path, *error.path),
        offset=error.offset,
    )
