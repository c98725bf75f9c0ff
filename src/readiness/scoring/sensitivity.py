"""How much a result hangs on the questionnaire's own figures: weights and thresholds.

Each weight is made a quarter lighter and heavier, each threshold five points lower and higher, one
at a time, and everything is scored anew. What flips a level, a decision or the primary route is
listed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from readiness.scoring.answers import Answers
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import evaluate
from readiness.scoring.model import Questionnaire
from readiness.scoring.parts import Part, made_part
from readiness.scoring.plans import Program
from readiness.scoring.rounding import rounded
from readiness.scoring.routes import RouteScore, Standing, judge_routes, place_routes
from readiness.scoring.rules import RouteRules
from readiness.scoring.sensitivity_trials import (
    THRESHOLDS_BY,
    WEIGHTS_BY,
    ChangeKind,
    trials_of,
)


@made_part
class Flip:
    """What turned out otherwise.

    `overall`, the id of a dimension or an index, the code of a decision, or `primary_route`.
    """

    what: str
    before: int | str | None
    after: int | str | None


@made_part
class SensitiveChange:
    """A figure of the questionnaire that flips something when it is changed from `value` to `to`.

    `name` is a dimension's or question's id, a level's id (`index.level` of an index), or `fit` or
    `readiness` of a verdict.
    """

    kind: ChangeKind
    name: str
    value: float
    to: float
    flips: tuple[Flip, ...]


@made_part
class CloseAlternative:
    """A route that could as well be primary: its index lies `behind` that of the primary one."""

    code: str
    index: float
    behind: float


class Sensitivity(Part):
    """What hangs on single weights and thresholds; `tried` counts the changes made.

    Weights were changed by `weights_by` of themselves, thresholds by `thresholds_by` points.
    """

    questionnaire: str
    questionnaire_digest: str
    level: int | None
    primary_route: str | None
    weights_by: float
    thresholds_by: float
    tried: int
    changes: tuple[SensitiveChange, ...]
    close_alternatives: tuple[CloseAlternative, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What can flip, by the name it has in `Flip`, and the routes."""

    levels: dict[str, int | None]
    decisions: dict[str, str | None]
    routes: Mapping[str, RouteScore]
    standing: Standing


def analyse_sensitivity(questionnaire: Questionnaire, answers: Answers) -> Sensitivity:
    """Try every change on one set of answers, complete or not.

    Raises `QuestionnaireRefused` for a questionnaire whose rules do not compile.
    """
    program = compiled(questionnaire)
    before = _outcome(program, questionnaire.route_rules, answers)
    trials = list(trials_of(program))
    changes = []
    for trial in trials:
        flips = tuple(_flips(before, _outcome(trial.program, trial.rules, answers)))
        if flips:
            changes.append(
                SensitiveChange(
                    kind=trial.kind, name=trial.name, value=trial.value, to=trial.to, flips=flips
                )
            )
    return Sensitivity(
        questionnaire=questionnaire.reference,
        questionnaire_digest=questionnaire.digest,
        level=before.levels["overall"],
        primary_route=before.standing.primary,
        weights_by=WEIGHTS_BY,
        thresholds_by=THRESHOLDS_BY,
        tried=len(trials),
        changes=tuple(changes),
        close_alternatives=tuple(_close_alternatives(before)),
    )


def _outcome(program: Program, rules: RouteRules | None, answers: Answers) -> _Outcome:
    state = evaluate(program, answers)
    routes = judge_routes(state)
    levels = {plan.id: state.level(state.dimensions[plan.id].capped) for plan in program.dimensions}
    return _Outcome(
        levels={
            "overall": state.level(state.overall),
            **levels,
            **{name: raised.level for name, raised in state.raised.items()},
        },
        decisions={
            plan.decision.code: decided.outcome
            for plan, decided in zip(program.decisions, state.decided, strict=True)
        },
        routes=routes,
        standing=place_routes(rules, routes) if rules else Standing(primary=None),
    )


def _flips(before: _Outcome, after: _Outcome) -> Iterator[Flip]:
    for what, level in before.levels.items():
        if level != after.levels[what]:
            yield Flip(what=what, before=level, after=after.levels[what])
    for code, outcome in before.decisions.items():
        if outcome != after.decisions[code]:
            yield Flip(what=code, before=outcome, after=after.decisions[code])
    primary = before.standing.primary, after.standing.primary
    if primary[0] != primary[1]:
        yield Flip(what="primary_route", before=primary[0], after=primary[1])


def _close_alternatives(outcome: _Outcome) -> Iterator[CloseAlternative]:
    for code in outcome.standing.close:
        index = outcome.routes[code].index or 0.0
        first = outcome.routes[outcome.standing.primary or code].index or 0.0
        yield CloseAlternative(
            code=code, index=rounded(index) or 0.0, behind=rounded(first - index) or 0.0
        )
