"""How long `score()` and what builds on it take for a full d2c-readiness answer set.

Baseline in the same run: a JSON round trip of the same result, the least any service must do with
it. Usage: .venv/bin/python -m benchmarks.score
"""

import json
import time
from collections.abc import Callable
from statistics import median

from benchmarks.samples import sample_answers
from readiness.scoring import parse_answers, score
from readiness.scoring.sensitivity import analyse_sensitivity

ROUNDS = 9
CALLS = 20


def main() -> None:
    """Measure interleaved and print medians with the ratio."""
    questionnaire, raw = sample_answers()
    answers = parse_answers(questionnaire, raw)
    text = score(questionnaire, answers).model_dump_json()
    contenders: dict[str, Callable[[], object]] = {
        "json round trip of the result (baseline)": lambda: json.dumps(json.loads(text)),
        "score(), receipt recorded": lambda: score(questionnaire, answers),
        "score(), receipt written out": lambda: score(questionnaire, answers).receipt.answers,
        "analyse_sensitivity(), 152 changes": lambda: analyse_sensitivity(questionnaire, answers),
        "parse_answers()": lambda: parse_answers(questionnaire, raw),
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, call in contenders.items():
            times[name].append(_microseconds(call))
    baseline = median(times["json round trip of the result (baseline)"])
    print(f"{len(raw)} answers, {len(text)} bytes of result, {ROUNDS} rounds of {CALLS} calls")
    for name, values in times.items():
        middle = median(values)
        print(
            f"{name:44} median {middle:8.0f} µs  min {min(values):8.0f}  max {max(values):8.0f}"
            f"  ratio {middle / baseline:5.2f}"
        )


def _microseconds(call: Callable[[], object]) -> float:
    started = time.process_time()
    for _ in range(CALLS):
        call()
    return (time.process_time() - started) / CALLS * 1e6


if __name__ == "__main__":
    main()
