"""The store for files."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.errors import InvalidInput, NotFound, Unavailable
from readiness.storage.files import Files, report_file_key

KEY = report_file_key("acc_1", "f" * 64, "pdf")


@pytest.fixture(params=["folder", "path", "memory"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    places: dict[str, str | Path] = {
        "folder": str(tmp_path / "new" / "folder"),
        "path": tmp_path / "other",
        "memory": "memory:///",
    }
    return Files.open(places[request.param])


def test_what_was_put_is_got_back(files: Files) -> None:
    files.put(KEY, b"%PDF-1.7 \x00\xff")

    assert files.get(KEY) == b"%PDF-1.7 \x00\xff"


def test_a_second_put_replaces_the_first(files: Files) -> None:
    files.put(KEY, b"first, and longer")
    files.put(KEY, b"second")

    assert files.get(KEY) == b"second"


def test_a_missing_file_is_not_found(files: Files) -> None:
    with pytest.raises(NotFound):
        files.get(KEY)


def test_a_deleted_file_is_gone_and_deleting_again_is_harmless(files: Files) -> None:
    files.put(KEY, b"x")
    files.delete(KEY)
    files.delete(KEY)

    with pytest.raises(NotFound):
        files.get(KEY)


@pytest.mark.parametrize("key", ["../secret", "/etc/passwd", "a//b", "", "a b.pdf", "a/../b", "ü"])
def test_a_key_that_is_not_ours_is_a_mistake(files: Files, key: str) -> None:
    for call in (lambda: files.put(key, b""), lambda: files.get(key), lambda: files.delete(key)):
        with pytest.raises(ValueError, match="not a file key"):
            call()


def test_files_of_a_folder_lie_under_their_key(tmp_path: Path) -> None:
    Files.open(tmp_path).put(KEY, b"x")

    assert (tmp_path / "reports" / "acc_1" / f"{'f' * 64}.pdf").read_bytes() == b"x"


@pytest.mark.parametrize("place", ["foo://bucket", "s3://"])
def test_a_place_that_is_not_understood_is_refused(place: str) -> None:
    with pytest.raises(InvalidInput, match="Give a folder"):
        Files.open(place)


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises((Unavailable, InvalidInput)):
        Files.open(tmp_path / "taken" / "below")


def test_a_store_that_cannot_be_written_to_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file where a folder belongs")

    with pytest.raises(Unavailable, match="folder or bucket"):
        Files.open(tmp_path).put(KEY, b"x")
