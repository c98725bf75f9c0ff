"""Small questionnaires for tests: a few lines say what is asked and which rules there are.

A question's id says its dimension: `care.parcels` counts in `care`, `profile.…` is not scored.
Codes count through: `CARE-01`, `CARE-02`, `PROFILE-01`. Rules are written as in rules.yaml.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from readiness.scoring import Questionnaire, Result, score

Source = dict[str, Any]

ROUTE_RULES: Source = {
    "base": "R9",
    "candidates": ["R1", "R2", "R3"],
    "verdicts": [
        {"verdict": "not_a_fit", "when": "fit < 40"},
        {"verdict": "blocked", "when": "blocked"},
        {"verdict": "prepare", "when": "readiness < 40"},
        {"verdict": "pilot", "when": "readiness < 60 || conditioned"},
        {"verdict": "go", "when": "readiness >= 60"},
    ],
    "index": {"fit": 60, "readiness": 40},
    "primary": {"verdicts": ["go", "pilot"], "fit_at_least": 55},
    "next": {"verdicts": ["blocked", "prepare"], "fit_at_least": 55},
    "close_within": 5,
}
"""Verdicts and choice as in d2c-readiness; R9 is the base route."""

RECOMMENDATION_RULES: Source = {
    "main_list": 12,
    "relevant_fit": 40,
    "effort": {"S": 1, "M": 2, "L": 3},
    "route_weights": {"primary": 1.0, "base": 0.8, "next": 0.6, "other": 0.3},
    "windows": {"S": "0-3", "M": "3-6", "L": "6-18"},
}


def questionnaire(
    *questions: Source, weights: Mapping[str, int] | None = None, **parts: Any
) -> Questionnaire:
    """Build a questionnaire with its questions' dimensions and those of `weights`, else 10.

    Questions may count in an index of `indices` instead of a dimension.
    """
    weights = weights or {}
    indices = {index["id"] for index in parts.get("indices", ())}
    named = [*(q.get("dimension", "care") for q in questions), *weights]
    dimensions = [name for name in dict.fromkeys(named) if name not in indices]
    source = {
        "key": "small",
        "version": "2026.1.0",
        "status": "draft",
        "as_of": "2026-11-22",
        "roles": [{"id": "management", "code": "MGT"}],
        "levels": [
            {"id": name, "number": i + 1, "from_score": 20 * i}
            for i, name in enumerate(("bound", "exploring", "capable", "ready", "connected"))
        ],
        "dimensions": [
            {"id": name, "code": name.upper(), "weight": weights.get(name, 10)}
            for name in dimensions
        ],
        "questions": _with_codes(questions),
    }
    return Questionnaire.model_validate(source | parts)


def _with_codes(questions: Iterable[Source]) -> list[Source]:
    counted: Counter[str] = Counter()
    coded = []
    for question in questions:
        name = question["id"].partition(".")[0].upper()
        counted[name] += 1
        coded.append({"code": f"{name}-{counted[name]:02d}"} | question)
    return coded


def choice(name: str, weight: int = 1, **more: Any) -> Source:
    """Ask for one of the options 0 to 4; scored."""
    return _scored(name, weight, type="single", options=_options(range(5))) | more


def figure(name: str, weight: int = 1, **more: Any) -> Source:
    """Ask for per cent with one decimal; every 20 more are a value more; don't know counts 0."""
    bands: list[Source] = [{"value": 0, "below": 20}]
    bands += [{"value": v, "at_least": 20 * v, "below": 20 * v + 20} for v in (1, 2, 3)]
    bands += [{"value": 4, "at_least": 80}]
    percent = {"unit": "%", "low": 0, "high": 100, "decimals": 1, "better": "higher"}
    scored = _scored(name, weight, type="number", dont_know="zero", bands=bands)
    return scored | percent | more


