"""Whatever people type, the report is made in time, sound, valid and legible."""

import pytest

from tests.reports.pdf.gates.geometry import geometry_problems
from tests.reports.pdf.gates.structure import structure_problems
from tests.reports.pdf.gates.tag_rules import squeezed
from tests.reports.pdf.gates.tagged import TaggedPdf
from tests.reports.pdf.gates.verapdf import ACCESSIBLE, ARCHIVAL, VeraPdf
from tests.reports.pdf.hostile import HOSTILE
from tests.reports.pdf.occasions import Occasion
from tests.reports.pdf.rendered import Rendered, expected_of, on

LEGIBLE = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)></section></table>&amp;&#0;",
    "writings": "Ω→✓≤ full ﬃ VIII",
    "ten-thousand-characters": "Abteilung für Sonderfälle Abteilung für Sonderfälle",
    "one-word": "Donaudampfschifffahrt" * 5,
    "worksheets": "Ω→✓≤ full ﬃ VIII",
}
MOST_PAGES = 60


@on(HOSTILE)
def test_a_hostile_report_is_sound(report: TaggedPdf, occasion: Occasion) -> None:
    found = structure_problems(report, expected_of(occasion))
    assert [str(problem) for problem in [*found, *geometry_problems(report)]] == []


@on(HOSTILE)
def test_a_hostile_report_is_legible(report: TaggedPdf, occasion: Occasion) -> None:
    assert squeezed(LEGIBLE[occasion.name]) in squeezed("".join(report.texts))
    assert len(report.sizes) <= MOST_PAGES


@on(HOSTILE)
@pytest.mark.parametrize("profile", [ACCESSIBLE, ARCHIVAL])
def test_a_hostile_report_is_valid(
    rendered: Rendered, verapdf: VeraPdf, occasion: Occasion, profile: str
) -> None:
    assert verapdf.validate(rendered(occasion), profile).failures == ()
