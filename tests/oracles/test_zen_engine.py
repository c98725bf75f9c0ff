"""Whole questionnaires give what zen-engine computes from the same rules, drawn as its graph.

Zen calculates in decimals of 28 digits, the product in binary floats. Both round a score to ten
decimals at the same places (S-50), so that a score that is 60 by arithmetic is 60 in both, and no
level, cap or verdict may differ. Without that rounding they would: see the last test. Figures are
compared with bounds as typed; there both agree, because a decimal of up to fifteen digits survives
as a binary float. How to ask for a long run: see `test_google_cel`.
"""

from collections.abc import Callable, Iterator
from math import isclose
from pathlib import Path
from random import Random
from typing import Any

import pytest
import zen

from readiness.catalog.loader import load_questionnaire
from readiness.scoring import Answers, Questionnaire
from readiness.scoring.decision_results import decision_results
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import Program
from readiness.scoring.rounding import settle
from readiness.scoring.routes import judge_routes
from tests.bulk.random_questionnaires import random_questionnaire
from tests.catalog.small_questionnaire import write_version
from tests.house.repository import ROOT
from tests.oracles.complete_answers import random_answers
from tests.oracles.zen_answers import zen_answers
from tests.oracles.zen_dialect import flat
from tests.oracles.zen_graph import zen_graph
from tests.scoring.ranges.random_questionnaires import random_questionnaire as with_deep_rules

TOLERANCE = 1e-9
"""Between decimals and binary floats, of large figures a thousandth of that relative to them;
verdicts, levels, gates and rules must be the same.
"""


SETS_A_QUESTIONNAIRE = 20


def of_every_kind(seed: int) -> Questionnaire:
    return random_questionnaire(Random(seed))  # noqa: S311 - test data is no secret


def delivered(key: str) -> Questionnaire:
    return load_questionnaire(ROOT / "questionnaires" / key / "2026.1.0").questionnaire


class Zen:
    """A questionnaire in zen-engine."""

    def __init__(self, program: Program, *, tables: bool) -> None:
        self._program, self._tables = program, tables
        graph = zen_graph(program, tables=tables)
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": {"it": graph}}})

    def evaluate(self, answers: Answers) -> dict[str, Any]:
        given = zen_answers(self._program, answers, tables=self._tables)
        return dict(self._engine.evaluate("it", given)["result"])


def results(state: Evaluation) -> dict[str, Any]:
    """Everything that rules can read, and what fires, by the names of the graph."""
    program = state.program
    computed = (name for name in program.slots if name != "primary")
    found = {flat(name): state.values[program.slots[name]] for name in computed}
    for part, rule in program.recommendations:
        found[f"fires__{part.code}"] = state.run(rule) is True
    for variant, rule in program.variants:
        found[f"fires__{variant.code}"] = state.run(rule) is True
    for index, (weight_rule, _) in enumerate(program.weight_rules):
        found[f"fires__{weight_rule.id}"] = index in state.weight_rules
    for value_rule, slot, _ in program.value_rules:
        factor = state.factors.get(slot, PARTS_OF_ONE) / PARTS_OF_ONE
        found[f"factor__{flat(value_rule.question)}"] = factor
    for plan in program.indices:
        found[f"calculated_level__{plan.score.id}"] = state.raised[plan.score.id].calculated
    printed = {decision.code: decision.notes for decision in decision_results(state)}
    for decision in program.questionnaire.decisions:
        for note in decision.notes:
            found[f"notes__{decision.code}__{note.id}"] = note.id in printed[decision.code]
    return found


def differences(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[str]:
    for name, mine in ours.items():
        other = theirs.get(name)
        other = tuple(other) if isinstance(other, list) else other
        if not (mine == other or _are_close(mine, other)):
            yield f"{name}: {mine!r}, zen {other!r}"


def _are_close(mine: object, other: object) -> bool:
    if not isinstance(mine, float) or not isinstance(other, int | float):
        return False
    return isclose(mine, other, rel_tol=TOLERANCE / 1000, abs_tol=TOLERANCE)


def compared(questionnaire: Questionnaire, sets: int, *, tables: bool) -> set[str]:
    """Compare so many random answer sets; return every verdict and outcome that occurred."""
    chance = Random(20261122)  # noqa: S311 - answers are no secret
    program = compiled(questionnaire)
    engine = Zen(program, tables=tables)
    occurred: set[str] = set()
    for _ in range(sets):
        answers = random_answers(questionnaire, chance)
        state = evaluate(program, answers)
        judged = judge_routes(state)
        occurred.update(str(route.verdict) for route in judged.values())
        occurred.update(str(decided.outcome) for decided in state.decided)
        assert list(differences(results(state), engine.evaluate(answers))) == [], answers
    return occurred


def test_d2c_readiness_scores_as_zen_does(answer_sets: int) -> None:
    verdicts = compared(delivered("d2c-readiness"), answer_sets, tables=True)
    assert verdicts >= {"go", "pilot", "prepare", "blocked", "not_a_fit"}


def test_platform_migration_scores_as_zen_does(answer_sets: int) -> None:
    outcomes = compared(delivered("platform-migration"), answer_sets, tables=True)
    decision = delivered("platform-migration").decisions[0]
    rare = {"stay_with_options", "stay_and_tune", "migrate_staged"}  # the corners of the matrix
    assert outcomes >= {row.outcome for row in decision.rows} - rare


@pytest.mark.parametrize("key", ["d2c-readiness", "platform-migration"])
def test_a_graph_without_tables_gives_the_same(key: str) -> None:
    compared(delivered(key), 500, tables=False)


def test_the_small_questionnaire_scores_as_zen_does(tmp_path: Path) -> None:
    questionnaire = load_questionnaire(write_version(tmp_path)).questionnaire
    for tables in (True, False):
        compared(questionnaire, 500, tables=tables)


@pytest.mark.parametrize("made", [of_every_kind, with_deep_rules])
def test_random_questionnaires_score_as_zen_does(
    answer_sets: int, made: Callable[[int], Questionnaire]
) -> None:
    """Rules of every kind that d2c-readiness has not, each questionnaire with few answer sets."""
    for seed in range(answer_sets // SETS_A_QUESTIONNAIRE):
        compared(made(seed), SETS_A_QUESTIONNAIRE, tables=True)


def test_decimals_and_binary_floats_fall_on_different_sides_of_a_bound() -> None:
    sevenths, thirteenths = 60 / 7 * 7, 60 / 13 * 13
    assert zen.evaluate_expression("60 / 7 * 7 >= 60") is False
    assert sevenths >= 60
    assert zen.evaluate_expression("60 / 13 * 13 >= 60") is True
    assert thirteenths < 60


def test_settled_they_fall_on_the_same_side() -> None:
    for divisor in range(1, 400):
        text = f"60 / {divisor} * {divisor}"
        assert zen.evaluate_expression(f"round({text}, 10) >= 60") is True
        assert settle(60 / divisor * divisor) >= 60
