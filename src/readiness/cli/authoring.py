"""Commands for authors of questionnaires."""

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
