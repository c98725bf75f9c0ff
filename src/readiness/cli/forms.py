"""Forms in which commands give what they found."""

from enum import StrEnum


class ScoreFormat(StrEnum):
    """Forms in which `readiness score` gives a result."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    PPTX = "pptx"


class ReportEdition(StrEnum):
    """Editions of a report: everything, what a board reads, or what a consultant checks."""

    FULL = "full"
    MANAGEMENT = "management"
    ANNEX = "annex"


class ShowFormat(StrEnum):
    """Forms in which a questionnaire, an explanation, a simulation or a plan is shown."""

    TEXT = "text"
    JSON = "json"


class SheetEncoding(StrEnum):
    """Encodings in which a CSV file is read."""

    UTF_8 = "utf-8"
    WINDOWS_1252 = "windows-1252"
