"""Commands about worksheets."""

from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.forms import ShowFormat

app = typer.Typer()


@app.command()
def worksheet(  # noqa: PLR0917  # one parameter an option
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version.")],
    code: Annotated[str, typer.Argument(help="Code of the worksheet.")],
    inputs: Annotated[
        Path,
        typer.Argument(help="Inputs by id, YAML or JSON.", exists=True, dir_okay=False),
    ],
    sheet: Annotated[
        str | None, typer.Option(help="Sheet that is filled; the first if left out.")
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            help="Answers file whose findings the worksheet reads.", exists=True, dir_okay=False
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of the text; the questionnaire's if left out.")
    ] = None,
    form: Annotated[ShowFormat, typer.Option("--format", help="Form of the result.")] = (
        ShowFormat.TEXT
    ),
) -> None:
    """Calculate a worksheet from a file of inputs; no server and no database are needed."""
    from readiness.commands.worksheets import Filled, calculate_file

    filled = Filled(questionnaire, code, inputs, sheet, answers)
    if not calculate_file(filled, language, form.value):
        raise typer.Exit(1)
