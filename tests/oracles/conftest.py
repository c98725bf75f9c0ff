"""How much is compared with the engines of others: a little in the suite, more when asked for."""

import pytest

DEFAULT_EVALUATIONS = 250_000
DEFAULT_ANSWER_SETS = 2_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `pytest tests/oracles --oracle-evaluations=10000000`."""
    parser.addoption(
        "--oracle-evaluations",
        type=int,
        default=DEFAULT_EVALUATIONS,
        help="evaluations of random conditions compared with Google's evaluator",
    )
    parser.addoption(
        "--oracle-answer-sets",
        type=int,
        default=DEFAULT_ANSWER_SETS,
        help="complete answer sets of each delivered questionnaire compared with zen-engine",
    )


@pytest.fixture
def evaluations(pytestconfig: pytest.Config) -> int:
    """How many evaluations to compare; the option is unknown when the whole suite is run."""
    wanted: int = pytestconfig.getoption("--oracle-evaluations", DEFAULT_EVALUATIONS)
    return wanted


@pytest.fixture
def answer_sets(pytestconfig: pytest.Config) -> int:
    """How many complete answer sets to compare."""
    wanted: int = pytestconfig.getoption("--oracle-answer-sets", DEFAULT_ANSWER_SETS)
    return wanted
