"""The cheapest way from a set of answers to a target: `plan.cheapest_plan`.

Pure and deterministic like scoring, of which it is the inverse. Apart from it, because it needs a
solver, which plain scoring does not load.
"""
