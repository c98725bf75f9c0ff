"""`--hypothesis-profile=long` tries every property of ranges on at least 10,000 sets of answers."""

import pytest
from hypothesis import settings

from readiness.scoring import Questionnaire
from readiness.scoring.engine import compiled
from readiness.scoring.plans import Program

settings.register_profile("long", max_examples=1300, deadline=None)


@pytest.fixture(scope="session")
def d2c_program(d2c: Questionnaire) -> Program:
    """d2c-readiness, compiled."""
    return compiled(d2c)
