"""Indices in words: level, what raised it, and which answers it rests on."""

from collections.abc import Iterator

from readiness.reports.view.answers import answer_views, benchmark_view
from readiness.reports.view.decision_parts import IndexView
from readiness.reports.view.dimensions import level_steps
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import Named
from readiness.reports.view.slots import filled
from readiness.scoring.answers import AnswerState
from readiness.scoring.indices import ScoreIndex
from readiness.scoring.result import IndexResult


def build_indices(facts: Facts) -> tuple[IndexView, ...]:
    """Every index, in the questionnaire's order."""
    defined = {index.code: index for index in facts.questionnaire.indices}
    return tuple(_index(facts, defined[result.code], result) for result in facts.result.indices)


def index_level_name(facts: Facts, index: ScoreIndex, number: int | None) -> str:
    """The name of an index's level, or that there is too little evidence for one."""
    for level in index.levels:
        if level.number == number:
            return facts.texts.indices[index.id].levels[level.id].name
    return facts.words.say("Insufficient evidence")


def _index(facts: Facts, index: ScoreIndex, result: IndexResult) -> IndexView:
    words, numbers, text = facts.words, facts.numbers, facts.texts.indices[index.id]
    names = {level.number: text.levels[level.id] for level in index.levels}
    level_name = index_level_name(facts, index, result.level)
    reached = names.get(result.level or 0)
    return IndexView(
        code=index.code,
        id=index.id,
        name=text.name,
        title=words.say("%(name)s: %(line)s", name=text.name, line=level_name),
        definition=text.definition,
        score=result.score,
        score_label=numbers.tenth(result.score),
        sentence=_sentence(facts, result),
        level_number=result.level,
        level_name=level_name,
        level_definition=(reached.definition or "") if reached else "",
        calculated_level_name=index_level_name(facts, index, result.calculated_level),
        raised_note=_raised_note(facts, index, result),
        triggers=tuple(
            Named(code=code, name=facts.texts.findings[code]) for code in result.raised_by
        ),
        confidence_label=numbers.share(result.confidence),
        confidence_note=_confidence_note(facts, result),
        value_notes=tuple(_value_notes(facts, index)),
        open_note=_open_note(facts, index, result),
        unknown=answer_views(facts, result.unknown),
        ladder=level_steps(index.levels, text.levels, result.level),
        levels_from=tuple(level.from_score for level in index.levels[1:]),
        answers=answer_views(facts, _by_points(facts, index)),
        benchmarks=tuple(
            benchmark_view(facts, benchmark)
            for benchmark in facts.questionnaire.benchmarks
            if any(facts.questions[q].dimension == index.id for q in benchmark.questions)
        ),
    )


def _sentence(facts: Facts, result: IndexResult) -> str:
    if result.score is None:
        return facts.words.say("Too few answers are known to calculate the index.")
    if result.direction == "concern":
        return facts.words.say(
            "The index is %(score)s of 100; the lower, the better.",
            score=facts.numbers.tenth(result.score),
        )
    return facts.words.say(
        "The index is %(score)s of 100.", score=facts.numbers.tenth(result.score)
    )


def _raised_note(facts: Facts, index: ScoreIndex, result: IndexResult) -> str | None:
    wording = facts.texts.indices[index.id].raised
    if not result.raised_by or wording is None:
        return None
    return filled(
        wording,
        calculated=index_level_name(facts, index, result.calculated_level),
        raised=index_level_name(facts, index, result.level),
        triggers=", ".join(result.raised_by),
    )


def _confidence_note(facts: Facts, result: IndexResult) -> str | None:
    if not result.insufficient_evidence or result.score is None:
        return None
    return facts.words.say(
        "Insufficient evidence: %(share)s of the weight is answered.",
        share=facts.numbers.share(result.confidence),
    )


def _open_note(facts: Facts, index: ScoreIndex, result: IndexResult) -> str | None:
    wording = facts.texts.indices[index.id].open
    if not result.unknown or wording is None:
        return None
    codes = (facts.questions[question].code for question in result.unknown)
    return filled(wording, questions=", ".join(codes))


def _value_notes(facts: Facts, index: ScoreIndex) -> Iterator[str]:
    for rule in facts.result.receipt.value_rules:
        if facts.questions[rule.question].dimension == index.id:
            yield facts.texts.value_rules[rule.rule]


def _by_points(facts: Facts, index: ScoreIndex) -> list[str]:
    """The index's questions that were asked, most points first, without points last."""
    asked = [
        q.id
        for q in facts.questionnaire.questions
        if q.dimension == index.id and facts.answers[q.id].state is not AnswerState.NOT_ASKED
    ]
    return sorted(asked, key=lambda name: -_points(facts, name))


def _points(facts: Facts, question: str) -> float:
    points = facts.answers[question].points
    return -1.0 if points is None else points
