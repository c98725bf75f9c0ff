"""Every report's tags say what its pages show, and its pages look as pages should."""

import pytest

from readiness.reports.plain_text import safe_text
from readiness.services.documents import report_view
from tests.reports.pdf.gates.document_rules import Expected
from tests.reports.pdf.gates.geometry import geometry_problems
from tests.reports.pdf.gates.structure import structure_problems
from tests.reports.pdf.gates.tagged import TaggedPdf
from tests.reports.pdf.occasions import OCCASIONS, Occasion

every_occasion = pytest.mark.parametrize("occasion", OCCASIONS, ids=str)


@every_occasion
def test_the_structure_is_sound(report: TaggedPdf, occasion: Occasion) -> None:
    title = safe_text(report_view(occasion.make(), occasion.language).title)
    found = structure_problems(report, Expected(occasion.language, title))
    assert [str(problem) for problem in found] == []


@every_occasion
def test_the_pages_are_well_laid_out(report: TaggedPdf, occasion: Occasion) -> None:
    assert [str(problem) for problem in geometry_problems(report)] == []
