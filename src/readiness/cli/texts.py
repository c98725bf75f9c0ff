"""Commands about the texts of a questionnaire in other languages."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()
texts_app = typer.Typer(help="Texts to translators and back.", no_args_is_help=True)
app.add_typer(texts_app, name="texts")

_LANGUAGE = typer.Option("--language", help="Language such as de or de-AT; may be a new one.")


@texts_app.command("export")
def export_texts(
    questionnaire: Annotated[
        str, typer.Argument(help="Key, for the newest version, or key@version.")
    ],
    language: Annotated[str, _LANGUAGE],
    to: Annotated[Path, typer.Option("--to", help="File to write: .xlsx or .po.")],
) -> None:
    """Write every text with its context and translation to a file for translators."""
    from readiness.commands import texts

    texts.export(questionnaire, language, to)


@texts_app.command("import")
def import_texts(
    file: Annotated[
        Path, typer.Argument(help="File of translations.", exists=True, dir_okay=False)
    ],
    questionnaire: Annotated[
        str, typer.Option("--questionnaire", help="Key, for the newest version, or key@version.")
    ],
    language: Annotated[str, _LANGUAGE],
) -> None:
    """Take translations from a file into the questionnaire's texts, or refuse it whole."""
    from readiness.commands import texts

    texts.import_file(file, questionnaire, language)
