"""How long the live result takes for d2c-readiness, by how much is answered, and its parts.

Baseline in the same run: `score()` of the same answers, receipt included. In processor time.
Usage: .venv/bin/python -m benchmarks.ranges
"""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from benchmarks.samples import sample_answers
from readiness.scoring import Answers, live_result, parse_answers, score
from readiness.scoring.engine import compiled
from readiness.scoring.next_question import rank_questions
from readiness.scoring.ranges import RangeState, build_ranges

ROUNDS = 15


def main() -> None:
    """Measure interleaved and print medians with the ratio."""
    questionnaire, raw = sample_answers()
    program = compiled(questionnaire)
    everything = parse_answers(questionnaire, raw)
    for answered, skipped in (("all", 0), ("three quarters", 4), ("half", 2), ("nothing", 1)):
        given = dict(everything.given)
        for name in list(given)[::skipped] if skipped else ():
            del given[name]
        part = Answers(given)
        state = RangeState(program, part)
        contenders: dict[str, Callable[[], object]] = {
            "score() (baseline)": partial(score, questionnaire, part),
            "live_result()": partial(live_result, questionnaire, part),
            "- quick": partial(live_result, questionnaire, part, "quick"),
            "- RangeState()": partial(RangeState, program, part),
            "- build_ranges()": partial(build_ranges, state),
            "- rank_questions()": partial(rank_questions, state),
        }
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for _ in range(ROUNDS):
            for name, call in contenders.items():
                times[name].append(_milliseconds(call))
        baseline = median(times["score() (baseline)"])
        print(f"{answered} answered ({len(given)} of {len(questionnaire.questions)}):")
        for name, values in times.items():
            middle = median(values)
            print(
                f"  {name:20} median {middle:7.2f} ms  min {min(values):7.2f}"
                f"  max {max(values):7.2f}  ratio {middle / baseline:6.1f}"
            )


def _milliseconds(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1e3


if __name__ == "__main__":
    main()
