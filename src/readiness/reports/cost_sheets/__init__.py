"""Calculation worksheets as sheets of a workbook, with formulas that follow what is typed.

`cells` says what stands in a sheet, `layout` where names stand, `inputs`, `figures`, `reading` and
`curve` write the parts one below the other, `sheet` puts them together.
"""

from readiness.reports.cost_sheets.cells import CellStyle, LineChart, LiveSheet, SheetCell
from readiness.reports.cost_sheets.sheet import build_cost_sheets

__all__ = ["CellStyle", "LineChart", "LiveSheet", "SheetCell", "build_cost_sheets"]
