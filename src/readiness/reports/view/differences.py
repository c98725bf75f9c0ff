"""What differs between two results, in words."""

from collections.abc import Iterator, Mapping, Sequence

from readiness.reports.view.difference_parts import (
    Changed,
    ChangedGroup,
    DifferenceView,
    Direction,
    GroupKind,
    NamedGroup,
)
from readiness.reports.view.facts import Facts
from readiness.reports.view.indices import index_level_name
from readiness.reports.view.ranges import open_range_label, range_label
from readiness.reports.view.rule_text import outcome_labels
from readiness.scoring.differences import (
    Difference,
    LevelChange,
    NumberChange,
    ScoreDifference,
    compare,
)
from readiness.scoring.result import Result

_OUTCOMES = ("block", "condition", "open", "clear")
_VERDICTS = ("not_a_fit", "blocked", "prepare", "pilot", "go")


def build_difference(facts: Facts, before: Result) -> DifferenceView:
    """Word what differs from an earlier result; `facts` are those of the one after.

    What the questionnaire of `facts` does not know any more stands under its code.
    """
    difference = compare(before, facts.result)
    return DifferenceView(
        nothing=difference.nothing,
        sentence=_sentence(facts, difference),
        figures=tuple(_figures(facts, before, difference)),
        groups=tuple(group for group in _groups(facts, difference) if group.changes),
        lists=tuple(named for named in _lists(facts, difference) if named.names),
    )


def _sentence(facts: Facts, difference: Difference) -> str:
    say, score, level = facts.words.say, difference.score, difference.level
    if difference.nothing:
        return say("Nothing differs.")
    said = [_score_sentence(facts, score)]
    if level.before != level.after:
        names = {"before": facts.level_name(level.before), "after": facts.level_name(level.after)}
        said.append(say("The level changes from %(before)s to %(after)s.", **names))
    else:
        said.append(say("The level stays: %(level)s.", level=facts.level_name(level.after)))
    return " ".join(said)


def _score_sentence(facts: Facts, score: NumberChange) -> str:
    say, tenth = facts.words.say, facts.numbers.tenth
    if score.before == score.after:
        return say("The overall score stays at %(score)s.", score=tenth(score.after))
    if score.change is None:
        names = {"before": tenth(score.before), "after": tenth(score.after)}
        return say("The overall score goes from %(before)s to %(after)s.", **names)
    values = {"change": tenth(abs(score.change)), "after": tenth(score.after)}
    if score.change > 0:
        return say("The overall score rises by %(change)s to %(after)s.", **values)
    return say("The overall score falls by %(change)s to %(after)s.", **values)


def _figures(facts: Facts, before: Result, difference: Difference) -> Iterator[Changed]:
    say, after = facts.words.say, facts.result
    yield _number(facts, say("Overall score"), difference.score)
    if open_range_label(facts, after.score_range) or open_range_label(facts, before.score_range):
        spans = range_label(facts, before.score_range), range_label(facts, after.score_range)
        yield _other(facts, say("Range"), *spans)
    yield _level(facts, say("Level"), difference.level)
    if facts.judges_routes:
        primary = difference.primary_route
        names = _route_name(facts, primary.before), _route_name(facts, primary.after)
        yield _other(facts, say("Primary route"), *names)


def _groups(facts: Facts, difference: Difference) -> Iterator[ChangedGroup]:
    say = facts.words.say
    yield _group("decisions", say("Decisions"), _decisions(facts, difference))
    yield _group("gates", say("Gates"), _gates(facts, difference))
    yield _group("routes", say("Routes"), _routes(facts, difference))
    yield _group("indices", say("Index"), _indices(facts, difference.indices))
    yield _group("dimensions", say("Dimensions"), _dimensions(facts, difference.dimensions))


def _group(kind: GroupKind, title: str, changes: Iterator[Changed]) -> ChangedGroup:
    return ChangedGroup(kind=kind, title=title, changes=tuple(changes))


def _decisions(facts: Facts, difference: Difference) -> Iterator[Changed]:
    for row in difference.decisions:
        text = facts.texts.decisions.get(row.code)
        outcomes = {} if text is None else text.outcomes
        names = (
            outcomes[each].name if each in outcomes else each or facts.words.say("open")
            for each in (row.before, row.after)
        )
        yield _other(facts, text.name if text else row.code, *names)


def _gates(facts: Facts, difference: Difference) -> Iterator[Changed]:
    words = outcome_labels(facts)
    for row in difference.gates:
        text = facts.texts.gates.get(row.code)
        yield _ranked(facts, text.name if text else row.code, (row.before, row.after), words)


