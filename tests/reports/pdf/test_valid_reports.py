"""Every report is PDF/UA-1 and PDF/A-3a by veraPDF and by a second validator of another make."""

import page
import pytest

from tests.reports.pdf.gates.verapdf import ACCESSIBLE, ARCHIVAL, VeraPdf
from tests.reports.pdf.occasions import OCCASIONS, Occasion
from tests.reports.pdf.rendered import Rendered, on

FEWEST_ASSERTIONS = 2_000  # a validator that looked at nothing finds nothing


@on(OCCASIONS)
@pytest.mark.parametrize("profile", [ACCESSIBLE, ARCHIVAL])
def test_verapdf_finds_nothing(
    rendered: Rendered, verapdf: VeraPdf, occasion: Occasion, profile: str
) -> None:
    verdict = verapdf.validate(rendered(occasion), profile)
    assert verdict.failures == ()
    assert verdict.compliant
    assert verdict.assertions > FEWEST_ASSERTIONS


@on(OCCASIONS)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_second_validator_finds_nothing(
    rendered: Rendered, occasion: Occasion, profile: str
) -> None:
    verdict = page.validate_pdf_bytes(rendered(occasion), profile=profile)
    assert [f"{each.rule_id}: {each.message}" for each in verdict.failures] == []
    assert verdict.is_compliant
