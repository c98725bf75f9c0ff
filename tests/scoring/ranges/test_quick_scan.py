"""The quick scan asks the profile and the core questions only."""

from readiness.scoring import (
    AnswerState,
    Questionnaire,
    Result,
    live_result,
    parse_answers,
    score,
)
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import evaluate
from readiness.scoring.next_question import rank_questions
from readiness.scoring.plans import Program
from readiness.scoring.quick import gates_not_assessed, quick_scan
from readiness.scoring.ranges import RangeState, build_ranges
from readiness.scoring.result import NotAssessed
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    choice,
    profile,
    profile_flag,
    questionnaire,
    route,
)

ASKED = questionnaire(
    profile("profile.basket"),
    choice("care.core", core=True),
    choice("care.more"),
    choice("law.more"),
    gates=[
        {"code": "G1", "block": "care.core == 0 || care.more == 0"},
        {"code": "G2", "block": "profile.basket == 4 && law.more == 0"},
        {"code": "G3", "block": "care.core == 1"},
        {"code": "G4", "block": "profile.basket == 0"},
    ],
)
ANSWERS = {"profile.basket": 4, "care.core": 3, "care.more": 0, "law.more": 0}


def test_other_questions_are_not_asked() -> None:
    scan = quick_scan(ASKED, parse_answers(ASKED, ANSWERS))
    states = {name: answer.state for name, answer in scan.answers.given.items()}
    assert states == {
        "profile.basket": AnswerState.ANSWERED,
        "care.core": AnswerState.ANSWERED,
        "care.more": AnswerState.NOT_ASKED,
        "law.more": AnswerState.NOT_ASKED,
    }
    assert scan.set_aside == {"care.more", "law.more"}


def test_what_is_not_asked_has_no_weight_and_fires_no_rule() -> None:
    """S-62."""
    program = compiled(ASKED)
    state = evaluate(program, quick_scan(ASKED, parse_answers(ASKED, ANSWERS)).answers)
    assert state.overall == 75.0
    assert state.dimensions["care"].applicable == 1
    assert state.dimensions["law"].calculated is None
    assert set(state.outcomes.values()) == {"clear"}


def test_second_opinions_on_what_is_not_asked_are_left_out() -> None:
    answers = parse_answers(ASKED, ANSWERS, {"care.core": 1, "care.more": 4})
    assert set(quick_scan(ASKED, answers).answers.second_opinions) == {"care.core"}


def test_gates_that_rest_on_other_questions_are_not_assessed() -> None:
    assert gates_not_assessed(compiled(ASKED)) == (
        NotAssessed(gate="G1", whole=False, questions=("care.more",)),
        NotAssessed(gate="G2", whole=True, questions=("law.more",)),
    )


def test_ranges_and_next_questions_know_only_what_is_asked() -> None:
    program = compiled(ASKED)
    scan = quick_scan(ASKED, parse_answers(ASKED, {"profile.basket": 4}))
    assert [question.id for question in rank_questions(RangeState(program, scan.answers))] == [
        "care.core"
    ]
    assert build_ranges(RangeState(program, scan.answers)).score.interval == (0.0, 100.0)
    full = quick_scan(ASKED, parse_answers(ASKED, ANSWERS))
    assert build_ranges(RangeState(program, full.answers)).score.width == 0


def test_the_real_questionnaire_asks_twenty_core_questions(
    d2c: Questionnaire, d2c_program: Program
) -> None:
    """G6, G7, G9 and the transport damage in G1 are not assessed."""
    given = quick_scan(d2c, parse_answers(d2c, {})).answers.given
    assert len(given) == 40
    found = {part.gate: part for part in gates_not_assessed(d2c_program)}
    assert {code for code, part in found.items() if part.whole} >= {"G6", "G7", "G9"}
    assert found["G1"].questions == ("logistics.transport_damage",)


def scanned(asked: Questionnaire, **answers: object) -> Result:
    """Score a quick scan; `care__core=3` answers the question `care.core`."""
    given = {name.replace("__", "."): value for name, value in answers.items()}
    return live_result(asked, parse_answers(asked, given), "quick")


def test_the_result_of_a_quick_scan_is_marked() -> None:
    result = scanned(ASKED, profile__basket=4, care__core=3, care__more=0, law__more=0)
    assert (result.mode, result.complete, result.score) == ("quick", True, 75.0)
    assert result.ignored == ("care.more", "law.more")
    assert [part.gate for part in result.not_assessed] == ["G1", "G2"]
    assert live_result(ASKED, parse_answers(ASKED, ANSWERS)).mode == "full"


def test_questions_left_out_are_not_answers_ignored() -> None:
    """Also where their own branch would have left them out (S-09)."""
    asked = questionnaire(
        profile_flag("profile.dealers"),
        choice("care.core", core=True),
        choice("care.more", asked_if="profile.dealers"),
    )
    assert scanned(asked, profile__dealers=False, care__core=3).ignored == ()


def test_a_gate_that_is_not_assessed_is_open_unless_it_is_triggered() -> None:
    def gates(core: int) -> list[tuple[str, tuple[str, ...] | None]]:
        result = scanned(ASKED, profile__basket=4, care__core=core)
        return [(gate.outcome, gate.possible_outcomes) for gate in result.gates]

    open_gate, clear = ("open", ("open",)), ("clear", ("clear",))
    assert gates(3) == [open_gate, open_gate, clear, clear]
    assert gates(0) == [("block", ("block",)), open_gate, clear, clear]


def test_a_quick_scan_never_says_go() -> None:
    """S-62."""
    asked = questionnaire(
        choice("care.core", core=True, dont_know="refused"),
        choice("care.more"),
        routes=[route("R1", "70", {"care": 1}), route("R9", "60", {"care": 1})],
        route_rules=ROUTE_RULES | {"candidates": ["R1"]},
        variants=[{"code": "V1", "route": "R1", "when": "care.core >= 3"}],
    )
    assert score(asked, {"care.core": 4, "care.more": 4}).routes[0].verdict == "go"
    result = scanned(asked, care__core=4, care__more=4)
    assert [route.verdict for route in result.routes] == ["pilot", "pilot"]
    assert [variant.verdict for variant in result.variants] == ["pilot"]
    assert result.routes[0].possible_verdicts == ("pilot",)
    assert scanned(asked).routes[0].possible_verdicts == ("pilot", "prepare")
