"""One assessment scored by this engine and by others: processor time side by side in one run.

Three workloads: d2c-readiness with the complete answers of the six sample companies; the same with
a quarter of their answers drawn anew, so that no set comes twice and a third more recommendations
fire; and a made-up one of 60 questions and 100 rules with missing answers. Rounds are interleaved,
and medians of the rounds' ratios are compared. What was made before is frozen, so that no engine
pays for another's garbage.

What is compared:

- *evaluation*: every engine gives the same values by name (variables, dimensions, overall score,
  gates, findings, fit, readiness and verdict of routes), and evaluates the condition of every
  recommendation and variant. Each gets its answers in the form it takes most quickly, made
  beforehand; expression engines get their rules in one list a phase. Values are compared with ours
  before anything is timed.
- *with trace*: zen-engine says of every node of its graph what went in and came out. `score()`
  adds to the evaluation what no other engine computes: the order of recommendations, plan windows,
  rounded rows for every dimension, gate and route. Its receipt is recorded by `score()` and
  written out (points of every answer, deciding comparisons of every rule) when it is first read;
  "receipt read whole" is `score()` with the whole receipt read, for which no bar is set.

Usage: .venv/bin/python -m benchmarks.engine
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from statistics import median
from typing import Any, Final

import zen

from benchmarks.engines import CelPython, DataLogic, GoogleCel
from benchmarks.phased import Engine, PhasedScoring, context_of
from benchmarks.samples import sample_companies
from benchmarks.synthetic import synthetic_answers, synthetic_questionnaire
from readiness.scoring import Answers, Questionnaire, score
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.plans import Program
from readiness.scoring.receipt_parts import Receipt
from readiness.scoring.routes import judge_routes
from tests.oracles.complete_answers import random_answers
from tests.oracles.zen_answers import zen_answers
from tests.oracles.zen_dialect import flat
from tests.oracles.zen_graph import zen_graph

ROUNDS: Final = 15
SETS_A_ROUND: Final = 120
SLOW_SETS: Final = 6
"""Of a round's sets, those that cel-python scores: it takes a hundred times as long."""
CHECKED: Final = 24
CHANGED: Final = 0.25
"""Share of a sample company's answers that are drawn anew."""
SEED: Final = 20261122
TOLERANCE: Final = 1e-9

OURS, RECEIPT = "ours, evaluation", "ours, score() with receipt"
WRITTEN = "ours, score(), receipt read whole"
ZEN, TRACE = "zen-engine graph", "zen-engine graph with trace"
DATALOGIC, GOOGLE, CELPY = "datalogic-py", "cel-expr-python", "cel-python"
BARS: Final = (
    (OURS, ZEN, 0.33),
    (OURS, DATALOGIC, 0.75),
    (OURS, GOOGLE, 0.33),
    (OURS, CELPY, 1 / 200),
    (RECEIPT, TRACE, 0.35),
)


@dataclass(frozen=True)
class Contender:
    """One way to score, and how it takes a set of answers."""

    name: str
    score: Callable[[Any], object]
    given: Callable[[Answers], Any]
    sets: int = SETS_A_ROUND


def main() -> None:
    """Check, measure and print the workloads; exit 1 if a bar is missed."""
    synthetic = synthetic_questionnaire()
    questionnaire, companies = sample_companies()
    needed = ROUNDS * SETS_A_ROUND
    workloads = (
        ("d2c-readiness, six companies", questionnaire, _repeated(companies, needed)),
        ("d2c-readiness, drawn around", questionnaire, _like(questionnaire, companies, needed)),
        ("synthetic 60 x 100", synthetic, synthetic_answers(synthetic, needed)),
    )
    missed = [bar for title, asked, sets in workloads for bar in _measured(title, asked, sets)]
    sys.exit(1 if missed else 0)


def _repeated(companies: Sequence[Answers], sets: int) -> list[Answers]:
    return [companies[number % len(companies)] for number in range(sets)]


def _like(questionnaire: Questionnaire, companies: Sequence[Answers], sets: int) -> list[Answers]:
    """Sets of answers of companies that resemble the samples."""
    chance = Random(SEED)
    drawn = []
    for number in range(sets):
        own, other = companies[number % len(companies)], random_answers(questionnaire, chance)
        mixed = {
            name: other.given[name] if chance.random() < CHANGED else answer
            for name, answer in own.given.items()
        }
        drawn.append(Answers(mixed))
    return drawn


