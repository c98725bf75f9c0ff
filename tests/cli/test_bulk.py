"""`readiness bulk` and `readiness rescore`: from and to files, and over a database."""

import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from readiness import __version__
from readiness.catalog.catalog import Catalog
from readiness.scoring import parse_answers, score
from readiness.services.assessments import latest_result
from readiness.settings import Settings
from readiness.storage.code_vectors import find_scored
from readiness.storage.database import Database
from readiness.storage.migrate import migrate
from tests.cli.conftest import READINESS, Call, run_process
from tests.services.small_versions import STRICTER, Consultancy, add_version


@pytest.fixture
def url(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A migrated database and a folder of questionnaires, both set for the command."""
    address = f"sqlite:///{tmp_path}/readiness.db"
    migrate(address)
    monkeypatch.setenv("READINESS_DATABASE_URL", address)
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", str(tmp_path / "questionnaires"))
    return address


@pytest.fixture
def consultancy(url: str, tmp_path: Path) -> Consultancy:
    """An account with the small questionnaire; the database is closed again."""
    with Database.open(url) as database:
        return Consultancy.open(database, tmp_path / "questionnaires")


def submitted(url: str, consultancy: Consultancy, count: int = 1) -> list[str]:
    """Submit assessments and return their ids."""
    with Database.open(url) as database:
        mine = replace(consultancy, database=database)
        return [mine.submitted() for _ in range(count)]


def test_a_file_of_answers_is_scored_like_each_of_them(tmp_path: Path) -> None:
    texts = ['{"STR-01": 3, "LOG-02": 99.6}', '{"STR-01": "dont_know"}']
    pl.DataFrame({"company": ["a", "b"], "answers": texts}).write_parquet(tmp_path / "in.parquet")
    done = run_process(tmp_path, "bulk", "score", "d2c-readiness", "in.parquet", "-o", "o.parquet")
    assert (done.code, done.text) == (0, "")
    assert done.err.endswith("2 assessments scored. Written to o.parquet.\n")
    found = pl.read_parquet(tmp_path / "o.parquet")
    questionnaire = Catalog(Settings().questionnaires).get("d2c-readiness").questionnaire
    expected = [
        score(questionnaire, parse_answers(questionnaire, answers))
        for answers in ({"STR-01": 3, "LOG-02": 99.6}, {"STR-01": "dont_know"})
    ]
    assert found["company"].to_list() == ["a", "b"]
    assert found["score.overall"].to_list() == [result.score for result in expected]
    assert found["primary"].to_list() == [result.primary_route for result in expected]


def test_stored_assessments_are_exported_and_scored(
    call: Call, url: str, consultancy: Consultancy, tmp_path: Path
) -> None:
    ids = submitted(url, consultancy, 3)
    exported = call("bulk", "export", "small@2026.1.0", "--output", "codes.parquet")
    assert exported.code == 0, exported.err
    assert exported.err.endswith("3 assessments exported. Written to codes.parquet.\n")
    scored = call("bulk", "score", "small@2026.1.0", "codes.parquet", "-o", "results.parquet")
    assert scored.code == 0, scored.err
    found = pl.read_parquet(tmp_path / "results.parquet")
    assert found["assessment"].to_list() == sorted(ids)
    with Database.open(url) as database:
        stored = database.read_now(latest_result, consultancy.id, ids[0])
    assert found["score.overall"].to_list() == [stored.result_json["score"]] * 3


def test_rescoring_lists_the_differences_and_adds_results_once(
    call: Call, url: str, consultancy: Consultancy
) -> None:
    (assessment_id,) = submitted(url, consultancy)
    add_version(consultancy.directory, "2026.2.0", STRICTER)
    line = f"{consultancy.id} {assessment_id}: "
    for arguments, outcome in (
        (["--preview"], "Nothing was stored."),
        ([], "1 results were added."),
        (["--account", consultancy.id], "0 results were added."),
    ):
        done = call("rescore", "small@2026.2.0", *arguments)
        assert done.code == 0, done.err
        assert done.text.startswith(line)
        changes = "level 2 -> 1, G1 condition -> block, primary route R1 -> R2\n"
        assert done.text.endswith(changes)
        assert done.text.count("\n") == 1
        assert "1 of 1 assessments compared with small@2026.2.0: 1 differ " in done.err
        assert done.err.endswith(f"0 refused. {outcome}\n")


def test_a_refused_assessment_is_named_and_ends_with_one(
    call: Call, url: str, consultancy: Consultancy
) -> None:
    (assessment_id,) = submitted(url, consultancy)
    add_version(consultancy.directory, "2026.2.0", {"id: lead": "id: visit", "lead:": "visit:"})
    done = call("rescore", "small@2026.2.0")
    assert done.code == 1
    refusal = f"{consultancy.id} {assessment_id}: refused, unknown_option: channels.partners: "
    assert done.text.startswith(refusal)
    assert "1 refused. 0 results were added." in done.err


def test_a_run_that_was_killed_is_finished_by_the_next(
    call: Call, url: str, consultancy: Consultancy, tmp_path: Path
) -> None:
    ids = submitted(url, consultancy, 200)
    add_version(consultancy.directory, "2026.2.0", STRICTER)
    new = Catalog(consultancy.directory).get("small@2026.2.0").questionnaire
    owners = [(consultancy.id, each) for each in ids]
    with (
        subprocess.Popen(
            [READINESS, "rescore", "small@2026.2.0"],
            cwd=tmp_path,
            env=os.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process,
        Database.open(url) as database,
    ):
        before = _wait_for_some(database, owners, new.digest)
        process.send_signal(signal.SIGKILL)
    assert 0 < before < 200
    done = call("rescore", "small@2026.2.0")
    added = int(done.err.split(" refused. ")[1].split()[0])
    assert done.code == 0
    assert 0 < added <= 200 - before
    again = call("rescore", "small@2026.2.0")
    assert again.err.endswith(" 0 results were added.\n")
    assert again.text == done.text
    assert done.text.count("\n") == 200


def _wait_for_some(database: Database, owners: list[tuple[str, str]], digest: str) -> int:
    """Wait until the first results are stored; return how many."""
    given_up_at = time.monotonic() + 60
    while time.monotonic() < given_up_at:
        found = len(database.read_now(find_scored, owners, digest, __version__))
        if found:
            return found
        time.sleep(0.005)
    raise AssertionError("nothing was stored")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rescore", "small@2026.9.0"), "unknown_version: "),
        (("rescore", "small@2026.1.0"), "nothing_to_rescore: "),
        (("rescore", "small@2026.1.0", "--account", "acc_x"), "account_not_found: "),
        (("bulk", "export", "small@2026.1.0", "-o", "o.parquet"), "nothing_to_export: "),
        (("bulk", "score", "small@2026.1.0", "text", "-o", "o.parquet"), "invalid_input: "),
    ],
)
def test_what_cannot_be_done_ends_with_one_and_a_clear_line(
    call: Call,
    consultancy: Consultancy,
    tmp_path: Path,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    (tmp_path / "text").write_text("no Parquet", encoding="utf-8")
    done = call(*arguments)
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1
    assert not (tmp_path / "o.parquet").exists()


def test_every_problem_of_a_file_is_listed(
    call: Call, consultancy: Consultancy, tmp_path: Path
) -> None:
    texts = ['{"LOG-01": 3}', '{"LOG-09": 1}', "{"]
    pl.DataFrame({"answers": texts}).write_parquet(tmp_path / "in.parquet")
    done = call("bulk", "score", "small@2026.1.0", "in.parquet", "-o", "o.parquet")
    first, *listed = done.err.splitlines()
    assert (done.code, first.partition(":")[0]) == (1, "invalid_input")
    codes = [line.partition(":")[0] for line in listed]
    assert codes == ["unknown_option", "unknown_question", "unreadable_answers"]
