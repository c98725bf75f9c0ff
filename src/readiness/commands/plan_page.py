"""A plan as a page in the terminal."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import shorten
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readiness.planning.result import Plan, PlanResult, PlanStep, Summary
from readiness.planning.target import Target, VerdictTarget
from readiness.scoring import Questionnaire

TITLE_WIDTH: Final = 34  # so that a row fits into a terminal of 80 columns


def plan_page(questionnaire: Questionnaire, found: PlanResult) -> RenderableType:
    """Return the plan by windows of months, with the result after each step, or why there is none.

    Texts are those of the questionnaire's default language.
    """
    return Group(*_parts(questionnaire, found))


def _parts(questionnaire: Questionnaire, found: PlanResult) -> Iterator[RenderableType]:
    yield Text(f"Target: {_target(found.target)}. Today: {_standing(found.before)}.")
    yield Text(_verdict(found), style="bold")
    for obstacle in found.obstacles:
        yield Text(f"  - {obstacle.message}")
        if obstacle.condition and obstacle.condition not in obstacle.message:
            yield Text(f"    {obstacle.condition}")
        for name, value in obstacle.read.items():
            yield Text(f"    {name}: {'no value' if value is None else value}")
    if found.least_horizon_months is not None:
        yield Text(f"A horizon of {found.least_horizon_months} months would do.")
    if found.plan is not None and found.plan.steps:
        yield from _windows(questionnaire, found.plan, found.before)
        yield Text(f"\nAfter the plan: {_standing(found.plan.result)}.")


def _target(target: Target) -> str:
    if isinstance(target, VerdictTarget):
        return f"route {target.route} {' or '.join(target.verdicts)}"
    return f"level {target.level} {target.dimension or 'overall'} ({target.score:g} or more)"


def _verdict(found: PlanResult) -> str:
    plan = found.plan
    match found.status:
        case "optimal" if plan is not None and not plan.steps:
            return "The target is reached already."
        case "optimal" if plan is not None:
            return f"The cheapest plan takes {_size(plan)}; it is proven that none takes fewer."
        case "feasible" if plan is not None:
            return (
                f"A plan of {_size(plan)} was found; none takes fewer than {found.bound_days}. "
                "The work allowed ran out before the proof."
            )
        case "over_budget":
            return _over_budget(found)
        case "infeasible":
            alone = "" if found.minimal else " (perhaps not all of them)"
            return f"No plan reaches the target. Together these stand in the way{alone}:"
        case _:
            return (
                "The work allowed ran out before a plan was found; "
                f"none takes fewer than {found.bound_days} person-days."
            )


def _over_budget(found: PlanResult) -> str:
    least = found.bound_days if found.least_days is None else found.least_days
    needed = f"The target takes at least {least} person-days, the budget is {found.budget_days}."
    if found.plan is None:
        return needed
    return f"{needed} The plan that comes nearest takes {_size(found.plan)}."


def _size(plan: Plan) -> str:
    steps = len(plan.steps)
    return f"{plan.days} person-days in {steps} {'step' if steps == 1 else 'steps'}"


def _windows(questionnaire: Questionnaire, plan: Plan, before: Summary) -> Iterator[RenderableType]:
    texts = questionnaire.texts[questionnaire.default_language].questions
    previous = before
    for window, steps in groupby(plan.steps, lambda step: step.window):
        table = _table()
        days = 0
        for step in steps:
            days += step.days
            table.add_row(
                step.code,
                shorten(texts[step.question].title, TITLE_WIDTH, placeholder=" …"),
                f"{'?' if step.from_value is None else step.from_value} → {step.value}",
                str(step.days),
                step.recommendation or "",
                _result(step, previous),
            )
            previous = step.result
        yield Text(f"\nMonths {window.replace('-', ' to ')}: {days} person-days", style="bold")
        yield Padding(table, (0, 0, 0, 1))


def _table() -> Table:
    table = Table(box=None)
    for name in ("Question", "", "Step"):
        table.add_column(name, no_wrap=True)
    table.add_column("Days", no_wrap=True, justify="right")
    table.add_column("Action", no_wrap=True)
    table.add_column("Result")
    return table


def _result(step: PlanStep, previous: Summary) -> str:
    """The score after a step, and what gates and routes became by it."""
    after = step.result
    parts = [_number(after.score)]
    if after.level != previous.level:
        parts.append(f"level {after.level}")
    for code in sorted(after.gates.keys() | previous.gates.keys()):
        outcome = after.gates.get(code, "clear")
        if outcome != previous.gates.get(code, "clear"):
            parts.append(f"{code} {outcome}")
    for old, new in zip(previous.routes, after.routes, strict=True):
        if old.verdict != new.verdict:
            parts.append(f"{new.code} {_words(new.verdict)}")
    return ", ".join(parts)


def _standing(summary: Summary) -> str:
    parts = [f"score {_number(summary.score)}, level {_words(summary.level)}"]
    parts += [f"{code} {outcome}" for code, outcome in summary.gates.items()]
    parts += [f"{route.code} {_words(route.verdict)}" for route in summary.routes]
    return "; ".join([parts[0], ", ".join(parts[1:])] if parts[1:] else parts)


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"


def _words(value: object) -> str:
    return "none" if value is None else str(value).replace("_", " ")
