"""What a report's PDF costs: ours beside a naive WeasyPrint call, Chromium and Typst, in one run.

The full report of a sample company in German, with another organization's name each time, so that
nothing made before can be handed out again. Every engine has processes of its own and stays warm;
the rounds are interleaved. Columns: processor time (the engine's processes with their children)
and wall clock from HTML, or Typst markup, to PDF, medians, per report and per page of its own; the
first report with loading everything ("cold"); the most memory of the engine's processes during a
rendering, pages they share counted once; size, pages and words of the PDF. The ratio is that of
processor time per report to the named baseline. On a busy machine only processor time tells
something. Usage, some two minutes:

    .venv/bin/python -m benchmarks.report [ROUNDS]
"""

import re
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Final

from pypdfium2 import PdfDocument

from benchmarks.engine_process import Cost, EngineProcess
from benchmarks.report_engines import BESIDE, ENGINES, LANGUAGE
from benchmarks.samples import SAMPLE, sample_answers
from readiness.reports.html import render_html
from readiness.reports.view import Participant
from readiness.scoring import score
from readiness.services.documents import ReportSource, report_view

ROUNDS: Final = 5
OURS: Final = "ours"
BASELINE: Final = "naive WeasyPrint"
MOST_RATIO, MOST_MS_A_PAGE, AIM_MS_A_PAGE, MOST_KIB = 0.6, 60, 45, 300
_WORD: Final = re.compile(r"\w{2,}")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one engine came to; times in ms, memory in MiB."""

    cold: Cost
    warm: Cost
    memory: float
    size: int
    pages: int
    words: int

    @property
    def cpu_a_page(self) -> float:
        return self.warm.cpu / self.pages


def main() -> None:
    """Print a line for each engine, and whether ours keeps its bounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    document, making = _documents()
    found = _measured(document, rounds)
    baseline = found[BASELINE].warm.cpu
    print(f"full report of {SAMPLE} in {LANGUAGE}, medians of {rounds} interleaved rounds")
    print(f"{'':22}{'cpu ms':>8}{'a page':>8}{'ratio':>7}{'wall ms':>9}{'cold cpu':>10}", end="")
    print(f"{'cold wall':>11}{'MiB':>6}{'KiB':>6}{'pages':>7}{'words':>7}")
    for name, one in found.items():
        print(
            f"{name:22}{one.warm.cpu:8.0f}{one.cpu_a_page:8.1f}{one.warm.cpu / baseline:7.2f}"
            f"{one.warm.wall:9.0f}{one.cold.cpu:10.0f}{one.cold.wall:11.0f}{one.memory:6.0f}"
            f"{one.size / 1024:6.0f}{one.pages:7}{one.words:7}"
        )
    print(f"ratio: to {BASELINE}. Before all of them: view and HTML, {making:.0f} ms of processor")
    ours = found[OURS]
    _say_bound("cpu ms a page", ours.cpu_a_page, MOST_MS_A_PAGE, f" (aim {AIM_MS_A_PAGE})")
    _say_bound(f"ratio to {BASELINE}", ours.warm.cpu / baseline, MOST_RATIO)
    _say_bound("KiB", ours.size / 1024, MOST_KIB)


def _measured(document: Callable[[str], str], rounds: int) -> Mapping[str, Measured]:
    cold: dict[str, Cost] = {}
    first: dict[str, bytes] = {}
    warm: dict[str, list[Cost]] = {name: [] for name in ENGINES}
    with ExitStack() as stack:
        engines: dict[str, EngineProcess] = {}
        for name, opened in ENGINES.items():
            started = time.perf_counter()
            engine = stack.enter_context(EngineProcess(opened, beside=name in BESIDE))
            first[name], _ = engine.render(document("first"))
            cold[name] = Cost(engine.cpu(), (time.perf_counter() - started) * 1000)
            engines[name] = engine
        for number in range(rounds):
            html = document(str(number))
            for name, engine in engines.items():
                warm[name].append(engine.render(html)[1])
        memory = {name: one.most_memory(document("last")) for name, one in engines.items()}
    return {
        name: Measured(cold[name], _median(warm[name]), memory[name], *_read(first[name]))
        for name in ENGINES
    }


def _documents() -> tuple[Callable[[str], str], float]:
    """What makes the report's HTML for an organization's name, and the processor's ms for it."""
    questionnaire, raw = sample_answers()
    result = score(questionnaire, raw)

    def document(name: str) -> str:
        source = ReportSource(
            questionnaire=questionnaire,
            result=result,
            organization=f"{SAMPLE} {name}",
            country="DE",
            participants=(Participant("Ada Muster", "management"), Participant("Ben Vogt", "it")),
            made_at=datetime(2026, 11, 22, tzinfo=UTC),
        )
        return render_html(report_view(source, LANGUAGE), for_print=True)

    taken = []
    for number in range(ROUNDS):
        before = time.process_time()
        document(f"warm {number}")
        taken.append((time.process_time() - before) * 1000)
    return document, median(taken)


def _median(costs: list[Cost]) -> Cost:
    return Cost(median(cost.cpu for cost in costs), median(cost.wall for cost in costs))


def _read(pdf: bytes) -> tuple[int, int, int]:
    """A PDF's size in bytes, its pages and its words."""
    document = PdfDocument(pdf)
    try:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
        return len(pdf), len(document), len(_WORD.findall(text))
    finally:
        document.close()


def _say_bound(what: str, found: float, most: float, aim: str = "") -> None:
    print(f"{what}: {found:.2f}, at most {most}{aim}: {'kept' if found <= most else 'NOT KEPT'}")


if __name__ == "__main__":
    main()
