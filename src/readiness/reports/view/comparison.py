"""What changed since the earlier result of the same organization, as a chapter."""

from collections.abc import Iterator

from readiness.reports.numbers import NOTHING
from readiness.reports.view.comparison_parts import BeforeAndAfter, Comparison
from readiness.reports.view.differences import build_difference
from readiness.reports.view.facts import EarlierResult, Facts
from readiness.scoring.result import Result
from readiness.scoring.rounding import settle

_MET = ("block", "condition")
_MINUS = "\u2212"


def build_comparison(facts: Facts) -> Comparison | None:
    """What changed; None without an earlier result."""
    earlier = facts.context.earlier
    if earlier is None:
        return None
    difference = build_difference(facts, earlier.result)
    day = facts.numbers.day
    return Comparison(
        title=_title(facts, earlier, nothing=difference.nothing),
        lead=difference.sentence,
        before_label=day(earlier.made_at),
        after_label=facts.words.say("now, %(day)s", day=day(facts.context.created_at)),
        notes=tuple(_notes(facts, earlier.result)),
        scores=tuple(_scores(facts, earlier.result)),
        difference=difference,
    )


def _title(facts: Facts, earlier: EarlierResult, *, nothing: bool) -> str:
    say, day = facts.words.say, facts.numbers.day(earlier.made_at)
    before, after = earlier.result.score, facts.result.score
    if nothing:
        return say("Nothing has changed since %(day)s", day=day)
    if before is None or after is None or before == after:
        return say("What has changed since %(day)s", day=day)
    points = facts.numbers.tenth(settle(abs(after - before)))
    if after > before:
        return say("Up by %(points)s points since %(day)s", points=points, day=day)
    return say("Down by %(points)s points since %(day)s", points=points, day=day)


def _notes(facts: Facts, before: Result) -> Iterator[str]:
    say, count, after = facts.words.say, facts.words.count, facts.result
    met, met_before = _gates_met(after), _gates_met(before)
    if cleared := len(met_before - met):
        yield count("One gate is cleared.", "%(n)s gates are cleared.", cleared)
    if new := len(met - met_before):
        yield count("One gate is new.", "%(n)s gates are new.", new)
    planned = [action.code for action in before.recommendations if action.in_report]
    called_for = {action.code for action in after.recommendations}
    if planned:
        left = sum(code in called_for for code in planned)
        yield say(
            "Of the %(all)s actions of the earlier plan, %(gone)s are no longer called for and "
            "%(left)s remain.",
            all=len(planned),
            gone=len(planned) - left,
            left=left,
        )
    if before.questionnaire != after.questionnaire:
        yield say(
            "The earlier result rests on %(before)s, this one on %(after)s: part of the change "
            "can come from that.",
            before=before.questionnaire,
            after=after.questionnaire,
        )


def _gates_met(result: Result) -> set[str]:
    return {gate.code for gate in result.gates if gate.outcome in _MET}


def _scores(facts: Facts, before: Result) -> Iterator[BeforeAndAfter]:
    after = facts.result
    overall = facts.words.say("Overall score")
    yield _score(facts, ("", overall), before.score, after.score, total=True)
    old = {dimension.id: dimension.score for dimension in before.dimensions}
    for dimension in after.dimensions:
        named = (dimension.code, facts.dimension_name(dimension.id))
        yield _score(facts, named, old.get(dimension.id), dimension.score)


def _score(
    facts: Facts,
    named: tuple[str, str],
    before: float | None,
    after: float | None,
    *,
    total: bool = False,
) -> BeforeAndAfter:
    return BeforeAndAfter(
        code=named[0],
        name=named[1],
        before=before,
        after=after,
        before_label=facts.numbers.tenth(before),
        after_label=facts.numbers.tenth(after),
        change_label=_change(facts, before, after),
        total=total,
    )


def _change(facts: Facts, before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return NOTHING
    points = settle(after - before)
    sign = "+" if points > 0 else _MINUS if points < 0 else "±"
    return f"{sign}{facts.numbers.tenth(abs(points))}"
