"""How long it takes to load and score stored assessments of d2c-readiness from SQLite.

Baseline in the same run: the same assessments from the answers beside the vectors, one JSON value
a row, which have to be read one by one. Times are for 100,000; fewer are read from answers, and
multiplied. Processor time, because others may use the machine. Usage:
.venv/bin/python -m benchmarks.bulk_database
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from sqlalchemy import insert

from benchmarks.bulk import random_vectors
from benchmarks.samples import sample_answers
from readiness.bulk.codes import encode
from readiness.bulk.scoring import score_many
from readiness.scoring import Questionnaire
from readiness.services.bulk import stored_codes
from readiness.services.stored_answers import read_stored
from readiness.storage.accounts import add_account
from readiness.storage.code_vectors import Owner, get_answers_of
from readiness.storage.database import Database, Session
from readiness.storage.migrate import migrate
from readiness.storage.organizations import add_organization
from readiness.storage.rows import execute
from readiness.storage.table_parts import Row

ASSESSMENTS = 100_000
WITH_ANSWERS = 3_000
ROUNDS = 3
NOW = datetime(2026, 11, 23, tzinfo=UTC)
T = TypeVar("T")


def main() -> None:
    """Fill a database, then load and score in turn."""
    questionnaire, raw = sample_answers()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'measured.db'}"
        migrate(url)
        vectors = list(map(bytes, random_vectors(questionnaire, ASSESSMENTS)))
        with Database.open(url) as database:
            owners = database.write_now(_fill, questionnaire, vectors, raw)
            _measure(database, questionnaire, owners[:WITH_ANSWERS])


def _measure(database: Database, questionnaire: Questionnaire, owners: Sequence[Owner]) -> None:
    times: dict[str, list[float]] = {"load vectors": [], "score": [], "load answers": []}
    score_many(questionnaire, [])
    for _ in range(ROUNDS):
        loaded = _timed(times["load vectors"], lambda: list(stored_codes(database, questionnaire)))
        codes = [each for _, page in loaded for each in page]
        _timed(times["score"], partial(score_many, questionnaire, codes))
        _timed(times["load answers"], lambda: _from_answers(database, questionnaire, owners))
    middle = {name: median(seconds) for name, seconds in times.items()}
    middle["load answers"] *= ASSESSMENTS / WITH_ANSWERS
    for name, seconds in middle.items():
        print(f"{name:14} {seconds:8.2f} s for {ASSESSMENTS:,}")
    vectors = middle["load vectors"] + middle["score"]
    answers = middle["load answers"] + middle["score"]
    print(f"load and score, vectors to answers: ratio {vectors / answers:.4f}")
    print(f"load vectors to score: ratio {middle['load vectors'] / middle['score']:.2f}")


def _from_answers(
    database: Database, questionnaire: Questionnaire, owners: Sequence[Owner]
) -> list[bytes]:
    stored = database.read_now(get_answers_of, owners)
    return [encode(questionnaire, read_stored(questionnaire, rows)) for rows in stored.values()]


def _timed(times: list[float], work: Callable[[], T]) -> T:
    started = time.process_time()
    result = work()
    times.append(time.process_time() - started)
    return result


def _fill(
    session: Session,
    questionnaire: Questionnaire,
    vectors: Sequence[bytes],
    raw: dict[str, object],
) -> list[Owner]:
    """Store assessments with vectors; answers only for those that are read from them."""
    account = add_account(session, "Measured", now=NOW)
    organization = add_organization(session, account.id, name="Measured", now=NOW)
    common = {
        "account_id": account.id,
        "organization_id": organization.id,
        "questionnaire_key": questionnaire.key,
        "questionnaire_version": questionnaire.version,
        "questionnaire_hash": questionnaire.digest,
        "status": "submitted",
        "created_at": NOW,
        "updated_at": NOW,
        "submitted_at": NOW,
        "version": 1,
    }
    ids = [f"asm_{number:08}" for number in range(len(vectors))]
    rows = [common | {"id": i, "codes": v} for i, v in zip(ids, vectors, strict=True)]
    execute(session, insert(Row.metadata.tables["assessment"]), rows)
    answers = [
        {
            "account_id": account.id,
            "assessment_id": i,
            "question_id": question_id,
            "kind": "owner",
            "value": value,
            "answered_at": NOW,
        }
        for i in ids[:WITH_ANSWERS]
        for question_id, value in raw.items()
    ]
    execute(session, insert(Row.metadata.tables["answer"]), answers)
    return [(account.id, i) for i in ids]


if __name__ == "__main__":
    main()
