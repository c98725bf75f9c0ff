"""Problems of a questionnaire that a schema cannot say; an empty tuple means it can be used."""

from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import Final, NamedTuple

from readiness.scoring.limits import MAX_PROBLEMS
from readiness.scoring.lint_bands import lint_bands
from readiness.scoring.lint_decision_texts import lint_decision_texts
from readiness.scoring.lint_decisions import lint_decisions
from readiness.scoring.lint_improvements import lint_improvements
from readiness.scoring.lint_logic import lint_logic
from readiness.scoring.lint_questions import lint_questions
from readiness.scoring.lint_references import lint_references
from readiness.scoring.lint_rules import lint_rules
from readiness.scoring.lint_size import lint_size
from readiness.scoring.lint_sources import lint_sources
from readiness.scoring.lint_structure import lint_structure
from readiness.scoring.lint_texts import lint_texts
from readiness.scoring.lint_worksheet_texts import lint_worksheet_texts
from readiness.scoring.lint_worksheets import lint_worksheets
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.program import compile_questionnaire

_LINTERS: Final[tuple[Callable[[Questionnaire], Iterable[Problem]], ...]] = (
    lint_structure,
    lint_questions,
    lint_bands,
    lint_references,
    lint_sources,
    lint_rules,
    lint_decisions,
    lint_improvements,
    lint_worksheets,
    lint_texts,
    lint_decision_texts,
    lint_worksheet_texts,
)
_IN_THE_WAY: Final = frozenset({"duplicate_id", "incomplete_definition", "reserved_name"})
"""Problems after which the rules would be checked against the wrong declarations."""
_WORDS_ONLY: Final = frozenset({"missing_text", "orphaned_text", "source_not_cited", "no_source"})
"""Problems beside which the rules can be judged by what they mean."""


class Linted(NamedTuple):
    """Every problem, up to `MAX_PROBLEMS`, and in words what was too large to be proved."""

    problems: tuple[Problem, ...]
    undecided: tuple[str, ...] = ()


def lint(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Return every problem; paths lead into the questionnaire."""
    return lint_whole(questionnaire).problems


def lint_whole(questionnaire: Questionnaire) -> Linted:
    """Return every problem, and what could not be proved.

    The rules are compiled when ids are unique and definitions complete, and judged by what they
    mean when everything else is right, so that one mistake is not reported once more by every rule
    that meets it.
    """
    problems = _listed(lint_size(questionnaire))
    if problems:
        return Linted(tuple(problems))
    problems = _listed(chain.from_iterable(linter(questionnaire) for linter in _LINTERS))
    if len(problems) > MAX_PROBLEMS or any(p.code in _IN_THE_WAY for p in problems):
        return Linted(tuple(problems))
    program, found = compile_questionnaire(questionnaire)
    problems = _listed(chain(problems, found))
    if program is None or any(problem.code not in _WORDS_ONLY for problem in problems):
        return Linted(tuple(problems))
    logic = lint_logic(program)
    return Linted(tuple(_listed(chain(problems, logic.problems))), logic.undecided)


def _listed(problems: Iterable[Problem]) -> list[Problem]:
    """The first problems; when there are too many to be useful, the last one says so."""
    listed = list(islice(problems, MAX_PROBLEMS + 1))
    if len(listed) > MAX_PROBLEMS:
        listed[-1] = Problem(
            code="too_many_problems",
            message=f"there are more than {MAX_PROBLEMS} problems and the rest is not listed",
            remedy="mend those listed and check again",
        )
    return listed
