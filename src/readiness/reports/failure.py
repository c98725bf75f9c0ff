"""The one error the report room raises when a document cannot be produced."""

from readiness.errors import Unavailable


class ReportFailed(Unavailable):
    """A report could not be rendered.

    `code` is one of `report_fonts_missing`, `pdf_libraries_missing`, `report_timeout`,
    `report_crashed`, `report_too_large`, `report_not_rendered`, `report_queue_full` and
    `report_renderer_closed`.
    """
