"""What a fingerprint stands for is written down before a report with it leaves the house."""

from readiness.errors import Conflict
from readiness.services.context import Context
from readiness.services.documents import ReportSource
from readiness.storage import issued
from readiness.storage.issued_tables import IssuedReport
from readiness.storage.tables import Result as ResultRow


async def record_issue(
    context: Context, source: ReportSource, row: ResultRow, language: str
) -> None:
    """Write down once what the fingerprint of a report stands for; `row` is its result."""
    manifest = source.manifest(language)
    known = await context.database.read(
        issued.find_own_issued, row.account_id, manifest.fingerprint
    )
    if known is not None:
        return
    made_from = manifest.made_from
    stands_for = IssuedReport(
        account_id=row.account_id,
        fingerprint=manifest.fingerprint,
        assessment_id=row.assessment_id,
        result_id=row.id,
        result_hash=made_from.result_sha256,
        organization=made_from.organization,
        language=made_from.language,
        edition=made_from.edition,
        made_at=made_from.made_at,
        issued_at=context.now(),
    )
    try:
        await context.database.write(issued.add_issued, stands_for)
    except Conflict:
        return  # another request handed out the same report meanwhile
