"""The report as files of several forms; nothing here knows the database or the PDF renderer."""

from types import MappingProxyType
from typing import Final, Literal

from readiness.reports.slides import render_slides
from readiness.services.documents import ReportSource, report_page, report_view
from readiness.services.result_sheets import write_result

Form = Literal["pdf", "html", "json", "xlsx", "pptx"]
"""By the ending of its file."""

MEDIA_TYPES: Final = MappingProxyType[Form, str](
    {
        "pdf": "application/pdf",
        "html": "text/html",
        "json": "application/json",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }
)


def render_form(
    source: ReportSource, language: str, form: Literal["html", "json", "xlsx", "pptx"]
) -> bytes:
    """Return the report in a form that needs no renderer; the same source gives the same bytes.

    An edition shapes page and PDF; workbook and data hold everything, slides the summary.
    """
    match form:
        case "html":
            return report_page(source, language).encode()
        case "json":
            return report_view(source, language).model_dump_json().encode()
        case "xlsx":
            return write_result(source, language)
        case "pptx":
            return render_slides(report_view(source, language), source.brand)
