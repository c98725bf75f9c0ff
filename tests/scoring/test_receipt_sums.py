"""S-53 Every number of a result can be worked out anew from the receipt alone, exactly."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given

from readiness.scoring import AnswerState, Questionnaire, Result, score
from readiness.scoring.questions import POINTS_PER_VALUE
from readiness.scoring.receipt_parts import Cap, DecidingPart, Receipt, RouteReceipt, Term
from readiness.scoring.rounding import rounded, settle
from tests.scoring.answer_sets import answers_to
from tests.scoring.companies import COMPANIES, company_answers
from tests.scoring.small_questionnaire import choice, questionnaire
from tests.scoring.test_properties import FIRM


def check(result: Result, counts_zero: set[str]) -> None:
    """Work out every number of the result from its receipt."""
    receipt = result.receipt
    check_dimensions(result, counts_zero)
    scores = [part for part in receipt.dimensions if part.calculated is not None]
    assert [term.unrounded for term in receipt.overall_terms] == [part.capped for part in scores]
    assert receipt.overall_calculated == mean((p.weight, p.calculated) for p in scores)
    assert receipt.overall == held(mean(pairs(receipt.overall_terms)), receipt.overall_caps)
    assert result.score == rounded(receipt.overall)
    assert result.calculated_score == rounded(receipt.overall_calculated)
    assert result.level == level(receipt)
    for route in receipt.routes:
        check_route(result, route)
    for advice in receipt.recommendations:
        priority = settle(advice.impact * advice.route_weight / advice.effort_divisor)
        assert advice.priority == priority


def check_dimensions(result: Result, counts_zero: set[str]) -> None:
    for part, row in zip(result.receipt.dimensions, result.dimensions, strict=True):
        answers = [
            (answer.weight or 0, answer.value if isinstance(answer.value, int) else 0)
            for answer in result.receipt.answers
            if answer.dimension == part.id
            and (answer.state is AnswerState.ANSWERED or answer.id in counts_zero)
            and answer.points is not None
        ]
        assert part.scored_weight == sum(weight for weight, _ in answers)
        assert part.won == POINTS_PER_VALUE * sum(weight * value for weight, value in answers)
        if part.calculated is not None and part.won is not None:
            assert part.calculated == settle(part.won / part.scored_weight)
        assert part.capped == held(part.calculated, part.caps)
        assert (row.score, row.calculated_score) == (rounded(part.capped), rounded(part.calculated))
        assert row.weight == rounded(part.share)


def check_route(result: Result, route: RouteReceipt) -> None:
    row = next(row for row in result.routes if row.code == route.code)
    if route.fit_terms and route.fit is not None:
        limits = [float(limit.rule.removeprefix("at most ")) for limit in route.fit_limits]
        whole = mean(pairs(route.fit_terms))
        assert whole is not None
        assert route.fit == pytest.approx(min([whole, *limits]), abs=1e-9)
    assert route.readiness == mean(pairs(route.readiness_terms))
    assert route.index == mean(pairs(route.index_terms))
    assert row.fit == rounded(route.fit)
    assert row.readiness == rounded(route.readiness)
    assert row.index == rounded(route.index)
    assert (route.verdict_row is None) is (row.verdict is None)


def pairs(terms: Iterable[Term]) -> list[tuple[float | None, float | None]]:
    return [(term.weight, term.unrounded) for term in terms]


def mean(terms: Iterable[tuple[float | None, float | None]]) -> float | None:
    known = [(weight or 0.0, value or 0.0) for weight, value in terms]
    total = sum(weight for weight, _ in known)
    return settle(sum(weight * value for weight, value in known) / total) if known else None


def held(value: float | None, caps: Iterable[Cap]) -> float | None:
    return None if value is None else min([value, *(cap.at_most for cap in caps)])


def level(receipt: Receipt) -> int | None:
    if receipt.overall is None:
        return None
    return sum(receipt.overall >= bound for bound in receipt.level_bounds)


def zero_counting(questionnaire: Questionnaire) -> set[str]:
    return {q.id for q in questionnaire.questions if q.dont_know == "zero"}


@pytest.mark.parametrize("company", COMPANIES)
def test_the_terms_of_a_company_add_up(company: str, d2c: Questionnaire) -> None:
    check(score(d2c, company_answers(company)), zero_counting(d2c))


@given(answers_to(FIRM))
def test_the_terms_of_any_answers_add_up(answers: dict[str, Any]) -> None:
    check(score(FIRM, answers), zero_counting(FIRM))


@given(answers_to(FIRM))
def test_lost_points_are_what_the_best_answer_adds(answers: dict[str, Any]) -> None:
    """S-13: lost x share / 100 is added to the calculated overall score."""
    before = score(FIRM, answers)
    shares = {part.id: part.share or 0.0 for part in before.receipt.dimensions}
    for answer in before.receipt.answers:
        if answer.id != "care.parcels" or answer.lost is None or answer.dimension is None:
            continue
        after = score(FIRM, {**answers, answer.id: 4})
        if after.receipt.weight_rules == before.receipt.weight_rules:
            scores = [result.receipt.overall_calculated or 0.0 for result in (after, before)]
            assert scores[0] - scores[1] == pytest.approx(
                answer.lost * shares[answer.dimension] / 100, abs=0.06
            )


def test_every_form_of_every_gate_is_explained(d2c: Questionnaire) -> None:
    receipt = score(d2c, company_answers(COMPANIES[0])).receipt
    forms = sorted((form.rule, str(form.form)) for form in (*receipt.gates, *receipt.gates_not_met))
    assert forms == sorted(
        (gate.code, name)
        for gate in d2c.gates
        for name, rule in (("block", gate.block), ("condition", gate.condition))
        if rule is not None
    )
    assert all(form.decided_by for form in receipt.gates_not_met)


def test_a_receipt_is_written_out_when_it_is_read() -> None:
    receipt = score(FIRM, {"care.parcels": 3}).receipt
    with pytest.raises(AttributeError, match="nothing"):
        receipt.nothing  # type: ignore[attr-defined]  # noqa: B018 - that is the point
    assert receipt == score(FIRM, {"care.parcels": 3}).receipt


def test_a_line_names_everything_it_compares() -> None:
    asked = questionnaire(
        choice("care.a"),
        choice("care.b"),
        findings=[{"code": "X-01", "when": "care.a > care.b", "severity": "low"}],
    )
    (finding,) = score(asked, {"care.a": 3, "care.b": 1}).receipt.findings
    assert finding.decided_by == (
        DecidingPart(text="care.a > care.b", read={"care.a": 3, "care.b": 1}),
    )
