"""No gate is open to everything: each rule stops a file that breaks it, and a sound one passes."""

import page
import pytest

from readiness.reports.pdf import PdfRenderer
from tests.reports.pdf.gates.geometry import GEOMETRY_RULES, geometry_problems
from tests.reports.pdf.gates.good_document import EXPECTED, changed, document
from tests.reports.pdf.gates.known_bad import KNOWN_BAD, SECOND, Bad
from tests.reports.pdf.gates.structure import STRUCTURE_RULES, structure_problems
from tests.reports.pdf.gates.tagged import TaggedPdf
from tests.reports.pdf.gates.verapdf import ACCESSIBLE, ARCHIVAL, VeraPdf

OWN_RULES = STRUCTURE_RULES.keys() | GEOMETRY_RULES.keys()
every_bad_file = pytest.mark.parametrize("bad", KNOWN_BAD.values(), ids=KNOWN_BAD)


def own_rules_broken(pdf: bytes) -> set[str]:
    with TaggedPdf(pdf) as report:
        found = [*structure_problems(report, EXPECTED), *geometry_problems(report)]
    return {problem.rule for problem in found}


def validators_that_refuse(pdf: bytes, verapdf: VeraPdf) -> set[str]:
    refused = {
        profile
        for profile in (ACCESSIBLE, ARCHIVAL)
        if not verapdf.validate(pdf, profile).compliant
    }
    second = all(page.is_pdf_compliant_bytes(pdf, profile=each) for each in ("ua1", "3a"))
    return refused if second else {*refused, SECOND}


def test_a_sound_report_passes_every_gate(renderer: PdfRenderer, verapdf: VeraPdf) -> None:
    sound = document(renderer)
    for pdf in (sound, changed(sound, lambda _: None)):
        assert own_rules_broken(pdf) == set()
        assert validators_that_refuse(pdf, verapdf) == set()


@every_bad_file
def test_our_gates_notice_what_is_wrong_and_nothing_else(renderer: PdfRenderer, bad: Bad) -> None:
    assert own_rules_broken(bad.make(renderer)) == bad.noticed_by & OWN_RULES


@every_bad_file
def test_the_validators_notice_what_is_theirs(
    renderer: PdfRenderer, verapdf: VeraPdf, bad: Bad
) -> None:
    assert validators_that_refuse(bad.make(renderer), verapdf) == bad.noticed_by - OWN_RULES


def test_every_rule_of_ours_has_a_file_that_breaks_it() -> None:
    noticed = {rule for bad in KNOWN_BAD.values() for rule in bad.noticed_by}
    assert noticed >= OWN_RULES


def test_a_file_that_is_no_pdf_is_refused_and_the_next_one_checked(
    renderer: PdfRenderer, verapdf: VeraPdf
) -> None:
    with pytest.raises(RuntimeError, match="could not read"):
        verapdf.validate(b"no PDF at all", ACCESSIBLE)
    assert verapdf.validate(document(renderer), ACCESSIBLE).compliant
