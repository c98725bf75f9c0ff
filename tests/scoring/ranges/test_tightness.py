"""Ranges are no wider than they have to be, as far as that can be checked by brute force."""

from hypothesis import assume, given
from hypothesis import strategies as st

from readiness.scoring import Answers
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.plans import Program
from readiness.scoring.ranges import Ranges, RangeState, build_ranges
from readiness.scoring.routes import judge_routes, place_routes
from tests.scoring.ranges.bounding import (
    bounded,
    can_be_tried,
    completion_count,
    completions,
    ends,
    ends_of,
)
from tests.scoring.ranges.containment import outside
from tests.scoring.ranges.random_answers import DONT_KNOW, random_value, seeded
from tests.scoring.ranges.random_questionnaires import random_questionnaire
from tests.scoring.ranges.seeds import on_seeds, seeds

MOST_COMPLETIONS = 400


def all_but(program: Program, seed: int, count: int) -> Answers:
    """Return a value for every question, except for `count` that can be enumerated."""
    random = seeded(seed)
    questions = [plan.question for plan in program.questions]
    finite = [question for question in questions if can_be_tried(question)]
    awaited = random.sample(finite, min(count, len(finite)))
    given_values = {q.id: random_value(q, random) for q in questions if q not in awaited}
    unknown = [q for q in awaited if q.dont_know != "refused" and random.random() < 0.3]
    return Answers({**given_values, **{q.id: DONT_KNOW for q in unknown}})


def assert_exact(ranges: Ranges, states: list[Evaluation]) -> None:
    """Compare every part of the ranges with what the completions come to."""
    assert ends_of(ranges.score) == ends([state.overall for state in states])
    assert ends_of(ranges.calculated) == ends([state.calculated for state in states])
    assert set(ranges.levels) == {state.level(state.overall) for state in states}
    for part in ranges.dimensions:
        scores = [state.dimensions[part.id] for state in states]
        assert ends_of(part.score) == ends([score.capped for score in scores])
        assert ends_of(part.calculated) == ends([score.calculated for score in scores])
    for gate in ranges.gates:
        assert set(gate.outcomes) == {state.outcomes[gate.code] for state in states}
    for i, finding in enumerate(ranges.findings):
        made = {i in state.findings for state in states}
        assert finding.made == (made.pop() if len(made) == 1 else None)
    for index in ranges.indices:
        name = index.code.lower()
        assert ends_of(index.score) == ends([state.indices[name].calculated for state in states])
        assert set(index.levels) == {state.raised[name].level for state in states}
    for i, risk in enumerate(ranges.risks):
        raised = {state.risks.get(i) == "raised" for state in states}
        assert risk.made == (raised.pop() if len(raised) == 1 else None)
    for i, decision in enumerate(ranges.decisions):
        assert set(decision.outcomes) == {state.decided[i].outcome for state in states}
    judged = [judge_routes(state) for state in states]
    for route in ranges.routes:
        scored = [routes[route.code] for routes in judged]
        assert ends_of(route.fit) == ends([score.fit for score in scored])
        assert ends_of(route.readiness) == ends([score.readiness for score in scored])
        assert ends_of(route.index) == ends([score.index for score in scored])
        assert set(route.verdicts) == {score.verdict for score in scored}
    rules = states[0].program.questionnaire.route_rules
    assert rules is not None
    assert set(ranges.primary) == {place_routes(rules, routes).primary for routes in judged}


@on_seeds
@given(seeds, st.integers(0, 1))
def test_with_one_question_open_ranges_are_exact(seed: int, awaited: int) -> None:
    """S-60."""
    program = compiled(random_questionnaire(seed))
    part = all_but(program, seed, awaited)
    assert_exact(build_ranges(RangeState(program, part)), list(completions(program, part)))


@on_seeds
@given(seeds, st.integers(0, 2))
def test_with_few_questions_of_the_real_questionnaire_open_ranges_are_exact(
    d2c_program: Program, seed: int, awaited: int
) -> None:
    part = all_but(d2c_program, seed, awaited)
    assume(completion_count(d2c_program, part) <= 72)
    ranges = build_ranges(RangeState(d2c_program, part))
    states = list(completions(d2c_program, part))
    if completion_count(d2c_program, part) <= 36:
        assert_exact(ranges, states)
    assert [outside(ranges, state) for state in states] == [[]] * len(states)


@on_seeds
@given(seeds, st.integers(0, 6))
def test_calculated_dimensions_are_exact_however_many_questions_are_open(
    seed: int, awaited: int
) -> None:
    """Optional members and branches that hang together included: bounded, not tried.

    Not where value rules of several questions may hang together: those are taken one by one.
    """
    program = compiled(random_questionnaire(seed))
    part = all_but(program, seed, awaited)
    assume(completion_count(program, part) <= MOST_COMPLETIONS)
    states = list(completions(program, part))
    ruled = {program.questions[slot].question.dimension for _, slot, _ in program.value_rules}
    for found in bounded(program, part).dimensions:
        scores = [state.dimensions[found.id].calculated for state in states]
        assert found.id in ruled or ends_of(found.calculated) == ends(scores)


@on_seeds
@given(seeds)
def test_complete_answers_without_unknowns_leave_nothing_open(seed: int) -> None:
    """Bounded together: what is settled is computed just as scoring computes it."""
    program = compiled(random_questionnaire(seed))
    random = seeded(seed)
    questions = [plan.question for plan in program.questions]
    full = Answers({q.id: random_value(q, random) for q in questions})
    assert_exact(bounded(program, full), [evaluate(program, full)])


@on_seeds
@given(seeds)
def test_complete_answers_to_the_real_questionnaire_leave_nothing_open(
    d2c_program: Program, seed: int
) -> None:
    random = seeded(seed)
    questions = [plan.question for plan in d2c_program.questions]
    full = Answers({q.id: random_value(q, random) for q in questions})
    assert_exact(bounded(d2c_program, full), [evaluate(d2c_program, full)])
