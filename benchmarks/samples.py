"""The sample company all measurements use."""

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.scoring import Questionnaire
from readiness.settings import Settings

SAMPLE = "c1-nordwerk"


def sample_answers() -> tuple[Questionnaire, dict[str, object]]:
    """Return d2c-readiness and the complete answers of its first sample company."""
    loaded = Catalog(Settings().questionnaires).get("d2c-readiness")
    case = next(case for case in load_cases(loaded) if case.case == SAMPLE)
    return loaded.questionnaire, dict(case.answers)
