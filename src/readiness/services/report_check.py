"""Is a PDF the report it says it is: told from the file, and from the questionnaire's files.

Nothing is taken on trust that can be computed: the hash of the result, the fingerprint, and every
number of the result, which is scored anew from the answers in its receipt.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from pydantic import JsonValue, TypeAdapter, ValidationError

from readiness import __version__
from readiness.catalog.catalog import Catalog
from readiness.errors import InputProblem, InvalidInput, NotFound
from readiness.reports.manifest import (
    FINGERPRINT_SHOWN,
    MANIFEST_FILE,
    RESULT_FILE,
    Manifest,
    sha256,
    verify_link,
)
from readiness.reports.opened import OpenedReport
from readiness.scoring import (
    Answers,
    AnswersRefused,
    Questionnaire,
    QuestionnaireRefused,
    Result,
    live_result,
    score,
)
from readiness.scoring.receipt_answers import receipt_answers
from readiness.services.verification import look_up
from readiness.storage.database import Session

CheckName = Literal["result", "fingerprint", "pages", "questionnaire", "scores", "service"]
Outcome = Literal["passed", "failed", "not_checked"]

MOST_DIFFERENCES: Final = 50
_LONGEST_VALUE: Final = 60
_JSON: Final = TypeAdapter[JsonValue](JsonValue)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked, and what was found."""

    name: CheckName
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of the result that comes out otherwise; `pointer` is its JSON Pointer."""

    pointer: str
    in_file: str
    scored: str


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """What a file says it is, all checks, and how the result comes out otherwise, if it does.

    `result` is None where the file holds none that can be read.
    """

    manifest: Manifest
    result: Result | None
    checks: tuple[Check, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def verified(self) -> bool:
        """Tell whether every check was made and passed."""
        return all(check.outcome == "passed" for check in self.checks)


def check_report(opened: OpenedReport, catalog: Catalog) -> CheckedReport:
    """Check a file against itself and the questionnaires; raises `InvalidInput` for none of ours.

    Takes up to some ten milliseconds.
    """
    manifest, content = _read(opened)
    result = _result(content)
    checks = [_check_hash(manifest, content), _check_fingerprint(manifest)]
    checks.append(_check_pages(manifest, opened))
    if result is None:
        unread = "result.json is no result of this software, or of a newer version."
        checks.append(Check("scores", "failed", unread))
        return CheckedReport(manifest, None, tuple(checks))
    questionnaire, found = _questionnaire(manifest, result, catalog)
    checks.append(found)
    if questionnaire is None:
        left = "Without the questionnaire the answers cannot be scored."
        checks.append(Check("scores", "not_checked", left))
        return CheckedReport(manifest, result, tuple(checks))
    scored, differences = _check_scores(questionnaire, result, content, manifest)
    checks.append(scored)
    return CheckedReport(manifest, result, tuple(checks), differences)


def check_issued(session: Session, checked: CheckedReport, content: bytes) -> CheckedReport:
    """Add what the service's database says of the report, and of the file's very bytes."""
    return replace(checked, checks=(*checked.checks, _check_service(session, checked, content)))


def _check_service(session: Session, checked: CheckedReport, content: bytes) -> Check:
    name: CheckName = "service"
    try:
        known = look_up(session, checked.manifest.fingerprint)
    except NotFound as unknown:
        return Check(name, "failed", unknown.detail)
    hashes = {file.sha256 for file in known.files}
    if sha256(content) not in hashes:
        if hashes <= {None}:
            said = "The report was handed out, but no hash of its file was kept."
            return Check(name, "not_checked", said)
        said = "The report was handed out, but this file is not the one: it was changed."
        return Check(name, "failed", said)
    since = f" since {known.since:%Y-%m-%d}" if known.since else ""
    said = f"The file was handed out, byte for byte; it is {known.standing}{since}."
    return Check(name, "passed", said)


def _read(opened: OpenedReport) -> tuple[Manifest, bytes]:
    try:
        content = opened.attached[RESULT_FILE]
        written = opened.attached[MANIFEST_FILE]
        return Manifest.model_validate_json(written), content
    except KeyError as missing:
        problem = InputProblem(
            "no_report_inside",
            f"The PDF has no attachment {missing}: it is no report, or one of an older version.",
            "Name the PDF of a report as it was handed out, not printed or saved anew.",
        )
    except ValidationError as refusal:
        place = ".".join(str(part) for part in refusal.errors()[0]["loc"])
        problem = InputProblem(
            "manifest_unreadable",
            f"The PDF's attachment {MANIFEST_FILE} is none of ours"
            + (f" (at {place[:_LONGEST_VALUE]})." if place else "."),
            "Name the PDF of a report as it was handed out; verify it with the newest version.",
        )
    raise InvalidInput([problem])


def _result(content: bytes) -> Result | None:
    try:
        return Result.model_validate_json(content)
    except ValidationError:
        return None


def _check_hash(manifest: Manifest, content: bytes) -> Check:
    if sha256(content) == manifest.made_from.result_sha256:
        return Check("result", "passed", "result.json is the one that report.json names.")
    return Check(
        "result",
        "failed",
        "result.json is not the one that report.json names: one of the two was changed.",
    )


def _check_fingerprint(manifest: Manifest) -> Check:
    computed = manifest.made_from.fingerprint()
    if computed != manifest.fingerprint:
        said = "The fingerprint is not that of what report.json says: report.json was changed."
        return Check("fingerprint", "failed", said)
    if manifest.verify_link != verify_link(manifest.made_from.verify_at, computed):
        said = "The link in report.json is not that of its fingerprint: report.json was changed."
        return Check("fingerprint", "failed", said)
    return Check("fingerprint", "passed", "The fingerprint is that of what report.json says.")


def _check_pages(manifest: Manifest, opened: OpenedReport) -> Check:
    own = manifest.fingerprint[:FINGERPRINT_SHOWN]
    with_own = sum(own in ids for ids in opened.ids)
    foreign = [page for page, ids in enumerate(opened.ids, 1) if ids and own not in ids]
    if foreign:
        said = f"Page {foreign[0]} carries the number of another report."
        return Check("pages", "failed", said)
    if not with_own:
        said = f"No page carries the number {own}: the attachments belong to another report."
        return Check("pages", "failed", said)
    said = f"{with_own} of {len(opened.ids)} pages carry the number {own}, none another one."
    return Check("pages", "passed", said)


def _questionnaire(
    manifest: Manifest, result: Result, catalog: Catalog
) -> tuple[Questionnaire | None, Check]:
    named = manifest.made_from
    name: CheckName = "questionnaire"
    if (result.questionnaire, result.questionnaire_digest) != (
        named.questionnaire,
        named.questionnaire_sha256,
    ):
        return None, Check(
            name, "failed", "result.json and report.json name different questionnaires."
        )
    key, _, version = named.questionnaire.partition("@")
    try:
        questionnaire = catalog.get(key, version).questionnaire
    except (NotFound, QuestionnaireRefused) as error:
        said = str(error).splitlines()[0]
        return None, Check(name, "not_checked", f"{said} READINESS_QUESTIONNAIRES names a folder.")
    if questionnaire.digest != named.questionnaire_sha256:
        said = f"The files of {named.questionnaire} here are not those the report was made with."
        return None, Check(name, "failed", said)
    said = f"{named.questionnaire} is here, file for file."
    return questionnaire, Check(name, "passed", said)


def _check_scores(
    questionnaire: Questionnaire, result: Result, content: bytes, manifest: Manifest
) -> tuple[Check, tuple[Difference, ...]]:
    try:
        found = _fewest_differences(questionnaire, result, _JSON.validate_json(content))
    except AnswersRefused as refusal:
        said = f"The answers in the receipt are refused: {refusal.problems[0]}"
        return Check("scores", "failed", said), ()
    if not found:
        count = len(result.receipt.answers)
        return Check("scores", "passed", f"Scored anew from {count} answers: all is equal."), ()
    said = f"Scored anew from its answers the result differs in {len(found):,} values."
    if manifest.made_from.software != __version__:
        said += (
            f" The report was made by version {manifest.made_from.software}, this is "
            f"{__version__}: verify it with that version too."
        )
    return Check("scores", "failed", said), found[:MOST_DIFFERENCES]


def _fewest_differences(
    questionnaire: Questionnaire, result: Result, in_file: JsonValue
) -> tuple[Difference, ...]:
    """The least that differs over the sets of answers that the receipt can stand for."""
    fewest: tuple[Difference, ...] | None = None
    for answers in receipt_answers(questionnaire, result):
        anew = _scored_alike(questionnaire, answers, result).model_dump(mode="json")
        found = tuple(
            Difference(pointer, _shown(one), _shown(other))
            for pointer, one, other in _differing(in_file, anew, "")
        )
        if fewest is None or len(found) < len(fewest):
            fewest = found
        if not found:
            break
    return fewest or ()


def _scored_alike(questionnaire: Questionnaire, answers: Answers, result: Result) -> Result:
    """Score as the result was scored: the earliest versions kept nothing of what is open."""
    if result.possible_levels is None:
        return score(questionnaire, answers)
    return live_result(questionnaire, answers, result.mode)


def _differing(
    one: JsonValue, other: JsonValue, pointer: str
) -> Iterator[tuple[str, JsonValue, JsonValue]]:
    """Yield the innermost values that differ; what one side lacks is None there."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*one, *other)):
            yield from _differing(one.get(key), other.get(key), f"{pointer}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for position, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differing(left, right, f"{pointer}/{position}")
    elif one != other or type(one) is not type(other):
        yield pointer, one, other


def _shown(value: JsonValue) -> str:
    text = _JSON.dump_json(value).decode()
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
