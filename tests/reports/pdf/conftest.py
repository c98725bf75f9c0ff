from collections.abc import Iterator

import pytest

from readiness.reports.pdf import PdfRenderer


@pytest.fixture(scope="package")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer(workers=2) as renderer:
        renderer.warm_up()
        yield renderer
