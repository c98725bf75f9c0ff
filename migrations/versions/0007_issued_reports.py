"""What every fingerprint stands for that was handed out, and the hashes of report files.

Reports of before are taken over with what their rows say; what their files hashed to is not known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_FINGERPRINT = "ix_issued_report_fingerprint"
_ASSESSMENT = "ix_issued_report_account_id_assessment_id"
_CONTENT = "ix_report_content_hash"


def upgrade() -> None:
    op.create_table(
        "issued_report",
        *(_text(name) for name in ("account_id", "fingerprint", "assessment_id", "result_id")),
        *(_text(name) for name in ("result_hash", "organization", "language", "edition")),
        *(_time(name) for name in ("made_at", "issued_at")),
        _check("issued_report", "fingerprint_length", "length(fingerprint) = 64"),
        _check("issued_report", "result_hash_length", "length(result_hash) = 64"),
        _check("issued_report", "organization_length", "length(organization) BETWEEN 1 AND 300"),
        sa.PrimaryKeyConstraint("account_id", "fingerprint", name=op.f("pk_issued_report")),
        _parent("assessment"),
        _parent("result"),
    )
    op.create_index(op.f(_FINGERPRINT), "issued_report", ["fingerprint"])
    op.create_index(op.f(_ASSESSMENT), "issued_report", ["account_id", "assessment_id"])
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("content_hash", sa.Text(), nullable=True))
        report.create_check_constraint(
            op.f("ck_report_content_hash_length"), "length(content_hash) = 64"
        )
    op.create_index(op.f(_CONTENT), "report", ["content_hash"])
    op.execute(_TAKE_OVER)


def downgrade() -> None:
    op.drop_index(op.f(_CONTENT), "report")
    with op.batch_alter_table("report") as report:
        report.drop_constraint(op.f("ck_report_content_hash_length"), type_="check")
        report.drop_column("content_hash")
    op.drop_table("issued_report")


_TAKE_OVER = """
INSERT INTO issued_report (account_id, fingerprint, assessment_id, result_id, result_hash,
                           organization, language, edition, made_at, issued_at)
SELECT report.account_id, report.fingerprint, report.assessment_id, report.result_id,
       result.result_hash, organization.name, report.language, 'full', result.created_at,
       report.created_at
FROM report
JOIN result ON result.account_id = report.account_id AND result.id = report.result_id
JOIN assessment ON assessment.account_id = report.account_id
  AND assessment.id = report.assessment_id
JOIN organization ON organization.account_id = assessment.account_id
  AND organization.id = assessment.organization_id
WHERE length(report.fingerprint) = 64 AND length(result.result_hash) = 64
"""


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _time(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _parent(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id", f"{table}_id"],
        [f"{table}.account_id", f"{table}.id"],
        name=op.f(f"fk_issued_report_{table}"),
        ondelete="CASCADE",
    )
