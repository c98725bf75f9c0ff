"""The tables of brands: an account's own, and what an organization of it has instead.

A logo stands in its row: it is small, changes with the brand in one transaction, and goes with it.
"""

from datetime import datetime
from typing import Literal

from sqlalchemy import JSON, CheckConstraint, LargeBinary
from sqlmodel import Field

from readiness.storage.columns import PlainText, UtcDateTime
from readiness.storage.table_parts import REFERENCE_MAX, Row, exact_length, length, parent

CONTACT_MAX = 1_000
LOGO_MAX = 300_000

LogoType = Literal["image/png", "image/jpeg"]
LogoGround = Literal["light", "dark"]


def _checks() -> tuple[CheckConstraint, ...]:
    return (
        length("name", REFERENCE_MAX),
        length("contact", CONTACT_MAX),
        exact_length("primary_colour", 7),
        exact_length("accent_colour", 7),
        length("logo", LOGO_MAX),
        exact_length("logo_digest", 64),
        CheckConstraint("logo_type IN ('image/png', 'image/jpeg')", name="logo_type_known"),
        CheckConstraint("logo_ground IN ('light', 'dark')", name="logo_ground_known"),
        CheckConstraint("logo_width > 0 AND logo_height > 0", name="logo_has_size"),
        CheckConstraint(
            "(logo IS NULL) = (logo_type IS NULL) AND (logo IS NULL) = (logo_width IS NULL) "
            "AND (logo IS NULL) = (logo_height IS NULL) AND (logo IS NULL) = (logo_digest IS NULL) "
            "AND (logo IS NULL) = (logo_ground IS NULL)",
            name="logo_whole",
        ),
        CheckConstraint("revision >= 1", name="revision_positive"),
    )


class BrandRow(Row):
    """What was given as a brand, colours as given; texts by language, level names by number."""

    name: str | None = Field(default=None, sa_type=PlainText)
    primary_colour: str | None = Field(default=None, sa_type=PlainText)
    accent_colour: str | None = Field(default=None, sa_type=PlainText)
    contact: str | None = Field(default=None, sa_type=PlainText)
    cover_text: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    closing_text: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    level_names: dict[str, dict[str, str]] = Field(default_factory=dict, sa_type=JSON)
    logo: bytes | None = Field(default=None, sa_type=LargeBinary)
    logo_type: LogoType | None = Field(default=None, sa_type=PlainText)
    logo_width: int | None = None
    logo_height: int | None = None
    logo_digest: str | None = Field(default=None, sa_type=PlainText)
    logo_ground: LogoGround | None = Field(default=None, sa_type=PlainText)
    revision: int = 1
    updated_at: datetime = Field(sa_type=UtcDateTime)


class AccountBrand(BrandRow, table=True):
    """The brand of an account."""

    __tablename__ = "account_brand"
    __table_args__ = (parent("account", "account_id"), *_checks())

    account_id: str = Field(primary_key=True, sa_type=PlainText)


class OrganizationBrand(BrandRow, table=True):
    """What an organization has instead of its account's brand."""

    __tablename__ = "organization_brand"
    __table_args__ = (parent("organization", "account_id", "organization_id"), *_checks())

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    organization_id: str = Field(primary_key=True, sa_type=PlainText)
