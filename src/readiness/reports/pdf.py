"""HTML to PDF in worker processes: the one module that talks to WeasyPrint.

WeasyPrint is imported in the workers only, so the service starts without the system's text
libraries and says what is missing when the first report is asked for.
"""

import contextlib
import gc
import io
import logging
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from readiness.reports.conformance import (
    add_header_scopes,
    leave_metadata_readable,
    with_ua_identification,
)
from readiness.reports.data_images import decode_data_image
from readiness.reports.failure import ReportFailed
from readiness.reports.fonts import font_paths
from readiness.reports.huge_pages import move_to_huge_pages
from readiness.reports.render_pool import WorkerPool
from readiness.reports.render_worker import (
    TOO_LARGE,
    Attached,
    NotRendered,
    Rendered,
    RenderJob,
    collected_warnings,
    fence_in,
    limit_memory,
    not_loaded,
    not_rendered,
)

log = logging.getLogger(__name__)

_VARIANT = "pdf/a-3a"
_IMAGE_DPI = 200
_STYLESHEETS_KEPT = 8
_SETTLED_AFTER = 3  # renderings: then a worker holds about what it always will
# What both standards need: no hyphen the fonts lack, no interpolated images.
_BASE_CSS = """
html { font-family: "Source Sans Pro", sans-serif; hyphenate-character: "-" }
html { image-rendering: crisp-edges }
"""
_WARM_UP = RenderJob(
    html="<html lang=en><h1>Warm</h1><table><tr><th>a<td><b>b</b> <i>c</i></table></html>",
    css="",
    title="Warm",
    language="en",
    created=datetime(2000, 1, 1, tzinfo=UTC),
)


class _Engine:
    """WeasyPrint kept warm: imported once, fonts and stylesheets parsed once."""

    def __init__(self) -> None:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints advice when libraries lack
            import weasyprint  # noqa: PLC0415 - only a worker process may load it

            from readiness.reports import tuning  # noqa: PLC0415 - it loads the same

        self._weasyprint: Any = weasyprint
        self._tuning = tuning
        self._font_config = weasyprint.text.fonts.FontConfiguration()
        self._sheets: OrderedDict[str, Any] = OrderedDict()
        self._document_fetcher = self._fetcher(decode_data_image)
        self._stylesheet_fetcher = self._fetcher(_read_bundled_font)

    def render(self, job: RenderJob) -> bytes:
        """The PDF; the same job gives the same bytes in every process."""
        return self._tuning.with_room(partial(self._render, job))

    def _render(self, job: RenderJob) -> bytes:
        sheets = [self._stylesheet(_BASE_CSS), self._stylesheet(job.css)]
        read = self._tuning.read_html(job.html, self._document_fetcher)
        with self._tuning.shortcuts():
            document = read.render(
                stylesheets=sheets,
                font_config=self._font_config,
                pdf_variant=_VARIANT,
                dpi=_IMAGE_DPI,
            )
            _describe(document.metadata, job)
            pdf = document.write_pdf(
                pdf_variant=_VARIANT,
                dpi=_IMAGE_DPI,
                finisher=_finish,
                attachments=self._attachments(job),
            )
        return bytes(pdf)

    def _stylesheet(self, css: str) -> Any:
        if css not in self._sheets:
            self._sheets[css] = self._weasyprint.CSS(
                string=css, font_config=self._font_config, url_fetcher=self._stylesheet_fetcher
            )
        self._sheets.move_to_end(css)
        while len(self._sheets) > _STYLESHEETS_KEPT:
            self._sheets.popitem(last=False)
        return self._sheets[css]

    def _attachments(self, job: RenderJob) -> list[Any]:
        return [
            self._weasyprint.Attachment(
                file_obj=io.BytesIO(attached.content),
                name=attached.name,
                description=attached.description,
                relationship="Data",
                created=job.created_utc,
                modified=job.created_utc,
            )
            for attached in job.attachments
        ]

    def _fetcher(self, resolve: Callable[[str], tuple[str, bytes]]) -> Any:
        """A fetcher that knows what `resolve` knows and has no way to any file or network."""
        urls = self._weasyprint.urls

        def fetch(_fetcher: Any, url: str, _headers: Any = None) -> Any:
            media_type, content = resolve(url)
            return urls.URLFetcherResponse(url[:80], content, {"Content-Type": media_type})

        closed = type("ClosedFetcher", (urls.URLFetcher,), {"fetch": fetch})
        return closed(allowed_protocols=(), allow_redirects=False)


def _read_bundled_font(url: str) -> tuple[str, bytes]:
    path = Path(unquote(urlsplit(url).path))
    if urlsplit(url).scheme != "file" or path not in font_paths():
        raise ValueError(f"a report's stylesheet may load the bundled fonts only, not {url[:80]!r}")
    return "font/ttf", path.read_bytes()


