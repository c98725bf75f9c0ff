"""Commands that score many assessments at once."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()
bulk_app = typer.Typer(help="Score many assessments at once.", no_args_is_help=True)
app.add_typer(bulk_app, name="bulk")


@bulk_app.command("score")
def score_bulk(
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version.")],
    file: Annotated[
        Path,
        typer.Argument(help="Parquet file with codes or answers.", exists=True, dir_okay=False),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Parquet file to write.")],
) -> None:
    """Score a Parquet file of assessments into another; no database is needed."""
    from readiness.commands import bulk

    bulk.score_file(questionnaire, file, output)


@bulk_app.command("export")
def export_bulk(
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Parquet file to write.")],
    account: Annotated[str | None, typer.Option(help="Only this account: acc_…")] = None,
) -> None:
    """Write submitted assessments to a Parquet file that `readiness bulk score` reads."""
    from readiness.commands import bulk

    bulk.export(questionnaire, output, account)


@app.command()
def rescore(
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version to score with.")],
    account: Annotated[str | None, typer.Option(help="Only this account: acc_…")] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="List the differences and store nothing.")
    ] = False,
    drop_removed: Annotated[
        bool,
        typer.Option("--drop-removed", help="Leave out answers to questions that are gone."),
    ] = False,
) -> None:
    """Score submitted assessments of other versions anew; the results they have are kept."""
    from readiness.commands import bulk

    if not bulk.rescore(questionnaire, account, preview=preview, drop_removed=drop_removed):
        raise typer.Exit(1)
