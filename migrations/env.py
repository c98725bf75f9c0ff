"""How Alembic reaches the database: one transaction, one process at a time."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from readiness.storage.columns import PlainText, UtcDateTime
from readiness.storage.metadata import METADATA
from readiness.storage.migrate import migration_connection


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types as what they are in the database.

    A revision then means the same for ever, whatever becomes of the classes.
    """
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, PlainText):
        return "sa.Text()"
    return False


def database_url() -> str:
    """Return the URL from `readiness.storage.migrate`, or from `alembic -x url=...`."""
    url = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True).get(
        "url"
    )
    if not isinstance(url, str):
        raise SystemExit("No database given. Say which: alembic -x url=sqlite:///file.db ...")
    return url


def run() -> None:
    """Run what Alembic was asked for in one transaction, on SQLite too."""
    if context.is_offline_mode():
        raise SystemExit("SQL scripts are not supported: run the migrations on a database.")
    with migration_connection(database_url()) as connection:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            render_as_batch=True,
            render_item=render_item,
            compare_type=True,
            compare_server_default=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
