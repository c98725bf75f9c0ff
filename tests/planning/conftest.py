"""d2c-readiness and its six sample companies."""

from typing import Any

import pytest

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.catalog.loader import Loaded
from readiness.scoring import Questionnaire
from readiness.settings import Settings


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The questionnaire with its files."""
    return Catalog(Settings().questionnaires).get("d2c-readiness")


@pytest.fixture(scope="session")
def companies(loaded: Loaded) -> dict[str, dict[str, Any]]:
    """The complete answers of the six sample companies, by name of the case."""
    cases = [c for c in load_cases(loaded) if c.sheet.organization and c.sheet.base is None]
    return {case.case: dict(case.answers) for case in cases}


@pytest.fixture
def d2c(
    loaded: Loaded, companies: dict[str, dict[str, Any]]
) -> tuple[Questionnaire, dict[str, Any]]:
    """The questionnaire and the answers of the first company."""
    return loaded.questionnaire, companies["c1-nordwerk"]
