"""A few ways to complete the answers, scored one by one: ranges without any slack."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from readiness.scoring.answer_shapes import band_value
from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.expressions import State
from readiness.scoring.expressions.possible_values import GIVEN_STATES
from readiness.scoring.ranges.bounds import exactly
from readiness.scoring.ranges.indices import every_list
from readiness.scoring.ranges.outcome import (
    DecisionRange,
    DimensionRange,
    FindingRange,
    GateRange,
    IndexRange,
    Ranges,
    RouteRange,
)
from readiness.scoring.ranges.state import RangeState
from readiness.scoring.ranges.study import QuestionStudy
from readiness.scoring.routes import RouteScore, Standing, judge_routes, place_routes

MOST_COMPLETIONS = 64


def few_completions(state: RangeState) -> tuple[Ranges, ...]:
    """Score every way to complete the answers; nothing if there are too many to try."""
    options: dict[str, list[Answer]] = {}
    for asked, given, prospect in zip(
        state.study.questions, state.given, state.prospects, strict=True
    ):
        awaited = given.state is not AnswerState.ANSWERED and prospect.possible.states
        if awaited and not GIVEN_STATES.isdisjoint(awaited):
            if asked.answers.readings is None or asked.has_many_lists:
                return ()
            options[asked.question.id] = list(_options(asked, given))
    if prod(map(len, options.values())) > MOST_COMPLETIONS:
        return ()
    return tuple(_scored(state, options))


def _options(asked: QuestionStudy, given: Answer) -> Iterator[Answer]:
    """Yield every answer that can be given, and none where none is needed."""
    if asked.lists:
        for items in every_list(asked.lists):
            counted = band_value(asked.lists.bands, len(items))
            yield Answer(AnswerState.ANSWERED, value=counted, items=items)
    for value, state in asked.answers.readings or ():
        figure = 0.0 if state is State.MEASURED else None
        yield Answer(AnswerState.ANSWERED, value=value, figure=figure)
    if asked.question.dont_know != "refused":
        yield Answer(AnswerState.DONT_KNOW)
    if asked.branch.rules or asked.offered:
        yield Answer(AnswerState.NOT_APPLICABLE)
    needed = asked.question.scored or asked.question.required
    if not needed and given.state is not AnswerState.DONT_KNOW:
        yield Answer(AnswerState.UNANSWERED)


def _scored(state: RangeState, options: dict[str, list[Answer]]) -> Iterator[Ranges]:
    """Yield the result of every combination of answers that is accepted."""
    program, answers = state.study.program, state.answers
    rules = program.questionnaire.route_rules
    for combination in product(*options.values()):
        given = {**answers.given, **dict(zip(options, combination, strict=True))}
        scored = evaluate(program, Answers(given, answers.second_opinions))
        if _is_complete(scored, given):
            routes = judge_routes(scored)
            yield _ranges(scored, routes, place_routes(rules, routes) if rules else None)


def _is_complete(scored: Evaluation, given: Mapping[str, Answer]) -> bool:
    """Tell whether all is answered but what may be left out; "not applicable" may be refused."""
    return not any(
        answer.state is AnswerState.UNANSWERED
        and given[plan.question.id].state is not AnswerState.UNANSWERED
        for plan, answer in zip(scored.program.questions, scored.answers, strict=True)
    )


def _ranges(scored: Evaluation, routes: dict[str, RouteScore], standing: Standing | None) -> Ranges:
    """The result of one completion as ranges of no width."""
    return Ranges(
        score=exactly(scored.overall),
        calculated=exactly(scored.calculated),
        levels=(scored.level(scored.overall),),
        dimensions=tuple(
            DimensionRange(
                code=plan.code,
                id=plan.id,
                score=exactly(scored.dimensions[plan.id].capped),
                calculated=exactly(scored.dimensions[plan.id].calculated),
                levels=(scored.level(scored.dimensions[plan.id].capped),),
            )
            for plan in scored.program.dimensions
        ),
        indices=tuple(
            IndexRange(
                code=plan.index.code,
                score=exactly(scored.indices[plan.score.id].calculated),
                levels=(scored.raised[plan.score.id].level,),
            )
            for plan in scored.program.indices
        ),
        gates=tuple(GateRange(code, (outcome,)) for code, outcome in scored.outcomes.items()),
        findings=tuple(
            FindingRange(finding.code, i in scored.findings)
            for i, (finding, _, _) in enumerate(scored.program.findings)
        ),
        risks=tuple(
            FindingRange(risk.code, scored.risks.get(i) == "raised")
            for i, (risk, _, _) in enumerate(scored.program.risks)
        ),
        decisions=tuple(
            DecisionRange(plan.decision.code, (decided.outcome,), plan.outcomes)
            for plan, decided in zip(scored.program.decisions, scored.decided, strict=True)
        ),
        routes=tuple(
            RouteRange(
                code=route.code,
                fit=exactly(route.fit),
                readiness=exactly(route.readiness),
                index=exactly(route.index),
                verdicts=(route.verdict,),
            )
            for route in routes.values()
        ),
        primary=(standing.primary,) if standing and standing.primary else (),
    )
