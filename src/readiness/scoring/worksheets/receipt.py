"""How a figure came about: its formula, and the same with the figures put in."""

import re
from typing import Final

from readiness.scoring.worksheets.exact import Values
from readiness.scoring.worksheets.result import FormulaReceipt, put_in

_NAME_OR_TEXT: Final = re.compile(r"\"[^\"]*\"|'[^']*'|[A-Za-z_][A-Za-z0-9_.]*")


def formula_receipt(figure: str, years: int | None, formula: str, values: Values) -> FormulaReceipt:
    """Write the receipt of one figure from the values its formula has read."""
    return FormulaReceipt(
        figure=figure,
        years=years,
        formula=formula,
        with_figures=_NAME_OR_TEXT.sub(
            lambda found: put_in(values[found[0]]) if found[0] in values else found[0], formula
        ),
    )
