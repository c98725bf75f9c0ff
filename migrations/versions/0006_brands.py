"""Brands: an account's own, and what an organization of it has instead."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_REFERENCE, _CONTACT, _LOGO = 200, 1_000, 300_000
_TEXTS = ("name", "primary_colour", "accent_colour", "contact")
_OF_LOGO = ("logo_type", "logo_digest", "logo_ground")


def upgrade() -> None:
    op.create_table(
        "account_brand",
        _text("account_id"),
        *_brand("account_brand"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_brand")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_account_brand_account"),
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "organization_brand",
        _text("account_id"),
        _text("organization_id"),
        *_brand("organization_brand"),
        sa.PrimaryKeyConstraint(
            "account_id", "organization_id", name=op.f("pk_organization_brand")
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "organization_id"],
            ["organization.account_id", "organization.id"],
            name=op.f("fk_organization_brand_organization"),
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("organization_brand")
    op.drop_table("account_brand")


def _brand(table: str) -> tuple[sa.Column[Any] | sa.CheckConstraint, ...]:
    whole = " AND ".join(
        f"(logo IS NULL) = (logo_{part} IS NULL)"
        for part in ("type", "width", "height", "digest", "ground")
    )
    checks = {
        "name_length": f"length(name) BETWEEN 1 AND {_REFERENCE}",
        "contact_length": f"length(contact) BETWEEN 1 AND {_CONTACT}",
        "primary_colour_length": "length(primary_colour) = 7",
        "accent_colour_length": "length(accent_colour) = 7",
        "logo_length": f"length(logo) BETWEEN 1 AND {_LOGO}",
        "logo_digest_length": "length(logo_digest) = 64",
        "logo_type_known": "logo_type IN ('image/png', 'image/jpeg')",
        "logo_ground_known": "logo_ground IN ('light', 'dark')",
        "logo_has_size": "logo_width > 0 AND logo_height > 0",
        "logo_whole": whole,
        "revision_positive": "revision >= 1",
    }
    return (
        *(sa.Column(name, sa.Text(), nullable=True) for name in (*_TEXTS, *_OF_LOGO)),
        *(
            sa.Column(name, sa.JSON(), nullable=False)
            for name in ("cover_text", "closing_text", "level_names")
        ),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("logo_width", "logo_height")),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
            for name, rule in checks.items()
        ),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)
