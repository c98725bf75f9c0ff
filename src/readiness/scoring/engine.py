"""`score()`: answers in, result and receipt out. Pure and deterministic."""

from collections.abc import Iterator, Mapping

from readiness.scoring.answers import Answers, AnswerState
from readiness.scoring.building import build_result, unanswered
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.model import Questionnaire
from readiness.scoring.plans import Program
from readiness.scoring.problems import AnswersRefused, Problem
from readiness.scoring.program import program_of
from readiness.scoring.ranking import rank
from readiness.scoring.reading import collect_answers
from readiness.scoring.result import Result
from readiness.scoring.routes import Standing, judge_routes, place_routes
from readiness.scoring.variants import judge_variants

PROGRAMS_KEPT = 64
_programs: dict[int, Program] = {}


def score(questionnaire: Questionnaire, answers: Answers | Mapping[str, object]) -> Result:
    """Score a set of answers, complete or not.

    Raw answers by question id or code are read with `parse_answers` first. Unanswered questions
    leave the score with their weight; rules fire on true only.

    Raises `AnswersRefused` for raw answers with problems and `QuestionnaireRefused` for a
    questionnaire whose rules do not compile.
    """
    if not isinstance(answers, Answers):
        answers = parse_answers(questionnaire, answers)
    program = compiled(questionnaire)
    state = evaluate(program, answers)
    routes = judge_routes(state)
    rules = questionnaire.route_rules
    standing = place_routes(rules, routes) if rules else Standing(primary=None)
    state.values[program.slots["primary"]] = standing.primary
    variants = judge_variants(state, answers)
    ranking = rank(state, routes, standing)
    return build_result(state, routes, standing, variants, ranking)


def parse_answers(
    questionnaire: Questionnaire,
    answers: Mapping[str, object],
    second_opinions: Mapping[str, object] | None = None,
) -> Answers:
    """Read raw answers (shapes: see `reading.read_answers`) and check them against each other.

    Raises `AnswersRefused` with every problem, among them "not applicable" where the other answers
    say that the question applies.
    """
    read, problems = collect_answers(questionnaire, answers, second_opinions)
    state = evaluate(compiled(questionnaire), read)
    problems.extend(_contradicted(state, read, answers))
    if problems:
        raise AnswersRefused(problems)
    return read


def missing_answers(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Return the ids of questions that apply and have no answer yet, in the order asked."""
    return unanswered(evaluate(compiled(questionnaire), answers))


def opinion_gaps(
    questionnaire: Questionnaire, answers: Answers
) -> tuple[tuple[str, int, int], ...]:
    """Return id, first and second value (0-4) of the questions that two people gave values to.

    Only answers that count are compared: not those to questions that do not apply.
    """
    return tuple(evaluate(compiled(questionnaire), answers).gaps)


def compiled(questionnaire: Questionnaire) -> Program:
    """Return the questionnaire's program; the ones compiled last are kept.

    A program holds its questionnaire, so that no other can get the same identity while it is kept.
    """
    program = _programs.get(id(questionnaire))
    if program is None:
        program = _programs[id(questionnaire)] = program_of(questionnaire)
        for oldest in list(_programs)[:-PROGRAMS_KEPT]:  # a copy: other threads add meanwhile
            _programs.pop(oldest, None)
    return program


def _contradicted(state: Evaluation, read: Answers, raw: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem for every "not applicable" where the other answers say otherwise."""
    for plan, settled in zip(state.program.questions, state.answers, strict=True):
        question = plan.question
        given = read.given.get(question.id)
        if given is None or given.state is not AnswerState.NOT_APPLICABLE:
            continue
        if settled.state is not AnswerState.NOT_APPLICABLE:
            yield Problem(
                code="not_applicable_refused",
                message=f"the other answers say that {question.code} applies",
                remedy="answer it, write dont_know, or correct the answers it depends on",
                path=("answers", question.id if question.id in raw else question.code),
            )
