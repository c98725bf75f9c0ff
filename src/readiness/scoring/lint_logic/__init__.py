"""What can be proved about the rules of a questionnaire: see the modules it puts together.

Proofs are exhaustive over the answers that rules read, case by case. A rule that reads more than
the allowance of steps permits, texts, or results that depend on very many answers, is judged by
intervals of what is possible; what these cannot decide is no problem and is named as undecided.
"""

from typing import NamedTuple

from readiness.scoring.lint_logic.better import lint_better_answers
from readiness.scoring.lint_logic.decision_tables import lint_decision_tables
from readiness.scoring.lint_logic.effort import Effort
from readiness.scoring.lint_logic.levels import lint_levels
from readiness.scoring.lint_logic.model import Model
from readiness.scoring.lint_logic.rules import lint_rule_logic
from readiness.scoring.lint_logic.search import Searcher
from readiness.scoring.lint_logic.tables import lint_verdict_table
from readiness.scoring.plans import Program
from readiness.scoring.problems import Problem


class Logic(NamedTuple):
    """What was proved to be wrong, and in words what could not be decided."""

    problems: tuple[Problem, ...]
    undecided: tuple[str, ...]


def lint_logic(program: Program) -> Logic:
    """Find rules without effect, levels out of reach, gaps of the verdict table, and the like."""
    effort = Effort()
    every = Searcher(Model(program, complete=False), effort)
    complete = Searcher(Model(program, complete=True), effort)
    problems = (
        *lint_rule_logic(every, complete),
        *lint_levels(complete),
        *lint_verdict_table(program, effort),
        *lint_decision_tables(every),
        *lint_better_answers(every, complete),
    )
    return Logic(problems, tuple(effort.undecided))