def _measured(title: str, questionnaire: Questionnaire, sets: Sequence[Answers]) -> list[str]:
    print(f"\n{title}: {ROUNDS} rounds of {SETS_A_ROUND} sets of answers, processor time")
    contenders = list(_contenders(questionnaire, sets[:CHECKED]))
    times: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for number in range(ROUNDS):
        drawn = sets[number * SETS_A_ROUND : (number + 1) * SETS_A_ROUND]
        for contender in contenders:
            given = [contender.given(answers) for answers in drawn[: contender.sets]]
            times[contender.name].append(_microseconds(contender.score, given))
    for name, values in times.items():
        print(
            f"  {name:33} median {median(values):9.1f} µs  min {min(values):9.1f}"
            f"  max {max(values):9.1f}"
        )
    return [
        other for ours, other, bar in BARS if not _met(times[ours], times[other], ours, other, bar)
    ]


def _met(mine: Sequence[float], others: Sequence[float], ours: str, other: str, bar: float) -> bool:
    ratios = [a / b for a, b in zip(mine, others, strict=True)]
    ratio = median(ratios)
    verdict = "met" if ratio <= bar else "MISSED"
    print(
        f"  {ours} : {other:28} {ratio:7.4f}  [{min(ratios):.4f}-{max(ratios):.4f}]"
        f"  bar {bar:.4f}  {verdict}"
    )
    return ratio <= bar


def _contenders(questionnaire: Questionnaire, checked: Sequence[Answers]) -> Iterator[Contender]:
    program = compiled(questionnaire)
    yield Contender(OURS, partial(_evaluated, program), _as_is)
    yield Contender(RECEIPT, partial(score, questionnaire), _as_is)
    yield Contender(WRITTEN, partial(_written, questionnaire), _as_is)
    yield from _zen(program, checked)
    engines: tuple[tuple[str, Engine[Any], int], ...] = (
        (DATALOGIC, DataLogic(), SETS_A_ROUND),
        (GOOGLE, GoogleCel(), SETS_A_ROUND),
        (CELPY, CelPython(), SLOW_SETS),
    )
    for name, engine, sets in engines:
        scoring = PhasedScoring(program, engine)
        found = [scoring.score(context_of(program, answers)) for answers in checked]
        _report(program, name, checked, found)
        yield Contender(name, scoring.score, partial(context_of, program), sets)


def _zen(program: Program, checked: Sequence[Answers]) -> Iterator[Contender]:
    graph = zen_graph(program, tables=False)
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"it": graph}}})
    given = partial(zen_answers, program, tables=False)
    found = [engine.evaluate("it", given(answers))["result"] for answers in checked]
    _report(program, ZEN, checked, found)
    yield Contender(ZEN, lambda context: engine.evaluate("it", context), given)
    yield Contender(TRACE, lambda context: engine.evaluate("it", context, {"trace": True}), given)


def _as_is(answers: Answers) -> Answers:
    return answers


def _written(questionnaire: Questionnaire, answers: Answers) -> Receipt:
    result = score(questionnaire, answers)
    assert result.receipt.answers  # reading one part writes out all
    return result.receipt


def _evaluated(program: Program, answers: Answers) -> Evaluation:
    """All that the others compute: scores, gates, findings, routes, and which actions fire."""
    state = evaluate(program, answers)
    judge_routes(state)
    program.advised(state.values, state.states)
    program.varied(state.values, state.states)
    return state


def _differences(program: Program, answers: Answers, found: dict[str, Any]) -> list[str]:
    """Names on which another engine disagrees; to it a gate that waits for an answer is clear."""
    state = _evaluated(program, answers)
    differing = []
    for name, slot in program.slots.items():
        mine, other = state.values[slot], found.get(flat(name))
        mine = "clear" if mine == "open" else mine
        if isinstance(mine, float) and isinstance(other, float):
            same = abs(mine - other) <= TOLERANCE
        else:
            same = mine == (tuple(other) if isinstance(other, list) else other)
        if not same:
            differing.append(name)
    return differing


def _report(
    program: Program, name: str, checked: Sequence[Answers], found: Sequence[dict[str, Any]]
) -> None:
    pairs = zip(checked, found, strict=True)
    differing = sum(len(_differences(program, answers, values)) for answers, values in pairs)
    print(f"  {name}: {differing} of {len(checked) * len(program.slots)} values differ from ours")


def _microseconds(score: Callable[[Any], object], sets: Sequence[Any]) -> float:
    """Time for one set of answers; each is scored once, the first third to warm up."""
    warming, measured = sets[: len(sets) // 3], sets[len(sets) // 3 :]
    gc.collect()
    gc.freeze()
    for answers in warming:
        score(answers)
    started = time.process_time()
    for answers in measured:
        score(answers)
    return (time.process_time() - started) / len(measured) * 1e6


if __name__ == "__main__":
    main()
