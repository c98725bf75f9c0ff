"""`readiness new` and `readiness schema`."""

import json
from datetime import UTC, datetime
from pathlib import Path

from readiness.catalog.json_schemas import JsonSchema, file_schemas
from readiness.catalog.new_questionnaire import write_new
from readiness.commands.terminal import err, out, told_if_unwritable
from readiness.errors import NotFound
from readiness.settings import Settings


def start(key: str, title: str | None, language: str) -> None:
    """Write a new questionnaire and say what to do next."""
    directory = Settings().questionnaires
    named = title if title is not None else key.replace("-", " ").capitalize()
    with told_if_unwritable(directory / key):
        folder = write_new(directory, key, named, language, datetime.now(UTC).date())
    for line in (
        f"Written to {folder}.",
        f"Check it with: readiness check {folder}",
        "How to go on: docs/authoring.md",
    ):
        out.print(line, soft_wrap=True, highlight=False, markup=False)


def show_schema(kind: str | None, folder: Path | None) -> None:
    """Print one schema, or the names of all; with a folder, write them there."""
    schemas = file_schemas()
    if kind is not None:
        if kind not in schemas:
            raise NotFound(
                "unknown_schema",
                f"There is no kind of file {kind!r}.",
                f"Use one of {', '.join(schemas)}.",
            )
        schemas = {kind: schemas[kind]}
    if folder is None and kind is None:
        out.print("\n".join(schemas))
    elif folder is None:
        print(_as_text(schemas[kind or ""]), end="")
    else:
        for name, schema in schemas.items():
            file = folder / f"{name}.json"
            with told_if_unwritable(file):
                folder.mkdir(parents=True, exist_ok=True)
                file.write_text(_as_text(schema), encoding="utf-8", newline="\n")
        err.print(f"Written to {folder}.", soft_wrap=True, highlight=False)


def _as_text(schema: JsonSchema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
