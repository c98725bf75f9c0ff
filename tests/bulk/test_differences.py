"""What two versions of a questionnaire say differently about the same assessments."""

from readiness.bulk.codes import encode
from readiness.bulk.differences import Difference, Value, differences
from readiness.scoring.reading import read_answers
from tests.scoring.small_questionnaire import ROUTE_RULES, Source, choice, questionnaire, route

QUESTIONS = (choice("care.a"), choice("care.b"))
GATE: Source = {"code": "G1", "block": "care.a == 0", "caps": {"overall": 39.9}}


def answered(*values: int) -> list[bytes]:
    """Encode assessments that answer `care.a` so, and `care.b` with 4."""
    asked = questionnaire(*QUESTIONS)
    return [encode(asked, read_answers(asked, {"care.a": v, "care.b": 4})) for v in values]


def test_only_what_changes_is_told() -> None:
    before = questionnaire(*QUESTIONS, gates=[GATE])
    after = questionnaire(*QUESTIONS, gates=[GATE | {"block": "care.a <= 1"}])
    codes = answered(0, 1, 2)
    changes: dict[str, tuple[Value, Value]] = {
        "score.overall": (62.5, 39.9),
        "level.overall": (4, 2),
        "gate.G1": ("clear", "block"),
    }
    assert differences(before, after, codes, codes) == [Difference(1, changes)]


def test_nothing_changes_between_equal_versions() -> None:
    same = questionnaire(*QUESTIONS, gates=[GATE])
    codes = answered(0, 1, 2, 3, 4)
    assert differences(same, same, codes, codes) == []
    assert differences(same, same, [], []) == []


def test_what_only_one_version_has_is_none_in_the_other() -> None:
    without, with_gate = questionnaire(*QUESTIONS), questionnaire(*QUESTIONS, gates=[GATE])
    codes = answered(4)
    (came,) = differences(without, with_gate, codes, codes)
    (went,) = differences(with_gate, without, codes, codes)
    assert came.changes == {"gate.G1": (None, "clear")}
    assert went.changes == {"gate.G1": ("clear", None)}


def test_routes_are_compared_by_code_whatever_else_there_is() -> None:
    routes = [route(code, {"formula": "70"}, {"care": 1}) for code in ("R1", "R2", "R3", "R9")]
    better = [
        route("R2", {"formula": "80"}, {"care": 1}) if r["code"] == "R2" else r for r in routes
    ]
    before = questionnaire(*QUESTIONS, routes=routes, route_rules=ROUTE_RULES)
    after = questionnaire(*QUESTIONS, routes=better[::-1], route_rules=ROUTE_RULES)
    codes = answered(3)
    (found,) = differences(before, after, codes, codes)
    assert found.changes == {"primary": ("R1", "R2")}


def test_answers_may_be_encoded_for_each_version() -> None:
    before = questionnaire(*QUESTIONS)
    after = questionnaire(choice("care.b"))
    (old,) = answered(0)
    new = encode(after, read_answers(after, {"care.b": 4}))
    (found,) = differences(before, after, [old], [new])
    assert found.changes == {"score.overall": (50.0, 100.0), "level.overall": (3, 5)}
