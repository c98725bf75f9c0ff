"""Nothing that is reported about random questionnaires is contradicted by any random answers."""

from collections import Counter
from collections.abc import Iterator
from random import Random

from readiness.scoring import Answers
from readiness.scoring.building import unanswered
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.expressions import Path
from readiness.scoring.lint_logic import lint_logic
from readiness.scoring.plans import Program, Rule
from readiness.scoring.problems import Problem
from readiness.scoring.program import compile_questionnaire
from readiness.scoring.routes import judge_routes
from tests.oracles.complete_answers import random_answers
from tests.scoring.ranges.random_questionnaires import random_questionnaire

QUESTIONNAIRES = 24
ANSWER_SETS = 60
NEVER_TRUE = {"dead_rule", "unreachable_question", "untriggered_recommendation"}


def rules_by_place(program: Program) -> dict[Path, Rule]:
    """Every condition that problems are reported about."""
    found: dict[Path, Rule | bool | None] = {}
    for i, question in enumerate(program.questions):
        found["questions", i, "asked_if"] = question.asked_if
        found["questions", i, "not_applicable"] = question.offered
    for i, (_, rule) in enumerate(program.weight_rules):
        found["weight_rules", i, "when"] = rule
    for i, gate in enumerate(program.gates):
        found["gates", i, "block"], found["gates", i, "condition"] = gate.block, gate.condition
    for i, (_, _, rule) in enumerate(program.findings):
        found["findings", i, "when"] = rule
    for i, (_, _, rule) in enumerate(program.value_rules):
        found["value_rules", i, "when"] = rule
    for i, (_, _, rule) in enumerate(program.risks):
        found["risks", i, "when"] = rule
    for i, route in enumerate(program.routes):
        for n, (_, rule) in enumerate(route.fit.limits):
            found["routes", i, "fit", "limits", n, "when"] = rule
    return {path: rule for path, rule in found.items() if isinstance(rule, Rule)}


def states(program: Program, chance: Random) -> Iterator[Evaluation]:
    """Score complete answers and parts of them, some with all questions lowest or highest."""
    for _ in range(ANSWER_SETS):
        whole = random_answers(program.questionnaire, chance)
        share = chance.choice((0, 0, 0, 0.3, 0.7))
        given = {name: a for name, a in whole.given.items() if chance.random() >= share}
        state = evaluate(program, Answers(given, whole.second_opinions))
        judge_routes(state)
        yield state


def contradicts(state: Evaluation, problem: Problem, rules: dict[Path, Rule]) -> bool:
    program, complete = state.program, not unanswered(state)
    match problem.code:
        case code if code in NEVER_TRUE and "never shows" not in problem.message:
            return state.run(rules[problem.path]) is True
        case "dead_rule":
            gate = program.gates[int(problem.path[1])].gate.code
            return state.outcomes[gate] == problem.path[2]
        case "always_true_rule":
            return complete and state.run(rules[problem.path]) is not True
        case "unattainable_level" if problem.path[0] == "indices":
            index = program.indices[int(problem.path[1])].index.id
            return complete and state.raised[index].level == int(problem.path[3]) + 1
        case "unreachable_row" if problem.path[0] == "decisions":
            decided = state.decided[int(problem.path[1])]
            return decided.outcome is not None and decided.row == problem.path[3]
        case "unattainable_level":
            level = int(problem.path[1]) + 1
            title = problem.message.split(" bring ")[1].split(" to level ")[0]
            slots = {f"dimension {plan.code}": plan.level_slot for plan in program.dimensions}
            slots["the overall score"] = program.slots["level.overall"]
            return complete and state.values[slots[title]] == level
        case _:
            return False


def test_no_answers_contradict_what_is_reported() -> None:
    chance = Random(20261122)  # noqa: S311 - test data is no secret
    reported: Counter[str] = Counter()
    for seed in range(QUESTIONNAIRES):
        program, _ = compile_questionnaire(random_questionnaire(seed))
        assert program is not None
        problems = lint_logic(program).problems
        reported.update(problem.code for problem in problems)
        rules = rules_by_place(program)
        for state in states(program, chance):
            wrong = [problem for problem in problems if contradicts(state, problem, rules)]
            assert wrong == [], (seed, wrong)
    assert min(reported[c] for c in ("dead_rule", "always_true_rule", "unattainable_level")) > 2
    assert reported["better_is_worse"] > 5