def _describe(metadata: Any, job: RenderJob) -> None:
    """The caller's word counts for title, language and dates, whatever the document says."""
    metadata.title = job.title
    metadata.lang = job.language
    metadata.created = metadata.modified = job.created_utc.isoformat()
    metadata.attachments = []
    original = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *args: with_ua_identification(original(*args))


def _finish(_document: Any, pdf: Any) -> None:
    add_header_scopes(pdf.objects)
    leave_metadata_readable(pdf.objects)


class _Worker:
    """The state of one worker process: its engine, or why it has none."""

    engine: _Engine | None = None
    rendered = 0
    failure: NotRendered | None = None


def _start_worker(scratch: Path, memory_limit: int) -> None:
    """Load and warm the engine; what goes wrong is kept and told to whoever asks for a report."""
    try:
        fence_in(scratch)
        _Worker.engine = _Engine()
        limit_memory(memory_limit)
        _render_in_worker(_WARM_UP)
        gc.collect()
        gc.freeze()  # what is loaded stays: going through it after each rendering is waste
    except ReportFailed as failed:
        _Worker.failure = NotRendered(failed.code, failed.detail, failed.remedy)
    except (ImportError, OSError) as error:
        _Worker.failure = not_loaded(error)


def _render_in_worker(job: RenderJob) -> Rendered | NotRendered:
    if _Worker.engine is None:
        return _Worker.failure or TOO_LARGE
    with collected_warnings() as warnings:
        gc.disable()  # a rendering makes much that lives to its end; collecting it midway is waste
        try:
            pdf = _Worker.engine.render(job)
            return Rendered(pdf, tuple(warnings))
        except MemoryError:
            return TOO_LARGE
        except Exception as error:  # noqa: BLE001 - whatever fails is told to the caller by name
            return not_rendered(error)
        finally:
            gc.enable()
            _Worker.rendered += 1
            if _Worker.rendered == _SETTLED_AFTER:
                move_to_huge_pages()


class PdfRenderer:
    """Renders reports in `workers` warm processes; starts none before the first report.

    A report that takes longer than `timeout_seconds` or more than `memory_limit_mb` of address
    space ends in `ReportFailed`, and the next one is served; so does one that comes while
    `most_waiting` wait already. Usable from several threads and from an event loop, as a context
    manager or with `close`.
    """

    def __init__(
        self,
        workers: int = 2,
        timeout_seconds: float = 30,
        memory_limit_mb: int = 1500,
        max_tasks: int = 300,
        most_waiting: int = 32,
    ) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="readiness-reports-")
        memory_limit = memory_limit_mb * 1024 * 1024
        self._pool: WorkerPool[RenderJob, Rendered | NotRendered] = WorkerPool(
            partial(_start_worker, Path(self._scratch.name), memory_limit),
            _render_in_worker,
            workers=workers,
            timeout_seconds=timeout_seconds,
            max_tasks=max_tasks,
            most_waiting=most_waiting,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm_up(self) -> None:
        """Start the workers and wait for the first; raises `ReportFailed` if it cannot render."""
        _pdf_of(self._pool.run(_WARM_UP))

    def require_room(self) -> None:
        """Raise `ReportFailed` while no more may wait, before a report is written for nothing."""
        self._pool.require_room()

    def render(
        self,
        html: str,
        css: str,
        *,
        title: str,
        language: str,
        created: datetime,
        attachments: Sequence[Attached] = (),
    ) -> bytes:
        """The report as PDF/A-3a and PDF/UA-1, with `attachments` embedded as data.

        `html` may hold images as data URLs and nothing else from outside; `css` must be trusted
        and may load the bundled fonts by `font_face_css()`. `created` (aware) is the only date
        that goes in. The same arguments always give the same bytes. Raises `ReportFailed`.
        """
        job = RenderJob(html, css, title, language, created, tuple(attachments))
        return _pdf_of(self._pool.run(job))

    async def render_async(
        self,
        html: str,
        css: str,
        *,
        title: str,
        language: str,
        created: datetime,
        attachments: Sequence[Attached] = (),
    ) -> bytes:
        """Like `render`, without blocking the event loop; cancelling it frees the worker."""
        job = RenderJob(html, css, title, language, created, tuple(attachments))
        return _pdf_of(await self._pool.run_async(job))

    def close(self) -> None:
        """Stop the workers and remove their files; waiting renderings end in `ReportFailed`."""
        self._pool.close()
        self._scratch.cleanup()


def render_pdf_once(
    html: str,
    css: str,
    *,
    title: str,
    language: str,
    created: datetime,
    attachments: Sequence[Attached] = (),
) -> bytes:
    """`PdfRenderer.render` for a program that wants a single report: one process, then gone."""
    with PdfRenderer(workers=1) as renderer:
        return renderer.render(
            html, css, title=title, language=language, created=created, attachments=attachments
        )


def _pdf_of(outcome: Rendered | NotRendered) -> bytes:
    if isinstance(outcome, NotRendered):
        raise ReportFailed(outcome.code, outcome.detail, outcome.remedy)
    for warning in outcome.warnings:
        log.warning("while rendering a report: %s", warning)
    return outcome.pdf
