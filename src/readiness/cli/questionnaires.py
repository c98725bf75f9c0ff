"""Commands about questionnaires."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.forms import ShowFormat

app = typer.Typer()
questionnaires_app = typer.Typer(help="List questionnaires, or show one.")
app.add_typer(questionnaires_app, name="questionnaires")


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


@app.command()
def sources(
    questionnaire: Annotated[
        str | None, typer.Argument(help="Key or key@version; all if left out.")
    ] = None,
    due: Annotated[
        datetime | None,
        typer.Option("--due", formats=["%Y-%m-%d"], help="By this day; today if left out."),
    ] = None,
    form: Annotated[ShowFormat, typer.Option("--format", help="Form of the list.")] = (
        ShowFormat.TEXT
    ),
) -> None:
    """List the sources that have to be looked at again, and what rests on each."""
    from readiness.commands.sources import show_due

    show_due(questionnaire, due.date() if due else None, form.value)


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
