"""Small reports to render, and a way to look into the PDF that comes out."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pikepdf
import pypdfium2

from readiness.reports.charts import chart_image
from readiness.reports.pdf import PdfRenderer
from readiness.reports.render_worker import Attached
from tests.reports.charts.samples import CHARTS

CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TITLE = "Readiness report: Müller & Söhne"
RESULT = b'{"score": 69.6, "level": 4}'
ATTACHED = (
    Attached("result.json", "The result as data", RESULT),
    Attached("report.json", "Woraus der Bericht besteht", b"{}"),
)
CSS = (
    "@page { size: A4; margin: 18mm } h1 { font-family: 'Source Serif Pro' } .chart { width: 90% }"
)
TABLE = (
    "<table><caption>Scores</caption><thead><tr><th>Dimension</th><th>Score</th></tr></thead>"
    "<tbody><tr><th>Logistics</th><td>71,0</td></tr><tr><th>Data</th><td>75,0</td></tr></tbody>"
    "</table>"
)
FIGURES = "".join(
    f"<p>{chart_image(CHARTS[name](), f'The chart called {name}')}</p>"
    for name in ("radar", "ladder, capped", "gauge", "route map", "timeline", "option scale")
)
REPORT = (
    f"<h1>Report</h1><p>Ein <i>kursiver</i>, ein <b>fetter</b> Satz.</p>{TABLE}{FIGURES}"
    "<h2>Öffnung</h2><p lang='ru'>Привет, <i>мир</i> → ✓ ≤ 5 €</p>"
)
# Nested flexible boxes double the layout work at every depth; long words square it.
RUNAWAY = "<div style='display:flex'>" * 14 + f"<p>{'x' * 2000}</p>" * 20 + "</div>" * 14


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='de'><head>{head}</head><body>{body}</body></html>"


def render(renderer: PdfRenderer, body: str, css: str = CSS, head: str = "") -> bytes:
    return renderer.render(page(body, head), css, title=TITLE, language="de", created=CREATED)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """All elements of the tag tree, from the root on."""
    waiting: list[pikepdf.Object] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting.extend(reversed(list(item)))
        elif isinstance(item, pikepdf.Dictionary):
            if "/S" in item:
                yield item
            if "/K" in item:
                waiting.append(item.K)


def embedded_fonts(pdf: pikepdf.Pdf) -> set[str]:
    """Names of the fonts inside, without the subset's prefix; every one must be embedded."""
    names = set()
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            assert "/FontFile2" in item
            names.add(str(item.FontName).partition("+")[2])
    return names
