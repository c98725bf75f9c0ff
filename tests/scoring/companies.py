"""The six sample companies of d2c-readiness."""

from typing import Any

from readiness.catalog.strict_yaml import read_document
from tests.house.repository import ROOT

_CASES = ROOT / "questionnaires" / "d2c-readiness" / "2026.1.0" / "cases"
COMPANIES = ("c1-nordwerk", "c2-schleifkraft", "c3-delta", "c4-holtmann", "c5-falke", "c6-lindner")


def company_answers(company: str) -> dict[str, Any]:
    """Return a company's raw answers by question id."""
    sheet: Any = read_document(
        (_CASES / f"{company}.yaml").read_bytes(), company, limit=100_000
    ).value
    return dict(sheet["answers"])
