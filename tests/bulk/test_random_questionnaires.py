"""Bulk scoring agrees with scoring whatever is asked and whatever the rules are."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.bulk.codes import encode
from readiness.bulk.scoring import score_many
from readiness.scoring.program import compile_questionnaire
from tests.bulk.one_at_a_time import assert_same
from tests.bulk.random_answers import random_answers, seeded
from tests.bulk.random_questionnaires import random_questionnaire


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_random_questionnaires_score_the_same(seed: int) -> None:
    random = seeded(seed)
    asked = random_questionnaire(random)
    assert compile_questionnaire(asked)[1] == ()
    assert_same(asked, [random_answers(asked, random, chance) for chance in (1.0, 0.8, 0.4) * 8])


def test_random_questionnaires_show_every_outcome() -> None:
    """Agreement would mean little on questionnaires whose rules never do anything."""
    seen: dict[str, set[object]] = {}
    for seed in range(25):
        random = seeded(f"outcomes {seed}")
        asked = random_questionnaire(random)
        several = [random_answers(asked, random, chance) for chance in (1.0, 0.8, 0.4) * 4]
        found = score_many(asked, [encode(asked, answers) for answers in several])
        capped = found["score.overall"].ne_missing(found["calculated.overall"])
        seen.setdefault("overall is capped", set()).update(capped)
        for column in found:
            seen.setdefault(column.name.partition(".")[0], set()).update(column)
    assert seen["gate"] == {"block", "condition", "open", "clear"}
    assert seen["verdict"] == {None, "go", "pilot", "prepare", "blocked", "not_a_fit"}
    assert seen["level"] == {None, 1, 2, 3, 4, 5}
    assert seen["primary"] == {"R1", "R2", "R3", "R9"}
    assert seen["next"] >= {None, 1, 2}
    for name in ("complete", "overall is capped", "insufficient_evidence", "finding", "close"):
        assert seen[name] == {True, False}
    assert seen["recommendation"] == {True, False}
    assert seen["risk"] == {"raised", "open", "clear"}
    assert seen["decision"] == {None, "one", "two", "other"}
