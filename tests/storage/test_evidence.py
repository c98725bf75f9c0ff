"""Evidence is kept by answer, and its files are known when an assessment goes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from readiness.errors import Conflict, NotFound
from readiness.storage.assessments import delete_assessment
from readiness.storage.database import Database
from readiness.storage.evidence import (
    AnswerOf,
    EvidenceTotals,
    GivenEvidence,
    add_evidence,
    delete_evidence,
    evidence_counts,
    evidence_totals,
    get_evidence,
    list_evidence,
    list_file_keys,
    new_evidence,
)
from readiness.storage.review_tables import Evidence
from tests.storage.conftest import NOW, Tenant

RETURNS = AnswerOf("logistics.returns")
SECOND = AnswerOf("logistics.returns", "second")
FILE = GivenEvidence("file", "Retouren 2025.pdf", 1_234)
TEXT = GivenEvidence("text", "See the contract of 2024.")


def add(
    database: Database, tenant: Tenant, answer: AnswerOf, given: GivenEvidence, seconds: int = 0
) -> Evidence:
    piece = new_evidence(
        tenant.account_id,
        tenant.assessment_id,
        answer,
        given,
        added_by="rsp_1",
        now=NOW + timedelta(seconds=seconds),
    )
    return database.write_now(add_evidence, piece)


def test_pieces_are_counted_by_question_and_kind(database: Database, tenant: Tenant) -> None:
    owner = (tenant.account_id, tenant.assessment_id)
    assert database.read_now(evidence_counts, *owner) == {}
    assert database.read_now(evidence_totals, *owner) == EvidenceTotals(0, 0)
    first = add(database, tenant, RETURNS, FILE)
    second = add(database, tenant, RETURNS, TEXT, seconds=1)
    third = add(database, tenant, SECOND, TEXT, seconds=2)
    assert database.read_now(evidence_counts, *owner) == {
        ("logistics.returns", "owner"): 2,
        ("logistics.returns", "second"): 1,
    }
    assert database.read_now(evidence_totals, *owner) == EvidenceTotals(3, 1_234)
    listed = database.read_now(list_evidence, *owner, "logistics.returns")
    assert [piece.id for piece in listed] == [first.id, second.id, third.id]


def test_a_file_lies_under_a_key_without_its_name(database: Database, tenant: Tenant) -> None:
    piece = add(database, tenant, RETURNS, FILE)
    assert piece.file_key == f"evidence/{tenant.account_id}/{piece.id}.bin"
    assert add(database, tenant, RETURNS, TEXT).file_key is None


def test_files_are_known_before_an_assessment_goes(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    piece = add(database, tenant, RETURNS, FILE)
    add(database, tenant, RETURNS, TEXT)
    add(database, other_tenant, RETURNS, FILE)
    account = tenant.account_id
    of_assessment = database.read_now(list_file_keys, account, assessment_id=tenant.assessment_id)
    of_organization = database.read_now(
        list_file_keys, account, organization_id=tenant.organization_id
    )
    assert of_assessment == of_organization == (piece.file_key,)
    assert database.read_now(list_file_keys, account, assessment_id="asm_none") == ()
    database.write_now(delete_assessment, account, tenant.assessment_id)
    assert database.read_now(evidence_counts, account, tenant.assessment_id) == {}


def test_a_piece_is_found_in_its_own_assessment_only(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    piece = add(database, tenant, RETURNS, TEXT)
    found = database.read_now(get_evidence, tenant.account_id, tenant.assessment_id, piece.id)
    assert (found.content, found.added_by) == (TEXT.content, "rsp_1")
    for owner in (
        (other_tenant.account_id, tenant.assessment_id),
        (tenant.account_id, other_tenant.assessment_id),
    ):
        with pytest.raises(NotFound):
            database.read_now(get_evidence, *owner, piece.id)
    database.write_now(delete_evidence, other_tenant.account_id, piece.id)
    database.read_now(get_evidence, tenant.account_id, tenant.assessment_id, piece.id)
    database.write_now(delete_evidence, tenant.account_id, piece.id)
    database.write_now(delete_evidence, tenant.account_id, piece.id)
    with pytest.raises(NotFound):
        database.read_now(get_evidence, tenant.account_id, tenant.assessment_id, piece.id)


def test_evidence_needs_an_assessment_of_the_account(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    piece = new_evidence(
        tenant.account_id, other_tenant.assessment_id, RETURNS, TEXT, added_by=None, now=NOW
    )
    with pytest.raises(Conflict):
        database.write_now(add_evidence, piece)
