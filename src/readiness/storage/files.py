"""Files that do not belong in a database, such as rendered reports: a folder, or an object store.

The store knows nothing of the database's transactions. Put a file before its row is stored and
delete it after its row is gone: at worst a file is left over, never missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, Self

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from readiness.errors import InputProblem, InvalidInput, NotFound, Unavailable

_KEY = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*(?:\.[a-z0-9]+)?")
_PART_BYTES: Final = 1024 * 1024


def report_file_key(account_id: str, fingerprint: str, extension: str) -> str:
    """Return the key of a report: `reports/acc_…/<fingerprint>.pdf`. No part is a user's text."""
    return f"reports/{account_id}/{fingerprint}.{extension}"


def sheet_file_key(account_id: str, upload_id: str, part: str, extension: str) -> str:
    """Return the key of an uploaded sheet: `uploads/acc_…/upl_…_given.csv`."""
    return f"uploads/{account_id}/{upload_id}_{part}.{extension}"


def evidence_file_key(account_id: str, evidence_id: str) -> str:
    """Return the key of a file of evidence: `evidence/acc_…/evd_….bin`, whatever it is called."""
    return f"evidence/{account_id}/{evidence_id}.bin"


def batch_file_key(account_id: str, batch_id: str, attempt: int) -> str:
    """Return the key of a batch's ZIP, another one each time it is put together."""
    return f"batches/{account_id}/{batch_id}_{attempt}.zip"


class Files:
    """A place for files by key. All methods block; call them from a thread, not an event loop."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def open(cls, place: str | Path) -> Self:
        """Open a folder (made if missing) or any URL obstore knows, such as `s3://bucket/path`.

        Raises `InvalidInput` for a URL that is not understood and `Unavailable` for a folder that
        cannot be made.
        """
        try:
            if isinstance(place, Path) or "://" not in place:
                return cls(LocalStore(Path(place).absolute(), mkdir=True))
            return cls(from_url(place))
        except (BaseError, ValueError) as error:
            raise InvalidInput([_BAD_PLACE]) from error
        except OSError as error:
            raise _unavailable() from error

    def put(self, key: str, content: bytes | BinaryIO) -> None:
        """Store `content` under `key` as a whole, over what was there; raises `Unavailable`.

        An open file is read from where it stands, in parts of some megabytes.
        """
        with _store_errors():
            self._store.put(_checked(key), content)

    def get(self, key: str) -> bytes:
        """Return the bytes under `key`; `NotFound` when there are none, or `Unavailable`."""
        with _store_errors():
            return self._store.get(_checked(key)).bytes().to_bytes()

    def parts(self, key: str) -> Iterator[bytes]:
        """Return the bytes under `key` piece by piece, never all at once; raises as `get` does."""
        with _store_errors():
            found = self._store.get(_checked(key))
        return (bytes(part) for part in found.stream(min_chunk_size=_PART_BYTES))

    def delete(self, key: str) -> None:
        """Delete the file under `key`; nothing happens when there is none. Raises `Unavailable`."""
        with suppress(NotFound), _store_errors():
            self._store.delete(_checked(key))


def _checked(key: str) -> str:
    """Return `key` if it is one of ours; a `..` or a user's text is a mistake in the program."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} is not a file key made by the program.")
    return key


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotFoundError) as error:
        raise NotFound(
            "file_not_found", "The file is not in the store.", "Have it made again."
        ) from error
    except (BaseError, OSError) as error:
        raise _unavailable() from error


def _unavailable() -> Unavailable:
    return Unavailable(
        "files_unavailable",
        "The store for files cannot be used at the moment.",
        "Try again. If it persists, check that its folder or bucket exists and can be written to.",
    )


_BAD_PLACE = InputProblem(
    code="unsupported_file_store",
    detail="The place for files is not understood.",
    remedy="Give a folder, or a URL such as s3://bucket/path.",
)
