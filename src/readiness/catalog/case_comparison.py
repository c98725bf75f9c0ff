"""An expected outcome against a result: every difference is a problem."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from readiness.catalog.case_model import Expectation, RecommendationExpectation
from readiness.catalog.documents import Path
from readiness.catalog.worksheet_cases import worksheet_differences
from readiness.scoring import Problem, Questionnaire, Result
from readiness.scoring.parts import Part
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheets.result import WorksheetResult

TOLERANCES: Final = {"score": 1.0, "fit": 1.0, "readiness": 1.0, "confidence": 0.005}
"""Expected figures are taken from rounded tables; everything else is compared exactly."""

_IN_ANY_ORDER: Final = frozenset({"blocked_by", "conditions", "findings", "close_alternatives"})
_FLOAT_NOISE: Final = 1e-9


def differences(
    questionnaire: Questionnaire,
    result: Result,
    case: str,
    expected: Expectation,
    sheet: WorksheetResult | None = None,
) -> Iterator[Problem]:
    """Yield every difference and every unknown code; paths start at the case."""
    comparison = _Comparison(case)
    yield from _unknown_codes(questionnaire, expected)
    overall = ("score", "level", "primary_route", "next_routes", "close_alternatives")
    yield from comparison.fields("", expected, result, ("expect",), overall)
    yield from _gates(comparison, expected, result)
    if "findings" in expected.model_fields_set:
        made = [finding.code for finding in result.findings]
        yield from comparison.values("findings", expected.findings, made, ("expect", "findings"))
    yield from _indices(comparison, questionnaire, expected, result)
    yield from _risks_and_decisions(comparison, expected, result)
    for section in ("dimensions", "routes", "variants"):
        outcomes = {outcome.code: outcome for outcome in getattr(result, section)}
        for code, wanted in getattr(expected, section).items():
            path = ("expect", section, code)
            if code in outcomes:
                yield from comparison.fields(f"{code} ", wanted, outcomes[code], path)
            elif section == "variants":
                yield comparison.differs(f"variant {code}", "printed", "not printed", path)
    yield from _recommendations(comparison, expected.recommendations, result)
    filled = sheet.code if sheet else None
    worksheet = next((each for each in questionnaire.calculations if each.code == filled), None)
    yield from worksheet_differences(comparison.differs, worksheet, expected.worksheet, sheet)


@dataclass(frozen=True, slots=True)
class _Comparison:
    case: str

    def differs(self, what: str, expected: object, got: object, path: Path) -> Problem:
        return Problem(
            code="case_differs",
            message=f"{self.case}: {what}: expected {_shown(expected)}, got {_shown(got)}",
            remedy="mend the rule if the case is right, or the case if the judgement has changed",
            path=path,
        )

    def fields(
        self,
        of: str,
        expected: Part,
        got: Part,
        path: Path,
        names: Collection[str] | None = None,
    ) -> Iterator[Problem]:
        """Compare the fields that the case gives."""
        for name in type(expected).model_fields:
            if name in expected.model_fields_set and (names is None or name in names):
                wanted, found = getattr(expected, name), getattr(got, name)
                yield from self.values(f"{of}{name}", wanted, found, (*path, name))

    def values(self, what: str, expected: object, got: object, path: Path) -> Iterator[Problem]:
        name = str(path[-1])
        if not _same(name, expected, got):
            yield self.differs(what, expected, got, path)


def _same(name: str, expected: object, got: object, *, exact: bool = False) -> bool:
    if isinstance(expected, float | int) and isinstance(got, float | int):
        tolerance = 0 if exact else TOLERANCES.get(name, 0)
        return abs(expected - got) <= tolerance + _FLOAT_NOISE
    if isinstance(expected, tuple) and isinstance(got, Sequence):
        if name in _IN_ANY_ORDER:
            return sorted(expected) == sorted(got)
        return list(expected) == list(got)
    return expected == got


def _gates(comparison: _Comparison, expected: Expectation, result: Result) -> Iterator[Problem]:
    if "gates" not in expected.model_fields_set:
        return
    for gate in result.gates:
        wanted = expected.gates.get(gate.code, "clear")
        path = ("expect", "gates", gate.code)
        yield from comparison.values(f"gate {gate.code}", wanted, gate.outcome, path)


def _indices(
    comparison: _Comparison, questionnaire: Questionnaire, expected: Expectation, result: Result
) -> Iterator[Problem]:
    """Scores are compared as printed, exactly; levels by their ids."""
    levels = {
        index.code: {None: None} | {level.number: level.id for level in index.levels}
        for index in questionnaire.indices
    }
    for index in result.indices:
        wanted = expected.indices.get(index.code)
        if wanted is None:
            continue
        names = levels[index.code]
        found = {
            "score": index.score,
            "calculated_level": names[index.calculated_level],
            "level": names[index.level],
            "raised_by": index.raised_by,
            "confidence": index.confidence,
        }
        for name, got in found.items():
            value = getattr(wanted, name)
            if name in wanted.model_fields_set and not _same(name, value, got, exact=True):
                path = ("expect", "indices", index.code, name)
                yield comparison.differs(f"{index.code} {name}", value, got, path)


def _risks_and_decisions(
    comparison: _Comparison, expected: Expectation, result: Result
) -> Iterator[Problem]:
    if "risks" in expected.model_fields_set:
        raised = [(risk.code, risk.product) for risk in result.risks if risk.state == "raised"]
        wanted = list(expected.risks.items())
        if wanted != raised:
            named, found = (
                [f"{code} {product}" for code, product in each] for each in (wanted, raised)
            )
            yield comparison.differs("risks", named, found, ("expect", "risks"))
    for decision in result.decisions:
        for part, section, got in (
            ("outcome", "decisions", decision.outcome),
            ("notes", "decision_notes", decision.notes),
        ):
            entries = getattr(expected, section)
            if decision.code in entries:
                what = f"{part} of {decision.code}"
                path = ("expect", section, decision.code)
                yield from comparison.values(what, entries[decision.code], got, path)


def _recommendations(
    comparison: _Comparison, expected: RecommendationExpectation, result: Result
) -> Iterator[Problem]:
    path: Path = ("expect", "recommendations")
    ordered = [action.code for action in result.recommendations]
    fired = {*ordered, *(action.code for action in result.not_relevant)}
    in_report = {action.code for action in result.recommendations if action.in_report}
    light = {
        action.code for action in (*result.recommendations, *result.not_relevant) if action.light
    }
    for name, codes, present in (
        ("present", fired, True),
        ("absent", fired, False),
        ("absent_from_report", in_report, False),
        ("light", light, True),
    ):
        for i, code in enumerate(getattr(expected, name)):
            if (code in codes) != present:
                what = f"recommendations {name}"
                yield comparison.differs(what, code, sorted(codes), (*path, name, i))
    leading = tuple(ordered[: len(expected.first)])
    if leading != expected.first:
        yield comparison.differs("recommendations first", expected.first, leading, (*path, "first"))
    among = tuple(code for code in ordered if code in expected.order)
    if among != expected.order:
        yield comparison.differs("recommendations order", expected.order, among, (*path, "order"))


def _unknown_codes(questionnaire: Questionnaire, expected: Expectation) -> Iterator[Problem]:
    for kind, code, path in _codes(expected):
        known = [entry.code for entry in getattr(questionnaire, kind)]
        if code not in known:
            yield Problem(
                code="unknown_reference",
                message=f"{code!r} is not among the {kind}",
                remedy=did_you_mean(code, known, f"use one of {', '.join(known[:12])}"),
                path=path,
            )


def _codes(expected: Expectation) -> Iterator[tuple[str, str, Path]]:
    """Every code that the case names, with its kind and place."""
    keyed: Mapping[str, Mapping[str, object]] = {
        "dimensions": expected.dimensions,
        "indices": expected.indices,
        "gates": expected.gates,
        "risks": expected.risks,
        "decisions": {**expected.decisions, **expected.decision_notes},
        "routes": expected.routes,
        "variants": expected.variants,
    }
    for kind, entries in keyed.items():
        for code in entries:
            section = "decision_notes" if code in expected.decision_notes else kind
            yield kind, code, ("expect", section, code)
    for i, code in enumerate(expected.findings):
        yield "findings", code, ("expect", "findings", i)
    for name in RecommendationExpectation.model_fields:
        for i, code in enumerate(getattr(expected.recommendations, name)):
            yield "recommendations", code, ("expect", "recommendations", name, i)


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
