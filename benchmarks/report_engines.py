"""The ways to a report's PDF that are compared; each turns the report for print into bytes.

All get the same HTML and print stylesheet, but for Typst, which gets the same headings, paragraphs,
lists, tables and charts as its own markup. Each stays in its process and warm, as in a service.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

import typst
import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration

from benchmarks.report_in_typst import typst_of
from readiness.reports.fonts import font_paths
from readiness.reports.html import print_css
from readiness.reports.pdf import PdfRenderer
from tests.end_to_end.chromium import opened_chromium

Engine = Callable[[str], bytes]

CREATED: Final = datetime(2026, 11, 22, tzinfo=UTC)
TITLE: Final = "Readiness report"
LANGUAGE: Final = "de"
VARIANT: Final = "pdf/a-3a"


@contextmanager
def ours() -> Iterator[Engine]:
    """The product: PDF/A-3a and PDF/UA-1 from a worker process."""
    with PdfRenderer(workers=1) as renderer:
        renderer.warm_up()
        yield lambda html: renderer.render(
            html, print_css(), title=TITLE, language=LANGUAGE, created=CREATED
        )


@contextmanager
def naive() -> Iterator[Engine]:
    """WeasyPrint as its first steps show it, in a process that has it loaded already.

    The same HTML with the same charts as images, the same stylesheet with the same TrueType files
    and the same variant; fonts configured and the stylesheet parsed for each report, collecting
    garbage as Python does, everything else by default.
    """
    css = print_css()
    yield lambda html: _naively(html, css)


@contextmanager
def naive_web_fonts() -> Iterator[Engine]:
    """The same with the fonts as WOFF 2 files, which is how fonts come for the web."""
    with tempfile.TemporaryDirectory() as name:
        css = print_css().replace('format("truetype")', 'format("woff2")')
        for path in font_paths():
            packed = Path(name) / f"{path.stem}.woff2"
            font = TTFont(path)
            font.flavor = "woff2"
            font.save(packed)
            css = css.replace(path.as_uri(), packed.as_uri())
        yield lambda html: _naively(html, css)


def _naively(html: str, css: str) -> bytes:
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=fonts)
    document = weasyprint.HTML(string=html)
    return bytes(document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT))


@contextmanager
def chromium() -> Iterator[Engine]:
    """A browser without a window that stays open, one page a report; tagged, with an outline."""
    with tempfile.TemporaryDirectory() as name, opened_chromium() as browser:
        file = Path(name) / "report.html"

        def print_page(html: str) -> bytes:
            file.write_text(
                html.replace("</head>", f"<style>{print_css()}</style></head>", 1),
                encoding="utf-8",
            )
            page = browser.new_page()
            try:
                page.goto(file.as_uri())
                return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
            finally:
                page.close()

        yield print_page


@contextmanager
def typst_compiler() -> Iterator[Engine]:
    """A Typst compiler that stays in memory with its fonts; the same two standards as ours."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(path) for path in sorted({path.parent for path in font_paths()})],
    )
    compiler = typst.Compiler(font_paths=fonts)

    def compiled(html: str) -> bytes:
        made = compiler.compile(
            typst_of(html, title=TITLE, language=LANGUAGE).encode(),
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=CREATED,
        )
        assert isinstance(made, bytes)
        return made

    yield compiled


ENGINES: Final[Mapping[str, Callable[[], AbstractContextManager[Engine]]]] = MappingProxyType(
    {
        "ours": ours,
        "naive WeasyPrint": naive,
        "naive, WOFF 2 fonts": naive_web_fonts,
        "Chromium": chromium,
        "Typst": typst_compiler,
    }
)
BESIDE: Final = frozenset({"ours", "Chromium"})  # work in processes of their own
