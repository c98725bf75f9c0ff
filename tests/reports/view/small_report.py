"""A questionnaire of two dimensions without gates, routes or recommendations, and its report."""

from collections.abc import Mapping

from readiness.reports.view import ReportView, build_view
from readiness.scoring import Questionnaire, score
from tests.reports.view.companies import CONTEXT

LEVELS = {"low": "Beginning", "high": "Practised"}
STEPS = {str(value): f"Step {value}" for value in range(5)}


def small_questionnaire() -> Questionnaire:
    options = [{"value": value} for value in range(5)]
    questions = [
        {"id": f"{dimension}.{name}", "code": code, "type": "single", "role": "chief",
         "dimension": dimension, "weight": weight, "options": options}
        for dimension, name, code, weight in (
            ("care", "owner", "CARE-01", 1),
            ("care", "habit", "CARE-02", 3),
            ("speed", "pace", "SPEED-01", 1),
        )
    ]  # fmt: skip
    texts = {
        "title": "Small check",
        "description": "Three questions.",
        "disclaimer": "A sample.",
        "roles": {"chief": {"name": "Chief"}},
        "levels": {key: {"name": name, "definition": f"{name}."} for key, name in LEVELS.items()},
        "verdicts": {},
        "dimensions": {
            name: {"name": name.title(), "definition": f"About {name}.",
                   "levels": {"low": f"Little {name}", "high": f"Much {name}"}}
            for name in ("care", "speed")
        },
        "questions": {q["id"]: {"title": f"What about {q['code']}?", "options": STEPS}
                      for q in questions},
    }  # fmt: skip
    return Questionnaire.model_validate(
        {
            "key": "small", "version": "2026.1.0", "status": "draft", "as_of": "2026-11-22",
            "roles": [{"id": "chief", "code": "CHF"}],
            "levels": [{"id": "low", "number": 1, "from_score": 0},
                       {"id": "high", "number": 2, "from_score": 50}],
            "dimensions": [{"id": "care", "code": "CARE", "weight": 10},
                           {"id": "speed", "code": "SPEED", "weight": 10}],
            "questions": questions,
            "texts": {"en": texts},
        }
    )  # fmt: skip


def small_view(answers: Mapping[str, object]) -> ReportView:
    asked = small_questionnaire()
    return build_view(asked, score(asked, answers), CONTEXT)
