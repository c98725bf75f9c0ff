"""What saves two thirds of WeasyPrint's time and changes nothing on the page.

Room for its deep calls, and shortcuts inside it. These rest on how one version works; with any
other none is taken. What is painted stays the same byte for byte, but for texts of charts, which
are drawn as runs. Loaded by worker processes only, which render one document at a time.
"""

from readiness.reports.tuning.frames import with_room
from readiness.reports.tuning.reading import read_html
from readiness.reports.tuning.shortcuts import shortcuts

__all__ = ["read_html", "shortcuts", "with_room"]
