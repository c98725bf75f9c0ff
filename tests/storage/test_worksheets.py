"""Sheets of worksheets: kept as typed, replaced whole, and never over somebody else's change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from readiness.errors import Conflict, PreconditionFailed
from readiness.storage.assessments import delete_assessment
from readiness.storage.database import Database
from readiness.storage.tables import WorksheetSheet
from readiness.storage.worksheets import NOT_FILLED, find_sheet, list_sheets, put_sheet
from tests.storage.conftest import NOW, Tenant

TYPED: dict[str, Any] = {
    "day_rate": 480.5,
    "visits": "many",
    "horizon": 0,
    "discount_rate": -1,
    "huge": 10**400,
    "distinct": True,
    "removed": None,
    "deep": [{"a": ["ü", 1e300]}],
}


def row(tenant: Tenant, inputs: dict[str, Any], sheet: str = "new_platform") -> WorksheetSheet:
    return WorksheetSheet(
        account_id=tenant.account_id,
        assessment_id=tenant.assessment_id,
        worksheet="TCO",
        sheet=sheet,
        inputs=inputs,
        updated_at=NOW,
    )


def found(database: Database, tenant: Tenant, sheet: str = "new_platform") -> WorksheetSheet | None:
    return database.read_now(find_sheet, tenant.account_id, tenant.assessment_id, "TCO", sheet)


def test_a_sheet_comes_back_as_it_was_typed(database: Database, tenant: Tenant) -> None:
    assert found(database, tenant) is None

    assert database.write_now(put_sheet, row(tenant, TYPED)) == 1

    stored = found(database, tenant)
    assert stored is not None
    assert (stored.inputs, stored.revision, stored.updated_at) == (TYPED, 1, NOW)


def test_a_sheet_is_replaced_whole_and_counts_its_revisions(
    database: Database, tenant: Tenant
) -> None:
    database.write_now(put_sheet, row(tenant, TYPED))
    later = row(tenant, {"day_rate": 500})
    later.updated_at = NOW + timedelta(hours=1)

    assert database.write_now(put_sheet, later) == 2

    stored = found(database, tenant)
    assert stored is not None
    assert (stored.inputs, stored.revision) == ({"day_rate": 500}, 2)
    assert stored.updated_at == NOW + timedelta(hours=1)


def test_a_change_over_somebody_elses_is_refused(database: Database, tenant: Tenant) -> None:
    first = database.write_now(put_sheet, row(tenant, {"a": 1}), expected_revision=NOT_FILLED)
    second = database.write_now(put_sheet, row(tenant, {"a": 2}), expected_revision=first)
    assert (first, second) == (1, 2)

    for outdated in (NOT_FILLED, first, 3):
        with pytest.raises(PreconditionFailed, match="changed by somebody else"):
            database.write_now(put_sheet, row(tenant, {"a": 3}), expected_revision=outdated)

    stored = found(database, tenant)
    assert stored is not None
    assert (stored.inputs, stored.revision) == ({"a": 2}, 2)


def test_sheets_are_listed_by_name_and_belong_to_one_assessment(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    for sheet in ("b_into_a", "a_into_b"):
        database.write_now(put_sheet, row(tenant, {}, sheet))
    database.write_now(put_sheet, row(other_tenant, {"a": 9}))

    listed = database.read_now(list_sheets, tenant.account_id, tenant.assessment_id)

    assert [each.sheet for each in listed] == ["a_into_b", "b_into_a"]
    assert database.read_now(list_sheets, tenant.account_id, other_tenant.assessment_id) == ()
    strange = row(tenant, {})
    strange.assessment_id = other_tenant.assessment_id
    with pytest.raises(Conflict, match="does not exist"):
        database.write_now(put_sheet, strange)


def test_sheets_go_with_their_assessment(database: Database, tenant: Tenant) -> None:
    database.write_now(put_sheet, row(tenant, TYPED))

    database.write_now(delete_assessment, tenant.account_id, tenant.assessment_id)

    assert database.read_now(list_sheets, tenant.account_id, tenant.assessment_id) == ()
