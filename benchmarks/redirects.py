"""How long a redirect sheet of 100,000 rows takes, and one of a million.

Baseline in the same run: the least a program could do in plain Python: `csv.reader`, addresses in
small letters without a slash at the end, and dictionaries for duplicates, chains and coverage; no
likeness, no typed cells, nothing written. One row in five has no target, and is compared with the
four in five that have one. Every measurement is a process of its own, taken in turn; time starts
with the bytes in memory. Usage: .venv/bin/python -m benchmarks.redirects [ROWS]
"""

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from statistics import median

from readiness.redirects.checking import check_sheet
from readiness.redirects.csv_reading import read_csv
from readiness.redirects.csv_writing import csv_bytes
from readiness.redirects.sheet import Understood
from readiness.redirects.summary import summary_of
from readiness.redirects.wording import Wording
from readiness.redirects.written import written_frame
from readiness.scoring.worksheets.table import TableWorksheet

ROWS = 100_000
ROUNDS = 5
WITHOUT_TARGET = 0.2
WORDS = [
    "bohrer",
    "bohrmaschine",
    "saege",
    "set",
    "akku",
    "duebel",
    "schraube",
    "kantenschutz",
    "profi",
    "griff",
    "koffer",
    "messer",
    "zange",
    "hammer",
    "klinge",
    "leiste",
]
TITLES = ("old_url", "visits_16_months", "backlinks", "status_code", "existing_hops", "migrate",
          "new_url", "match_type", "checked_in_staging", "owner")  # fmt: skip
NO_WORDS = Wording({}, {})

TABLE = TableWorksheet.model_validate(
    {
        "code": "REDIRECTS",
        "kind": "table",
        "rows_at_most": 1_000_000,
        "columns": [
            {"id": "old_url", "type": "url", "needed": True, "unique": True},
            *({"id": name, "type": "number", "low": 0} for name in TITLES[1:5]),
            {"id": "migrate", "type": "yes_no"},
            {"id": "new_url", "type": "url"},
            {"id": "match_type", "type": "choice", "items": ["same", "similar", "gone"]},
            {"id": "checked_in_staging", "type": "yes_no"},
            {"id": "owner", "type": "text"},
        ],
        "checks": [
            *({"id": name, "severity": "error"} for name in (
                "not_an_address", "duplicate_old_url", "missing_successor", "target_is_itself",
                "chain", "loop", "migrate_without_target")),
            {"id": "mass_to_home", "severity": "error", "at_least_rows": 10, "above_percent": 2},
            {"id": "dropped_to_unlike", "severity": "warning", "similarity_below": 0.4},
            *({"id": name, "severity": "warning"} for name in (
                "several_hops_today", "temporary_today", "gone_with_visits",
                "not_checked_in_staging")),
        ],
        "suggestions": {"similarity_at_least": 0.6, "at_most": 3},
        "coverage": {"base": "visits_16_months > 0 || backlinks > 0", "covered": "valid_target"},
        "feeds": {"question": "cutover.redirect_plan", "decimals": 1, "round": "down"},
        "keep_months": 12,
    }
)  # fmt: skip


def main(rows: int) -> None:
    """Write the sheet, measure in turn, print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.csv"
        file.write_text(_sheet(rows), encoding="utf-8")
        print(f"{rows:,} rows, {file.stat().st_size / 2**20:.0f} MiB of CSV, {ROUNDS} rounds")
        figures: dict[str, list[dict[str, float]]] = {name: [] for name in CONTENDERS}
        for _ in range(ROUNDS):
            for name, measured in figures.items():
                measured.append(_in_a_process(name, file))
    baseline = figures[BASELINE]
    for name, measured in figures.items():
        middle = {key: median(each[key] for each in measured) for key in measured[0]}
        ratio = median(
            mine["cpu"] / other["cpu"] for mine, other in zip(measured, baseline, strict=True)
        )
        print(
            f"{name:42} {middle['wall']:7.2f} s   CPU {middle['cpu']:7.2f} s  ratio {ratio:6.2f}"
            f"   peak {middle['peak']:6,.0f} MiB"
        )


def _in_a_process(name: str, file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.redirects", name, str(file)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measure(name: str, file: Path) -> dict[str, float]:
    """Check the sheet once; seconds and the largest memory of this process in MiB."""
    content = file.read_bytes()
    wall, cpu = time.perf_counter(), time.process_time()
    CONTENDERS[name](content)
    return {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _sheet(rows: int) -> str:
    chance = random.Random(2026)
    lines = [",".join(TITLES)]
    for number in range(rows):
        slug = f"{'-'.join(chance.sample(WORDS, 3))}-{number}"
        without = chance.random() < WITHOUT_TARGET
        new = "" if without else f"https://www.neu.example/shop/{chance.choice(WORDS)}/{slug}"
        figures = f"{chance.randrange(50)},{chance.randrange(3)},200,0"
        old = f"https://www.alt.example/produkte/{slug}.html"
        lines.append(f"{old},{figures},yes,{new},same,yes,Team {number % 7}")
    return "\n".join(lines)


def _plainly(content: bytes) -> None:
    rows = list(csv.DictReader(StringIO(content.decode())))
    olds = [row["old_url"].lower().rstrip("/") for row in rows]
    news = [row["new_url"].lower().rstrip("/") for row in rows]
    counted = Counter(olds)
    following = dict(zip(olds, news, strict=True))
    twice = sum(counted[old] > 1 for old in olds)
    chains = sum(bool(following.get(new)) for new in news)
    used = [row for row in rows if int(row["visits_16_months"]) or int(row["backlinks"])]
    covered = sum(bool(row["new_url"]) for row in used)
    assert (twice, chains, covered > 0) == (0, 0, True)


def _silent(_what: str, _done: int, _total: int) -> None:
    pass


def _checked(content: bytes, understood: Understood, *, write: bool) -> None:
    checked = check_sheet(read_csv(content, understood, "sheet.csv", _silent), understood, _silent)
    assert summary_of(checked).coverage.covered > 0
    if write:
        assert csv_bytes(checked, written_frame(checked, NO_WORDS))


def _without_suggestions(content: bytes) -> None:
    nothing = TABLE.suggestions.model_copy(update={"at_most": 0})
    table = TABLE.model_copy(update={"suggestions": nothing})
    _checked(content, Understood(table, (NO_WORDS,)), write=False)


def _whole(content: bytes) -> None:
    _checked(content, Understood(TABLE, (NO_WORDS,)), write=True)


BASELINE = "csv and dictionaries in Python (baseline)"
CONTENDERS: Mapping[str, Callable[[bytes], None]] = {
    BASELINE: _plainly,
    "read and checked": _without_suggestions,
    "the same, with suggestions, written as CSV": _whole,
}


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
