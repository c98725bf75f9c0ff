from collections.abc import Iterator

import pytest

from readiness.reports.pdf import PdfRenderer
from tests.reports.pdf.gates.tagged import TaggedPdf
from tests.reports.pdf.gates.verapdf import VeraPdf
from tests.reports.pdf.occasions import Occasion
from tests.reports.pdf.rendered import Rendered, render_once, shared_folder


@pytest.fixture(scope="package")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer(workers=2) as renderer:
        renderer.warm_up()
        yield renderer


@pytest.fixture(scope="package")
def rendered(renderer: PdfRenderer, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """Gives the report of an occasion."""
    folder = shared_folder(tmp_path_factory)
    return lambda occasion: render_once(renderer, folder, occasion)


@pytest.fixture(scope="module")
def report(rendered: Rendered, occasion: Occasion) -> Iterator[TaggedPdf]:
    """The report of the occasion that a test is parametrised with, read back."""
    with TaggedPdf(rendered(occasion)) as opened:
        yield opened


@pytest.fixture(scope="package")
def verapdf() -> Iterator[VeraPdf]:
    with VeraPdf() as engine:
        yield engine
