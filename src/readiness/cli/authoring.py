"""Commands for authors of questionnaires."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()
workbook_app = typer.Typer(help="A questionnaire as a workbook.", no_args_is_help=True)
app.add_typer(workbook_app, name="workbook")


@app.command()
def new(
    key: Annotated[str, typer.Argument(help="Key of the new questionnaire, such as spare-parts.")],
    title: Annotated[
        str | None, typer.Option("--title", help="Its title; made of the key if left out.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Its default language.")] = "en",
) -> None:
    """Start a questionnaire: a small working example in a folder of its own, to be replaced."""
    from readiness.commands import authoring

    authoring.start(key, title, language)


@app.command()
def schema(
    kind: Annotated[
        str | None, typer.Argument(help="Kind of file, such as questionnaire, rules or texts.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Folder to write the schemas of all files to.")
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of file, or write all of them; without either, name them."""
    from readiness.commands import authoring

    authoring.show_schema(kind, to)


@workbook_app.command("export")
def export_workbook(
    questionnaire: Annotated[
        str, typer.Argument(help="Key, for the newest version, or key@version.")
    ],
    to: Annotated[Path, typer.Option("--to", help="Workbook to write: .xlsx.")],
) -> None:
    """Write a questionnaire with its rules, texts, sources and cases as a workbook."""
    from readiness.commands import workbook

    workbook.export(questionnaire, to)


@workbook_app.command("import")
def import_workbook(
    file: Annotated[Path, typer.Argument(help="Workbook.", exists=True, dir_okay=False)],
    to: Annotated[
        Path, typer.Option("--to", help="Folder of questionnaires to write <key>/<version> to.")
    ],
) -> None:
    """Write the questionnaire that a workbook holds as files, or name every problem in it."""
    from readiness.commands import workbook

    workbook.import_file(file, to)
