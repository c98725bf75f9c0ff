"""Indices, value rules, decisions, risks and role templates have parts that make sense together."""

from collections.abc import Iterator
from typing import Final

from readiness.scoring.expressions import Path
from readiness.scoring.indices import PARTS_OF_ONE, ScoreIndex, ValueRule
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.responsibilities import Task

_EXACT: Final = 1e-12


def lint_decisions(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield what is wrong with single definitions; what rules mean is judged elsewhere."""
    scored = {question.id for question in questionnaire.questions if question.scored}
    known = {question.id for question in questionnaire.questions}
    for i, rule in enumerate(questionnaire.value_rules):
        yield from _factor(rule, ("value_rules", i, "factor"))
        if rule.question in known and rule.question not in scored:
            yield _wrong_factor(
                f"{rule.question} is not scored, so value rule {rule.id} changes nothing",
                "name a question with dimension: and weight:",
                ("value_rules", i, "question"),
            )
    for i, index in enumerate(questionnaire.indices):
        yield from _raises(index, ("indices", i, "raises"))
    yield from _rows(questionnaire)
    yield from _routes(questionnaire)
    for i, template in enumerate(questionnaire.responsibilities):
        for n, task in enumerate(template.tasks):
            path: Path = ("responsibilities", i, "tasks", n, "roles")
            yield from _letters(questionnaire, task, path)


def _factor(rule: ValueRule, path: Path) -> Iterator[Problem]:
    if not 0 < rule.factor < 1:
        yield _wrong_factor(
            f"the factor of value rule {rule.id} is {rule.factor:g}",
            "write a factor between 0 and 1, such as 0.5",
            path,
        )
    elif abs(rule.factor * PARTS_OF_ONE - rule.parts) > _EXACT * PARTS_OF_ONE:
        yield _wrong_factor(
            f"the factor of value rule {rule.id} has more than three decimals",
            "round it to three decimals",
            path,
        )


def _wrong_factor(message: str, remedy: str, path: Path) -> Problem:
    return Problem(code="wrong_factor", message=message, remedy=remedy, path=path)


def _raises(index: ScoreIndex, path: Path) -> Iterator[Problem]:
    for n, raised in enumerate(index.raises):
        named = len(set(raised.of))
        if raised.level == index.levels[0].id:
            yield Problem(
                code="raise_without_effect",
                message=f"{raised.level!r} is the lowest level of index {index.code}",
                remedy="raise to a higher level, or remove it",
                path=(*path, n, "level"),
            )
        if raised.at_least > named:
            yield Problem(
                code="raise_without_effect",
                message=f"the raise of {index.code} to {raised.level!r} needs {raised.at_least} "
                f"findings and names {named}",
                remedy=f"let at_least be at most {named}, or name more findings",
                path=(*path, n, "at_least"),
            )


def _rows(questionnaire: Questionnaire) -> Iterator[Problem]:
    for i, decision in enumerate(questionnaire.decisions):
        last = len(decision.rows) - 1
        for n, row in enumerate(decision.rows):
            if row.when is None and (n != last or decision.hit == "unique"):
                yield _incomplete(
                    f"the row for {row.outcome} of decision {decision.code} has no condition",
                    "add when:; only the last row of a table with hit: first may go without",
                    ("decisions", i, "rows", n),
                )
    if questionnaire.risks and questionnaire.risk_rules is None:
        yield _incomplete(
            "there are risks and nothing says from which product on they are high",
            "add risk_rules: with high_from",
            ("risks",),
        )


def _incomplete(message: str, remedy: str, path: Path) -> Problem:
    return Problem(code="incomplete_definition", message=message, remedy=remedy, path=path)


def _routes(questionnaire: Questionnaire) -> Iterator[Problem]:
    for i, action in enumerate(questionnaire.recommendations):
        if questionnaire.routes and not action.routes:
            yield Problem(
                code="missing_routes",
                message=f"recommendation {action.code} serves no route",
                remedy="add routes: with those it helps",
                path=("recommendations", i),
            )


def _letters(questionnaire: Questionnaire, task: Task, path: Path) -> Iterator[Problem]:
    letters = list(task.roles.values())
    accountable = sum("A" in letter for letter in letters)
    without = [role.id for role in questionnaire.roles if role.id not in task.roles]
    if accountable != 1:
        yield _wrong_letters(f"task {task.id} has {accountable} accountable roles", path)
    if not any("R" in letter for letter in letters):
        yield _wrong_letters(f"task {task.id} has no responsible role", path)
    if without:
        yield _wrong_letters(f"task {task.id} has no letter for {', '.join(without)}", path)


def _wrong_letters(message: str, path: Path) -> Problem:
    return Problem(
        code="wrong_letters",
        message=message,
        remedy="give every role a letter: exactly one A or A/R, at least one R or A/R",
        path=path,
    )
