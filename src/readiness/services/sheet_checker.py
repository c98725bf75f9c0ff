"""Uploaded sheets are checked one after the other, in the background; none is lost by a restart."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event, Lock
from typing import Final

import structlog

from readiness.catalog.catalog import Catalog
from readiness.errors import NotFound, ReadinessError
from readiness.scoring import Problem, Questionnaire, QuestionnaireRefused
from readiness.services.assessments import pinned
from readiness.services.redirect_sheets import CheckedFile, GivenFile, table_of
from readiness.services.sheet_worker import CheckEnded, Outcome, SheetJob, Step, run_check
from readiness.storage import assessments, uploads
from readiness.storage.database import Database, Session
from readiness.storage.files import Files, sheet_file_key
from readiness.storage.tables import SheetUpload
from readiness.storage.uploads import UploadKey

MOST_ATTEMPTS: Final = 3
"""A sheet whose check ended so often without a word is refused."""

_log = structlog.get_logger(__name__)


class SheetChecker:
    """Checks uploads in a thread that waits for a process; safe to use from any thread.

    `seconds` is the longest time one check may take.
    """

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        files: Files,
        now: Callable[[], datetime],
        seconds: float,
    ) -> None:
        self._database = database
        self._catalog = catalog
        self._files = files
        self._now = now
        self._seconds = seconds
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sheets")
        self._lock = Lock()
        self._waiting: set[UploadKey] = set()
        self._closed = Event()

    def start(self, key: UploadKey) -> None:
        """Check an upload when its turn comes; nothing happens when it waits already."""
        with self._lock:
            if self._closed.is_set() or key in self._waiting:
                return
            self._waiting.add(key)
            self._executor.submit(self._run, key)

    def resume(self) -> None:
        """Take up what an earlier process has left unfinished."""
        for key in self._database.read_now(uploads.list_unfinished):
            self.start(key)

    def close(self) -> None:
        """End the check under way; it and those waiting are taken up by the next start."""
        with self._lock:
            self._closed.set()
        self._executor.shutdown(cancel_futures=True)

    def _run(self, key: UploadKey) -> None:
        try:
            if self._database.write_now(uploads.claim_upload, key, self._now()):
                self._check(key)
        except CheckEnded:
            _log.error("sheet_check_ended", upload=key.upload_id)
        except (ReadinessError, QuestionnaireRefused) as error:
            _log.error("sheet_check_failed", upload=key.upload_id, error=str(error))
        finally:
            with self._lock:
                self._waiting.discard(key)

    def _check(self, key: UploadKey) -> None:
        upload, questionnaire = self._database.read_now(_whole, self._catalog, key)
        if upload.attempts > MOST_ATTEMPTS:
            self._finish(upload, (_given_up(),))
            return
        try:
            content = self._files.get(upload.file_key)
        except NotFound:
            self._finish(upload, (_file_gone(),))
            return
        job = SheetJob(
            questionnaire,
            table_of(questionnaire, upload.worksheet),
            GivenFile(content, upload.kind, f"upload.{upload.kind}", upload.encoding),
            upload.language,
        )

        def told(step: Step) -> None:
            self._database.write_now(
                uploads.mark_progress, key, step.name, step.done, step.total, now=self._now()
            )

        self._finish(upload, run_check(job, told, self._closed.is_set, self._seconds))

    def _finish(self, upload: SheetUpload, outcome: Outcome) -> None:
        key = UploadKey(upload.account_id, upload.id)
        if not isinstance(outcome, CheckedFile):
            listed = [problem.model_dump(mode="json") for problem in outcome]
            self._database.write_now(uploads.mark_refused, key, listed, now=self._now())
            return
        for form, content in outcome.forms.items():
            self._files.put(sheet_file_key(upload.account_id, upload.id, "checked", form), content)
        summary = outcome.summary.model_dump(mode="json")
        self._database.write_now(uploads.mark_checked, key, summary, now=self._now())


def _whole(session: Session, catalog: Catalog, key: UploadKey) -> tuple[SheetUpload, Questionnaire]:
    upload = uploads.find_upload(session, key)
    if upload is None:
        raise uploads.not_found()
    assessment = assessments.get_assessment(session, key.account_id, upload.assessment_id)
    return upload, pinned(catalog, assessment)


def _given_up() -> Problem:
    return Problem(
        code="check_ended",
        message=f"the check ended {MOST_ATTEMPTS} times without an outcome",
        remedy="split the sheet and upload it again; the operator's log says more",
    )


def _file_gone() -> Problem:
    return Problem(
        code="file_not_found",
        message="the uploaded file is no longer in the store",
        remedy="upload the sheet again",
    )
