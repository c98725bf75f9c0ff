"""A questionnaire laid out on a sheet: every column of the result, ready to be computed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, and_
from typing import Final

import polars as pl

from readiness.bulk.dimensions import Dimension, put_capped, put_dimension, put_overall
from readiness.bulk.division import ZEROS, quotient
from readiness.bulk.gates import put_gate
from readiness.bulk.indices import (
    let_score_be_read,
    put_decisions,
    put_factors,
    put_raised_level,
    put_risks,
)
from readiness.bulk.kept import Kept
from readiness.bulk.layout import UNANSWERED, Layout, layout_of
from readiness.bulk.names import Flag, Number, Word
from readiness.bulk.number_nodes import interval_of
from readiness.bulk.questions import columns_at, put_questions
from readiness.bulk.rounding import rounded, rounded_share
from readiness.bulk.routes import VERDICTS, Route, let_read, put_route
from readiness.bulk.sheet import Sheet
from readiness.bulk.standing import put_standing
from readiness.bulk.workings import Workings, empty_sheet
from readiness.scoring import Questionnaire
from readiness.scoring.engine import compiled
from readiness.scoring.program import OUTCOMES
from readiness.scoring.rule_compiler import rule_name


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """Which bytes of a code vector are read (`places` by column), and what is made of them."""

    layout: Layout
    places: Mapping[str, int]
    sheet: Sheet
    results: Mapping[str, pl.Expr]

    def score(self, codes: pl.LazyFrame, keys: Sequence[str] = ()) -> pl.LazyFrame:
        """Score columns of bytes; `keys` are columns to keep beside the results."""
        return self.sheet.fill(codes).select(*keys, **self.results)


def lay_out_scoring(questionnaire: Questionnaire) -> BulkPlan:
    """Lay a questionnaire out.

    Raises `QuestionnaireRefused` if its rules do not compile or a question has no place in a code
    vector, `InvalidInput` if a rule compares free text.
    """
    layout = layout_of(questionnaire)
    places = columns_at(layout)
    work = empty_sheet(compiled(questionnaire), (*places, ZEROS))
    results = _results(work, layout)
    read = work.sheet.drop_unread(results.values())
    return BulkPlan(
        layout=layout,
        places={name: place for name, place in places.items() if name in read},
        sheet=work.sheet,
        results=results,
    )


plan_of: Final = Kept(lay_out_scoring)
"""The plan of a questionnaire, made once."""


def _results(work: Workings, layout: Layout) -> dict[str, pl.Expr]:
    """Put part after part on the sheet, in the order in which they read each other."""
    program = work.program
    put_questions(work, layout)
    _put_variables(work)
    factors = put_factors(work)
    dimensions = [put_dimension(work, plan, factors) for plan in program.dimensions]
    indices = [put_dimension(work, plan.score, factors) for plan in program.indices]
    for index in indices:
        let_score_be_read(work, index)
    for gate in program.gates:
        put_gate(work, gate)
    for dimension in dimensions:
        put_capped(work, dimension)
    put_overall(work, dimensions)
    _let_gates_be_read(work)
    findings = dict(_findings(work))
    made = dict(enumerate(findings.values()))
    for raised in program.indices:
        put_raised_level(work, raised, made)
    risks, decisions = dict(put_risks(work)), dict(put_decisions(work))
    routes = [put_route(work, plan) for plan in program.routes]
    standing = _standing(work, routes)
    return {
        "complete": _complete(work),
        **dict(_scores(work, dimensions, indices)),
        **dict(_gates(work)),
        **findings,
        **risks,
        **decisions,
        **dict(_routes(routes)),
        **standing,
        **dict(_recommendations(work)),
    }


def _put_variables(work: Workings) -> None:
    variables = work.program.questionnaire.variables
    for variable, (_, rule) in zip(variables, work.program.variables, strict=True):
        name = f"variable.{variable.id}"
        value = work.sheet.put(name, work.compiler.number(rule.node))
        work.names.values[name] = Number(value, interval_of(rule.node, work.names.values))


def _complete(work: Workings) -> pl.Expr:
    """Whether every scored or required question that applies has an answer."""
    wanted = (
        code
        for code, plan in zip(work.codes, work.program.questions, strict=True)
        if plan.question.scored or plan.question.required
    )
    return reduce(and_, (code != UNANSWERED for code in wanted), pl.lit(value=True))


def _scores(
    work: Workings, dimensions: Sequence[Dimension], indices: Sequence[Dimension]
) -> Iterator[tuple[str, pl.Expr]]:
    for name in ("overall", *(dimension.plan.id for dimension in dimensions)):
        yield f"score.{name}", rounded(pl.col(f"score.{name}"))
        yield f"calculated.{name}", rounded(pl.col(f"calculated.{name}"))
        yield f"level.{name}", pl.col(f"level.{name}")
    for index in indices:
        name = index.plan.id
        yield f"score.{name}", rounded(pl.col(f"score.{name}"))
        yield f"level.{name}", pl.col(f"level.{name}")
    parts = [*dimensions, *indices]
    answered = reduce(add, (d.answered.cast(pl.UInt32) for d in parts))
    applicable = reduce(add, (d.applicable.cast(pl.UInt32) for d in parts))
    yield "coverage", rounded_share(_share(answered, applicable))
    least = work.program.questionnaire.sufficient_confidence
    for dimension in parts:
        name = dimension.plan.id
        confidence = work.sheet.share(_share(dimension.answered, dimension.applicable))
        enough = dimension.calculated.is_not_null() & (confidence >= least)
        yield f"confidence.{name}", rounded_share(confidence)
        yield f"insufficient_evidence.{name}", ~enough.fill_null(value=False)


def _share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(quotient(part.cast(pl.Float64), whole.cast(pl.Float64)))


def _let_gates_be_read(work: Workings) -> None:
    for code, outcome in work.outcomes.items():
        work.names.values[f"gate.{rule_name(code)}"] = Word(outcome, OUTCOMES)


def _gates(work: Workings) -> Iterator[tuple[str, pl.Expr]]:
    for code, outcome in work.outcomes.items():
        yield f"gate.{rule_name(code)}", outcome.cat.to(pl.Enum(OUTCOMES))


def _findings(work: Workings) -> Iterator[tuple[str, pl.Expr]]:
    """Findings cannot read each other: they become readable after all are put."""
    made = {
        f"finding.{rule_name(finding.code)}": work.compiler.condition(rule.node)
        for finding, _, rule in work.program.findings
    }
    for name, fired in made.items():
        column = work.sheet.put(name, fired.fill_null(value=False))
        work.names.values[name] = Flag(column)
        yield name, column


def _routes(routes: Sequence[Route]) -> Iterator[tuple[str, pl.Expr]]:
    for route in routes:
        name = rule_name(route.code)
        for part, value, small in (
            ("fit", route.fit, route.small),
            ("readiness", route.readiness, True),
            ("index", route.index, route.small),
        ):
            yield f"{part}.{name}", rounded(value, small=small)
        yield f"verdict.{name}", route.verdict.cat.to(pl.Enum(VERDICTS))


def _standing(work: Workings, routes: Sequence[Route]) -> dict[str, pl.Expr]:
    for route in routes:
        let_read(work, route)
    rules = work.program.questionnaire.route_rules
    if rules is None:
        return {}
    primary = put_standing(work, rules, routes)
    work.names.values["primary"] = primary
    names = [rule_name(code) for code in rules.candidates]
    return {
        "primary": primary.column.cat.to(pl.Enum([str(word) for word in primary.words])),
        **{f"next.{name}": pl.col(f"next.{name}") for name in names},
        **{f"close.{name}": pl.col(f"close.{name}") for name in names},
    }


def _recommendations(work: Workings) -> Iterator[tuple[str, pl.Expr]]:
    for recommendation, rule in work.program.recommendations:
        fired = work.compiler.condition(rule.node).fill_null(value=False)
        yield f"recommendation.{rule_name(recommendation.code)}", fired
