"""First tables: accounts, keys, organizations, assessments, answers, results, reports."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_accounts()
    _create_organizations()
    _create_assessments()
    _create_answers("answer", sequence=False)
    _create_answers("answer_history", sequence=True)
    _create_results()
    _create_reports()


def downgrade() -> None:
    op.drop_table("report")
    op.drop_table("result")
    op.drop_table("answer_history")
    op.drop_table("answer")
    op.drop_table("respondent")
    op.drop_table("assessment")
    op.drop_table("organization")
    op.drop_table("api_key")
    op.drop_table("account")


def _create_accounts() -> None:
    op.create_table(
        "account",
        _text("id"),
        _text("name"),
        _time("created_at"),
        _check("account", "name_length", "length(name) BETWEEN 1 AND 300"),
        _key("account", "id"),
    )
    op.create_table(
        "api_key",
        _text("account_id"),
        _text("id"),
        _text("name"),
        _text("prefix_hint"),
        _text("key_hash"),
        _time("created_at"),
        _time("revoked_at", nullable=True),
        _time("last_used_at", nullable=True),
        _check("api_key", "name_length", "length(name) BETWEEN 1 AND 300"),
        _check("api_key", "prefix_hint_length", "length(prefix_hint) = 4"),
        _check("api_key", "key_hash_length", "length(key_hash) = 64"),
        _key("api_key", "account_id", "id"),
        _parent("api_key", "account", "account_id"),
        _unique("api_key", "key_hash"),
    )


def _create_organizations() -> None:
    op.create_table(
        "organization",
        _text("account_id"),
        _text("id"),
        _text("name"),
        _text("country", nullable=True),
        _text("external_ref", nullable=True),
        _time("created_at"),
        _time("updated_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        _check("organization", "name_length", "length(name) BETWEEN 1 AND 300"),
        _check("organization", "external_ref_length", "length(external_ref) BETWEEN 1 AND 200"),
        _check("organization", "country_iso", "length(country) = 2 AND country = upper(country)"),
        _check("organization", "version_positive", "version >= 1"),
        _key("organization", "account_id", "id"),
        _parent("organization", "account", "account_id"),
        _unique("organization", "account_id", "external_ref"),
    )
    _index("organization", "account_id", "created_at", "id")


def _create_assessments() -> None:
    op.create_table(
        "assessment",
        _text("account_id"),
        _text("id"),
        _text("organization_id"),
        _text("questionnaire_key"),
        _text("questionnaire_version"),
        _text("questionnaire_hash"),
        _text("status"),
        _text("language", nullable=True),
        _time("created_at"),
        _time("updated_at"),
        _time("submitted_at", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _check(
            "assessment", "status_known", "status IN ('in_progress', 'submitted', 'superseded')"
        ),
        _check(
            "assessment",
            "submitted_has_time",
            "(status = 'in_progress') = (submitted_at IS NULL)",
        ),
        _check("assessment", "version_positive", "version >= 1"),
        _key("assessment", "account_id", "id"),
        _parent("assessment", "organization", "account_id", "organization_id"),
    )
    _index("assessment", "account_id", "created_at", "id")
    _index("assessment", "account_id", "organization_id", "created_at", "id")
    op.create_table(
        "respondent",
        _text("account_id"),
        _text("id"),
        _text("assessment_id"),
        _text("name"),
        _text("role"),
        _time("created_at"),
        _check("respondent", "name_length", "length(name) BETWEEN 1 AND 300"),
        _check("respondent", "role_length", "length(role) BETWEEN 1 AND 200"),
        _key("respondent", "account_id", "id"),
        _parent("respondent", "assessment", "account_id", "assessment_id"),
    )
    _index("respondent", "account_id", "assessment_id", "created_at", "id")


def _create_answers(table: str, *, sequence: bool) -> None:
    key = ["account_id", "assessment_id", "question_id", "kind"]
    op.create_table(
        table,
        *(_text(column) for column in key),
        *([sa.Column("sequence", sa.Integer(), nullable=False)] if sequence else []),
        sa.Column("value", sa.JSON(), nullable=sequence),
        _text("note", nullable=True),
        _text("answered_by", nullable=True),
        _text("answered_role", nullable=True),
        _time("answered_at"),
        _check(table, "kind_known", "kind IN ('owner', 'second')"),
        _check(table, "question_id_length", "length(question_id) BETWEEN 1 AND 200"),
        _check(table, "note_length", "length(note) BETWEEN 0 AND 10000"),
        _check(table, "answered_by_length", "length(answered_by) BETWEEN 1 AND 300"),
        _check(table, "answered_role_length", "length(answered_role) BETWEEN 1 AND 200"),
        _key(table, *key, *(["sequence"] if sequence else [])),
        _parent(table, "assessment", "account_id", "assessment_id"),
    )


def _create_results() -> None:
    op.create_table(
        "result",
        _text("account_id"),
        _text("id"),
        _text("assessment_id"),
        _text("questionnaire_key"),
        _text("questionnaire_version"),
        _text("questionnaire_hash"),
        sa.Column("result_json", sa.JSON(), nullable=False),
        _text("result_hash"),
        _text("engine_version"),
        _time("created_at"),
        _key("result", "account_id", "id"),
        _parent("result", "assessment", "account_id", "assessment_id"),
    )
    _index("result", "account_id", "assessment_id", "created_at", "id")


def _create_reports() -> None:
    op.create_table(
        "report",
        _text("account_id"),
        _text("id"),
        _text("assessment_id"),
        _text("result_id"),
        _text("fingerprint"),
        _text("format"),
        _text("language"),
        _text("media_type"),
        sa.Column("size", sa.Integer(), nullable=False),
        _text("file_key"),
        _time("created_at"),
        _check("report", "size_not_negative", "size >= 0"),
        _key("report", "account_id", "id"),
        _parent("report", "assessment", "account_id", "assessment_id"),
        _parent("report", "result", "account_id", "result_id"),
        _unique("report", "account_id", "fingerprint"),
    )
    _index("report", "account_id", "assessment_id", "created_at", "id")
    _index("report", "account_id", "result_id")


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _parent(table: str, parent: str, *columns: str) -> sa.ForeignKeyConstraint:
    referred = ["id"] if parent == "account" else ["account_id", "id"]
    return sa.ForeignKeyConstraint(
        columns,
        [f"{parent}.{column}" for column in referred],
        name=op.f(f"fk_{table}_{parent}"),
        ondelete="CASCADE",
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
