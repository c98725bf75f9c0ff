"""All tables together: what migrations are compared with."""

from readiness.storage import (
    access_tables,
    batch_tables,
    brand_tables,
    issued_tables,
    review_tables,
    tables,
)
from readiness.storage.table_parts import Row

MODULES = (tables, access_tables, review_tables, brand_tables, issued_tables, batch_tables)
"""Importing a module makes its tables known to the metadata."""

METADATA = Row.metadata
