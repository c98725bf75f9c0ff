"""Answers and benchmarks in words."""

from collections.abc import Iterable

from readiness.reports.view.answers_in_words import answer_label
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import AnswerView, BenchmarkView
from readiness.scoring.answers import AnswerState
from readiness.scoring.questions import Question
from readiness.scoring.receipt_parts import AnswerReceipt
from readiness.scoring.sources import Benchmark

NOTE_SHOWN = 200
"""So many characters of a note or of a piece of evidence stand beside an answer."""

_NEVER_A_TARGET = "D"


def answer_view(facts: Facts, question_id: str) -> AnswerView:
    """One answer in words."""
    question, answer = facts.questions[question_id], facts.answers[question_id]
    numbers, text = facts.numbers, facts.texts.questions[question_id]
    state = _state(answer)
    return AnswerView(
        code=question.code,
        title=text.title,
        label=answer_label(facts.words, numbers, text, question, answer),
        state=state,
        state_label=_state_label(facts, state),
        value=_scored_value(question, answer),
        reason=answer.reason,
        estimated=answer.estimated,
        won=None if answer.points is None else numbers.tenth(answer.points),
        lost=None if answer.lost is None else numbers.tenth(answer.lost),
        settled_label=_settled_label(facts, question_id),
        note=_note(facts, question_id),
    )


def answer_views(facts: Facts, question_ids: Iterable[str]) -> tuple[AnswerView, ...]:
    """Several answers in words, in the order given."""
    return tuple(answer_view(facts, question_id) for question_id in question_ids)


def benchmark_view(facts: Facts, benchmark: Benchmark) -> BenchmarkView:
    """A reference value with year and grade."""
    text = facts.texts.benchmarks[benchmark.id]
    return BenchmarkView(
        name=text.name,
        value=text.value,
        year=text.year or benchmark.year,
        grade=benchmark.grade,
        grade_label=grade_label(facts, benchmark.grade),
        is_target=benchmark.grade != _NEVER_A_TARGET,
        questions=tuple(facts.questions[q].code for q in benchmark.questions),
    )


def shortened(text: str) -> str:
    """Something typed on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= NOTE_SHOWN else f"{line[:NOTE_SHOWN].rstrip()}…"


def grade_label(facts: Facts, grade: str) -> str:
    """What a reliability grade means."""
    say = facts.words.say
    return {
        "A": say("measured, documented source"),
        "B": say("credible secondary source"),
        "C": say("practitioner opinion"),
        "D": say("vendor claim, not a target"),
    }[grade]


def _state(answer: AnswerReceipt) -> str:
    if answer.state is not AnswerState.ANSWERED:
        return answer.state.value
    if answer.estimated:
        return "estimated"
    return "answered" if answer.figure is None else "measured"


def _state_label(facts: Facts, state: str) -> str:
    say = facts.words.say
    return {
        "measured": say("measured"),
        "estimated": say("estimated"),
        "answered": say("answered"),
        "dont_know": say("don't know"),
        "not_applicable": say("does not apply"),
        "unanswered": say("not answered yet"),
        "not_asked": say("not asked"),
    }[state]


def _settled_label(facts: Facts, question_id: str) -> str | None:
    pair = facts.opinions.get(question_id)
    is_settled = pair is not None and pair.settled is not None
    return facts.words.say("settled between two answers") if is_settled else None


def _note(facts: Facts, question_id: str) -> str | None:
    note = facts.notes.get(question_id, "")
    if not note.strip():
        return None
    return facts.words.say("Note: %(text)s", text=shortened(note))


def _scored_value(question: Question, answer: AnswerReceipt) -> int | None:
    scored = question.scored and answer.state is AnswerState.ANSWERED
    return int(answer.value) if scored and isinstance(answer.value, int | float) else None
