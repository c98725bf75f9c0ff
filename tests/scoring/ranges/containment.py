"""What of a completed result lies outside its ranges, or outside a live result."""

from collections.abc import Iterator

from readiness.scoring import Result
from readiness.scoring.evaluation import Evaluation
from readiness.scoring.ranges import Bounds, Ranges
from readiness.scoring.result import DimensionResult, Range
from readiness.scoring.routes import judge_routes, place_routes


def outside(ranges: Ranges, state: Evaluation) -> list[str]:
    """Return what lies outside; nothing does if ranges are sound."""
    return [
        *_scores(ranges, state),
        *_rules(ranges, state),
        *_decisions(ranges, state),
        *_routes(ranges, state),
    ]


def within(bounds: Bounds, value: float | None) -> bool:
    """Tell whether the value is among the possible ones."""
    if value is None:
        return bounds.may_be_missing
    return bounds.interval is not None and bounds.interval.low <= value <= bounds.interval.high


def _scores(ranges: Ranges, state: Evaluation) -> Iterator[str]:
    if not within(ranges.score, state.overall):
        yield f"overall {state.overall} not in {ranges.score}"
    if not within(ranges.calculated, state.calculated):
        yield f"overall {state.calculated} before caps not in {ranges.calculated}"
    if state.level(state.overall) not in ranges.levels:
        yield f"level {state.level(state.overall)} not in {ranges.levels}"
    for part in ranges.dimensions:
        score = state.dimensions[part.id]
        if not within(part.score, score.capped):
            yield f"{part.code} {score.capped} not in {part.score}"
        if not within(part.calculated, score.calculated):
            yield f"{part.code} {score.calculated} before caps not in {part.calculated}"
        if state.level(score.capped) not in part.levels:
            yield f"{part.code} level {state.level(score.capped)} not in {part.levels}"


def _rules(ranges: Ranges, state: Evaluation) -> Iterator[str]:
    for gate in ranges.gates:
        if state.outcomes[gate.code] not in gate.outcomes:
            yield f"{gate.code} {state.outcomes[gate.code]} not in {gate.outcomes}"
    for i, finding in enumerate(ranges.findings):
        if finding.made is not None and finding.made != (i in state.findings):
            yield f"{finding.code} is {i in state.findings}"


def _decisions(ranges: Ranges, state: Evaluation) -> Iterator[str]:
    for plan, part in zip(state.program.indices, ranges.indices, strict=True):
        score, level = state.indices[plan.index.id].calculated, state.raised[plan.index.id].level
        if not within(part.score, score):
            yield f"{part.code} {score} not in {part.score}"
        if level not in part.levels:
            yield f"{part.code} level {level} not in {part.levels}"
    for i, risk in enumerate(ranges.risks):
        raised = state.risks.get(i) == "raised"
        if risk.made is not None and risk.made != raised:
            yield f"{risk.code} is {raised}"
    for found, decided in zip(ranges.decisions, state.decided, strict=True):
        if decided.outcome not in found.outcomes:
            yield f"{found.code} {decided.outcome} not in {found.outcomes}"


def _routes(ranges: Ranges, state: Evaluation) -> Iterator[str]:
    routes = judge_routes(state)
    for part in ranges.routes:
        route = routes[part.code]
        for name in ("fit", "readiness", "index"):
            if not within(getattr(part, name), getattr(route, name)):
                yield f"{part.code} {name} {getattr(route, name)} not in {getattr(part, name)}"
        if route.verdict not in part.verdicts:
            yield f"{part.code} {route.verdict} not in {part.verdicts}"
    rules = state.program.questionnaire.route_rules
    if rules and place_routes(rules, routes).primary not in ranges.primary:
        yield f"primary {place_routes(rules, routes).primary} not in {ranges.primary}"


def changed(live: Result, done: Result) -> list[str]:
    """Return what of a completed result a live one, as it is shown, had excluded."""
    return [
        *_changed_scores(live, done),
        *_changed_decisions(live, done),
        *_changed_routes(live, done),
    ]


def _changed_scores(live: Result, done: Result) -> Iterator[str]:
    before: list[Result | DimensionResult] = [live, *live.dimensions]
    after: list[Result | DimensionResult] = [done, *done.dimensions]
    for shown, final in zip(before, after, strict=True):
        if not _holds(shown.score_range, final.score):
            yield f"score {final.score} not in {shown.score_range}"
        if not _holds(shown.calculated_range, final.calculated_score):
            yield f"calculated score {final.calculated_score} not in {shown.calculated_range}"
        if final.level not in (shown.possible_levels or ()):
            yield f"level {final.level} not in {shown.possible_levels}"
        if shown.certainty == "firm" and final.level != shown.level:
            yield f"firm level {shown.level} became {final.level}"
    if live.settled and (live.level, live.primary_route) != (done.level, done.primary_route):
        yield f"settled, but became level {done.level}, route {done.primary_route}"
    made = {finding.code for finding in done.findings}
    before_made = {finding.code for finding in live.findings}
    for code in (made ^ before_made) - set(live.open_findings or ()):
        yield f"finding {code} was decided"


def _changed_decisions(live: Result, done: Result) -> Iterator[str]:
    for shown, final in zip(live.indices, done.indices, strict=True):
        if not _holds(shown.score_range, final.score):
            yield f"{shown.code} {final.score} not in {shown.score_range}"
        if final.level not in (shown.possible_levels or ()):
            yield f"{shown.code} level {final.level} not in {shown.possible_levels}"
        if shown.certainty == "firm" and final.level != shown.level:
            yield f"firm level {shown.level} of {shown.code} became {final.level}"
    for before, after in zip(live.decisions, done.decisions, strict=True):
        if after.outcome not in (before.possible or ()):
            yield f"{before.code} {after.outcome} not in {before.possible}"
        if (before.firm or live.settled) and after.outcome != before.outcome:
            yield f"firm {before.outcome} of {before.code} became {after.outcome}"
    raised, raised_before = (
        {risk.code for risk in result.risks if risk.state == "raised"} for result in (done, live)
    )
    for code in (raised ^ raised_before) - set(live.open_risks or ()):
        yield f"risk {code} was decided"


def _changed_routes(live: Result, done: Result) -> Iterator[str]:
    for gate, final in zip(live.gates, done.gates, strict=True):
        if final.outcome not in (gate.possible_outcomes or ()):
            yield f"{gate.code} {final.outcome} not in {gate.possible_outcomes}"
    for route, then in zip(live.routes, done.routes, strict=True):
        for name in ("fit", "readiness", "index"):
            if not _holds(getattr(route, f"{name}_range"), getattr(then, name)):
                yield f"{route.code} {name} {getattr(then, name)}"
        if then.verdict not in (route.possible_verdicts or ()):
            yield f"{route.code} {then.verdict} not in {route.possible_verdicts}"
    if done.primary_route not in (live.possible_primary_routes or ()):
        yield f"primary {done.primary_route} not in {live.possible_primary_routes}"


def _holds(scores: Range | None, value: float | None) -> bool:
    """A range that is not shown makes no claim."""
    return scores is None or value is None or scores.low <= value <= scores.high
