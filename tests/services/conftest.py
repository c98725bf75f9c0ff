"""An account with a submitted assessment, and the context the use cases work in."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from readiness.catalog.catalog import Catalog
from readiness.reports.logo_maker import LogoMaker
from readiness.reports.pdf import PdfRenderer
from readiness.services.accounts import open_account
from readiness.services.assessments import AnswerChanges, open_assessment, save_answers, submit
from readiness.services.context import Context
from readiness.services.sheet_checker import SheetChecker
from readiness.settings import Settings
from readiness.storage.database import Database
from readiness.storage.files import Files
from readiness.storage.organizations import add_organization
from tests.house.repository import ROOT

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The questionnaires of this repository."""
    return Catalog(Settings().questionnaires)


@pytest.fixture(scope="session")
def answers() -> dict[str, Any]:
    """The complete answers of the example company."""
    sheet = yaml.safe_load((ROOT / "examples" / "nordwerk.yaml").read_text("utf-8"))
    return dict(sheet["answers"])


@dataclass(frozen=True)
class Account:
    """An account of its own, so that tests may share a database."""

    database: Database
    catalog: Catalog
    id: str
    key: str

    def assessment(self, answers: dict[str, Any], name: str = "Nordwerk GmbH") -> str:
        """Open an assessment for a new organization, answer it and return its id."""
        organization = self.database.write_now(add_organization, self.id, name=name, now=NOW)
        opened = self.database.write_now(
            open_assessment, self.catalog, self.id, organization.id, "d2c-readiness", NOW
        )
        changes = AnswerChanges(answers, answered_by="Ada Muster", role="management")
        self.database.write_now(save_answers, self.catalog, self.id, opened.id, changes, NOW)
        return opened.id

    def submitted(self, answers: dict[str, Any], name: str = "Nordwerk GmbH") -> str:
        """Return the id of a submitted assessment."""
        assessment_id = self.assessment(answers, name)
        self.database.write_now(submit, self.catalog, self.id, assessment_id, NOW)
        return assessment_id


@pytest.fixture
def account(database: Database, catalog: Catalog) -> Account:
    """A fresh account."""
    account_id, key = database.write_now(open_account, "Consultancy", NOW)
    return Account(database, catalog, account_id, key)


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    """A renderer with one process."""
    with PdfRenderer(workers=1) as opened:
        yield opened


@pytest.fixture(scope="module")
def logos() -> Iterator[LogoMaker]:
    """What makes logos safe; its process starts with the first."""
    with LogoMaker() as opened:
        yield opened


@pytest.fixture(scope="session")
def scoring() -> Iterator[Executor]:
    """The one thread that scores."""
    with ThreadPoolExecutor(max_workers=1) as opened:
        yield opened


@pytest.fixture
def context(
    database: Database,
    catalog: Catalog,
    renderer: PdfRenderer,
    logos: LogoMaker,
    scoring: Executor,
    tmp_path: Path,
) -> Iterator[Context]:
    """A context that keeps its files in an empty folder; its clock stands still."""
    files = Files.open(tmp_path / "files")
    sheets = SheetChecker(database, catalog, files, lambda: NOW, seconds=60)
    yield Context(
        database=database,
        catalog=catalog,
        files=files,
        renderer=renderer,
        logos=logos,
        scoring=scoring,
        sheets=sheets,
        now=lambda: NOW,
    )
    sheets.close()