def ticks(name: str, weight: int = 1, **more: Any) -> Source:
    """Ask which of a, b, c, d, e are there; as many items as the value, four or more are 4."""
    bands: list[Source] = [{"value": v, "at_least": v, "at_most": v} for v in range(4)]
    bands += [{"value": 4, "at_least": 4}]
    items = [{"id": name} for name in "abcde"]
    return _scored(name, weight, type="multiple", items=items, bands=bands) | more


def _scored(name: str, weight: int, **more: Any) -> Source:
    dimension = name.partition(".")[0]
    return {"id": name, "role": "management", "dimension": dimension, "weight": weight} | more


def _options(values: Iterable[int | str]) -> list[Source]:
    return [{"value": value} for value in values]


def profile(name: str, options: Sequence[int | str] = (0, 1, 2, 3, 4), **more: Any) -> Source:
    """Ask for one of the options; not scored, must be answered."""
    return _required(name, type="single", options=_options(options)) | more


def profile_flag(name: str, **more: Any) -> Source:
    """Ask yes or no; not scored, must be answered."""
    return _required(name, type="boolean") | more


def profile_figure(name: str, **more: Any) -> Source:
    """Ask for per cent with one decimal; not scored, must be answered."""
    return _required(name, type="number", unit="%", low=0, high=100, decimals=1) | more


def profile_list(name: str, **more: Any) -> Source:
    """Ask which of DE, NL, BE; not scored, may be left out."""
    items: list[Source] = [{"id": "DE"}, {"id": "NL", "aliases": ["Netherlands"]}, {"id": "BE"}]
    return {"id": name, "role": "management", "type": "multiple", "items": items} | more


def profile_text(name: str, **more: Any) -> Source:
    """Ask for a text of up to 20 characters; not scored, may be left out."""
    return {"id": name, "role": "management", "type": "text", "max_length": 20} | more


def _required(name: str, **more: Any) -> Source:
    common = {"id": name, "role": "management", "required": True, "dont_know": "refused"}
    return common | more


def index(name: str, *raises: Source, **more: Any) -> Source:
    """Define an index with the levels low, middle (from 40) and high (from 75)."""
    levels = [
        {"id": level, "number": i + 1, "from_score": from_score}
        for i, (level, from_score) in enumerate((("low", 0), ("middle", 40), ("high", 75)))
    ]
    return {"id": name, "code": name.upper(), "levels": levels, "raises": list(raises)} | more


def halving(name: str, question: str, when: str, factor: float = 0.5) -> Source:
    """Define a value rule."""
    return {"id": name, "question": question, "factor": factor, "when": when}


def decision(code: str, *rows: tuple[str, str | None], **more: Any) -> Source:
    """Define a decision table from outcomes with their conditions."""
    listed = [{"outcome": outcome, "when": when} for outcome, when in rows]
    return {"code": code, "rows": listed} | more


def risk(code: str, when: str, likelihood: int = 3, impact: int = 4, **more: Any) -> Source:
    """Define a risk."""
    return {"code": code, "when": when, "likelihood": likelihood, "impact": impact} | more


def route(code: str, fit: str | Source, readiness: Mapping[str, int], **gates: str) -> Source:
    """Define a route; a text as fit is its formula."""
    fit = {"formula": fit} if isinstance(fit, str) else fit
    return {"code": code, "fit": fit, "readiness": dict(readiness), "gates": gates}


def action(
    code: str, when: str, routes: Sequence[str], effort: str = "S", impact: int = 3, **more: Any
) -> Source:
    """Define a recommendation owned by management."""
    common = {"code": code, "when": when, "routes": list(routes), "owner": "management"}
    return common | {"effort": effort, "impact": impact} | more


class Coded(Protocol):
    """A part of a result that has a code."""

    @property
    def code(self) -> str: ...


Part = TypeVar("Part", bound=Coded)


def of(parts: Iterable[Part], code: str) -> Part:
    """Return the part with this code."""
    return next(part for part in parts if part.code == code)


def scored(asked: Questionnaire, **answers: object) -> Result:
    """Score answers; `care__parcels=3` answers the question `care.parcels`."""
    return score(asked, {name.replace("__", "."): value for name, value in answers.items()})
