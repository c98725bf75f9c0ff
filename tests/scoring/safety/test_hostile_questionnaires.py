"""Whatever a questionnaire tries, it is refused or used in bounded time and memory."""

import pytest

from tests.scoring.safety.hostile import QUESTIONNAIRES
from tests.scoring.safety.measured import measured

MOST_SECONDS = 15.0
"""Several times what any of them takes, so that a busy machine is no failure."""
MOST_MEMORY = 400.0
"""In MiB; files of 50 MB are among them."""


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_a_hostile_questionnaire_is_bounded(name: str) -> None:
    hostile = QUESTIONNAIRES[name]
    found = measured(hostile.files())
    assert hostile.codes <= found.codes
    assert bool(hostile.codes) is bool(found.codes)
    assert found.checking < MOST_SECONDS
    assert found.scoring < MOST_SECONDS
    assert found.memory < MOST_MEMORY