def _routes(facts: Facts, difference: Difference) -> Iterator[Changed]:
    words = {each: facts.verdict_name(each) for each in _VERDICTS} if facts.judges_routes else {}
    for row in difference.routes:
        name = _route_name(facts, row.code)
        verdicts = (row.verdict.before, row.verdict.after)
        if row.verdict.before != row.verdict.after:
            yield _ranked(facts, name, verdicts, words, _VERDICTS)
        figures = (
            (facts.words.say("%(name)s: fit", name=name), row.fit),
            (facts.words.say("%(name)s: readiness", name=name), row.readiness),
        )
        for label, number in figures:
            if number.before != number.after:
                yield _number(facts, label, number)


def _dimensions(facts: Facts, rows: Sequence[ScoreDifference]) -> Iterator[Changed]:
    for row in rows:
        text = facts.texts.dimensions.get(row.id)
        yield _number(facts, text.name if text else row.code, row.score)


def _indices(facts: Facts, rows: Sequence[ScoreDifference]) -> Iterator[Changed]:
    known = {index.id: index for index in facts.questionnaire.indices}
    for row in rows:
        index = known.get(row.id)
        if index is None:
            yield _number(facts, row.code, row.score)
            continue
        name = facts.texts.indices[row.id].name
        levels = (index_level_name(facts, index, n) for n in (row.level.before, row.level.after))
        before, after = levels
        lower_is_better = any(
            each.id == row.id and each.direction == "concern" for each in facts.result.indices
        )
        yield _number(facts, name, row.score, rising="worse" if lower_is_better else "better")
        if before != after:
            yield _other(facts, facts.words.say("%(name)s: level", name=name), before, after)


def _lists(facts: Facts, difference: Difference) -> Iterator[NamedGroup]:
    say, texts = facts.words.say, facts.texts
    findings = texts.findings
    risks = {code: text.name for code, text in texts.risks.items()}
    actions = {code: text.text for code, text in texts.recommendations.items()}
    yield _named(say("New findings"), difference.findings_added, findings)
    yield _named(say("Findings that fall away"), difference.findings_removed, findings)
    yield _named(say("New risks"), difference.risks_added, risks)
    yield _named(say("Risks that fall away"), difference.risks_removed, risks)
    yield _named(say("New recommendations"), difference.recommendations_added, actions)
    yield _named(
        say("Recommendations that no longer apply"), difference.recommendations_removed, actions
    )


def _named(title: str, codes: Sequence[str], names: Mapping[str, str]) -> NamedGroup:
    return NamedGroup(title=title, names=tuple(names.get(code, code) for code in codes))


def _route_name(facts: Facts, code: str | None) -> str:
    if code is None:
        return facts.words.say("none")
    text = facts.texts.routes.get(code)
    return text.name if text else code


def _number(
    facts: Facts, name: str, number: NumberChange, *, rising: Direction = "better"
) -> Changed:
    say, tenth = facts.words.say, facts.numbers.tenth
    labels = {"name": name, "before": tenth(number.before), "after": tenth(number.after)}
    if number.before == number.after:
        return Changed(**labels, direction="same", said=say("unchanged"))
    if number.change is None:
        return Changed(**labels, direction="other", said=say("changed"))
    falling: Direction = "worse" if rising == "better" else "better"
    by = tenth(abs(number.change))
    if number.change > 0:
        return Changed(**labels, direction=rising, said=say("up by %(points)s", points=by))
    return Changed(**labels, direction=falling, said=say("down by %(points)s", points=by))


def _level(facts: Facts, name: str, level: LevelChange) -> Changed:
    say = facts.words.say
    labels = {
        "name": name,
        "before": facts.level_name(level.before),
        "after": facts.level_name(level.after),
    }
    if level.before == level.after:
        return Changed(**labels, direction="same", said=say("unchanged"))
    if level.before is None or level.after is None:
        return Changed(**labels, direction="other", said=say("changed"))
    if level.after > level.before:
        return Changed(**labels, direction="better", said=say("higher"))
    return Changed(**labels, direction="worse", said=say("lower"))


def _ranked(
    facts: Facts,
    name: str,
    values: tuple[str | None, str | None],
    words: Mapping[str, str],
    order: Sequence[str] = _OUTCOMES,
) -> Changed:
    """A change among values that stand in an order, the worst first."""
    say = facts.words.say
    before, after = (words.get(value or "", say("open")) for value in values)
    first, last = values
    if first not in order or last not in order:
        return Changed(
            name=name, before=before, after=after, direction="other", said=say("changed")
        )
    if order.index(last) > order.index(first):
        return Changed(
            name=name, before=before, after=after, direction="better", said=say("better")
        )
    return Changed(name=name, before=before, after=after, direction="worse", said=say("worse"))


def _other(facts: Facts, name: str, before: str, after: str) -> Changed:
    """A change without an order."""
    same = before == after
    said = facts.words.say("unchanged") if same else facts.words.say("changed")
    direction: Direction = "same" if same else "other"
    return Changed(name=name, before=before, after=after, direction=direction, said=said)
