"""Decision matrix and risk map: what stands out, without colour too, and what is refused."""

import pytest

from readiness.reports.charts import (
    PALETTE,
    MatrixOutcome,
    MatrixScale,
    RiskMapTexts,
    RiskPoint,
    decision_matrix,
    risk_map,
)
from tests.reports.charts.samples import TITLE, matrix_of, risk_map_of
from tests.reports.charts.svg_reading import SVG, parse, printed


def bold(svg: str) -> list[str | None]:
    return [t.text for t in parse(svg).iter(f"{SVG}text") if t.get("font-weight") == "700"]


def dashed(svg: str) -> int:
    return len([e for e in parse(svg).iter(f"{SVG}polygon") if e.get("stroke-dasharray")])


def test_the_outcome_that_holds_is_dark_and_bold() -> None:
    svg = matrix_of((1, 1))
    assert svg.count(PALETTE.levels[-1].fill) == 1
    assert "quality 1 1" in " ".join(text or "" for text in bold(svg))


def test_without_an_outcome_none_is_dark_and_the_possible_ones_are_outlined() -> None:
    svg = matrix_of(None, possible=True)
    assert PALETTE.levels[-1].fill not in svg
    assert dashed(svg) == 6
    assert dashed(matrix_of((0, 0))) == 0


def test_a_matrix_describes_all_that_can_be_seen() -> None:
    root = parse(matrix_of((0, 0)))
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert root[1].text == "Every cell."


def test_a_matrix_needs_every_cell() -> None:
    scale = MatrixScale("Signs", [("Few", "below 50"), ("Many", "from 50")])
    with pytest.raises(ValueError, match="every row and column"):
        decision_matrix(scale, scale, [[MatrixOutcome("Stay")]], title=TITLE, description="")


def test_a_risk_stands_in_its_cell_with_the_product() -> None:
    texts = printed(parse(risk_map_of((4, 5))))
    (chip,) = [text.box for text in texts if text.content == "RSK-01"]
    (product,) = [text.box for text in texts if text.content == "20" and text.box.left > chip.left]
    assert product.left > chip.left
    assert product.top < chip.top


def test_cells_of_high_risks_have_an_outline_that_needs_no_colour() -> None:
    outlined = [r for r in parse(risk_map_of()).iter(f"{SVG}rect") if r.get("fill") == PALETTE.ink]
    assert len(outlined) == 4 + 1
    assert PALETTE.risks[-1].fill not in risk_map_of(high_from=None)


def test_an_open_risk_has_a_broken_frame() -> None:
    assert dashed(risk_map_of((2, 2), is_open=True)) == 1
    assert dashed(risk_map_of((2, 2))) == 0


@pytest.mark.parametrize("place", [(0, 1), (6, 1), (1, 0), (1, 6)])
def test_a_risk_off_the_scale_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        risk_map(
            [RiskPoint("RSK-01", *place)],
            RiskMapTexts("Likelihood", "Impact", "high"),
            high_from=16,
            title=TITLE,
            description="",
        )
