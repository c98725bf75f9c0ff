"""The report of an assessment in every form: PDF, web page, data, workbook and slides."""

from readiness.services.context import Context
from readiness.services.documents import ReportSource
from readiness.services.issuing import record_issue
from readiness.services.report_files import Form, render_form
from readiness.services.reports import get_pdf
from readiness.storage.tables import Result as ResultRow


async def get_form(  # what a report is, for whom, and how
    context: Context,
    account_id: str,
    source: ReportSource,
    row: ResultRow,
    language: str,
    form: Form,
) -> bytes:
    """Return the report in a form; a PDF is kept once it is rendered, the others are made anew.

    Raises `NotFound` for a language that questionnaire or reports lack, and `ReportFailed`.
    """
    if form == "pdf":
        return (await get_pdf(context, account_id, source, row, language)).content
    await record_issue(context, source, row, language)
    return await context.score(render_form, source, language, form)
