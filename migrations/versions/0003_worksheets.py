"""Worksheets: what was typed into each sheet of an assessment."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "worksheet_sheet",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("worksheet", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(worksheet) BETWEEN 1 AND 200",
            name=op.f("ck_worksheet_sheet_worksheet_length"),
        ),
        sa.CheckConstraint(
            "length(sheet) BETWEEN 1 AND 200", name=op.f("ck_worksheet_sheet_sheet_length")
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_worksheet_sheet_revision_positive")),
        sa.PrimaryKeyConstraint(
            "account_id", "assessment_id", "worksheet", "sheet", name=op.f("pk_worksheet_sheet")
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "assessment_id"],
            ["assessment.account_id", "assessment.id"],
            name=op.f("fk_worksheet_sheet_assessment"),
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("worksheet_sheet")
