"""d2c-readiness 2026.1.0 written out by hand for NumPy: what one would do without the bulk engine.

float64 with NaN for "no value", masks for "don't know" and "not answered yet". Settling is
`numpy.round`, which differs from Python's in some last bits. A baseline for speed: the
questionnaire itself is the truth.
"""
