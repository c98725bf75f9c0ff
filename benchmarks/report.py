"""How long one report PDF takes, first and warm, and how large it is.

Baseline in the same run: the web page of the same report. Usage:
.venv/bin/python -m benchmarks.report
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from statistics import median

import pikepdf

from benchmarks.samples import SAMPLE, sample_answers
from readiness.reports.pdf import PdfRenderer
from readiness.scoring import score
from readiness.services.documents import ReportSource, render_pdf, report_page

WARM_RUNS = 7


def main() -> None:
    """Render once cold and several times warm; print milliseconds, pages and size."""
    questionnaire, raw = sample_answers()
    source = ReportSource(
        questionnaire=questionnaire,
        result=score(questionnaire, raw),
        organization=SAMPLE,
        country="DE",
        participants=(),
        made_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    page_times = [_milliseconds(lambda: report_page(source, "en"))[0] for _ in range(WARM_RUNS)]
    with PdfRenderer(workers=1) as renderer:
        first, content = _milliseconds(lambda: render_pdf(renderer, source, "en"))
        warm = [
            _milliseconds(lambda: render_pdf(renderer, source, "en"))[0] for _ in range(WARM_RUNS)
        ]
    baseline = median(page_times)
    pages = len(pikepdf.open(BytesIO(content)).pages)
    print(f"report of {SAMPLE}: {pages} pages, {len(content) / 1024:.0f} KiB")
    print(f"web page (baseline)   median {baseline:7.0f} ms")
    print(f"PDF, first            {first:14.0f} ms  ratio {first / baseline:6.1f}")
    print(
        f"PDF, warm             median {median(warm):7.0f} ms  ratio {median(warm) / baseline:6.1f}"
        f"  ({median(warm) / pages:.0f} ms a page)"
    )


def _milliseconds(call: Callable[[], bytes | str]) -> tuple[float, bytes]:
    started = time.perf_counter()
    made = call()
    elapsed = (time.perf_counter() - started) * 1000
    return elapsed, made if isinstance(made, bytes) else made.encode()


if __name__ == "__main__":
    main()
