"""What a PDF that somebody hands in holds: its attachments and the report ids it prints.

Whatever the file is, it is read in a process of its own with bounds on time and memory: parsers of
PDF unpack what a file of a few kilobytes claims to be a gigabyte.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import Final

import pypdfium2

from readiness.errors import InputProblem, InvalidInput
from readiness.reports.failure import ReportFailed
from readiness.reports.manifest import FINGERPRINT_SHOWN
from readiness.reports.render_pool import WorkerPool
from readiness.reports.render_worker import limit_memory

MOST_FILE_BYTES: Final = 50_000_000
MOST_ATTACHED_BYTES: Final = 20_000_000
MOST_ATTACHMENTS: Final = 16
MOST_PAGES: Final = 400
_MEMORY: Final = 1_000_000_000
_SECONDS: Final = 60.0
_MOST_IDS: Final = 20
_WRONG_PASSWORD: Final = 4  # PDFium's FPDF_ERR_PASSWORD
_ID: Final = re.compile(rf"(?<![0-9a-f])[0-9a-f]{{{FINGERPRINT_SHOWN}}}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """The attachments by name, and for each page the ids of reports that stand on it."""

    attached: dict[str, bytes]
    ids: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """Why a file could not be read, as a worker process tells it."""

    code: str
    detail: str
    remedy: str


def open_report(content: bytes) -> OpenedReport:
    """Read a PDF; blocks up to a minute. Raises `InvalidInput` for what cannot be read."""
    if len(content) > MOST_FILE_BYTES:
        raise _refusal(_TOO_LARGE)
    pool: WorkerPool[bytes, OpenedReport | _Unreadable] = WorkerPool(
        partial(limit_memory, _MEMORY),
        _read,
        workers=1,
        timeout_seconds=_SECONDS,
        max_tasks=1,
        most_waiting=0,
    )
    try:
        outcome = pool.run(content)
    except ReportFailed as failed:
        raise _refusal(_TOO_DEMANDING) from failed
    finally:
        pool.close()
    if isinstance(outcome, _Unreadable):
        raise _refusal(outcome)
    return outcome


class _Refused(Exception):
    """The file is not read any further."""

    def __init__(self, reason: _Unreadable) -> None:
        super().__init__(reason.code)
        self.reason = reason


def _read(content: bytes) -> OpenedReport | _Unreadable:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return _ENCRYPTED if error.err_code == _WRONG_PASSWORD else _NO_PDF
    try:
        if len(document) > MOST_PAGES:
            return _TOO_LARGE
        attached = _attachments(document)
        return OpenedReport(attached, tuple(_ids(page) for page in document))
    except _Refused as refused:
        return refused.reason
    except MemoryError:
        return _TOO_DEMANDING
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return _NO_PDF
    finally:
        document.close()


def _attachments(document: pypdfium2.PdfDocument) -> dict[str, bytes]:
    attached: dict[str, bytes] = {}
    count = document.count_attachments()
    if count > MOST_ATTACHMENTS:
        raise _Refused(_TOO_LARGE)
    for position in range(count):
        attachment = document.get_attachment(position)
        name, content = attachment.get_name(), attachment.get_data()
        if len(content) > MOST_ATTACHED_BYTES:
            raise _Refused(_TOO_LARGE)
        if name in attached:
            raise _Refused(_AMBIGUOUS)
        attached[name] = bytes(content)
    return attached


def _ids(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    found = _ID.findall(page.get_textpage().get_text_bounded())
    return tuple(dict.fromkeys(found))[:_MOST_IDS]


def _refusal(reason: _Unreadable) -> InvalidInput:
    return InvalidInput([InputProblem(reason.code, reason.detail, reason.remedy)])


_NO_PDF: Final = _Unreadable(
    "pdf_unreadable",
    "The file cannot be read as a PDF.",
    "Name the PDF of a report as it was handed out, not a page or a picture of it.",
)
_ENCRYPTED: Final = _Unreadable(
    "pdf_encrypted",
    "The PDF is encrypted; a report is not when it is handed out.",
    "Verify the file as you got it first.",
)
_TOO_LARGE: Final = _Unreadable(
    "pdf_too_large",
    f"The file is larger than a report: over {MOST_FILE_BYTES:,} bytes, {MOST_PAGES} pages, "
    f"{MOST_ATTACHMENTS} attachments or {MOST_ATTACHED_BYTES:,} bytes in one of them.",
    "Name the PDF of a report as it was handed out.",
)
_AMBIGUOUS: Final = _Unreadable(
    "pdf_ambiguous",
    "Two attachments of the PDF have the same name, so programs may show either.",
    "Ask the publisher for the report; it is not handed out like this.",
)
_TOO_DEMANDING: Final = _Unreadable(
    "pdf_too_demanding",
    "Reading the file takes more memory or time than a report needs, so it is none of ours.",
    "Name the PDF of a report as it was handed out.",
)
