"""Commands about reports."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.forms import ShowFormat
from readiness.errors import InvalidInput

app = typer.Typer()
_UNREADABLE = 2


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="PDF of a report.", dir_okay=False)],
    database: Annotated[
        str | None, typer.Option(help="Ask the database of the service that made it, by URL.")
    ] = None,
    form: Annotated[ShowFormat, typer.Option("--format", help="text or json.")] = ShowFormat.TEXT,
) -> None:
    """Check a PDF report: hashes, fingerprint, and every number scored anew from its answers.

    The exit code is 0 when it is verified, 1 when not, 2 when the file cannot be read.
    """
    from readiness.commands.verifying import verify_file

    try:
        verified = verify_file(file, database, as_json=form == ShowFormat.JSON)
    except InvalidInput as refusal:
        for each in refusal.problems:
            print(f"{each.code}: {each.detail} {each.remedy}", file=sys.stderr)
        raise typer.Exit(_UNREADABLE) from refusal
    if not verified:
        raise typer.Exit(1)
