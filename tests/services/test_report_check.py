"""A report verifies from its file alone; whatever is changed in it is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness.catalog.catalog import Catalog
from readiness.errors import InvalidInput
from readiness.reports.opened import open_report
from readiness.reports.pdf import PdfRenderer
from readiness.services.report_check import CheckedReport, check_report
from readiness.settings import Settings
from tests.services.reports_on_file import (
    Inside,
    changed,
    rendered,
    replaced,
    report_of,
    with_attachments_of,
    without,
)


@pytest.fixture(scope="module")
def report(renderer: PdfRenderer, catalog: Catalog, answers: dict[str, Any]) -> bytes:
    """The report of the example company."""
    return rendered(renderer, report_of(catalog.get("d2c-readiness").questionnaire, answers))


@pytest.fixture(scope="module")
def better(renderer: PdfRenderer, catalog: Catalog, answers: dict[str, Any]) -> bytes:
    """The report of a company that is better off."""
    lifted = answers | {"strategy.ownership": 4, "logistics.single_parcel": 4}
    questionnaire = catalog.get("d2c-readiness").questionnaire
    return rendered(renderer, report_of(questionnaire, lifted, "Besser AG"))


def check(content: bytes, catalog: Catalog) -> CheckedReport:
    return check_report(open_report(content), catalog)


def failed(content: bytes, catalog: Catalog) -> list[str]:
    """The names of the checks that did not pass."""
    checked = check(content, catalog)
    assert not checked.verified
    return [each.name for each in checked.checks if each.outcome != "passed"]


def test_an_untouched_report_is_verified(report: bytes, catalog: Catalog) -> None:
    checked = check(report, catalog)
    assert checked.verified
    assert [(each.name, each.outcome) for each in checked.checks] == [
        (name, "passed") for name in ("result", "fingerprint", "pages", "questionnaire", "scores")
    ]
    assert checked.result is not None
    assert (checked.result.score, checked.result.primary_route) == (69.6, "R1")
    assert checked.manifest.made_from.organization == "Nordwerk GmbH"
    assert checked.manifest.verify_link is not None
    assert checked.manifest.verify_link.endswith(f"/v/{checked.manifest.fingerprint[:32]}")


def test_a_report_saved_anew_by_a_program_still_verifies(report: bytes, catalog: Catalog) -> None:
    content = replaced(report, "notes.txt", b"read on Monday")
    assert content != report
    assert check(content, catalog).verified


def _better_score(inside: Inside) -> None:
    inside.result["score"] = 96.9


def _better_answer(inside: Inside) -> None:
    line = next(a for a in inside.result["receipt"]["answers"] if a["code"] == "LOG-01")
    line["value"] = 4 if line["value"] != 4 else 0


def test_a_changed_score_does_not_have_the_hash_that_was_written_down(
    report: bytes, catalog: Catalog
) -> None:
    assert failed(changed(report, _better_score), catalog) == ["result", "scores"]


@pytest.mark.parametrize("change", [_better_score, _better_answer])
def test_a_change_with_all_hashes_made_to_agree_does_not_score(
    report: bytes, catalog: Catalog, change: Callable[[Inside], None]
) -> None:
    def careful(inside: Inside) -> None:
        change(inside)
        inside.rehash()

    content = changed(report, careful)
    assert failed(content, catalog) == ["pages", "scores"]
    assert check(content, catalog).differences


def test_every_difference_is_named_with_both_values(report: bytes, catalog: Catalog) -> None:
    [difference] = check(changed(report, _better_score), catalog).differences
    assert (difference.pointer, difference.in_file, difference.scored) == ("/score", "96.9", "69.6")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("organization", "Somebody else"),
        ("made_at", "2027-01-01T00:00:00Z"),
        ("edition", "management"),
        ("verify_at", "https://elsewhere.example/v/"),
        ("rest_sha256", "0" * 64),
        ("software", "9.9.9"),
    ],
)
def test_a_changed_manifest_does_not_have_its_fingerprint(
    report: bytes, catalog: Catalog, name: str, value: str
) -> None:
    def change(inside: Inside) -> None:
        inside.manifest["made_from"][name] = value

    assert failed(changed(report, change), catalog) == ["fingerprint"]


def test_a_link_that_leads_elsewhere_is_found(report: bytes, catalog: Catalog) -> None:
    def change(inside: Inside) -> None:
        inside.manifest["verify_link"] = "https://elsewhere.example/v/" + "0" * 32

    assert failed(changed(report, change), catalog) == ["fingerprint"]


def test_a_manifest_that_was_made_to_agree_is_not_that_of_the_pages(
    report: bytes, catalog: Catalog
) -> None:
    def change(inside: Inside) -> None:
        inside.manifest["made_from"]["organization"] = "Somebody else"
        inside.rehash()

    assert failed(changed(report, change), catalog) == ["pages"]


def test_both_attachments_of_another_report_are_found(
    report: bytes, better: bytes, catalog: Catalog
) -> None:
    assert check(better, catalog).verified
    assert failed(with_attachments_of(report, better), catalog) == ["pages"]


def test_the_result_of_another_report_is_found(
    report: bytes, better: bytes, catalog: Catalog
) -> None:
    swapped = replaced(report, "result.json", open_report(better).attached["result.json"])
    assert failed(swapped, catalog) == ["result"]


def test_another_questionnaire_than_was_named_is_found(report: bytes, catalog: Catalog) -> None:
    def change(inside: Inside) -> None:
        inside.result["questionnaire_digest"] = "0" * 64
        inside.rehash()

    assert failed(changed(report, change), catalog) == ["pages", "questionnaire", "scores"]


def test_answers_the_questionnaire_does_not_take_are_found(report: bytes, catalog: Catalog) -> None:
    def change(inside: Inside) -> None:
        line = next(a for a in inside.result["receipt"]["answers"] if a["code"] == "LOG-01")
        line["value"] = 7

    checked = check(changed(report, change), catalog)
    assert "LOG-01" in checked.checks[-1].detail
    assert checked.checks[-1].outcome == "failed"


@pytest.mark.parametrize("content", [b"{}", b"[1]", b"null", b"\xff", b'{"score": 1}', b"[" * 5000])
def test_a_result_that_is_none_of_ours_is_told(
    report: bytes, catalog: Catalog, content: bytes
) -> None:
    checked = check(replaced(report, "result.json", content), catalog)
    assert checked.result is None
    assert not checked.verified


@pytest.mark.parametrize("content", [b"{}", b"\xff", b"[" * 5000, b'{"fingerprint": 1}'])
def test_a_manifest_that_is_none_of_ours_is_refused(
    report: bytes, catalog: Catalog, content: bytes
) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(replaced(report, "report.json", content), catalog)
    assert refused.value.problems[0].code == "manifest_unreadable"


@pytest.mark.parametrize("name", ["result.json", "report.json"])
def test_a_pdf_without_its_attachments_is_no_report(
    report: bytes, catalog: Catalog, name: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(without(report, name), catalog)
    assert refused.value.problems[0].code == "no_report_inside"
    assert name in refused.value.problems[0].detail


def test_without_the_questionnaire_nothing_is_verified(report: bytes, tmp_path: Path) -> None:
    checked = check(report, Catalog(tmp_path))
    assert not checked.verified
    assert [each.outcome for each in checked.checks[-2:]] == ["not_checked", "not_checked"]


def test_changed_files_of_the_questionnaire_are_not_taken_for_it(
    report: bytes, tmp_path: Path
) -> None:
    shutil.copytree(Settings().questionnaires / "d2c-readiness", tmp_path / "d2c-readiness")
    file = tmp_path / "d2c-readiness" / "2026.1.0" / "rules.yaml"
    file.write_bytes(file.read_bytes() + b"# a remark\n")
    checked = check(report, Catalog(tmp_path))
    assert [each.outcome for each in checked.checks[-2:]] == ["failed", "not_checked"]


def test_a_report_of_another_version_is_told_apart(catalog: Catalog, report: bytes) -> None:
    def change(inside: Inside) -> None:
        inside.manifest["made_from"]["software"] = "0.0.1"
        inside.result["score"] = 1.0
        inside.rehash()

    detail = check(changed(report, change), catalog).checks[-1].detail
    assert "0.0.1" in detail
