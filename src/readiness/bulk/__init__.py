"""Many assessments at once: compact code vectors, scored as columns.

`codes.encode` makes a vector to store beside an assessment's answers; `scoring.score_many` and
`parquet.score_parquet` score a million of them in seconds, with exactly the numbers of
`readiness.scoring.score`. Nothing is imported here: making vectors does not need the data frames.
"""
