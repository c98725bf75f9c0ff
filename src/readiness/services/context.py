"""What the use cases of a running service work with; put together once at the root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.reports.pdf import PdfRenderer
from readiness.storage.database import Database
from readiness.storage.files import Files


@dataclass(frozen=True, slots=True)
class Context:
    """Database, catalog, report files, PDF renderer and the clock (aware UTC)."""

    database: Database
    catalog: Catalog
    files: Files
    renderer: PdfRenderer
    now: Callable[[], datetime]
