"""Results while answers are missing or unknown: ranges, what is firm, what to ask next."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from math import isinf

from readiness.scoring.answers import Answers
from readiness.scoring.engine import compiled, score
from readiness.scoring.model import Questionnaire
from readiness.scoring.next_question import Gain, rank_questions
from readiness.scoring.quick import quick_result, quick_scan
from readiness.scoring.ranges import (
    Bounds,
    DecisionRange,
    DimensionRange,
    FindingRange,
    GateRange,
    IndexRange,
    Ranges,
    RangeState,
    RouteRange,
    build_ranges,
)
from readiness.scoring.result import (
    Certainty,
    DecisionResult,
    DimensionResult,
    GateResult,
    IndexResult,
    Mode,
    NextQuestion,
    Range,
    Result,
    RouteResult,
)
from readiness.scoring.rounding import rounded

NEXT_QUESTIONS = 5
"""How many questions are named, of those whose answers are expected to settle something."""


def live_result(questionnaire: Questionnaire, answers: Answers, mode: Mode = "full") -> Result:
    """Score a set of answers and say what is still open and what to ask next.

    The rest is as `score()` gives it. Sound: whatever a complete set of answers scores that agrees
    with these lies within. `quick` scores the quick scan, see `quick.py`.

    Raises `QuestionnaireRefused` for a questionnaire whose rules do not compile.
    """
    if mode == "full":
        return _with_open_parts(questionnaire, answers)
    scan = quick_scan(questionnaire, answers)
    return quick_result(questionnaire, _with_open_parts(questionnaire, scan.answers), scan)


def _with_open_parts(questionnaire: Questionnaire, answers: Answers) -> Result:
    result = score(questionnaire, answers)
    state = RangeState(compiled(questionnaire), answers)
    ranges = build_ranges(state)
    gains = [_next_question(gain) for gain in rank_questions(state)]
    dimensions = zip(result.dimensions, ranges.dimensions, strict=True)
    indices = zip(result.indices, ranges.indices, strict=True)
    gates = zip(result.gates, ranges.gates, strict=True)
    decisions = zip(result.decisions, ranges.decisions, strict=True)
    routes = zip(result.routes, ranges.routes, strict=True)
    return result.model_copy(
        update={
            "score_range": _range(ranges.score),
            "calculated_range": _range(ranges.calculated),
            "certainty": _certainty(result.level, ranges.levels),
            "possible_levels": ranges.levels,
            "settled": _is_settled(result, ranges),
            "dimensions": tuple(_dimension(row, found) for row, found in dimensions),
            "indices": tuple(_index(row, found) for row, found in indices),
            "gates": tuple(_gate(row, found) for row, found in gates),
            "open_findings": _still_open(
                {finding.code for finding in result.findings}, ranges.findings
            ),
            "open_risks": _still_open(
                {risk.code for risk in result.risks if risk.state == "raised"}, ranges.risks
            ),
            "decisions": tuple(_decision(row, found) for row, found in decisions),
            "routes": tuple(_route(row, found) for row, found in routes),
            "possible_primary_routes": ranges.primary,
            "next_questions": tuple([part for part in gains if part.gain > 0][:NEXT_QUESTIONS]),
        }
    )


def _certainty(level: int | None, possible: tuple[int | None, ...]) -> Certainty:
    """Firm is what is shown and cannot change.

    What is shown scores the answers so far; while answers are missing it need not be possible.
    """
    return "firm" if possible == (level,) else "provisional"


def _is_settled(result: Result, ranges: Ranges) -> bool:
    primary = (result.primary_route,) if result.primary_route else ()
    decisions = zip(result.decisions, ranges.decisions, strict=True)
    return (
        _certainty(result.level, ranges.levels) == "firm"
        and ranges.primary == primary
        and all(found.outcomes == (row.outcome,) for row, found in decisions)
    )


def _still_open(made: Collection[str], parts: Iterable[FindingRange]) -> tuple[str, ...]:
    """Those that may still be made, and those made now that may yet be taken back."""
    return tuple(part.code for part in parts if part.made is not (part.code in made))


def _range(bounds: Bounds) -> Range | None:
    """Rounded as scores are, so that rounded scores lie within; formulas may have no bound."""
    if bounds.interval is None or any(map(isinf, bounds.interval)):
        return None
    low, high = map(rounded, bounds.interval)
    assert low is not None
    assert high is not None
    return Range(low=low, high=high)


def _dimension(row: DimensionResult, found: DimensionRange) -> DimensionResult:
    return replace(
        row,
        score_range=_range(found.score),
        calculated_range=_range(found.calculated),
        certainty=_certainty(row.level, found.levels),
        possible_levels=found.levels,
    )


def _index(row: IndexResult, found: IndexRange) -> IndexResult:
    return replace(
        row,
        score_range=_range(found.score),
        certainty=_certainty(row.level, found.levels),
        possible_levels=found.levels,
    )


def _decision(row: DecisionResult, found: DecisionRange) -> DecisionResult:
    return replace(row, possible=found.outcomes, firm=found.outcomes == (row.outcome,))


def _gate(row: GateResult, found: GateRange) -> GateResult:
    return replace(row, possible_outcomes=found.outcomes)


def _route(row: RouteResult, found: RouteRange) -> RouteResult:
    return replace(
        row,
        fit_range=_range(found.fit),
        readiness_range=_range(found.readiness),
        index_range=_range(found.index),
        possible_verdicts=found.verdicts,
    )


def _next_question(gain: Gain) -> NextQuestion:
    return NextQuestion(
        code=gain.code,
        id=gain.id,
        gain=rounded(gain.gain, 2) or 0.0,
        narrowing=rounded(gain.narrowing, 2) or 0.0,
        gates=rounded(gain.gates, 2) or 0.0,
        verdicts=rounded(gain.verdicts, 2) or 0.0,
    )
