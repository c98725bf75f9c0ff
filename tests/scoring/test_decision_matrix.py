"""A decision table by the two levels it reads."""

from typing import Any

import pytest

from readiness.catalog.loader import load_questionnaire
from readiness.scoring import Questionnaire
from readiness.scoring.decision_matrix import DecisionMatrix, decision_matrix
from tests.house.repository import ROOT

MIGRATION = ROOT / "questionnaires" / "platform-migration" / "2026.1.0"


@pytest.fixture(scope="module")
def migration() -> Questionnaire:
    return load_questionnaire(MIGRATION).questionnaire


def with_rows(questionnaire: Questionnaire, rows: list[dict[str, str]]) -> Questionnaire:
    decision: dict[str, Any] = {"code": "MIGRATION", "hit": "first", "rows": rows}
    changed = questionnaire.model_dump(mode="json") | {"decisions": [decision]}
    return Questionnaire.model_validate(changed)


def test_every_pair_of_levels_gives_the_outcome_of_its_row(migration: Questionnaire) -> None:
    matrix = decision_matrix(migration, "MIGRATION")
    assert matrix is not None
    assert (matrix.rows, matrix.columns) == ("signs", "overall")
    assert [len(row) for row in matrix.cells] == [3, 3, 3, 3]
    assert matrix.cells[0][0] == "stay_and_tune"
    assert matrix.cells[3][1] == "priority_reduced_scope"
    assert matrix.cells[3][2] == "migrate_staged"


def test_the_first_true_row_counts_and_a_gap_stays_empty(migration: Questionnaire) -> None:
    rows = [
        {"outcome": "go", "when": "level.signs >= 4 && level.overall == 3"},
        {"outcome": "stay", "when": "level.signs >= 2"},
    ]
    matrix = decision_matrix(with_rows(migration, rows), "MIGRATION")
    assert matrix is not None
    assert matrix.cells[0] == (None, None, None)
    assert matrix.cells[3] == ("stay", "stay", "go")


def test_a_row_without_condition_holds_everywhere(migration: Questionnaire) -> None:
    rows = [{"outcome": "go", "when": "level.data > level.signs"}, {"outcome": "stay"}]
    matrix = decision_matrix(with_rows(migration, rows), "MIGRATION")
    assert matrix == DecisionMatrix(
        "signs",
        "data",
        (("stay", "go", "go"), ("stay", "stay", "go"), ("stay",) * 3, ("stay",) * 3),
    )


@pytest.mark.parametrize(
    "condition",
    [
        "level.signs == 1",
        "level.signs == 1 && finding.HT1",
        "level.signs + level.overall > level.data",
    ],
)
def test_a_table_that_reads_anything_else_has_no_matrix(
    migration: Questionnaire, condition: str
) -> None:
    asked = with_rows(migration, [{"outcome": "go", "when": condition}])
    assert decision_matrix(asked, "MIGRATION") is None
