"""A document reaches neither the network nor a file, whichever way it tries."""

import base64
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from readiness.reports.brand import Brand
from readiness.reports.data_images import LARGEST_IMAGE, decode_data_image
from readiness.reports.failure import ReportFailed
from readiness.reports.fonts import font_paths
from readiness.reports.pdf import PdfRenderer
from readiness.services.documents import ReportSource, render_pdf
from tests.reports.pdf.channels import ATTEMPTS, COLOUR_PROFILE, NESTED, SECRET, SVG
from tests.reports.pdf.documents import CSS, embedded_fonts, opened, page, render, text_of
from tests.reports.pdf.occasions import written_about


@pytest.fixture(scope="module")
def visits() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on the loopback, and the list of paths it was asked for."""
    paths: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    thread.join()
    server.server_close()


def uncompressed(pdf: bytes) -> bytes:
    document = opened(pdf)
    streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
    return b"".join(stream.read_raw_bytes() + _decoded(stream) for stream in streams)


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # an image format that is left as it is
        return b""


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_no_document_reaches_the_network(
    renderer: PdfRenderer, visits: tuple[str, list[str]], attempt: str
) -> None:
    address, paths = visits
    assert render(renderer, attempt.format(url=f"{address}/direct")).startswith(b"%PDF")
    assert not paths


def nested_image(attempt: str, url: str) -> str:
    """An SVG image in a data URL that asks for `url`."""
    drawing = SVG.format(attempt.format(url=url))
    data = base64.b64encode(drawing.encode()).decode()
    return f"<img alt='x' src='data:image/svg+xml;base64,{data}'>"


@pytest.mark.parametrize("attempt", NESTED.values(), ids=NESTED)
def test_no_image_carried_in_a_document_reaches_the_network(
    renderer: PdfRenderer, visits: tuple[str, list[str]], tmp_path: Path, attempt: str
) -> None:
    address, paths = visits
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for url in (f"{address}/nested", secret.as_uri()):
        pdf = render(renderer, nested_image(attempt, url))
        assert SECRET.encode() not in uncompressed(pdf)
    assert not paths


def branded_with(typed: str) -> ReportSource:
    """A report with this text wherever people, and whoever gives the brand, may write."""
    texts = {"en": typed}
    brand = Brand(
        name=typed, contact=typed, cover_text=texts, closing_text=texts,
        level_names={"en": dict.fromkeys(range(1, 6), typed)},
    )  # fmt: skip
    return replace(written_about(typed, name=typed), brand=brand)


def test_nothing_typed_into_a_report_reaches_the_network_or_a_file(
    renderer: PdfRenderer, visits: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, paths = visits
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for url in (address, secret.as_uri()):
        typed = "".join(attempt.format(url=url) for attempt in ATTEMPTS.values())
        pdf = render_pdf(renderer, branded_with(typed), "en")
        assert SECRET.encode() not in uncompressed(pdf)
        assert set(opened(pdf).attachments) == {"result.json", "report.json"}
    assert not paths


def test_the_attempts_would_succeed_without_our_fetcher(visits: tuple[str, list[str]]) -> None:
    address, paths = visits
    nested = [nested_image(attempt, f"{address}/nested") for attempt in NESTED.values()]
    for attempt in [*ATTEMPTS.values(), *nested]:
        weasyprint.HTML(string=page(attempt.format(url=f"{address}/direct"))).write_pdf()
    assert len(paths) >= len(ATTEMPTS) / 2
    paths.clear()


def test_a_foreign_colour_profile_stops_the_report(
    renderer: PdfRenderer, visits: tuple[str, list[str]]
) -> None:
    address, paths = visits
    with pytest.raises(ReportFailed, match="only images in data URLs are allowed"):
        render(renderer, COLOUR_PROFILE.format(url=f"{address}/profile"))
    assert not paths


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_no_document_reads_a_file(renderer: PdfRenderer, tmp_path: Path, attempt: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    pdf = render(renderer, attempt.format(url=secret.as_uri()))
    assert SECRET not in text_of(pdf)
    assert SECRET.encode() not in uncompressed(pdf)
    assert not opened(pdf).attachments


def test_the_stylesheet_loads_the_bundled_fonts_and_nothing_else(
    renderer: PdfRenderer, tmp_path: Path
) -> None:
    foreign = tmp_path / "Foreign.ttf"
    foreign.write_bytes(font_paths()[0].read_bytes())
    rule = f"@font-face {{ font-family: Foreign; src: url('{foreign.as_uri()}') }}"
    pdf = render(renderer, "<p style='font-family:Foreign'>x</p>", rule + CSS)
    assert embedded_fonts(opened(pdf)) == {"Source-Sans-Pro"}


def test_a_refused_resource_is_logged(
    renderer: PdfRenderer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        render(renderer, "<img src='file:///etc/hostname' alt='x'>")
    assert "only images in data URLs are allowed" in caplog.text


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def data_url(content: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def test_images_in_data_urls_are_read_by_what_they_are() -> None:
    assert decode_data_image(data_url(PNG)) == ("image/png", PNG)
    assert decode_data_image(data_url(PNG, "image/svg+xml")) == ("image/png", PNG)
    assert decode_data_image(data_url(b"\xff\xd8\xff\xe0", "image/jpeg"))[0] == "image/jpeg"
    assert decode_data_image("data:image/svg+xml,%3Csvg/%3E") == ("image/svg+xml", b"<svg/>")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.png",
        "file:///etc/hostname",
        "data:text/html;base64,PHN2Zy8+",
        "data:image/png",
        data_url(b"%!PS-Adobe-3.0 EPSF-3.0", "image/eps"),
        data_url(b"GIF89a"),
        data_url(b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'a'>]><svg/>", "image/svg+xml"),
        data_url(PNG + b"\0" * LARGEST_IMAGE),
        "data:image/png;base64,not base64",
    ],
    ids=lambda url: url[:40],
)
def test_everything_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_data_image(url)
