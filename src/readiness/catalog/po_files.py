"""Texts as a gettext file (.po), the form that programs for translators share.

A message's context (`msgctxt`) is the text's place, its comment says what the text is, and
messages marked as fuzzy count as not translated, as they do everywhere.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from readiness.catalog.documents import (
    MAX_QUESTIONNAIRE_BYTES,
    DocumentRefused,
    ProblemLog,
    Unreadable,
)
from readiness.catalog.plain_text import decoded
from readiness.catalog.translations import GivenText, GivenTexts, TextRow, place_name

_WIDTH: Final = 96
_UNREADABLE: Final = (PoFileError, ValueError, LookupError, TypeError, AttributeError)
"""What reading a broken file raises in the library, which has no one class for it."""


def po_bytes(rows: Iterable[TextRow], reference: str, language: str, as_of: date) -> bytes:
    """Return the texts as a PO file; the same texts give the same bytes."""
    name, _, version = reference.partition("@")
    made = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    catalog = Catalog(
        locale=language.replace("-", "_"),
        header_comment=f"# {reference}",
        project=name,
        version=version,
        creation_date=made,
        revision_date=made,
        fuzzy=False,
    )
    for row in rows:
        message = catalog.add(
            row.source,
            row.translation or "",
            auto_comments=[row.context, *([row.state] if row.translation else [])],
            context=place_name(row.place),
        )
        message.flags.clear()  # the library takes "100 % of" for a pattern of Python
    target = BytesIO()
    write_po(target, catalog, width=_WIDTH)
    return target.getvalue()


def read_po_texts(data: bytes, file: str) -> GivenTexts:
    """Return the translations of a PO file; raises `DocumentRefused` when it is none."""
    log = ProblemLog(file)
    try:
        catalog = _catalog(decoded(data, log, limit=MAX_QUESTIONNAIRE_BYTES, tabs=True), log)
        texts = tuple(_given(message, log) for message in catalog if message.id)
    except Unreadable:
        raise DocumentRefused(log.problems) from None
    if log.problems:
        raise DocumentRefused(log.problems)
    language = (catalog.locale_identifier or "").replace("_", "-")
    return GivenTexts(file, catalog.project, language, texts)


def _catalog(text: str, log: ProblemLog) -> Catalog:
    try:
        return read_po(StringIO(text), abort_invalid=True)
    except _UNREADABLE as error:
        log.give_up(
            "po_syntax",
            (getattr(error, "lineno", 0) + 1, 1),
            f"the file cannot be read as a PO file ({error})",
            "save it again with the program it was translated with",
        )


def _given(message: Message, log: ProblemLog) -> GivenText:
    line = message.lineno or 1
    if not isinstance(message.id, str) or not isinstance(message.string, str):
        log.give_up(
            "po_syntax",
            (line, 1),
            "the message has plural forms",
            "leave the messages as they were exported",
        )
    text = "" if message.fuzzy else message.string.replace("\r\n", "\n")
    return GivenText(message.context or "", message.id, text, log.file, line, 1)
