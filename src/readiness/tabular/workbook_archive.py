"""A workbook's bytes → its parts, unpacked within limits and packed again as they were checked.

Readers of ZIP files disagree about lengths and about names given twice. What is checked here is
therefore what is handed on: the parts are packed anew, and nothing else of the file is read again.
"""

import zipfile
import zlib
from io import BytesIO
from typing import Final, NoReturn

from readiness.tabular.workbook_limits import WorkbookLimits, refuse

WORKBOOK_PART: Final = "xl/workbook.xml"
_PARTS: Final = (".xml", ".rels")
_BEFORE_2007: Final = b"\xd0\xcf\x11\xe0"
_MOST_PARTS: Final = 2_000
_CHUNK: Final = 1 << 20
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # zipfile raises it for a compression that it does not know
    RuntimeError,  # and this for a member with a password
)
_SAVE_AS: Final = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)"


def unpacked(data: bytes, file: str, limits: WorkbookLimits) -> dict[str, bytes]:
    """Return the XML parts of a workbook by name; pictures, macros and the like stay behind.

    Raises `WorkbookRefused` when the file is no workbook, is broken or is larger than allowed,
    before more than the allowed number of bytes is unpacked.
    """
    if len(data) > limits.file_bytes:
        refuse(
            file,
            "workbook_too_large",
            f"the file has {len(data):,} bytes; at most {limits.file_bytes:,} are read",
            "leave out sheets that are not needed, or split it",
        )
    if data.startswith(_BEFORE_2007):
        refuse(
            file,
            "workbook_unreadable",
            "the workbook is protected by a password or in the format before 2007",
            f"remove the password; {_SAVE_AS}",
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = _read(archive, file, limits)
    except _UNREADABLE as error:
        refuse(file, "workbook_unreadable", f"the file is no readable workbook ({error})", _SAVE_AS)
    if WORKBOOK_PART not in parts:
        refuse(file, "workbook_unreadable", "the file is no Excel workbook", _SAVE_AS)
    return parts


def packed(parts: dict[str, bytes]) -> bytes:
    """Return the parts as an archive without compression."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def _read(archive: zipfile.ZipFile, file: str, limits: WorkbookLimits) -> dict[str, bytes]:
    members = archive.infolist()
    declared = sum(member.file_size for member in members)
    if declared > limits.unpacked_bytes or len(members) > _MOST_PARTS:
        _too_much(file, limits)
    parts: dict[str, bytes] = {}
    left = limits.unpacked_bytes
    for member in members:
        if not member.filename.lower().endswith(_PARTS):
            continue
        if member.filename in parts:
            refuse(
                file,
                "workbook_unreadable",
                f"it holds {member.filename!r} more than once",
                _SAVE_AS,
            )
        content = _content(archive, member, left)
        if content is None:
            _too_much(file, limits)
        left -= len(content)
        parts[member.filename] = content
    return parts


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes | None:
    """The bytes of a part, or `None` when there are more than `most`, whatever it declares."""
    content = bytearray()
    with archive.open(member) as opened:
        while chunk := opened.read(_CHUNK):
            content += chunk
            if len(content) > most:
                return None
    return bytes(content)


def _too_much(file: str, limits: WorkbookLimits) -> NoReturn:
    refuse(
        file,
        "workbook_too_large",
        f"the file unpacks to more than {limits.unpacked_bytes:,} bytes or {_MOST_PARTS:,} parts",
        "leave out sheets that are not needed, or split it",
    )
