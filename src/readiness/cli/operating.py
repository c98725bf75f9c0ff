"""Commands of those who operate the service."""

from typing import Annotated

import typer

app = typer.Typer()
accounts_app = typer.Typer(help="Open accounts and make API keys.", no_args_is_help=True)
app.add_typer(accounts_app, name="accounts")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=1, max=65535)] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Load the sample companies and print a demo API key.")
    ] = False,
) -> None:
    """Migrate the database and serve REST and reports."""
    from readiness.commands import operating

    operating.serve(host, port, demo=demo)


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema; safe to repeat."""
    from readiness.commands import operating

    operating.migrate()


@app.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from readiness.commands import operating

    operating.print_openapi()


@accounts_app.command("add")
def add_account(name: Annotated[str, typer.Argument(help="Name of the consultancy.")]) -> None:
    """Open an account and print its API key, which is shown only now."""
    from readiness.commands import operating

    operating.add_account(name)


@accounts_app.command("key")
def add_account_key(
    account_id: Annotated[str, typer.Argument(help="Id of the account: acc_…")],
    name: Annotated[str, typer.Option(help="What the key is for.")] = "key",
) -> None:
    """Make another API key for an account and print it."""
    from readiness.commands import operating

    operating.add_account_key(account_id, name)
