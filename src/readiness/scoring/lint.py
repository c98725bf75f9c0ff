"""Problems of a questionnaire that a schema cannot say; an empty tuple means it can be used."""

from collections.abc import Callable, Iterable
from typing import Final

from readiness.scoring.lint_bands import lint_bands
from readiness.scoring.lint_questions import lint_questions
from readiness.scoring.lint_references import lint_references
from readiness.scoring.lint_rules import lint_rules
from readiness.scoring.lint_structure import lint_structure
from readiness.scoring.lint_texts import lint_texts
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.program import compile_questionnaire

_LINTERS: Final[tuple[Callable[[Questionnaire], Iterable[Problem]], ...]] = (
    lint_structure,
    lint_questions,
    lint_bands,
    lint_references,
    lint_rules,
    lint_texts,
)
_IN_THE_WAY: Final = frozenset({"duplicate_id", "incomplete_definition", "reserved_name"})
"""Problems after which the rules would be checked against the wrong declarations."""


def lint(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Return every problem; paths lead into the questionnaire.

    The rules are compiled when ids are unique and definitions complete, so that one mistake is
    not reported once more by every rule that meets it.
    """
    problems = [problem for linter in _LINTERS for problem in linter(questionnaire)]
    if not any(problem.code in _IN_THE_WAY for problem in problems):
        problems.extend(compile_questionnaire(questionnaire)[1])
    return tuple(problems)
