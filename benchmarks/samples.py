"""The sample companies that measurements use."""

import re

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.scoring import Answers, Questionnaire, parse_answers
from readiness.settings import Settings

SAMPLE = "c1-nordwerk"
COMPANY = re.compile(r"c[1-6]-")


def sample_answers() -> tuple[Questionnaire, dict[str, object]]:
    """Return d2c-readiness and the complete answers of its first sample company."""
    loaded = Catalog(Settings().questionnaires).get("d2c-readiness")
    case = next(case for case in load_cases(loaded) if case.case == SAMPLE)
    return loaded.questionnaire, dict(case.answers)


def sample_companies() -> tuple[Questionnaire, list[Answers]]:
    """Return d2c-readiness and the complete answers of its six sample companies."""
    loaded = Catalog(Settings().questionnaires).get("d2c-readiness")
    cases = [case for case in load_cases(loaded) if COMPANY.match(case.case)]
    questionnaire = loaded.questionnaire
    return questionnaire, [parse_answers(questionnaire, dict(case.answers)) for case in cases]
