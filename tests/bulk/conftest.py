"""The questionnaire that is delivered, and its six companies."""

import pytest

from readiness.catalog.cases import load_cases
from readiness.catalog.loader import Loaded, load_questionnaire
from readiness.scoring import Answers, Questionnaire, parse_answers
from tests.house.repository import ROOT

FOLDER = ROOT / "questionnaires" / "d2c-readiness" / "2026.1.0"


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """d2c-readiness, as it is delivered."""
    return load_questionnaire(FOLDER)


@pytest.fixture(scope="session")
def d2c(loaded: Loaded) -> Questionnaire:
    """The questionnaire itself."""
    return loaded.questionnaire


@pytest.fixture(scope="session")
def cases(loaded: Loaded) -> dict[str, Answers]:
    """The answers of every worked case, those of the six companies among them."""
    return {
        case.case: parse_answers(loaded.questionnaire, case.answers, case.second_opinions)
        for case in load_cases(loaded)
    }
