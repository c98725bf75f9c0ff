"""CSV out: UTF-8 with a byte order mark, which spreadsheet programs need, and nothing that acts.

A cell that a spreadsheet program would take for a formula (it starts with `=`, `+`, `-`, `@`, a tab
or a carriage return, or with apostrophes before one) gets an apostrophe before it, which
`csv_reading` takes away again.
"""

import codecs
from io import BytesIO
from typing import Final

import polars as pl

from readiness.redirects.checking import Checked
from readiness.redirects.written import written_titles

_ACTIVE: Final = "^'*[=+\\-@\t\r]"


def csv_bytes(checked: Checked, frame: pl.DataFrame) -> bytes:
    """Return the checked sheet, with the delimiter it was given with."""
    header = pl.DataFrame([written_titles(checked)], schema=frame.schema, orient="row")
    target = BytesIO()
    target.write(codecs.BOM_UTF8)
    for part in (header, frame):
        _disarmed(part).write_csv(
            target,
            include_header=False,
            separator=checked.sheet.delimiter,
            line_terminator="\r\n",
            quote_style="always",
        )
    return target.getvalue()


def _disarmed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        pl.when(pl.col(name).str.contains(_ACTIVE))
        .then(pl.concat_str(pl.lit("'"), name))
        .otherwise(name)
        .alias(name)
        for name in frame.columns
    )
