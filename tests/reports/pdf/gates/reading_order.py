"""Whether a report's text comes out of the file whole and in the order of its tags."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.reports.pdf.gates.tag_rules import headings_of, squeezed
from tests.reports.pdf.gates.tagged import Element, TaggedPdf

SHORTEST_WORD = 4


def extracted(pdf: bytes, folder: Path, *options: str) -> list[str]:
    """The text of each page as `pdftotext` gives it, white space taken out.

    With `-raw` in the order of painting, else in the order a person would see.
    """
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-enc", "UTF-8", *options, str(file), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return [squeezed(page) for page in said.split("\f")[:-1]]


def headings_out_of_order(report: TaggedPdf, pages: list[str], lowest: int = 6) -> Iterator[str]:
    """Headings down to a level that do not follow one another as they do in the tags."""
    reached: dict[int, int] = {}
    for heading in headings_of(report):
        if heading.level <= lowest:
            page = heading.marks[0][0]
            said = squeezed(_on_page(report, heading, page))
            place = pages[page].find(said, reached.get(page, 0))
            if place < 0:
                yield f"page {page + 1}: {heading.kind} {report.said(heading)[:60]!r}"
            reached[page] = max(place, reached.get(page, 0))


def words_not_extracted(report: TaggedPdf, pages: list[str]) -> Iterator[str]:
    """Words that are tagged on a page and missing in its extracted text."""
    for piece in report.painted:
        if piece.mark is not None:
            for word in re.findall(rf"\w{{{SHORTEST_WORD},}}", piece.text):
                if squeezed(word) not in pages[piece.page]:
                    yield f"page {piece.page + 1}: {word!r}"


def _on_page(report: TaggedPdf, heading: Element, page: int) -> str:
    return "".join(piece.text for piece in report.pieces(heading) if piece.page == page)
