"""What passes between the renderer and its worker processes, and how those are fenced in."""

import logging
import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from readiness.reports.fonts import write_fontconfig

_LOGGER_NAME = "weasyprint"
_MOST_WARNINGS = 20


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF; its description is in the report's language."""

    name: str
    description: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One document to render. `created` is aware; `css` is trusted, `html` need not be."""

    html: str
    css: str
    title: str
    language: str
    created: datetime
    attachments: tuple[Attached, ...] = ()

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("the date a report was created must name its time zone")
        if not self.title.strip() or not self.language.strip():
            raise ValueError("a report needs a title and a language")

    @property
    def created_utc(self) -> datetime:
        return self.created.astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF and what the renderer complained about, such as refused resources."""

    pdf: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotRendered:
    """Why a worker could not render a document, ready for `ReportFailed`."""

    code: str
    detail: str
    remedy: str


TOO_LARGE = NotRendered(
    "report_too_large",
    "The report needs more memory than the service allows.",
    "Shorten the longest texts of the assessment, or raise the memory limit.",
)


def not_loaded(error: Exception) -> NotRendered:
    """The answer when the text libraries of the system are missing or too old."""
    first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
    return NotRendered(
        "pdf_libraries_missing",
        f"The system libraries for PDF reports could not be loaded: {first_line}.",
        "Run scripts/setup, which installs Pango and HarfBuzz, and start the service again.",
    )


def not_rendered(error: Exception) -> NotRendered:
    """The answer when the renderer gave up on a document."""
    return NotRendered(
        "report_not_rendered",
        f"The report could not be rendered: {type(error).__name__}: {str(error)[:200]}.",
        "Ask again; if it fails again, report the assessment to the operator of the service.",
    )


def fence_in(scratch: Path) -> None:
    """Show this process only the report fonts, and keep its temporary files inside `scratch`.

    Raises `ReportFailed` when a font is not installed.
    """
    folder = Path(tempfile.mkdtemp(dir=scratch))
    tempfile.tempdir = str(folder)
    os.environ["FONTCONFIG_FILE"] = str(write_fontconfig(folder))


def limit_memory(limit: int) -> None:
    """Bound the address space, so that a huge document ends in an error and not in swapping."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


class _Complaints(logging.Handler):
    """Keeps the first warnings of a rendering."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.messages) < _MOST_WARNINGS:
            self.messages.append(record.getMessage())


@contextmanager
def collected_warnings() -> Iterator[list[str]]:
    """The renderer's own warnings, collected instead of written to this process's output."""
    complaints = _Complaints()
    logger = logging.getLogger(_LOGGER_NAME)
    logger.addHandler(complaints)
    try:
        yield complaints.messages
    finally:
        logger.removeHandler(complaints)
