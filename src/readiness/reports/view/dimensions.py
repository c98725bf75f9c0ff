"""Dimensions in words: level, what comes next, and which answers won or lost points."""

from collections.abc import Mapping, Sequence

from readiness.reports.view.answers import answer_views, benchmark_view
from readiness.reports.view.facts import Facts
from readiness.reports.view.pages import DimensionView, Profile
from readiness.reports.view.parts import AnswerView, Axis, LevelStep
from readiness.reports.view.ranges import open_levels_label, open_range_label
from readiness.scoring.answers import AnswerState
from readiness.scoring.levels import Level
from readiness.scoring.receipt_parts import AnswerReceipt
from readiness.scoring.result import DimensionResult
from readiness.scoring.texts import NamedText

_STRONGEST, _WEAKEST = 2, 3
_LOWEST_STRENGTH = 2


def build_profile(facts: Facts) -> Profile:
    """All dimensions side by side, then one by one."""
    dimensions = tuple(_dimension(facts, result) for result in facts.result.dimensions)
    return Profile(
        title=_title(facts),
        lead=_lead(facts),
        dimensions_title=facts.words.say("What carries you, and what to raise next"),
        dimensions_message=_message(facts),
        open=any(d.range_label for d in dimensions),
        capped=any(d.capped_note for d in dimensions),
        target=next_bound(facts, facts.result.level),
        axes=tuple(
            Axis(
                code=d.code,
                name=d.name,
                score=d.score,
                calculated=d.calculated,
                score_label=d.score_label,
                calculated_label=d.calculated_label,
                target=d.target,
            )
            for d in dimensions
        ),
        ladder=level_steps(facts.questionnaire.levels, facts.texts.levels, facts.result.level),
        dimensions=dimensions,
    )


def _title(facts: Facts) -> str:
    scored = [d for d in facts.result.dimensions if d.score is not None]
    if not scored:
        return facts.words.say("There are too few answers for a profile yet")
    best = max(scored, key=lambda d: d.score or 0)
    least = min(scored, key=lambda d: d.score or 0)
    if best.score == least.score:
        return facts.words.say("You stand equally high in every dimension scored")
    scores = [d.score for d in scored]
    if scores.count(best.score) > 1 and scores.count(least.score) == 1:
        return facts.words.say("Most to gain: %(least)s", least=facts.dimension_name(least.id))
    if scores.count(least.score) > 1 and scores.count(best.score) == 1:
        return facts.words.say("Strongest: %(best)s", best=facts.dimension_name(best.id))
    return facts.words.say(
        "Strongest: %(best)s; most to gain: %(least)s",
        best=facts.dimension_name(best.id),
        least=facts.dimension_name(least.id),
    )


def _message(facts: Facts) -> str:
    """Which dimension has least left to its next level."""
    left = [(_points_left(facts, d), d.id) for d in facts.result.dimensions]
    known = [(points, name) for points, name in left if points is not None]
    if known:
        points, name = min(known, key=lambda one: one[0])
        nearest = sum(left == points for left, _ in known)
        if nearest > 1:
            return facts.words.say(
                "%(n)s dimensions stand nearest to their next level, each with %(points)s points "
                "to go",
                n=nearest,
                points=facts.numbers.tenth(points),
            )
        return facts.words.say(
            "Nearest to its next level: %(name)s, with %(points)s points to go",
            name=facts.dimension_name(name),
            points=facts.numbers.tenth(points),
        )
    if any(d.level for d in facts.result.dimensions):
        return facts.words.say("Every dimension scored has reached the highest level")
    return facts.words.say("What has to be found out first")


def next_bound(facts: Facts, level: int | None) -> float | None:
    """Where the level after this one begins, 0-100; None when there is none."""
    above = [each for each in facts.questionnaire.levels if level and each.number > level]
    return min((each.from_score for each in above), default=None)


def _points_left(facts: Facts, result: DimensionResult) -> float | None:
    bound = next_bound(facts, result.level)
    return None if bound is None or result.score is None else bound - result.score


def _target_points(facts: Facts, result: DimensionResult) -> str | None:
    points = _points_left(facts, result)
    return None if points is None else f"+{facts.numbers.tenth(points)}"


def _target_note(facts: Facts, result: DimensionResult) -> str | None:
    points = _points_left(facts, result)
    if points is None or result.level is None:
        return None
    return facts.words.say(
        "%(points)s points to %(level)s",
        points=facts.numbers.tenth(points),
        level=facts.level_name(result.level + 1),
    )


def _lead(facts: Facts) -> str:
    thin = [facts.dimension_name(d.id) for d in facts.result.dimensions if d.insufficient_evidence]
    if not thin:
        return facts.words.say(
            "Every dimension rests on enough answers to name a level; "
            "rings mark where levels begin."
        )
    if len(thin) == len(facts.result.dimensions):
        return facts.words.say(
            "Every dimension rests on too few answers: read it as a list of what to find out."
        )
    return facts.words.say(
        "Read with care, because too few answers are known: %(dimensions)s.",
        dimensions=", ".join(thin),
    )


