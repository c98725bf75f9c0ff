"""When sources have to be looked at again, and what rests on them."""

from datetime import date
from typing import Any

import pytest

from readiness.scoring import Questionnaire
from readiness.scoring.recheck import cited_by, recheck
from readiness.scoring.sources import Source
from tests.scoring.lint.small_value import changed

CHECKED = date(2026, 11, 30)


def source(**parts: Any) -> Source:
    """A verified law, with other parts as given."""
    given = {"id": "F-01", "kind": "law", "status": "verified", "grade": "A", "checked": CHECKED}
    return Source.model_validate(given | parts)


def due(**parts: Any) -> date | None:
    """The day on which a source is due."""
    found = recheck(source(**parts))
    return found.due if found else None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, date(2027, 11, 30)),
        ({"kind": "market"}, date(2027, 11, 30)),
        ({"kind": "standard"}, date(2028, 11, 30)),
        ({"kind": "study"}, date(2028, 11, 30)),
        ({"kind": "practice", "status": "synthesis"}, date(2027, 11, 30)),
        ({"open": True}, date(2027, 2, 28)),
        ({"status": "secondary"}, date(2027, 5, 30)),
        ({"caveat": "secondary"}, date(2027, 5, 30)),
        ({"status": "memory"}, CHECKED),
        ({"caveat": "memory", "open": True}, CHECKED),
        ({"kind": "interview", "status": "opinion"}, None),
        ({"kind": "guide", "status": "secondary"}, None),
        ({"kind": "interview", "recheck_by": date(2027, 1, 5)}, date(2027, 1, 5)),
        ({"status": "memory", "recheck_by": date(2029, 1, 5)}, date(2029, 1, 5)),
        ({"valid_from": date(2027, 3, 1)}, date(2027, 3, 1)),
        ({"valid_from": date(2026, 3, 1)}, date(2027, 11, 30)),
        ({"valid_from": date(2030, 3, 1)}, date(2027, 11, 30)),
        ({"checked": date(2024, 8, 31), "open": True}, date(2024, 11, 30)),
        ({"checked": date(2023, 11, 30), "open": True}, date(2024, 2, 29)),
        ({"checked": date(2026, 9, 15), "open": True}, date(2026, 12, 15)),
    ],
)
def test_a_source_is_due_when_its_kind_and_status_say(
    parts: dict[str, Any], expected: date | None
) -> None:
    assert due(**parts) == expected


def test_the_reason_tells_whole_from_part() -> None:
    whole, part = recheck(source(status="memory")), recheck(source(caveat="memory"))
    assert whole is not None
    assert part is not None
    assert (whole.why, part.why) == ("from memory", "partly from memory")


def test_what_rests_on_a_source_is_named_by_its_code() -> None:
    value = changed("gates", 0, "notes", 0, "sources", to=["P-01"])
    cited = cited_by(Questionnaire.model_validate(value))
    assert cited == {"P-01": ("LOG-01", "G1 consumers", "accuracy")}


def test_a_source_that_nothing_cites_is_listed_without_names() -> None:
    value = changed("sources", 1, to=source(id="F-02").model_dump())
    assert cited_by(Questionnaire.model_validate(value))["F-02"] == ()
