"""Chosen moves in an order that can be worked off, with the result after each."""

from collections.abc import Iterable, Sequence

from readiness.planning.ladders import Ladder, Ladders, Move, Rung
from readiness.planning.result import (
    DimensionSummary,
    Plan,
    PlanStep,
    ReachedBefore,
    RouteSummary,
    Summary,
)
from readiness.scoring import Answers, Questionnaire, Result, score

Chosen = tuple[Ladder, Move]


def build_plan(
    questionnaire: Questionnaire, answers: Answers, ladders: Ladders, chosen: Iterable[Chosen]
) -> Plan:
    """Put moves into order and score the answers after each."""
    given = dict(answers.given)
    steps = []
    result = score(questionnaire, answers)
    for ladder, move in _in_order(tuple(chosen)):
        given[ladder.question.id] = move.answer
        result = score(questionnaire, Answers(dict(given), answers.second_opinions))
        steps.append(_step(ladders, ladder, move, summary(result)))
    return Plan(
        days=sum(step.days for step in steps),
        steps=tuple(steps),
        changes={step.question: step.answer for step in steps},
        result=summary(result),
    )


def summary(result: Result) -> Summary:
    """Return the few figures of a result that are printed beside a step."""
    return Summary(
        score=result.score,
        level=result.level,
        dimensions=tuple(
            DimensionSummary(id=d.id, score=d.score, level=d.level) for d in result.dimensions
        ),
        gates={gate.code: gate.outcome for gate in result.gates if gate.outcome != "clear"},
        routes=tuple(
            RouteSummary(code=r.code, readiness=r.readiness, index=r.index, verdict=r.verdict)
            for r in result.routes
        ),
        primary_route=result.primary_route,
    )


def _in_order(chosen: Sequence[Chosen]) -> Iterable[Chosen]:
    """Yield the earliest window first, then the order of the questions; prerequisites before."""
    made: set[Rung] = set()
    pending = sorted(chosen, key=lambda c: (c[1].window, c[0].position, c[1].value))
    wanted = {(ladder.position, _count(ladder, move)) for ladder, move in chosen}
    while pending:
        for place, (ladder, move) in enumerate(pending):
            count = _count(ladder, move)
            before = {*move.after, (ladder.position, count - 1)}
            if before & wanted <= made:
                made.add((ladder.position, count))
                yield pending.pop(place)
                break


def _count(ladder: Ladder, move: Move) -> int:
    return ladder.moves.index(move) + 1


def _step(ladders: Ladders, ladder: Ladder, move: Move, result: Summary) -> PlanStep:
    needed = (ladders.by_position[position] for position, _ in move.after)
    return PlanStep(
        question=ladder.question.id,
        code=ladder.question.code,
        from_value=move.from_value,
        value=move.value,
        answer=move.raw,
        days=move.days,
        effort=move.effort,
        window=ladders.windows[move.window],
        recommendation=move.part.recommendation if move.part else None,
        after=tuple(
            ReachedBefore(question=other.question.id, value=other.moves[count - 1].value)
            for other, (_, count) in zip(needed, move.after, strict=True)
        ),
        result=result,
    )
