"""`readiness new`."""

from datetime import UTC, datetime

from readiness.catalog.new_questionnaire import write_new
from readiness.commands.terminal import out, told_if_unwritable
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
