"""The questionnaire that is delivered, for tests of the core on the real thing."""

import pytest

from readiness.catalog.loader import load_questionnaire
from readiness.scoring import Questionnaire
from tests.house.repository import ROOT


@pytest.fixture(scope="session")
def d2c() -> Questionnaire:
    """d2c-readiness, as it is delivered."""
    folder = ROOT / "questionnaires" / "d2c-readiness" / "2026.1.0"
    return load_questionnaire(folder).questionnaire
