"""Versions of the small questionnaire, and accounts whose assessments were answered with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from readiness.catalog.catalog import Catalog
from readiness.services.accounts import open_account
from readiness.services.assessments import AnswerChanges, open_assessment, save_answers, submit
from readiness.storage.database import Database
from readiness.storage.organizations import add_organization
from tests.catalog.small_questionnaire import FILES, write_version

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FIRST = "small@2026.1.0"
STRICTER = {
    "block: logistics.single_parcel == 0": "block: logistics.single_parcel <= 2",
    "condition: logistics.single_parcel == 2": "condition: unknown(logistics.single_parcel)",
}
"""A rule changes; what is asked stays."""
RENAMED = {"channels.partners": "channels.rewards"}
"""A question goes, and another one comes."""
OTHER_OPTION = {"also_consumers": "private_users"}
"""An option goes, and another one comes."""
ANSWERS: dict[str, Any] = {
    "profile.buyers": "businesses",
    "profile.seller": True,
    "logistics.single_parcel": 2,
    "logistics.accuracy": 99.5,
    "channels.partners": ["lead"],
}


def add_version(directory: Path, version: str, changes: dict[str, str] | None = None) -> str:
    """Write another version, these words replaced in all files, and return its reference."""
    files: dict[str, str | None] = dict(FILES)
    for old, new in ({"version: 2026.1.0": f"version: {version}"} | (changes or {})).items():
        files = {name: (text or "").replace(old, new) for name, text in files.items()}
    folder = write_version(directory / f"only {version}", files)
    target = directory / "small" / version
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(target)
    return f"small@{version}"


@dataclass(frozen=True)
class Consultancy:
    """An account of its own, so that tests may share a database."""

    database: Database
    directory: Path
    id: str

    @classmethod
    def open(cls, database: Database, directory: Path) -> Consultancy:
        """Open an account that can use the first version."""
        add_version(directory, "2026.1.0")
        account_id, _ = database.write_now(open_account, "Consultancy", NOW)
        return cls(database, directory, account_id)

    @property
    def catalog(self) -> Catalog:
        """The versions that are there now."""
        return Catalog(self.directory)

    def open_one(self, reference: str = FIRST) -> str:
        """Open an assessment and return its id."""
        organization = self.database.write_now(add_organization, self.id, name="Werk", now=NOW)
        opened = self.database.write_now(
            open_assessment, self.catalog, self.id, organization.id, reference, NOW
        )
        return opened.id

    def save(self, assessment_id: str, changes: AnswerChanges) -> None:
        """Store answers."""
        self.database.write_now(save_answers, self.catalog, self.id, assessment_id, changes, NOW)

    def submitted(self, reference: str = FIRST, **changed: Any) -> str:
        """Return the id of a submitted assessment; `logistics__accuracy=99` answers otherwise."""
        assessment_id = self.open_one(reference)
        other = {name.replace("__", "."): value for name, value in changed.items()}
        self.save(assessment_id, AnswerChanges(ANSWERS | other))
        self.database.write_now(submit, self.catalog, self.id, assessment_id, NOW)
        return assessment_id
