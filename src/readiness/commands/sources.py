"""`readiness sources`."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Literal

from pydantic import TypeAdapter
from rich.console import Group, RenderableType
from rich.text import Text

from readiness.catalog.catalog import Catalog
from readiness.commands.terminal import out
from readiness.scoring.model import Questionnaire
from readiness.services.due_sources import DueSource, due_sources
from readiness.settings import Settings


def show_due(reference: str | None, by: date | None, form: Literal["text", "json"]) -> None:
    """Print the sources to look at again by a day, today if none is named."""
    day = by or datetime.now(UTC).date()
    catalog = Catalog(Settings().questionnaires)
    asked = [catalog.get(reference).questionnaire] if reference else list(_newest(catalog))
    found = [entry for questionnaire in asked for entry in due_sources(questionnaire, day)]
    if form == "json":
        print(TypeAdapter(list[DueSource]).dump_json(found, indent=2).decode())
    elif found:
        out.print(Group(*_page(found, day)), soft_wrap=True, highlight=False)
    else:
        out.print(f"Nothing is due by {day}.", highlight=False)


def _newest(catalog: Catalog) -> Iterator[Questionnaire]:
    """The newest version of each questionnaire, drafts included."""
    seen: set[str] = set()
    for entry in catalog.list():
        if entry.key not in seen:
            seen.add(entry.key)
            yield catalog.get(entry.reference).questionnaire


def _page(found: Sequence[DueSource], day: date) -> Iterator[RenderableType]:
    many = "source is" if len(found) == 1 else "sources are"
    yield Text(f"{len(found)} {many} due by {day}.", style="bold")
    questionnaire = ""
    for entry in found:
        if entry.questionnaire != questionnaire:
            questionnaire = entry.questionnaire
            yield Text(f"\n{questionnaire}", style="bold")
        source = entry.source
        settled = "open, " if source.open else ""
        yield Text(
            f"\n{entry.due}  {source.id}  {source.kind}, {settled}{source.status}, "
            f"grade {source.grade}, checked {source.checked}: {entry.why}"
        )
        yield Text(f"            {entry.says}")
        if source.found_at:
            yield Text(f"            Where: {source.found_at}")
        yield Text(f"            Rests on it: {', '.join(entry.cited_by) or 'nothing'}")
