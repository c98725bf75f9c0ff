"""The demo account: loaded once, its key kept, and always a key that works."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.errors import Unavailable
from readiness.services.accounts import authenticate
from readiness.services.demo import Demo, open_demo
from readiness.settings import Settings
from readiness.storage.assessments import list_assessments
from readiness.storage.database import Database
from readiness.storage.organizations import list_organizations
from tests.services.conftest import NOW


@pytest.fixture
def empty(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of its own, because there is one demo account in each."""
    file = tmp_path / "demo.db"
    shutil.copyfile(sqlite_template, file)
    with Database.open(f"sqlite:///{file}") as opened:
        yield opened


def names(database: Database, demo: Demo) -> list[str]:
    """Return the names of the demo account's organizations, newest first."""
    account_id = database.read_now(authenticate, demo.key, NOW).account_id
    return [row.name for row in database.read_now(list_organizations, account_id, limit=200).rows]


def test_every_sample_company_is_there_once_however_often_it_starts(
    empty: Database, catalog: Catalog, tmp_path: Path
) -> None:
    key_file = tmp_path / "var" / "key"
    first = open_demo(empty, catalog, key_file, NOW)
    again = open_demo(empty, catalog, key_file, NOW)
    assert again == first
    samples = [
        case.sheet.organization.name
        for entry in catalog.list()
        for case in load_cases(catalog.get(entry.reference))
        if case.sheet.organization and case.sheet.base is None
    ]
    assert len(samples) >= 9
    assert sorted(names(empty, first)) == sorted(samples)
    account_id = empty.read_now(authenticate, first.key, NOW).account_id
    assessments = empty.read_now(list_assessments, account_id, limit=200).rows
    assert {row.status for row in assessments} == {"submitted"}
    assert first.assessment_id in {row.id for row in assessments}


def test_the_key_is_kept_for_its_owner_only(
    empty: Database, catalog: Catalog, tmp_path: Path
) -> None:
    key_file = tmp_path / "key"
    demo = open_demo(empty, catalog, key_file, NOW)
    assert key_file.read_text("utf-8") == f"{demo.key}\n"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [None, "", "nonsense\n", "rdy_live_" + "0" * 46])
def test_a_lost_or_spoilt_key_is_replaced_by_one_that_works(
    empty: Database, catalog: Catalog, tmp_path: Path, content: str | None
) -> None:
    key_file = tmp_path / "key"
    first = open_demo(empty, catalog, key_file, NOW)
    key_file.unlink()
    if content is not None:
        key_file.write_text(content, encoding="utf-8")
    second = open_demo(empty, catalog, key_file, NOW)
    assert second.key != first.key
    assert names(empty, second) == names(empty, first)


def test_without_samples_there_is_a_key_and_no_report(empty: Database, tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(Settings().questionnaires, folder)
    for cases in folder.rglob("cases"):
        shutil.rmtree(cases)
    demo = open_demo(empty, Catalog(folder), tmp_path / "key", NOW)
    assert demo.assessment_id is None
    assert names(empty, demo) == []


def test_a_key_that_cannot_be_kept_is_told(
    empty: Database, catalog: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Unavailable) as refused:
        open_demo(empty, catalog, tmp_path / "file" / "key", NOW)
    assert refused.value.code == "demo_key_unwritable"
