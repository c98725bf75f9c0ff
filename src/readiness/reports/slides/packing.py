"""A presentation as a file: the same content gives the same bytes."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Final

from pptx.presentation import Presentation

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_EMBEDDED: Final = re.compile(r"ppt/embeddings/.+\.xlsx")
_DATED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def packed(presentation: Presentation, made_at: datetime) -> bytes:
    """Return the file; it and the workbooks behind its charts were made at one given time."""
    written = BytesIO()
    presentation.save(written)
    stamp = made_at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return _repacked(written.getvalue(), stamp)


def _repacked(archive: bytes, stamp: bytes) -> bytes:
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(archive)) as read,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as write,
    ):
        for name in read.namelist():
            content = read.read(name)
            if _EMBEDDED.fullmatch(name):
                content = _repacked(content, stamp)
            elif name == "docProps/core.xml":
                content = _DATED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            write.writestr(entry, content)
    return target.getvalue()
