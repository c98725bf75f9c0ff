"""The management summary as slides that a consultant presents and edits.

This package alone talks to python-pptx. `fitting` cuts texts to their boxes, `deck` makes slides
with boxes and tables, `charts` native charts, `pages` and `judged` the slides themselves, `packing`
the file. The same view, words and brand give the same bytes.
"""

from readiness.reports.slides.presentation import render_slides

__all__ = ["render_slides"]
