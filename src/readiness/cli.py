"""The command line: the same use cases as REST, without a server.

A command loads what it needs when it is called: scoring a file does not wait for the web framework
or the database, and neither do the processes that render PDFs, which load this module anew.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from readiness import __version__
from readiness.errors import ReadinessError
from readiness.scoring.problems import Problem, ProblemsFound

app = typer.Typer(
    help="Find out by which route a manufacturer can serve the users of its products.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
questionnaires_app = typer.Typer(help="List questionnaires, or show one.")
accounts_app = typer.Typer(help="Open accounts and make API keys.", no_args_is_help=True)
app.add_typer(questionnaires_app, name="questionnaires")
app.add_typer(accounts_app, name="accounts")


class ScoreFormat(StrEnum):
    """Forms in which `readiness score` gives a result."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


class ShowFormat(StrEnum):
    """Forms in which a questionnaire is shown."""

    TEXT = "text"
    JSON = "json"


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


@app.command()
def score(
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version.")],
    answers: Annotated[
        Path, typer.Argument(help="Answers file, YAML or JSON.", exists=True, dir_okay=False)
    ],
    form: Annotated[ScoreFormat, typer.Option("--format", help="Form of the result.")] = (
        ScoreFormat.TEXT
    ),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of the terminal.")
    ] = None,
    language: Annotated[str, typer.Option(help="Language of text, page and PDF.")] = "en",
) -> None:
    """Score a file of answers; no server and no database are needed."""
    from readiness.commands.scoring import score_file

    score_file(questionnaire, answers, form.value, output, language)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Version folders or folders of questionnaires; all if left out."),
    ] = None,
) -> None:
    """Check questionnaires: format, rules, texts, release lock, and all worked cases."""
    from readiness.commands.questionnaires import check_all

    if not check_all(paths or []):
        raise typer.Exit(1)


@app.command()
def lock() -> None:
    """Record the released questionnaire versions, so that a later change to them is noticed."""
    from readiness.commands import questionnaires

    questionnaires.lock()


@questionnaires_app.callback(invoke_without_command=True)
def list_questionnaires(context: typer.Context) -> None:
    """List the questionnaires on offer."""
    if context.invoked_subcommand is None:
        from readiness.commands.questionnaires import list_all

        list_all()


@questionnaires_app.command()
def show(
    key: Annotated[str, typer.Argument(help="Key or key@version.")],
    form: Annotated[ShowFormat, typer.Option("--format", help="Form of the definition.")] = (
        ShowFormat.TEXT
    ),
) -> None:
    """Show a questionnaire: every question with its id, code and type, or all of it as JSON."""
    from readiness.commands import questionnaires

    questionnaires.show(key, form.value)


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


@app.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from readiness.commands import operating

    operating.print_openapi()
