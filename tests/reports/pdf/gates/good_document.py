"""A small report that every gate lets pass, to be spoilt in one thing at a time."""

import base64
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pikepdf
from PIL import Image

from readiness.reports.fonts import font_face_css
from readiness.reports.pdf import PdfRenderer
from readiness.reports.render_worker import Attached
from tests.reports.pdf.gates.document_rules import Expected

TITLE = "A small report"
EXPECTED = Expected("en", TITLE)
ATTACHED = tuple(Attached(name, "As data", b"{}") for name in sorted(EXPECTED.attachments))
CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CSS = font_face_css() + (
    "@page { size: A4; margin: 20mm; @top-left { content: 'Running head' }"
    " @bottom-right { content: counter(page) ' of ' counter(pages) } }"
    " h1, h2 { bookmark-level: 1; break-after: avoid } .page { break-before: page }"
    " .half { height: 120mm } table { border-collapse: collapse }"
)
CHART = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 20' width='90' height='20'>"
    "<rect x='0' y='0' width='60' height='9' fill='#0F766E'/></svg>"
)
TABLE = (
    "<table><caption>Scores</caption>"
    "<thead><tr><th scope='col'>Dimension</th><th scope='col'>Score</th></tr></thead>"
    "<tbody><tr><th scope='row'>Logistics</th><td>71.0</td></tr>"
    "<tr><th scope='row'>Data</th><td>75.0</td></tr></tbody></table>"
)


def picture(alternative: str) -> str:
    """The chart as an image with this alternative text."""
    data = base64.b64encode(CHART.encode()).decode()
    return f"<p><img alt='{alternative}' src='data:image/svg+xml;base64,{data}'></p>"


def bitmap(width: int, height: int) -> str:
    """A white PNG of so many pixels, shown small."""
    file = io.BytesIO()
    Image.new("1", (width, height), 1).save(file, "PNG")
    data = base64.b64encode(file.getvalue()).decode()
    shown = "alt='White, 100 of 100' style='width: 24mm'"
    return f"<p><img {shown} src='data:image/png;base64,{data}'></p>"


LINK = "<p>See <a href='https://example.org/'>the address</a>.</p>"
BODY = (
    f"<h1>Report</h1><p>You stand at level 3.</p>{picture('Logistics stands at 71.0 of 100')}"
    f"<h2 class='page'>Scores</h2>{TABLE}{LINK}<div class='half'></div><p>So far.</p>"
    "<h2 class='page'>Plan</h2><p>First this, then that.</p>"
)


def document(renderer: PdfRenderer, body: str = BODY, css: str = "") -> bytes:
    """The small report with another body, or with more rules for its look."""
    return renderer.render(
        f"<!DOCTYPE html><html lang='en'><body>{body}</body></html>",
        CSS + css,
        title=TITLE,
        language="en",
        created=CREATED,
        attachments=ATTACHED,
    )


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None], **saved: object) -> bytes:
    """The file after `change` was made to its objects."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(written, fix_metadata_version=False, **saved)  # type: ignore[arg-type] # any
    return written.getvalue()
