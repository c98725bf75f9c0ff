"""What scoring gives for one set of answers, as the row that bulk scoring should give."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from readiness.bulk.codes import encode
from readiness.bulk.plan import plan_of
from readiness.bulk.scoring import score_many
from readiness.bulk.vectors import byte_columns
from readiness.scoring import Answers, Questionnaire, Result, score
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import evaluate
from readiness.scoring.routes import judge_routes
from readiness.scoring.rule_compiler import rule_name


def assert_same(questionnaire: Questionnaire, several: Sequence[Answers]) -> None:
    """Score all of them in both ways and compare every number, unrounded ones too."""
    vectors = [encode(questionnaire, answers) for answers in several]
    found = score_many(questionnaire, vectors)
    expected = [dict(row(questionnaire, score(questionnaire, a))) for a in several]
    assert set(found.columns) == set(expected[0])
    for at, (bulk, single) in enumerate(zip(found.to_dicts(), expected, strict=True)):
        assert bulk == single, (at, difference(bulk, single))
    names = list(unrounded(questionnaire, several[0]))
    settled = sheet(questionnaire, vectors, names).to_dicts()
    for at, (bulk, answers) in enumerate(zip(settled, several, strict=True)):
        single = unrounded(questionnaire, answers)
        assert bulk == single, (at, difference(bulk, single))


def difference(bulk: dict[str, Any], single: dict[str, Any]) -> dict[str, Any]:
    """Return (bulk, one at a time) where they differ."""
    return {name: (bulk[name], single[name]) for name in single if bulk[name] != single[name]}


def sheet(
    questionnaire: Questionnaire, vectors: Sequence[bytes], names: Sequence[str]
) -> pl.DataFrame:
    """Return columns of the working sheet."""
    plan = plan_of(questionnaire)
    columns = byte_columns(questionnaire, plan, vectors)
    return plan.sheet.fill(columns.lazy()).select(names).collect()


def unrounded(questionnaire: Questionnaire, answers: Answers) -> dict[str, float | None]:
    """Return settled scores as they are before they are printed."""
    state = evaluate(compiled(questionnaire), answers)
    values = {"calculated.overall": state.calculated, "score.overall": state.overall}
    for name, score_ in state.dimensions.items():
        values[f"calculated.{name}"] = score_.calculated
        values[f"score.{name}"] = score_.capped
    for name, score_ in state.indices.items():
        values[f"score.{name}"] = score_.calculated
    for code, route in judge_routes(state).items():
        name = rule_name(code)
        values[f"fit.{name}"] = route.fit
        values[f"readiness.{name}"] = route.readiness
        values[f"index.{name}"] = route.index
    return values


def row(questionnaire: Questionnaire, result: Result) -> Iterator[tuple[str, Any]]:
    """Yield the columns of `score_many` from a result."""
    yield "complete", result.complete
    yield "coverage", result.coverage
    yield "score.overall", result.score
    yield "calculated.overall", result.calculated_score
    yield "level.overall", result.level
    for dimension in result.dimensions:
        yield f"score.{dimension.id}", dimension.score
        yield f"calculated.{dimension.id}", dimension.calculated_score
        yield f"level.{dimension.id}", dimension.level
        yield f"confidence.{dimension.id}", dimension.confidence
        yield f"insufficient_evidence.{dimension.id}", dimension.insufficient_evidence
    yield from _decisions(questionnaire, result)
    for gate in result.gates:
        yield f"gate.{rule_name(gate.code)}", gate.outcome
    made = {finding.code for finding in result.findings}
    for finding in questionnaire.findings:
        yield f"finding.{rule_name(finding.code)}", finding.code in made
    for route in result.routes:
        name = rule_name(route.code)
        yield f"fit.{name}", route.fit
        yield f"readiness.{name}", route.readiness
        yield f"index.{name}", route.index
        yield f"verdict.{name}", route.verdict
    if questionnaire.route_rules is not None:
        yield "primary", result.primary_route
        places = {code: place for place, code in enumerate(result.next_routes, start=1)}
        for code in questionnaire.route_rules.candidates:
            yield f"next.{rule_name(code)}", places.get(code)
            yield f"close.{rule_name(code)}", code in result.close_alternatives
    fired = {action.code for action in (*result.recommendations, *result.not_relevant)}
    for action in questionnaire.recommendations:
        yield f"recommendation.{rule_name(action.code)}", action.code in fired


def _decisions(questionnaire: Questionnaire, result: Result) -> Iterator[tuple[str, Any]]:
    for index in result.indices:
        yield f"score.{index.id}", index.score
        yield f"level.{index.id}", index.level
        yield f"confidence.{index.id}", index.confidence
        yield f"insufficient_evidence.{index.id}", index.insufficient_evidence
    states = {risk.code: risk.state for risk in result.risks}
    for risk in questionnaire.risks:
        yield f"risk.{rule_name(risk.code)}", states.get(risk.code, "clear")
    for decision in result.decisions:
        yield f"decision.{rule_name(decision.code)}", decision.outcome