def level_steps(
    levels: Sequence[Level], names: Mapping[str, NamedText], current: int | None
) -> tuple[LevelStep, ...]:
    """The steps of a scale of levels, with their names by id."""
    tops = [*(level.from_score for level in levels[1:]), 100.0]
    return tuple(
        LevelStep(
            number=level.number,
            name=names[level.id].name,
            definition=names[level.id].definition or "",
            low=level.from_score,
            high=top,
            current=level.number == current,
        )
        for level, top in zip(levels, tops, strict=True)
    )


def _dimension(facts: Facts, result: DimensionResult) -> DimensionView:
    words, numbers = facts.words, facts.numbers
    text = facts.texts.dimensions[result.id]
    level = result.level
    line = _level_line(facts, result.id, level) if level else None
    line = line or words.say("insufficient evidence")
    following = _level_line(facts, result.id, level + 1) if level else None
    strongest, weakest = _strongest(facts, result.id), _weakest(facts, result.id)
    return DimensionView(
        code=result.code,
        id=result.id,
        name=text.name,
        title=words.say("%(name)s: %(line)s", name=text.name, line=line),
        definition=text.definition,
        score=result.score,
        score_label=numbers.whole(result.whole_score),
        calculated=result.calculated_score,
        calculated_label=numbers.whole(result.whole_calculated_score),
        capped_note=_capped_note(facts, result),
        level_number=result.level,
        level_name=facts.level_name(result.level),
        level_line=line,
        low=result.score_range.low if result.score_range else None,
        high=result.score_range.high if result.score_range else None,
        range_label=open_range_label(facts, result.score_range),
        levels_possible_label=open_levels_label(facts, result.certainty, result.possible_levels),
        next_level=facts.level_name(level + 1) if level and following else None,
        next_level_line=following,
        target=next_bound(facts, level),
        target_note=_target_note(facts, result),
        target_points=_target_points(facts, result),
        confidence_value=result.confidence,
        confidence_label=numbers.share(result.confidence),
        confidence_note=_confidence_note(facts, result),
        insufficient=result.insufficient_evidence,
        missing=_missing(facts, result.id),
        strongest=strongest,
        no_strongest=words.say("No answer of this dimension carries much yet."),
        weakest=weakest,
        no_weakest=words.say("No scored answer leaves points behind."),
        benchmarks=tuple(
            benchmark_view(facts, benchmark)
            for benchmark in facts.questionnaire.benchmarks
            if any(facts.questions[q].dimension == result.id for q in benchmark.questions)
        ),
        weight_label=words.say("%(weight)s%%", weight=numbers.tenth(result.weight)),
    )


def _level_line(facts: Facts, dimension: str, number: int) -> str | None:
    """The dimension's line for a level, if there is such a level."""
    lines = facts.texts.dimensions[dimension].levels
    for level in facts.questionnaire.levels:
        if level.number == number:
            return lines.get(level.id, facts.texts.levels[level.id].name)
    return None


def _capped_note(facts: Facts, result: DimensionResult) -> str | None:
    receipt = next(d for d in facts.result.receipt.dimensions if d.id == result.id)
    if not receipt.capped_by:
        return None
    gates = ", ".join(f"{code} {facts.gate(code).name}" for code in receipt.capped_by)
    return facts.words.say(
        "Held at %(cap)s by %(gates)s. Your answers alone would give %(score)s.",
        cap=facts.numbers.tenth(result.score),
        gates=gates,
        score=facts.numbers.whole(result.whole_calculated_score),
    )


def _confidence_note(facts: Facts, result: DimensionResult) -> str | None:
    if not result.insufficient_evidence:
        return None
    if result.score is None:
        return facts.words.say(
            "Insufficient evidence: no question of this dimension could be scored."
        )
    return facts.words.say(
        "Insufficient evidence: %(share)s of the weight is answered.",
        share=facts.numbers.share(result.confidence),
    )


def _missing(facts: Facts, dimension: str) -> tuple[AnswerView, ...]:
    unknown = facts.with_state(AnswerState.DONT_KNOW, dimension)
    return answer_views(facts, (*unknown, *facts.with_state(AnswerState.UNANSWERED, dimension)))


def _scored(facts: Facts, dimension: str) -> list[AnswerReceipt]:
    return [
        facts.answers[q.id]
        for q in facts.questionnaire.questions
        if q.dimension == dimension and facts.answers[q.id].points is not None
    ]


def _strongest(facts: Facts, dimension: str) -> tuple[AnswerView, ...]:
    """Up to two answers of at least the middle value, best value first, then most points.

    At most half of the answers, so that where all are alike both sides are told.
    """
    scored = list(_scored(facts, dimension))
    answers = [a for a in scored if _value(a) >= _LOWEST_STRENGTH]
    answers.sort(key=lambda a: (-_value(a), -(a.points or 0)))
    return answer_views(facts, (a.id for a in answers[: min(_STRONGEST, len(scored) // 2)]))


def _weakest(facts: Facts, dimension: str) -> tuple[AnswerView, ...]:
    """Up to three answers that leave most points, none of them among the strongest."""
    strongest = {answer.code for answer in _strongest(facts, dimension)}
    answers = [a for a in _scored(facts, dimension) if a.lost and a.code not in strongest]
    answers.sort(key=lambda a: -(a.lost or 0))
    return answer_views(facts, (a.id for a in answers[:_WEAKEST]))


def _value(answer: AnswerReceipt) -> float:
    """0-4; "don't know" that counts is 0."""
    return answer.value if isinstance(answer.value, int | float) else 0
