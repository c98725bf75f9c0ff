"""The command line: the same use cases as REST, without a server.

A command loads what it needs when it is called: scoring a file does not wait for the web framework
or the database, and neither do the processes that render PDFs, which load this module anew.
"""

import sys
from typing import Annotated

import typer
from pydantic import ValidationError

from readiness import __version__
from readiness.cli import (
    answers,
    authoring,
    bulk,
    operating,
    questionnaires,
    redirects,
    texts,
    verifying,
    worksheets,
)
from readiness.errors import InvalidInput, ReadinessError
from readiness.scoring.problems import Problem, ProblemsFound

app = typer.Typer(
    help="Find out by which route a manufacturer can serve the users of its products.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for part in (
    answers,
    questionnaires,
    authoring,
    texts,
    worksheets,
    operating,
    bulk,
    redirects,
    verifying,
):
    app.add_typer(part.app)


def main() -> None:
    """Run the command line; expected failures end with exit code 1 and clear messages."""
    try:
        app()
    except ProblemsFound as refusal:
        from readiness.commands.terminal import from_here

        for problem in refusal.problems:
            print(from_here(problem), file=sys.stderr)
        sys.exit(1)
    except ReadinessError as error:
        print(f"{error.code}: {error.detail} {error.remedy}", file=sys.stderr)
        if isinstance(error, InvalidInput) and len(error.problems) > 1:
            for each in error.problems:
                print(f"{each.code}: {each.detail} {each.remedy}", file=sys.stderr)
        sys.exit(1)
    except ValidationError as refusal:
        if refusal.title != "Settings":
            raise
        for wrong in refusal.errors():
            print(_wrong_setting(str(wrong["loc"][0]), wrong["msg"]), file=sys.stderr)
        sys.exit(1)


def _wrong_setting(name: str, message: str) -> Problem:
    return Problem(
        code="wrong_setting",
        message=f"{message[0].lower()}{message[1:]}",
        remedy="see docs/settings.md for what it accepts",
        file=f"READINESS_{name.upper()}",
    )


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Options of all commands."""
    if version:
        print(f"readiness {__version__}")
        raise typer.Exit
