"""Worksheets: figures about money that are typed, calculated exactly and read in words.

Pure like the rest of scoring. What a worksheet asks and calculates is data (`model`); `compiling`
makes it ready, `calculation` calculates, `result` is what comes out.
"""
