"""The answers of an assessment as they were given, and changes to them that are checked first."""

from collections.abc import Mapping
from dataclasses import dataclass

from readiness.scoring import AnswersRefused, Questionnaire, parse_answers


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """Raw answers to a questionnaire by question id."""

    questionnaire: Questionnaire
    answers: Mapping[str, object]
    second_opinions: Mapping[str, object]


def checked_changes(
    given: GivenAnswers, answers: Mapping[str, object], second_opinions: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """Return changes by question id after checking them beside what was given before.

    A "not applicable" given before that a changed profile answer makes wrong is not the caller's
    error: the question then counts as unanswered. Raises `AnswersRefused` with every problem.
    """
    questionnaire = given.questionnaire
    ids = {question.code: question.id for question in questionnaire.questions}
    changed = {ids.get(name, name): value for name, value in answers.items()}
    seconds = {ids.get(name, name): value for name, value in second_opinions.items()}
    try:
        parse_answers(questionnaire, answers, second_opinions)
        parse_answers(
            questionnaire, {**given.answers, **changed}, {**given.second_opinions, **seconds}
        )
    except AnswersRefused as refusal:
        named = {*answers, *second_opinions, *changed, *seconds}
        own = [problem for problem in refusal.problems if problem.path[-1] in named]
        if own:
            raise AnswersRefused(own) from refusal
    return changed, seconds
