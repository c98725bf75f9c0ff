"""Every report's tags say what its pages show, and its pages look as pages should."""

from tests.reports.pdf.gates.geometry import geometry_problems
from tests.reports.pdf.gates.structure import structure_problems
from tests.reports.pdf.gates.tagged import TaggedPdf
from tests.reports.pdf.occasions import OCCASIONS, Occasion
from tests.reports.pdf.rendered import expected_of, on


@on(OCCASIONS)
def test_the_structure_is_sound(report: TaggedPdf, occasion: Occasion) -> None:
    found = structure_problems(report, expected_of(occasion))
    assert [str(problem) for problem in found] == []


@on(OCCASIONS)
def test_the_pages_are_well_laid_out(report: TaggedPdf, occasion: Occasion) -> None:
    assert [str(problem) for problem in geometry_problems(report)] == []


PAGES = {"management": (4, 4), "annex": (6, 16)}
FULL_PAGES = (10, 30)


@on(OCCASIONS)
def test_an_edition_has_as_many_pages_as_it_should(report: TaggedPdf, occasion: Occasion) -> None:
    fewest, most = PAGES.get(occasion.make().edition, FULL_PAGES)
    assert fewest <= len(report.sizes) <= most
