"""What a plan has to reach: a level overall or of a dimension, or a verdict of a route."""

from typing import Literal

from readiness.planning.refusal import refuse
from readiness.scoring import Questionnaire, Result
from readiness.scoring.parts import Part
from readiness.scoring.result import Verdict
from readiness.scoring.spelling import did_you_mean

OVERALL = "overall"
_FORM = "write overall:4, a dimension such as logistics:3, or a route such as R1:go"


class LevelTarget(Part):
    """At least this level; `dimension` is an id, or `None` for the overall score."""

    kind: Literal["level"] = "level"
    dimension: str | None
    level: int
    score: float

    def is_reached(self, result: Result) -> bool:
        """Tell whether a result reaches the target."""
        part = next((d for d in result.dimensions if d.id == self.dimension), result)
        return part.level is not None and part.level >= self.level


class VerdictTarget(Part):
    """One of these verdicts: a better one than wanted is as good."""

    kind: Literal["verdict"] = "verdict"
    route: str
    verdicts: tuple[Verdict, ...]

    def is_reached(self, result: Result) -> bool:
        """Tell whether a result reaches the target."""
        return any(r.code == self.route and r.verdict in self.verdicts for r in result.routes)


Target = LevelTarget | VerdictTarget


def parse_target(questionnaire: Questionnaire, text: str) -> Target:
    """Read `overall:LEVEL`, `DIMENSION:LEVEL` (id or code) or `ROUTE:VERDICT` (pilot or go).

    A level is given by number or id. Raises `PlanRefused`.
    """
    name, colon, wanted = (part.strip() for part in text.partition(":"))
    if not colon:
        raise refuse("unknown_target", f"{text!r} is not a target", _FORM, "target")
    if name in {route.code for route in questionnaire.routes}:
        return _verdict(name, wanted)
    dimensions = {d.id: d.id for d in questionnaire.dimensions}
    dimensions |= {d.code: d.id for d in questionnaire.dimensions}
    if name != OVERALL and name not in dimensions:
        known = [OVERALL, *dimensions, *(route.code for route in questionnaire.routes)]
        raise refuse(
            "unknown_target",
            f"there is no dimension or route {name!r}",
            did_you_mean(name, known, _FORM),
            "target",
        )
    for level in questionnaire.levels:
        if wanted in (level.id, str(level.number)):
            return LevelTarget(
                dimension=dimensions.get(name), level=level.number, score=level.from_score
            )
    known = [word for level in questionnaire.levels for word in (level.id, str(level.number))]
    raise refuse(
        "unknown_target",
        f"there is no level {wanted!r}",
        did_you_mean(wanted, known, f"use one of {', '.join(known)}"),
        "target",
    )


def _verdict(route: str, wanted: str) -> VerdictTarget:
    match wanted:
        case "go":
            return VerdictTarget(route=route, verdicts=("go",))
        case "pilot":
            return VerdictTarget(route=route, verdicts=("pilot", "go"))
        case _:
            raise refuse(
                "unknown_target",
                f"{wanted!r} is not a verdict to plan for",
                "use pilot or go",
                "target",
            )
