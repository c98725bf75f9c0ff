"""Shortcuts inside WeasyPrint that save two thirds of its time and change nothing on the page.

They rest on how one version works inside; with any other version none is taken. What is painted
stays the same byte for byte, but for texts of charts, which are drawn as runs. Loaded by worker
processes only, which render one document at a time.
"""

from readiness.reports.tuning.frames import with_room
from readiness.reports.tuning.reading import read_html
from readiness.reports.tuning.shortcuts import shortcuts

__all__ = ["read_html", "shortcuts", "with_room"]
