"""`readiness plan`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from readiness.catalog.catalog import Catalog
from readiness.commands.answers import parse_sheet, read_sheet
from readiness.commands.plan_page import plan_page
from readiness.commands.terminal import out, working
from readiness.planning.plan import cheapest_plan
from readiness.planning.refusal import refuse
from readiness.planning.wishes import Wishes
from readiness.settings import Settings


def build_wishes(
    budget: int | None, horizon: int, fixed: Sequence[str], excluded: Sequence[str]
) -> Wishes:
    """Read what is fixed: `QUESTION=VALUE`, or the code of a recommendation.

    Raises `PlanRefused` for a value that is no whole number.
    """
    values: dict[str, int] = {}
    actions = []
    for text in fixed:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            actions.append(name)
        elif value.isdecimal():
            values[name] = int(value)
        else:
            raise refuse(
                "wrong_wish",
                f"{value!r} is not a value to raise {name} to",
                "write a question and a whole number, such as LOG-01=3",
                "fixed",
                name,
            )
    return Wishes(budget, horizon, values, tuple(actions), tuple(excluded))


def plan_file(
    questionnaire: str, answers: Path, target: str, wishes: Wishes, form: Literal["text", "json"]
) -> None:
    """Plan from a file of answers to a target, and print the plan or why there is none."""
    asked, given = parse_sheet(
        Catalog(Settings().questionnaires), questionnaire, read_sheet(answers)
    )
    with working("Planning"):
        found = cheapest_plan(asked, given, target, wishes)
    if form == "json":
        print(found.model_dump_json(indent=2))
    else:
        out.print(plan_page(asked, found))
