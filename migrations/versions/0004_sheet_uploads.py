"""Sheets uploaded to worksheets: the file, how far its check is, and what was found."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEX = "ix_sheet_upload_account_id_assessment_id_created_at_id"


def upgrade() -> None:
    op.create_table(
        "sheet_upload",
        *(_text(name) for name in ("account_id", "id", "assessment_id", "worksheet", "kind")),
        *(_text(name) for name in ("encoding", "language", "file_key", "state", "step")),
        *(_whole(name) for name in ("size", "rows_done", "rows_total", "attempts")),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("problems", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        _check("kind_known", "kind IN ('csv', 'xlsx')"),
        _check("encoding_known", "encoding IN ('utf-8', 'windows-1252')"),
        _check("state_known", "state IN ('checking', 'done', 'refused')"),
        _check("finished_has_time", "(state = 'checking') = (finished_at IS NULL)"),
        _check("worksheet_length", "length(worksheet) BETWEEN 1 AND 200"),
        _check("size_not_negative", "size >= 0"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_sheet_upload")),
        sa.ForeignKeyConstraint(
            ["account_id", "assessment_id"],
            ["assessment.account_id", "assessment.id"],
            name=op.f("fk_sheet_upload_assessment"),
            ondelete="CASCADE",
        ),
    )
    columns = ["account_id", "assessment_id", "created_at", "id"]
    op.create_index(op.f(_INDEX), "sheet_upload", columns)


def downgrade() -> None:
    op.drop_index(op.f(_INDEX), "sheet_upload")
    op.drop_table("sheet_upload")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_sheet_upload_{name}"))
