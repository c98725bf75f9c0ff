"""Commands about redirect sheets."""

from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.forms import SheetEncoding, ShowFormat

app = typer.Typer()
redirects_app = typer.Typer(help="Check sheets of old and new addresses.", no_args_is_help=True)
app.add_typer(redirects_app, name="redirects")


@redirects_app.command("check")
def check_redirects(  # noqa: PLR0917  # one parameter for each option
    file: Annotated[
        Path, typer.Argument(help="Sheet as CSV or XLSX.", exists=True, dir_okay=False)
    ],
    to: Annotated[
        Path | None, typer.Option("--to", help="Write the checked sheet: .csv or .xlsx.")
    ] = None,
    questionnaire: Annotated[
        str, typer.Option(help="Key or key@version of the questionnaire with the worksheet.")
    ] = "platform-migration",
    worksheet: Annotated[str, typer.Option(help="Code of the worksheet.")] = "REDIRECTS",
    encoding: Annotated[
        SheetEncoding, typer.Option(help="Encoding of a CSV file.")
    ] = SheetEncoding.UTF_8,
    language: Annotated[str, typer.Option(help="Language of the checked sheet.")] = "en",
    form: Annotated[ShowFormat, typer.Option("--format", help="text or json.")] = ShowFormat.TEXT,
) -> None:
    """Check a sheet of redirects; the exit code is 1 when a row has an error."""
    from readiness.commands import redirects

    wished = redirects.Wished(
        questionnaire, worksheet, encoding.value, language, to, as_json=form == ShowFormat.JSON
    )
    if not redirects.check_sheet(file, wished):
        raise typer.Exit(1)
