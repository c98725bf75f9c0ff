"""Proofs agree with trying every set of answers to the small questionnaire through scoring."""

from collections.abc import Sequence
from functools import cache
from itertools import product
from random import Random
from typing import Any, NamedTuple

from readiness.scoring import Questionnaire
from readiness.scoring.building import unanswered
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.lint_logic import lint_logic
from readiness.scoring.plans import Program
from readiness.scoring.program import compile_questionnaire
from readiness.scoring.reading import read_answers
from readiness.scoring.routes import judge_routes, place_routes
from tests.scoring.lint.small_value import changed

ANSWERS: dict[str, list[Any]] = {
    "profile.buyers": ["businesses", "also_consumers", "dont_know", None],
    "profile.seller": [True, False, "dont_know", None],
    "logistics.single_parcel": [0, 2, 4, "dont_know", None],
    "logistics.accuracy": [
        *(50, 96, 98.5, 99.5, 100),
        *({"band": value} for value in range(5)),
        *("dont_know", None),
    ],
    "channels.partners": [[], ["lead"], ["lead", "service"], "dont_know", None],
}
OF_ANSWERS = (
    "profile.buyers == 'businesses'",
    "profile.buyers != 'businesses'",
    "profile.seller",
    "answered(profile.seller)",
    "logistics.single_parcel > 0",
    "logistics.single_parcel <= 2",
    "logistics.single_parcel in [0, 4]",
    "logistics.accuracy >= 2",
    "logistics.accuracy == 2",
    "logistics.accuracy < logistics.single_parcel",
    "logistics.accuracy + channels.partners > 5",
    "unknown(logistics.accuracy)",
    "measured(logistics.accuracy)",
    "channels.partners >= 2",
    "unknown(channels.partners)",
    "gate.G1 == 'block'",
    "gate.G1 != 'clear'",
    "gate.G1 in ['open', 'condition']",
    "finding.X_01",
)
OF_RESULTS = (
    *OF_ANSWERS,
    "score.logistics >= 40",
    "score.channels < 50",
    "score.overall > 49.9",
    "level.logistics == 2",
    "level.overall == 1",
    "fit.R1 >= 55",
    "readiness.R1 >= 70",
    "verdict.R1 == 'go'",
    "verdict.R1 in ['blocked', 'pilot']",
    "verdict.R2 != 'go'",
    "primary == 'R1'",
)
PLACE = ("recommendations", 1, "when")


class Tried(NamedTuple):
    """One set of answers, scored; `complete` sets miss no scored question."""

    state: Evaluation
    complete: bool


def program_with(condition: str) -> Program | None:
    """The program, or none for a comparison that its constants decide."""
    questionnaire = Questionnaire.model_validate(changed(*PLACE, to=condition))
    return compile_questionnaire(questionnaire)[0]


@cache
def every_set() -> Sequence[Tried]:
    questionnaire = Questionnaire.model_validate(changed("key", to="small"))
    program = compiled(questionnaire)
    rules = questionnaire.route_rules
    assert rules is not None
    tried = []
    for values in product(*ANSWERS.values()):
        answers = read_answers(questionnaire, dict(zip(ANSWERS, values, strict=True)))
        state = evaluate(program, answers)
        standing = place_routes(rules, judge_routes(state))
        state.values[program.slots["primary"]] = standing.primary
        tried.append(Tried(state, complete=not unanswered(state)))
    return tried


def random_condition(chance: Random, leaves: Sequence[str], levels: int) -> str:
    if levels == 0 or chance.random() < 0.2:
        return chance.choice(leaves)
    parts = [random_condition(chance, leaves, levels - 1) for _ in range(2)]
    match chance.randrange(5):
        case 0:
            return f"!({parts[0]})"
        case 1 | 2:
            return f"({parts[0]}) && ({parts[1]})"
        case _:
            return f"({parts[0]}) || ({parts[1]})"


def proved(program: Program) -> str | None:
    codes = [problem.code for problem in lint_logic(program).problems if problem.path == PLACE]
    return codes[0] if codes else None


