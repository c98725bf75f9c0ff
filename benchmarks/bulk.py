"""How long a million assessments of d2c-readiness take, loading from Parquet included.

Baseline in the same run: the questionnaire written out by hand for NumPy (`bulk_numpy`), which
reads and writes the same files with the same library. Before timing, both are compared with each
other on every column, and with `scoring.score`. Every measurement is a process of its own, taken in
turn; time starts with the questionnaire loaded and ends with all results in memory, or in a Parquet
file. Usage: .venv/bin/python -m benchmarks.bulk
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

from benchmarks.bulk_numpy.blocks import Bytes, Column, Scored
from benchmarks.bulk_numpy.scoring import Places, score_matrix
from benchmarks.samples import sample_answers
from readiness.bulk.codes import decode
from readiness.bulk.layout import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, layout_of
from readiness.bulk.parquet import score_parquet
from readiness.bulk.scoring import score_many
from readiness.scoring import Questionnaire, score
from readiness.scoring.questions import NumberQuestion

ASSESSMENTS = 1_000_000
CHECKED = 20_000
CHECKED_ONE_BY_ONE = 500
ROUNDS = 5


def main() -> None:
    """Write the file, check that both agree, measure in turn, print medians and ratios."""
    questionnaire, _ = sample_answers()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "assessments.parquet"
        vectors = random_vectors(questionnaire, ASSESSMENTS)
        rows = pl.Series("codes", list(map(bytes, vectors)), dtype=pl.Binary)
        rows.to_frame().write_parquet(source)
        _check(questionnaire, vectors[:CHECKED])
        del rows, vectors
        megabytes = source.stat().st_size / 2**20
        width = layout_of(questionnaire).width
        print(f"{ASSESSMENTS:,} assessments, {width} bytes each, {megabytes:.0f} MiB of Parquet")
        measured: dict[str, list[dict[str, float]]] = {name: [] for name in CONTENDERS}
        for _ in range(ROUNDS):
            for name, figures in measured.items():
                figures.append(_in_a_process(name, source))
    for name, figures in measured.items():
        _report(name, figures, measured[BASELINES.get(name, name)])


def _report(name: str, figures: list[dict[str, float]], baseline: list[dict[str, float]]) -> None:
    middle = {key: median(figure[key] for figure in figures) for key in figures[0]}
    ratios = {
        key: median(mine[key] / other[key] for mine, other in zip(figures, baseline, strict=True))
        for key in middle
    }
    print(
        f"{name:34} {middle['wall']:6.2f} s  ratio {ratios['wall']:5.2f}"
        f"   CPU {middle['cpu']:6.2f} s  ratio {ratios['cpu']:5.2f}"
        f"   loading {middle['load']:5.2f} s   peak {middle['peak']:6,.0f} MiB"
    )


def _in_a_process(name: str, source: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.bulk", name, str(source)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measure(name: str, source: Path) -> dict[str, float]:
    """Score the file once; seconds and the largest memory of this process in MiB."""
    questionnaire, _ = sample_answers()
    wall, cpu = time.perf_counter(), time.process_time()
    loaded = CONTENDERS[name](questionnaire, source)
    return {
        "load": loaded - wall,
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _by_hand(questionnaire: Questionnaire, source: Path) -> float:
    matrix = _read_matrix(questionnaire, source)
    loaded = time.perf_counter()
    by_hand(questionnaire, matrix)
    return loaded


def _by_hand_to_file(questionnaire: Questionnaire, source: Path) -> float:
    matrix = _read_matrix(questionnaire, source)
    loaded = time.perf_counter()
    found = by_hand(questionnaire, matrix)
    pl.DataFrame(found).write_parquet(source.with_name("by_hand.parquet"))
    return loaded


def _read_matrix(questionnaire: Questionnaire, source: Path) -> Bytes:
    width = layout_of(questionnaire).width
    codes = pl.read_parquet(source)["codes"].bin.reinterpret(dtype=pl.Array(pl.UInt8, width))
    matrix: Bytes = codes.to_numpy()
    return matrix


def _in_bulk(questionnaire: Questionnaire, source: Path) -> float:
    frame = pl.read_parquet(source)
    loaded = time.perf_counter()
    score_many(questionnaire, frame)
    return loaded


def _in_bulk_to_file(questionnaire: Questionnaire, source: Path) -> float:
    started = time.perf_counter()
    score_parquet(questionnaire, source, source.with_name("results.parquet"))
    return started


BY_HAND, BY_HAND_TO_FILE = "hand-written NumPy", "hand-written NumPy, file to file"
IN_BULK, IN_BULK_TO_FILE = "score_many", "score_parquet, file to file"
CONTENDERS: Mapping[str, Callable[[Questionnaire, Path], float]] = {
    BY_HAND: _by_hand,
    IN_BULK: _in_bulk,
    BY_HAND_TO_FILE: _by_hand_to_file,
    IN_BULK_TO_FILE: _in_bulk_to_file,
}
BASELINES: Mapping[str, str] = {IN_BULK: BY_HAND, IN_BULK_TO_FILE: BY_HAND_TO_FILE}


def by_hand(questionnaire: Questionnaire, matrix: Bytes) -> dict[str, Column]:
    """Score with the hand-written baseline."""
    layout = layout_of(questionnaire)
    fields = {field.question.id: field for field in layout.fields}
    places = {
        name: field.at
        for name, field in fields.items()
        if field.question.scored or field.question.required
    }
    questions = {
        dimension.id: [
            Scored(q.id, q.weight or 0, q.dont_know == "zero")
            for q in questionnaire.questions
            if q.dimension == dimension.id
        ]
        for dimension in questionnaire.dimensions
    }
    share_at = fields["profile.parcel_share"].wide_at
    return score_matrix(matrix, Places(places, layout.gap_at, share_at, questions))


def random_vectors(questionnaire: Questionnaire, rows: int) -> Bytes:
    """Draw code vectors: 87 of 100 answered, the others "don't know", not asked or not answered."""
    chance = np.random.default_rng(2026)
    layout = layout_of(questionnaire)
    vectors = np.zeros((rows, layout.width), dtype=np.uint8)
    vectors[:, : len(layout.fingerprint)] = list(layout.fingerprint)
    vectors[:, layout.gap_at] = chance.choice([255, 0, 1, 2, 3, 4], size=rows)
    for field in layout.fields:
        code = chance.integers(0, field.largest, size=rows, endpoint=True, dtype=np.uint8)
        fate = chance.random(rows, dtype=np.float32)
        code[fate < 0.05] = UNANSWERED
        if field.question.dont_know != "refused":
            code[(fate >= 0.05) & (fate < 0.1)] = DONT_KNOW
        if field.may_not_apply:
            code[(fate >= 0.1) & (fate < 0.13)] = NOT_APPLICABLE
        vectors[:, field.at] = code
        if isinstance(field.question, NumberQuestion):
            steps = round((field.question.high - field.question.low) * 10**field.question.decimals)
            content = chance.integers(1, steps, size=rows, endpoint=True, dtype=np.uint16)
            vectors[:, field.wide_at] = content % 256
            vectors[:, field.wide_at + 1] = content // 256
    return vectors


def _check(questionnaire: Questionnaire, vectors: Bytes) -> None:
    """Compare both on every column; settling by NumPy may move a tenth decimal."""
    codes = list(map(bytes, vectors))
    found = score_many(questionnaire, codes)
    expected = by_hand(questionnaire, vectors)
    assert set(expected) == set(found.columns)
    for column in found:
        values = column.to_physical().to_numpy() if column.dtype == pl.Enum else column.to_numpy()
        mine = np.asarray(values, dtype=np.float64)
        other = np.asarray(expected[column.name], dtype=np.float64)
        missing = column.is_null().to_numpy()
        if column.dtype == pl.Float64:
            assert (np.isnan(other) == missing).all(), column.name
        assert (np.isclose(mine, other, rtol=0, atol=1e-9) | missing).all(), column.name
    for row, code in zip(found.to_dicts(), codes[:CHECKED_ONE_BY_ONE], strict=False):
        single = dict(_one_by_one(questionnaire, code))
        assert single == {name: row[name] for name in single}


def _one_by_one(questionnaire: Questionnaire, codes: bytes) -> Iterator[tuple[str, object]]:
    """Yield what `scoring.score` says where it does not read second opinions."""
    result = score(questionnaire, decode(questionnaire, codes))
    yield "score.overall", result.score
    yield "level.overall", result.level
    yield "coverage", result.coverage
    yield "primary", result.primary_route
    for dimension in result.dimensions:
        yield f"score.{dimension.id}", dimension.score
        yield f"confidence.{dimension.id}", dimension.confidence
    for gate in result.gates:
        yield f"gate.{gate.code}", gate.outcome
    for route in result.routes:
        yield f"fit.{route.code}", route.fit
        yield f"index.{route.code}", route.index
        yield f"verdict.{route.code}", route.verdict


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
