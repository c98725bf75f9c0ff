"""Batches of reports: what was asked for, how far it is, and one row for each report."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_batch",
        *(_text(name) for name in ("account_id", "id", "state", "edition")),
        sa.Column("asked", sa.JSON(), nullable=False),
        *(_text(name, nullable=True) for name in ("request_key", "claimed_by", "file_key")),
        *(_whole(name) for name in ("total", "done", "failed", "attempts", "size")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(_time(name) for name in ("claimed_at", "finished_at", "expires_at")),
        _check("report_batch", "request_key_length", "length(request_key) BETWEEN 1 AND 200"),
        _check("report_batch", "state_known", "state IN ('queued', 'running', 'done', 'failed')"),
        _check(
            "report_batch",
            "finished_has_time",
            "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)",
        ),
        _check("report_batch", "done_has_file", "(state = 'done') = (file_key IS NOT NULL)"),
        _check(
            "report_batch",
            "counts_within_total",
            "done >= 0 AND failed >= 0 AND done + failed <= total",
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_report_batch")),
        sa.UniqueConstraint(
            "account_id", "request_key", name=op.f("uq_report_batch_account_id_request_key")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_report_batch_account"),
            ondelete="CASCADE",
        ),
    )
    _index("report_batch", "account_id", "created_at", "id")
    op.create_table(
        "batch_report",
        *(_text(name) for name in ("account_id", "batch_id", "assessment_id", "language", "state")),
        *(_whole(name) for name in ("number", "attempts")),
        *(_text(name, nullable=True) for name in ("organization", "fingerprint", "claimed_by")),
        sa.Column("problem", sa.JSON(), nullable=True),
        _time("claimed_at"),
        _check("batch_report", "number_positive", "number >= 1"),
        _check("batch_report", "state_known", "state IN ('waiting', 'done', 'failed')"),
        _check("batch_report", "done_has_report", "(state = 'done') = (fingerprint IS NOT NULL)"),
        _check("batch_report", "failed_has_problem", "(state = 'failed') = (problem IS NOT NULL)"),
        sa.PrimaryKeyConstraint("account_id", "batch_id", "number", name=op.f("pk_batch_report")),
        sa.ForeignKeyConstraint(
            ["account_id", "batch_id"],
            ["report_batch.account_id", "report_batch.id"],
            name=op.f("fk_batch_report_report_batch"),
            ondelete="CASCADE",
        ),
    )
    _index("batch_report", "state", "number")
    _index("batch_report", "account_id", "assessment_id")


def downgrade() -> None:
    op.drop_table("batch_report")
    op.drop_table("report_batch")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _time(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
