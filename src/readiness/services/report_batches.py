"""Batches of reports: what is asked for is checked as a whole and then made in the background."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from readiness.errors import Conflict, InputProblem, InvalidInput
from readiness.reports.editions import Edition
from readiness.services.context import Context
from readiness.storage import report_batches
from readiness.storage.batch_tables import BatchReport, ReportBatch
from readiness.storage.database import Session
from readiness.storage.report_batches import BatchKey, BatchOrder, Selection, WantedReport

MOST_REPORTS: Final = 2_000
"""Reports of one batch: assessments times languages."""
MOST_UNFINISHED: Final = 20
"""Batches of one account that are not finished."""
MOST_FAILURES_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class BatchWish:
    """Which reports are wished: of `assessments`, or of those submitted that the rest narrows.

    `questionnaire` is `key` or `key@version`.
    """

    languages: tuple[str, ...]
    edition: Edition = "full"
    assessments: tuple[str, ...] | None = None
    questionnaire: str | None = None
    organizations: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FollowedBatch:
    """A batch with the first of its reports that could not be made."""

    batch: ReportBatch
    failures: tuple[BatchReport, ...]


async def start_batch(
    context: Context, account_id: str, wish: BatchWish, request_key: str | None
) -> ReportBatch:
    """Take a batch; the same `request_key` with the same wish gives the batch there is already.

    Raises `InvalidInput` with everything wrong, and `Conflict` when too many batches are
    unfinished or the key was used for another wish.
    """
    write = context.database.write
    try:
        return await write(_take_batch, account_id, wish, request_key, context.now())
    except Conflict as error:
        if error.code != "already_exists":
            raise
        # Two requests with one key came at once, and the other was first.
        return await write(_take_batch, account_id, wish, request_key, context.now())


def follow_batch(session: Session, account_id: str, batch_id: str) -> FollowedBatch:
    """Return how far a batch is; raises `NotFound`."""
    batch = report_batches.get_batch(session, account_id, batch_id)
    key = BatchKey(account_id, batch_id)
    failures = report_batches.list_failures(session, key, limit=MOST_FAILURES_SHOWN)
    return FollowedBatch(batch, failures)


async def open_file(
    context: Context, account_id: str, batch_id: str
) -> tuple[ReportBatch, Iterator[bytes]]:
    """Return a finished batch and its ZIP piece by piece.

    Raises `NotFound`, and `Conflict` while there is no file.
    """
    batch = await context.database.read(report_batches.get_batch, account_id, batch_id)
    if batch.state == "failed":
        raise Conflict(
            "batch_failed",
            "Not one report of the batch could be made, so there is no file.",
            "See the failures of the batch, mend them and start another.",
        )
    if batch.file_key is None:
        raise Conflict(
            "batch_not_done",
            f"{batch.done + batch.failed} of {batch.total} reports are made; the file is not done.",
            "Ask for the batch until its state is done.",
        )
    return batch, await asyncio.to_thread(context.files.parts, batch.file_key)


async def remove_batch(context: Context, key: BatchKey) -> None:
    """Stop a batch or throw a finished one away, with its file; raises `NotFound`."""
    for file_key in await context.database.write(report_batches.delete_batch, key):
        await asyncio.to_thread(context.files.delete, file_key)


def _take_batch(
    session: Session, account_id: str, wish: BatchWish, request_key: str | None, now: datetime
) -> ReportBatch:
    wish = _each_once(wish)
    asked = _as_stored(wish)
    if request_key is not None:
        earlier = report_batches.find_by_request_key(session, account_id, request_key)
        if earlier is not None:
            return _the_same(earlier, asked)
    if report_batches.count_unfinished(session, account_id) >= MOST_UNFINISHED:
        raise Conflict(
            "too_many_batches",
            f"{MOST_UNFINISHED} batches of the account are not finished yet.",
            "Wait until one of them is done, or delete one.",
        )
    chosen = _chosen(session, account_id, wish)
    wanted = [WantedReport(one, language) for one in chosen for language in wish.languages]
    if len(wanted) > MOST_REPORTS:
        raise _refusal(
            "too_many_reports",
            f"More than {MOST_REPORTS:,} reports are asked for at once.",
            "Start several batches, such as one for each language or some of the organizations.",
        )
    order = BatchOrder(asked, wish.edition, wanted, request_key)
    return report_batches.add_batch(session, account_id, order, now)


def _each_once(wish: BatchWish) -> BatchWish:
    """What is named twice counts once."""

    def once(named: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(named))

    return replace(
        wish,
        languages=once(wish.languages),
        assessments=None if wish.assessments is None else once(wish.assessments),
        organizations=None if wish.organizations is None else once(wish.organizations),
    )


def _the_same(earlier: ReportBatch, asked: Mapping[str, Any]) -> ReportBatch:
    if earlier.asked != asked:
        raise Conflict(
            "idempotency_key_reused",
            "Another batch was asked for with this Idempotency-Key.",
            "Send a new key with a new request, and an old one with its own request only.",
        )
    return earlier


def _as_stored(wish: BatchWish) -> dict[str, Any]:
    """Return a wish as JSON gives it back."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(wish).items()
        if value is not None
    }


