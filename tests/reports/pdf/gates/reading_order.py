"""Whether a report is read out in the order in which it is tagged."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.reports.pdf.gates.tag_rules import headings_of, squeezed
from tests.reports.pdf.gates.tagged import TaggedPdf


def extracted(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page as `pdftotext` gives it."""
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return said.split("\f")[:-1]


def headings_out_of_order(report: TaggedPdf, pages: list[str]) -> Iterator[str]:
    """Headings that do not follow one another in the extracted text as they do in the tags."""
    squeezed_pages = [squeezed(page) for page in pages]
    reached = (0, 0)
    for heading in headings_of(report):
        page = heading.marks[0][0]
        start = reached[1] if page == reached[0] else 0
        place = squeezed_pages[page].find(squeezed(report.said(heading)), start)
        if place < 0:
            yield f"page {page + 1}: {heading.kind} {report.said(heading)[:60]!r}"
        else:
            reached = (page, place)


def words_not_extracted(report: TaggedPdf, pages: list[str]) -> Iterator[str]:
    """Words that are tagged on a page and missing in its extracted text."""
    for index, page in enumerate(pages):
        found = squeezed(page)
        for piece in report.painted:
            if piece.page == index and piece.mark is not None:
                for word in re.findall(r"\w{4,}", piece.text):
                    if word not in found:
                        yield f"page {index + 1}: {word!r}"
