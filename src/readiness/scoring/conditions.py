"""A condition that is written elsewhere, such as in another questionnaire, judged on answers."""

from typing import NamedTuple

from readiness.scoring.answers import Answers
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import evaluate
from readiness.scoring.model import Questionnaire
from readiness.scoring.plans import Program, Rule
from readiness.scoring.problems import QuestionnaireRefused
from readiness.scoring.questions import Condition
from readiness.scoring.receipt_parts import DecidingPart
from readiness.scoring.receipt_rules import decide
from readiness.scoring.routes import judge_routes, place_routes
from readiness.scoring.rule_compiler import ITEMS, RuleCompiler


class Held(NamedTuple):
    """Whether a condition holds (`None`: cannot be told), and what decided it."""

    value: bool | None
    decided_by: tuple[DecidingPart, ...]


def decide_condition(questionnaire: Questionnaire, condition: Condition, answers: Answers) -> Held:
    """Judge a condition that may read everything recommendations read.

    Raises `QuestionnaireRefused` for a condition that does not fit the questionnaire.
    """
    program = compiled(questionnaire)
    rule = _compiled(program, condition)
    state = evaluate(program, answers)
    routes = judge_routes(state)
    rules = questionnaire.route_rules
    primary = place_routes(rules, routes).primary if rules else None
    state.values[program.slots["primary"]] = primary
    for name, slot in rule.named:  # scoring fills in only what the questionnaire's rules read
        if name.startswith(ITEMS):
            answer = state.answers[program.slots[name.removeprefix(ITEMS)]]
            state.values[slot] = answer.items
    value = state.run(rule)
    return Held(value if isinstance(value, bool) else None, decide(state, rule))


def _compiled(program: Program, condition: Condition) -> Rule:
    compiler = RuleCompiler()
    for name, declaration in program.declared.items():  # in the order of their slots
        compiler.declare(name, declaration)
    rule = compiler.condition(condition, ())
    if compiler.problems:
        raise QuestionnaireRefused(compiler.problems)
    return rule
