"""Words for indices, decisions, role templates and what is carried over: all, and no others."""

from collections.abc import Iterator
from typing import Final

from readiness.scoring.expressions import Path
from readiness.scoring.lint_texts import compared, missing, orphaned
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.texts import Texts

_LETTERS: Final = ("A", "R", "C", "I")


def lint_decision_texts(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield missing and orphaned texts inside these sections, in each language."""
    for language, texts in questionnaire.texts.items():
        path: Path = ("texts", language)
        yield from _inside_indices(questionnaire, texts, (*path, "indices"))
        yield from _inside_decisions(questionnaire, texts, (*path, "decisions"))
        yield from _inside_responsibilities(questionnaire, texts, (*path, "responsibilities"))
        yield from _carry_over(questionnaire, texts, (*path, "carry_over"))


def _inside_indices(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    for index in questionnaire.indices:
        text = texts.indices.get(index.id)
        if text is None:
            continue
        here = (*path, index.id)
        yield from compared([level.id for level in index.levels], text.levels, (*here, "levels"))
        if index.raises and text.raised is None:
            yield missing("raised", (*here, "raised"))
        if text.raised is not None and not index.raises:
            yield orphaned(
                "raised", f"nothing raises index {index.code}", "remove it", (*here, "raised")
            )


def _inside_decisions(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    for decision in questionnaire.decisions:
        text = texts.decisions.get(decision.code)
        if text is None:
            continue
        here = (*path, decision.code)
        outcomes = list(dict.fromkeys(row.outcome for row in decision.rows))
        yield from compared(outcomes, text.outcomes, (*here, "outcomes"))
        yield from compared([note.id for note in decision.notes], text.notes, (*here, "notes"))


def _inside_responsibilities(
    questionnaire: Questionnaire, texts: Texts, path: Path
) -> Iterator[Problem]:
    for template in questionnaire.responsibilities:
        text = texts.responsibilities.get(template.code)
        if text is not None:
            here = (*path, template.code)
            yield from compared(_LETTERS, text.letters, (*here, "letters"))
            yield from compared([task.id for task in template.tasks], text.tasks, (*here, "tasks"))


def _carry_over(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    needed = bool(questionnaire.offered_after or questionnaire.carry_over)
    if needed and texts.carry_over is None:
        yield missing("carry_over", path)
    if texts.carry_over is not None and not needed:
        yield orphaned("carry_over", "nothing is offered or carried over", "remove it", path)
