"""What a report is made from: who answered, evidence, and the newest earlier result."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from readiness.reports.view import EvidencePiece
from readiness.services.assessments import AnswerChanges, open_assessment, save_answers, submit
from readiness.services.comparisons import find_newest, list_earlier
from readiness.services.context import Context
from readiness.services.documents import ReportSource, report_view
from readiness.services.evidence import take_evidence
from readiness.services.given_evidence import file_evidence, text_evidence
from readiness.services.reports import report_source
from readiness.services.revisions import reopen
from readiness.storage.assessments import get_assessment
from tests.services.conftest import NOW, Account
from tests.services.people import team_of

PARCELS = "logistics.single_parcel"


def days(count: int) -> datetime:
    return NOW + timedelta(days=count)


def source_of(account: Account, assessment_id: str) -> ReportSource:
    source, _ = account.database.read_now(report_source, account.catalog, account.id, assessment_id)
    return source


def again(
    account: Account, first: str, answers: dict[str, Any], at: datetime, key: str = "d2c-readiness"
) -> str:
    """Another assessment of the same organization, submitted at that time."""
    write = account.database.write_now
    organization = account.database.read_now(get_assessment, account.id, first).organization_id
    opened = write(open_assessment, account.catalog, account.id, organization, key, at)
    changes = AnswerChanges(answers, answered_by="Ada Muster", role="management")
    write(save_answers, account.catalog, account.id, opened.id, changes, at)
    write(submit, account.catalog, account.id, opened.id, at)
    return opened.id


def test_a_report_compares_with_the_newest_earlier_assessment(
    account: Account, answers: dict[str, Any]
) -> None:
    first = account.submitted(answers)
    again(account, first, {**answers, PARCELS: 0}, days(100))
    third = again(account, first, answers, days(200))
    earlier = source_of(account, third).earlier
    assert earlier is not None
    assert earlier.made_at == days(100)
    read = account.database.read_now(list_earlier, account.id, third)
    assert [each.made_at for each in read] == [days(100), NOW]
    assert source_of(account, first).earlier is None


def test_other_organizations_and_questionnaires_are_not_compared_with(
    account: Account, answers: dict[str, Any]
) -> None:
    account.submitted(answers, "Somebody else")
    first = account.submitted(answers)
    assert source_of(account, first).earlier is None


def test_a_revision_compares_with_the_one_before(account: Account, answers: dict[str, Any]) -> None:
    first = account.submitted(answers)
    second = again(account, first, answers, days(10))
    write = account.database.write_now
    write(reopen, account.id, second, "Figures were missing.", "Ada Muster", days(11))
    write(submit, account.catalog, account.id, second, days(12))
    earlier = source_of(account, second).earlier
    assert earlier is not None
    assert earlier.made_at == days(10)


def test_the_newest_is_that_of_the_list(account: Account, answers: dict[str, Any]) -> None:
    first = account.submitted(answers)
    second = again(account, first, answers, days(10))
    assessment = account.database.read_now(get_assessment, account.id, second)
    found = account.database.read_now(find_newest, assessment)
    (listed,) = account.database.read_now(list_earlier, account.id, second)
    assert found is not None
    assert found[0] == listed


def test_who_answered_and_evidence_are_part_of_the_report(
    context: Context, account: Account, answers: dict[str, Any]
) -> None:
    assessment_id = account.assessment(answers)
    team = team_of(account, assessment_id)
    for given, content in (
        (text_evidence("See the contract."), b""),
        (file_evidence("proof.pdf", 8), b"%PDF-1.7"),
    ):
        asyncio.run(take_evidence(context, team.logistics, PARCELS, given, content))
    account.database.write_now(submit, account.catalog, account.id, assessment_id, NOW)
    source = source_of(account, assessment_id)
    view = report_view(source, "en")
    answer = next(a for g in view.annex.answers for a in g.answers if a.code == "LOG-01")
    assert answer.by_label == "Ada Muster (MGT)"
    assert answer.evidence == (
        "Evidence: See the contract. (Lena Lager)",
        "File: proof.pdf (Lena Lager)",
    )


@pytest.mark.parametrize(
    "changed",
    [{"given": ()}, {"earlier": None}, {"evidence": (EvidencePiece(PARCELS, "text", "Seen."),)}],
    ids=["given", "earlier", "evidence"],
)
def test_what_is_printed_beside_answers_decides_the_fingerprint(
    account: Account, answers: dict[str, Any], changed: dict[str, Any]
) -> None:
    first = account.submitted(answers)
    second = again(account, first, {**answers, PARCELS: 0}, days(10))
    source = source_of(account, second)
    assert replace(source, **changed).fingerprint("en") != source.fingerprint("en")
