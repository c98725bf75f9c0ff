"""Worksheets: figures calculated from inputs, and tables checked row by row."""
