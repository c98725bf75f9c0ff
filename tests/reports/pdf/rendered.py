"""Reports rendered once for all tests, whichever process they run in."""

import fcntl
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from readiness.reports.pdf import PdfRenderer
from readiness.reports.plain_text import safe_text
from readiness.services.documents import render_pdf, report_view
from tests.reports.pdf.gates.document_rules import Expected
from tests.reports.pdf.occasions import Occasion

Rendered = Callable[[Occasion], bytes]


def on(occasions: Sequence[Occasion]) -> pytest.MarkDecorator:
    """Runs a test once for each occasion; tests of a module share the report read back."""
    return pytest.mark.parametrize("occasion", occasions, ids=str, scope="module")


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one run of the tests have in common."""
    base = factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / "reports"
    folder.mkdir(exist_ok=True)
    return folder


def render_once(renderer: PdfRenderer, folder: Path, occasion: Occasion) -> bytes:
    """The report of an occasion, rendered by whoever asks first; others wait for it."""
    file = folder / f"{occasion}.pdf"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_bytes(render_pdf(renderer, occasion.make(), occasion.language))
    return file.read_bytes()


def expected_of(occasion: Occasion) -> Expected:
    """What the report of an occasion has to be."""
    view = report_view(occasion.make(), occasion.language)
    logo = view.brand.logo
    return Expected(
        occasion.language, safe_text(view.title), logo=logo.alternative if logo else None
    )
