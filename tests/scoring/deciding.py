"""A small questionnaire with an index of signs, value rules, risks and a decision table."""

from typing import Any

from readiness.scoring import Questionnaire
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    Source,
    choice,
    decision,
    halving,
    index,
    profile_flag,
    questionnaire,
    risk,
    ticks,
)

FINDINGS = [
    {"code": "HT-1", "when": "sign.support == 4", "severity": "critical"},
    {"code": "HT-2", "when": "sign.law == 4", "severity": "critical"},
]
RAISES = (
    {"level": "middle", "at_least": 1, "of": ["HT-1", "HT-2"]},
    {"level": "high", "at_least": 2, "of": ["HT-1", "HT-2"]},
)
ROWS = (
    ("stay", "level.sign == 1"),
    ("prepare", "level.sign >= 2 && level.overall <= 2"),
    ("go", "level.sign >= 2 && level.overall >= 3"),
)
WITHOUT_ROUTES = {
    name: part
    for name, part in RECOMMENDATION_RULES.items()
    if name not in ("relevant_fit", "route_weights")
}


def deciding(**more: Any) -> Questionnaire:
    """Return it; `more` replaces or adds parts.

    Signs count 2 : 1 : 1, the speed of pages half until optimisation is exhausted.
    """
    parts: Source = {
        "indices": [index("sign", *RAISES, direction="concern")],
        "value_rules": [
            halving("tune", "sign.speed", "!coalesce(profile.exhausted, false)"),
        ],
        "findings": FINDINGS,
        "risk_rules": {"high_from": 16},
        "risks": [
            risk("K-LOW", "care.parcels <= 1", 2, 3),
            risk("K-HIGH", "care.parcels <= 2", 4, 5, repairs=["REC-1", "REC-2"]),
            risk("K-ALSO", "finding.HT_1 || care.parcels <= 2", 5, 4),
        ],
        "decisions": [
            decision(
                "MOVE",
                *ROWS,
                notes=[
                    {"id": "harden", "when": "finding.HT_1"},
                    {"id": "late", "when": "risk.K_HIGH"},
                ],
            )
        ],
    }
    return questionnaire(
        profile_flag("profile.exhausted", required=False),
        choice("care.parcels"),
        ticks("care.checks"),
        choice("sign.speed", 2),
        choice("sign.support"),
        choice("sign.law", dont_know="zero"),
        **{**parts, **more},
    )
