"""The ZIP of a batch: reports under safe names, and a list of them that no spreadsheet acts on.

The same reports give the same bytes: nothing is compressed, since PDFs are, and no clock is read.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final, Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

CONTENTS: Final = "contents.csv"
_HEADING: Final = (
    "number",
    "file",
    "organization",
    "assessment",
    "language",
    "fingerprint",
    "problem",
    "detail",
    "remedy",
)
_LONGEST_NAME: Final = 120  # bytes; with number and language well below what file systems take
_TEXT_KINDS: Final = ("L", "M", "N")  # letters, their marks and digits of all scripts
_JOINTS: Final = "-&+,()"
_ACTIVE: Final = re.compile("'*[=+\\-@\t\r]")
_ANY_DAY: Final = (2000, 1, 1, 0, 0, 0)
_PLAIN_FILE: Final = 0o100644 << 16
_UNIX: Final = 3


def file_name(number: int, organization: str, language: str) -> str:
    """Return what a report is called: its number makes it unique, the rest is for people.

    Only letters and digits of any script, spaces turned into `_`, and some joints are left, so no
    file system takes it for a folder, a device or a hidden file.
    """
    text = unicodedata.normalize("NFC", organization)
    kept = "".join(
        each if each in _JOINTS or unicodedata.category(each)[0] in _TEXT_KINDS else " "
        for each in text
    )
    words = "_".join(kept.split())
    short = words.encode()[:_LONGEST_NAME].decode(errors="ignore").strip("_")
    return f"{number:04}_{short or 'organization'}_{language}.pdf"


def contents_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the list as CSV in UTF-8 with a byte order mark, which spreadsheet programs need."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADING)
    writer.writerows(_disarmed(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


class Archive:
    """A ZIP being written to an open file, member after member."""

    def __init__(self, target: BinaryIO) -> None:
        self._zip = ZipFile(target, "w", ZIP_STORED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, name: str, content: bytes) -> None:
        """Add a file."""
        member = ZipInfo(name, _ANY_DAY)
        member.create_system = _UNIX
        member.external_attr = _PLAIN_FILE
        self._zip.writestr(member, content)


def _disarmed(cells: Sequence[str]) -> list[str]:
    """A cell that a spreadsheet program would take for a formula gets an apostrophe before it."""
    return [f"'{cell}" if _ACTIVE.match(cell) else cell for cell in cells]
