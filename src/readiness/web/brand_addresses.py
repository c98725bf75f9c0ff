"""Where the pages of an assessment find its brand: addresses that name what is found there."""

import hashlib
from typing import Final

from readiness.reports.brand import Brand
from readiness.reports.page_tones import page_sheet

DIGEST_SHOWN: Final = 16


def sheet_address(brand: Brand) -> str | None:
    """The address of the sheet below an assessment's; None in the house's colours."""
    sheet = page_sheet(brand.primary, brand.accent)
    return f"/brand/{digest_of(sheet.encode())}.css" if sheet else None


def logo_address(brand: Brand) -> str | None:
    """The address of the logo below an assessment's; None without one."""
    return f"/brand/{brand.logo.digest[:DIGEST_SHOWN]}/logo" if brand.logo else None


def digest_of(content: bytes) -> str:
    """The start of the SHA-256 in hex, as addresses hold it."""
    return hashlib.sha256(content).hexdigest()[:DIGEST_SHOWN]
