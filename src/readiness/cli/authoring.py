"""Commands for authors of questionnaires."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


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