def found_by_trying(program: Program) -> str | None:
    _, rule = program.recommendations[1]
    outcomes = [(tried.state.run(rule) is True, tried.complete) for tried in every_set()]
    if not any(fires for fires, _ in outcomes):
        return "untriggered_recommendation"
    always = all(fires for fires, complete in outcomes if complete)
    return "always_true_rule" if always else None


def conditions(leaves: Sequence[str], count: int) -> list[tuple[str, Program]]:
    chance = Random(20261122)  # noqa: S311 - conditions are no secret
    texts = [random_condition(chance, leaves, 3) for _ in range(count)]
    return [(text, program) for text in texts if (program := program_with(text)) is not None]


def test_proofs_about_answers_and_gates_are_those_found_by_trying() -> None:
    expected = []
    for text, program in conditions(OF_ANSWERS, 120):
        by_trying = found_by_trying(program)
        expected.append(by_trying)
        assert proved(program) == by_trying, text
    assert {"untriggered_recommendation", "always_true_rule", None} == set(expected)


def test_proofs_about_results_are_never_wrong_and_seldom_missing() -> None:
    missed = told = 0
    for text, program in conditions(OF_RESULTS, 120):
        by_trying, by_proof = found_by_trying(program), proved(program)
        assert by_proof in (by_trying, None), text
        told += by_trying is not None
        missed += by_trying != by_proof
    assert told > 5
    assert missed <= told / 5


HARSHNESS = {"clear": 0, "condition": 1, "block": 2, "open": 0}
SCALES: dict[str, list[Any]] = {
    "logistics.single_parcel": [0, 2, 4],
    "logistics.accuracy": [50, 96, 98.5, 99.5, 100],
    "channels.partners": [[], ["lead"], ["lead", "service"]],
}
COMPLETE: dict[str, list[Any]] = {
    "profile.buyers": ["businesses", "also_consumers", "dont_know", None],
    "profile.seller": [True, False, "dont_know", None],
    **{name: [*values, "dont_know"] for name, values in SCALES.items()},
}


def outcomes_of_gate(program: Program) -> dict[tuple[Any, ...], str]:
    """The outcome for every complete set, by the position of each answer on its list."""
    found = {}
    for places in product(*(range(len(values)) for values in COMPLETE.values())):
        given = {
            name: values[i] for (name, values), i in zip(COMPLETE.items(), places, strict=True)
        }
        answers = read_answers(program.questionnaire, given)
        found[places] = str(evaluate(program, answers).outcomes["G1"])
    return found


def made_harsher(program: Program) -> set[str]:
    """Questions of which a better answer makes the gate harsher, found by trying."""
    outcomes = outcomes_of_gate(program)
    harsher = set()
    for places, outcome in outcomes.items():
        for position, name in enumerate(COMPLETE):
            raised = (*places[:position], places[position] + 1, *places[position + 1 :])
            on_scale = raised[position] < len(SCALES.get(name, ())) and outcome != "open"
            if on_scale and HARSHNESS[outcomes[raised]] > HARSHNESS[outcome]:
                harsher.add(name)
    return harsher


def test_gates_made_harsher_are_those_found_by_trying() -> None:
    chance = Random(20261122)  # noqa: S311 - conditions are no secret
    leaves = [leaf for leaf in OF_ANSWERS if not leaf.startswith(("gate", "finding", "measured"))]
    codes = {"logistics.single_parcel": "LOG-01", "logistics.accuracy": "LOG-02",
             "channels.partners": "CHN-01"}  # fmt: skip
    compared = 0
    while compared < 25:
        value = changed("gates", 0, "block", to=random_condition(chance, leaves, 2))
        value["gates"][0]["condition"] = random_condition(chance, leaves, 2)
        program, _ = compile_questionnaire(Questionnaire.model_validate(value))
        if program is None:
            continue
        messages = [p.message for p in lint_logic(program).problems if p.path[:2] == ("gates", 0)]
        expected = {codes[name] for name in made_harsher(program)}
        found = {m.split()[1] for m in messages if m.startswith("raising ")}
        assert found == expected, value["gates"]
        compared += 1