def _chosen(session: Session, account_id: str, wish: BatchWish) -> Sequence[str]:
    narrowed = wish.questionnaire is not None or wish.organizations is not None
    if (wish.assessments is not None) == narrowed:
        raise _refusal(
            "wrong_selection",
            "Reports are chosen by assessments, or else by questionnaire and organizations.",
            "Send either `assessments`, or `questionnaire`, `organizations` or both of these.",
        )
    if wish.assessments is not None:
        return _all_submitted(session, account_id, wish.assessments)
    return _narrowed(session, account_id, wish)


def _all_submitted(session: Session, account_id: str, named: Sequence[str]) -> Sequence[str]:
    states = report_batches.find_states(session, account_id, named)
    problems = [
        _not_found(f"/assessments/{at}", one)
        if one not in states
        else _not_submitted(f"/assessments/{at}", one)
        for at, one in enumerate(named)
        if states.get(one, "in_progress") == "in_progress"
    ]
    if problems:
        raise InvalidInput(problems)
    return named


def _narrowed(session: Session, account_id: str, wish: BatchWish) -> Sequence[str]:
    if wish.organizations is not None:
        known = report_batches.find_organizations(session, account_id, wish.organizations)
        unknown = [
            _no_organization(f"/organizations/{at}", one)
            for at, one in enumerate(wish.organizations)
            if one not in known
        ]
        if unknown:
            raise InvalidInput(unknown)
    key, _, version = (wish.questionnaire or "").partition("@")
    selection = Selection(key or None, version or None, wish.organizations)
    found = report_batches.list_chosen(session, account_id, selection, limit=MOST_REPORTS + 1)
    if not found:
        raise _refusal(
            "nothing_to_report",
            "There are no submitted assessments of what was chosen.",
            "Check the questionnaire's key and version, or submit the assessments first.",
        )
    return found


def _refusal(code: str, detail: str, remedy: str) -> InvalidInput:
    return InvalidInput([InputProblem(code, detail, remedy)])


def _not_found(pointer: str, assessment_id: str) -> InputProblem:
    return InputProblem(
        "assessment_not_found",
        f"There is no assessment {assessment_id} in this account.",
        "List the assessments to see which there are.",
        pointer,
    )


def _not_submitted(pointer: str, assessment_id: str) -> InputProblem:
    return InputProblem(
        "assessment_not_submitted",
        f"The assessment {assessment_id} has not been submitted, so it has no report.",
        "Submit it first, or leave it out.",
        pointer,
    )


def _no_organization(pointer: str, organization_id: str) -> InputProblem:
    return InputProblem(
        "organization_not_found",
        f"There is no organization {organization_id} in this account.",
        "List the organizations to see which there are.",
        pointer,
    )
