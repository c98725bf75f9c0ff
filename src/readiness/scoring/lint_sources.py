"""What is released says what it rests on: sources, or the author's expertise by name."""

from collections.abc import Iterator

from readiness.scoring.model import Questionnaire
from readiness.scoring.parts import Part
from readiness.scoring.problems import Problem
from readiness.scoring.questions import QuestionBase
from readiness.scoring.rules import Gate, Recommendation
from readiness.scoring.sources import Benchmark


def lint_sources(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield a problem for each question, gate, recommendation and benchmark without source.

    A draft may still look for its sources. `basis: expert` has to be written out: the default of
    questions says only that nobody has said anything else.
    """
    if questionnaire.status != "released":
        return
    for i, question in enumerate(questionnaire.questions):
        yield from _without_source("questions", i, question)
    for i, gate in enumerate(questionnaire.gates):
        yield from _without_source("gates", i, gate)
    for i, action in enumerate(questionnaire.recommendations):
        yield from _without_source("recommendations", i, action)
    for i, benchmark in enumerate(questionnaire.benchmarks):
        yield from _without_source("benchmarks", i, benchmark)


def _without_source(
    section: str, position: int, entry: QuestionBase | Gate | Recommendation | Benchmark
) -> Iterator[Problem]:
    if entry.sources or _by_expertise(entry):
        return
    name = entry.id if isinstance(entry, Benchmark) else entry.code
    otherwise = "" if isinstance(entry, Benchmark) else ", or say basis: expert"
    yield Problem(
        code="no_source",
        message=f"{name} names no source",
        remedy=f"name under sources: what it rests on{otherwise}",
        path=(section, position),
    )


def _by_expertise(entry: Part) -> bool:
    return "basis" in entry.model_fields_set and getattr(entry, "basis", None) == "expert"
