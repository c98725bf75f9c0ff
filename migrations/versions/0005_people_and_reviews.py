"""People, their private links, and what stands beside answers: evidence, remarks, settlements.

Answers learn at which version of their assessment they were stored, from their history.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NAME, _REFERENCE, _NOTE = 300, 200, 10_000
_INDEXED = ("evidence", "access_link")


def upgrade() -> None:
    _add_columns()
    _rebuild_respondents()
    _add_links()
    _add_reviews()
    for table in _INDEXED:
        columns = ["account_id", "assessment_id", "created_at", "id"]
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)


def downgrade() -> None:
    for table in ("reopening", "remark", "settlement", "evidence", "browser_grant", "access_link"):
        op.drop_table(table)
    with op.batch_alter_table("respondent") as respondent:
        respondent.add_column(_text("role", default="respondent"))
        respondent.drop_constraint(op.f("ck_respondent_email_length"), type_="check")
        for column in ("roles", "leads", "email"):
            respondent.drop_column(column)
        respondent.create_check_constraint(
            op.f("ck_respondent_role_length"), f"length(role) BETWEEN 1 AND {_REFERENCE}"
        )
    op.drop_column("answer", "revision")
    op.drop_column("assessment", "mode")


def _add_columns() -> None:
    op.execute(
        "ALTER TABLE assessment ADD COLUMN mode TEXT DEFAULT 'full' NOT NULL "
        "CONSTRAINT ck_assessment_mode_known CHECK (mode IN ('full', 'quick'))"
    )
    op.add_column("answer", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE answer SET revision = coalesce((SELECT max(h.sequence) FROM answer_history h "
        "WHERE h.account_id = answer.account_id AND h.assessment_id = answer.assessment_id "
        "AND h.question_id = answer.question_id AND h.kind = answer.kind), 0)"
    )


def _rebuild_respondents() -> None:
    """One role becomes a list of roles."""
    respondent = sa.table("respondent", sa.column("role", sa.Text()), sa.column("roles", sa.JSON()))
    op.add_column("respondent", sa.Column("roles", sa.JSON(), nullable=True))
    connection = op.get_bind()
    for (role,) in connection.execute(sa.select(respondent.c.role).distinct()).all():
        connection.execute(
            sa.update(respondent).where(respondent.c.role == role).values(roles=[role])
        )
    with op.batch_alter_table("respondent") as batch:
        batch.alter_column("roles", existing_type=sa.JSON(), nullable=False)
        batch.add_column(
            sa.Column("leads", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("email", sa.Text(), nullable=True))
        batch.drop_constraint(op.f("ck_respondent_role_length"), type_="check")
        batch.drop_column("role")
        batch.create_check_constraint(
            op.f("ck_respondent_email_length"), "length(email) BETWEEN 1 AND 254"
        )


def _add_links() -> None:
    op.create_table(
        "access_link",
        *_assessment_key("access_link"),
        _text("id"),
        _text("purpose"),
        sa.Column("respondent_id", sa.Text(), nullable=True),
        _text("token_hash"),
        *(_time(name) for name in ("created_at", "expires_at")),
        *(_time(name, nullable=True) for name in ("opened_at", "revoked_at")),
        _check("access_link", "token_hash_length", "length(token_hash) = 64"),
        _check("access_link", "purpose_known", "purpose IN ('answer', 'read')"),
        _check(
            "access_link",
            "respondent_answers",
            "(purpose = 'answer') = (respondent_id IS NOT NULL)",
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_access_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_link_token_hash")),
        _parent("access_link", "respondent", "respondent_id"),
    )
    op.create_table(
        "browser_grant",
        *(_text(name) for name in ("browser_hash", "link_id", "account_id")),
        *(_time(name) for name in ("granted_at", "expires_at")),
        _check("browser_grant", "browser_hash_length", "length(browser_hash) = 64"),
        sa.PrimaryKeyConstraint(
            "browser_hash", "link_id", "account_id", name=op.f("pk_browser_grant")
        ),
        _parent("browser_grant", "access_link", "link_id"),
    )


def _add_reviews() -> None:
    op.create_table(
        "evidence",
        *_assessment_key("evidence"),
        *(_text(name) for name in ("id", "question_id", "kind", "form", "content")),
        sa.Column("size", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("file_key", "added_by")),
        _time("created_at"),
        _check("evidence", "kind_known", "kind IN ('owner', 'second')"),
        _check("evidence", "form_known", "form IN ('text', 'link', 'file')"),
        _check("evidence", "file_has_key", "(form = 'file') = (file_key IS NOT NULL)"),
        _check("evidence", "size_not_negative", "size >= 0"),
        _length("evidence", "question_id", _REFERENCE),
        _length("evidence", "content", _NOTE),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_evidence")),
    )
    op.create_table(
        "settlement",
        *_assessment_key("settlement"),
        _text("question_id"),
        *(
            sa.Column(n, sa.JSON(), nullable=False)
            for n in ("value", "owner_value", "second_value")
        ),
        *(_text(name) for name in ("reason", "settled_by")),
        _time("settled_at"),
        _length("settlement", "question_id", _REFERENCE),
        _length("settlement", "reason", _NOTE),
        _length("settlement", "settled_by", _NAME),
        sa.PrimaryKeyConstraint(
            "account_id", "assessment_id", "question_id", name=op.f("pk_settlement")
        ),
    )
    op.create_table(
        "remark",
        *_assessment_key("remark"),
        *(_text(name) for name in ("finding", "text", "written_by")),
        _time("written_at"),
        _length("remark", "finding", _REFERENCE),
        _length("remark", "text", _NOTE),
        _length("remark", "written_by", _NAME),
        sa.PrimaryKeyConstraint("account_id", "assessment_id", "finding", name=op.f("pk_remark")),
    )
    op.create_table(
        "reopening",
        *_assessment_key("reopening"),
        sa.Column("number", sa.Integer(), nullable=False),
        *(_text(name) for name in ("result_id", "reason", "reopened_by")),
        _time("reopened_at"),
        _check("reopening", "number_positive", "number >= 1"),
        _length("reopening", "reason", _NOTE),
        _length("reopening", "reopened_by", _NAME),
        sa.PrimaryKeyConstraint("account_id", "assessment_id", "number", name=op.f("pk_reopening")),
        _parent("reopening", "result", "result_id"),
    )


def _assessment_key(table: str) -> tuple[sa.Column[str] | sa.ForeignKeyConstraint, ...]:
    return (_text("account_id"), _text("assessment_id"), _parent(table, "assessment"))


def _parent(table: str, parent: str, column: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id", column or f"{parent}_id"],
        [f"{parent}.account_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_{parent}"),
        ondelete="CASCADE",
    )


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _time(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _length(table: str, column: str, most: int) -> sa.CheckConstraint:
    return _check(table, f"{column}_length", f"length({column}) BETWEEN 1 AND {most}")
