"""`readiness serve`, `migrate`, `accounts` and `openapi`."""

import json
import logging
import socket
import sys
from contextlib import closing
from datetime import UTC, datetime

import structlog
import uvicorn

from readiness.app import close_context, create_app, open_context
from readiness.catalog.catalog import Catalog
from readiness.commands.terminal import out, working
from readiness.errors import Unavailable
from readiness.services.accounts import add_key, open_account
from readiness.services.demo import open_demo
from readiness.settings import Settings
from readiness.storage.database import Database
from readiness.storage.migrate import migrate as migrate_database

GRACE_SECONDS = 20  # what a request under way may still take once the service is told to stop


def serve(host: str | None, port: int | None, *, demo: bool) -> None:
    """Migrate the database and serve until told to stop."""
    settings = Settings()
    host, port = host or settings.host, port or settings.port
    _configure_logs(settings)
    with working("Preparing the database"):
        migrate_database(settings.database_url)
    _require_whole(settings)
    with closing(_bound(host, port)) as listener:
        if demo:
            _announce_demo(settings, f"http://{host}:{port}")
        config = uvicorn.Config(
            create_app(settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _require_whole(settings: Settings) -> None:
    """Open all that serving needs once, so that what is wrong is told before the start."""
    context = open_context(settings)
    try:
        context.catalog.list()
    finally:
        close_context(context)


def _bound(host: str, port: int) -> socket.socket:
    """Take the address; nobody is let in before the service runs."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Unavailable(
            "address_unavailable",
            f"Nothing can listen on {host}, port {port}: {error.strerror}.",
            "End the program that uses it, or choose another with --host and --port.",
        ) from error
    return listener


def migrate() -> None:
    """Bring the database to the newest schema."""
    with working("Migrating"):
        migrate_database(Settings().database_url)
    out.print("The database is up to date.")


def add_account(name: str) -> None:
    """Open an account and print its key."""
    with closing(Database.open(Settings().database_url)) as database:
        account_id, key = database.write_now(open_account, name, datetime.now(UTC))
    out.print(f"Account {account_id}\nAPI key {key}", soft_wrap=True)


def add_account_key(account_id: str, name: str) -> None:
    """Make another key for an account and print it."""
    with closing(Database.open(Settings().database_url)) as database:
        key = database.write_now(add_key, account_id, name, datetime.now(UTC))
    out.print(f"API key {key}", soft_wrap=True)


def print_openapi() -> None:
    """Print the OpenAPI document."""
    print(json.dumps(create_app(Settings()).openapi(), indent=2, ensure_ascii=False))


def _announce_demo(settings: Settings, address: str) -> None:
    with (
        working("Loading the sample companies"),
        closing(Database.open(settings.database_url)) as database,
    ):
        catalog = Catalog(settings.questionnaires)
        demo = open_demo(database, catalog, settings.demo_key_file, datetime.now(UTC))
    lines = [
        f"\n[bold]Readiness[/bold] serves on {address}",
        f"  API reference  {address}/docs",
        f"  Demo API key   {demo.key}",
    ]
    if demo.assessment_id:
        report = f"{address}/v1/assessments/{demo.assessment_id}/report"
        lines.append(
            f"  Sample report  curl -H 'Authorization: Bearer {demo.key}' -o report.pdf {report}"
        )
    out.print("\n".join(lines) + "\n", soft_wrap=True, highlight=False)


def _configure_logs(settings: Settings) -> None:
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[settings.log_level.upper()]
        ),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer()
            if settings.log_format == "json"
            else structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty()),
        ],
    )
