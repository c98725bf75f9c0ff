"""What hostile questionnaires cost: seconds to refuse or accept and to score them, and memory.

Baseline in the same run: the delivered questionnaire. Each is loaded from its files in a process of
its own. Usage: .venv/bin/python -m benchmarks.hostile
"""

from collections.abc import Mapping
from pathlib import Path

from tests.scoring.safety.hostile import QUESTIONNAIRES
from tests.scoring.safety.measured import Measured, measured

DELIVERED = Path("questionnaires/d2c-readiness/2026.1.0")


def main() -> None:
    """Print a line for each kind, and the largest of each column."""
    print(f"{'questionnaire':52} {'check s':>8} {'score s':>8} {'MiB':>6}  outcome")
    print(_line("d2c-readiness (baseline)", _measured_as_small(_files(DELIVERED))))
    every = {name: measured(hostile.files()) for name, hostile in QUESTIONNAIRES.items()}
    for name, found in every.items():
        print(_line(name, found))
    print(
        f"largest of {len(every)}: {max(f.checking for f in every.values()):.2f} s to check, "
        f"{max(f.scoring for f in every.values()):.2f} s to score, "
        f"{max(f.memory for f in every.values()):.0f} MiB"
    )


def _files(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.yaml")
        if path.parent.name != "cases"
    }


def _measured_as_small(files: Mapping[str, bytes]) -> Measured:
    """Measure it under the name of the folder that hostile ones are written to."""
    text = files["questionnaire.yaml"].replace(b"key: d2c-readiness", b"key: small")
    return measured({**files, "questionnaire.yaml": text})


def _line(name: str, found: Measured) -> str:
    outcome = ", ".join(sorted(found.codes)) or f"accepted, {found.undecided} undecided"
    return (
        f"{name[:52]:52} {found.checking:8.2f} {found.scoring:8.2f} {found.memory:6.0f}  {outcome}"
    )


if __name__ == "__main__":
    main()
