"""The example of docs/scoring.md, every printed number of it.

The case file holds the outcome within the tolerance of cases; here it is exact, and the page says
what the engine says.
"""

import pytest

from readiness.catalog.cases import load_cases, run_case
from readiness.catalog.loader import load_questionnaire
from readiness.scoring import Result
from tests.house.repository import ROOT
from tests.scoring.small_questionnaire import of

PAGE = (ROOT / "docs" / "scoring.md").read_text("utf-8")


@pytest.fixture(scope="module")
def result() -> Result:
    """The result of the case `worked-example`."""
    loaded = load_questionnaire(ROOT / "questionnaires" / "d2c-readiness" / "2026.1.0")
    (case,) = [case for case in load_cases(loaded) if case.case == "worked-example"]
    run = run_case(loaded, case)
    assert run.problems == ()
    assert run.result is not None
    return run.result


def test_logistics_answer_by_answer(result: Result) -> None:
    """S-13, S-15, S-18."""
    rows = {
        "LOG-01": (2, 3, 7.9, 7.9),
        "LOG-02": (None, 3, 0.0, 15.8),
        "LOG-03": (None, 2, 0.0, 10.5),
        "LOG-04": (2, 2, 5.3, 5.3),
        "LOG-05": (3, 1, 3.9, 1.3),
        "LOG-08": (None, 2, None, None),
        "LOG-10": (1, 2, 2.6, 7.9),
    }
    for code, row in rows.items():
        answer = of(result.receipt.answers, code)
        assert (answer.value, answer.weight, answer.points, answer.lost) == row
    logistics = of(result.dimensions, "LOG")
    assert (logistics.score, logistics.level, logistics.confidence) == (27.6, 2, 0.7368)
    assert "525 ÷ 19 = 27.6316, printed **27.6**" in PAGE
    assert "14 ÷ 19 = **0.7368**" in PAGE


def test_the_overall_score_and_its_terms(result: Result) -> None:
    """S-23."""
    assert (result.score, result.calculated_score, result.level) == (35.2, 35.2, 2)
    for term in result.receipt.overall_terms:
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| {term.of} | ")]
        _, _, points, score, weight, product, _ = (cell.strip() for cell in row.split("|"))
        won, of_weight = (int(number) for number in points.split(" ÷ "))
        assert float(weight) == term.weight
        assert float(score) == pytest.approx(won / of_weight, abs=5e-5)
        assert float(product) == pytest.approx(won / of_weight * term.weight, abs=5e-5)
        assert term.value == pytest.approx(float(score), abs=0.05)


@pytest.mark.parametrize(
    ("code", "numbers", "verdict", "standing"),
    [
        ("R1", (71.5, 34.4, 56.7), "blocked", "next"),
        ("R2", (35.0, 22.8, 30.1), "not_a_fit", "other"),
        ("R3", (33.8, 43.0, 37.4), "not_a_fit", "other"),
        ("R4", (65.0, 43.2, 56.3), "pilot", "primary"),
    ],
)
def test_the_routes(
    result: Result, code: str, numbers: tuple[float, ...], verdict: str, standing: str
) -> None:
    """S-32 to S-41."""
    route = of(result.routes, code)
    assert (route.fit, route.readiness, route.index) == numbers
    assert (route.verdict, route.standing) == (verdict, standing)


def test_what_to_do_first(result: Result) -> None:
    """S-44 to S-49."""
    why = {row.code: row for row in result.receipt.recommendations}
    for action in result.recommendations[:7]:
        (row,) = [line for line in PAGE.splitlines() if f"| {action.code} " in line]
        rank, _, group, sum_, _ = (cell.strip() for cell in row.strip("|").split("|"))
        assert (int(rank), int(group)) == (action.rank, why[action.code].group)
        assert sum_ == (
            f"{action.impact} × {why[action.code].route_weight} ÷ "
            f"{why[action.code].effort_divisor} = {action.priority}"
        )
    windows = {action.code: action.window for action in result.recommendations}
    assert (windows["REC-48"], windows["REC-24"], windows["REC-25"]) == ("0-3", "3-6", "3-6")
