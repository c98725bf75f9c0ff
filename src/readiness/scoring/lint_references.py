"""Every name that stands for something else has to stand for something that is there."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from readiness.scoring.expressions import Path
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import AnswersRefused, Problem
from readiness.scoring.reading import read_answers
from readiness.scoring.rules import Route
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.visibility import circles
from readiness.scoring.worksheets.model import CalculationWorksheet, Worksheet

_KINDS: Final = {
    "benchmark": ("id", "benchmarks"),
    "dimension": ("id", "dimensions"),
    "finding": ("code", "findings"),
    "gate": ("code", "gates"),
    "question": ("id", "questions"),
    "recommendation": ("code", "recommendations"),
    "role": ("id", "roles"),
    "route": ("code", "routes"),
    "source": ("id", "sources"),
}

_SCORE: Final = "dimension or index"
_PRINTED: Final = "finding or recommendation"

Reference = tuple[str, str, Path]
"""What kind of thing is named, the name, and where."""


def lint_references(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield names without a thing, sources without a citation, prerequisites in a circle."""
    known = _known_names(questionnaire)
    cited: set[str] = set()
    for kind, name, path in _references(questionnaire):
        if kind == "source":
            cited.add(name)
        if name not in known[kind]:
            yield _unknown(kind, name, path, known[kind])
    yield from _not_cited(questionnaire, cited)
    yield from _verdict_names(questionnaire)
    yield from _raised_levels(questionnaire)
    yield from _assumptions(questionnaire)
    yield from _prerequisite_circles(questionnaire)


def _known_names(questionnaire: Questionnaire) -> Mapping[str, Collection[str]]:
    known = {
        kind: {getattr(entry, attribute) for entry in getattr(questionnaire, section)}
        for kind, (attribute, section) in _KINDS.items()
    }
    known[_SCORE] = known["dimension"] | {index.id for index in questionnaire.indices}
    known[_PRINTED] = known["finding"] | known["recommendation"]
    return known


def _unknown(kind: str, name: str, path: Path, known: Collection[str]) -> Problem:
    some = ", ".join(sorted(known)[:8]) or "none is defined"
    return Problem(
        code="unknown_reference",
        message=f"there is no {kind} {name!r}",
        remedy=did_you_mean(name, sorted(known), f"name an existing {kind} ({some})"),
        path=path,
    )


def _references(questionnaire: Questionnaire) -> Iterator[Reference]:
    yield from _from_questions(questionnaire)
    yield from _from_gates(questionnaire)
    yield from _from_routes(questionnaire)
    yield from _from_variants(questionnaire)
    yield from _from_recommendations(questionnaire)
    yield from _from_indices(questionnaire)
    yield from _from_decisions(questionnaire)
    yield from _from_responsibilities(questionnaire)
    yield from _from_carry_over(questionnaire)
    for i, rule in enumerate(questionnaire.weight_rules):
        yield "dimension", rule.dimension, ("weight_rules", i, "dimension")
        yield from _named("source", rule.sources, ("weight_rules", i, "sources"))
    for i, finding in enumerate(questionnaire.findings):
        yield from _named("source", finding.sources, ("findings", i, "sources"))
    for i, benchmark in enumerate(questionnaire.benchmarks):
        yield from _named("question", benchmark.questions, ("benchmarks", i, "questions"))
        yield from _named("route", benchmark.routes, ("benchmarks", i, "routes"))
        yield from _named("source", benchmark.sources, ("benchmarks", i, "sources"))
    for i, worksheet in enumerate(questionnaire.worksheets):
        yield from _from_worksheet(worksheet, ("worksheets", i))


def _named(kind: str, names: Iterable[str], path: Path) -> Iterator[Reference]:
    for i, name in enumerate(names):
        yield kind, name, (*path, i)


def _as_keys(kind: str, names: Iterable[str], path: Path) -> Iterator[Reference]:
    for name in names:
        yield kind, name, (*path, name)


def _from_questions(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, question in enumerate(questionnaire.questions):
        path: Path = ("questions", i)
        yield "role", question.role, (*path, "role")
        if question.second_opinion is not None:
            yield "role", question.second_opinion, (*path, "second_opinion")
        if question.dimension is not None:
            yield _SCORE, question.dimension, (*path, "dimension")
        yield from _named("source", question.sources, (*path, "sources"))


def _from_gates(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, gate in enumerate(questionnaire.gates):
        path: Path = ("gates", i)
        yield from _as_keys("dimension", gate.caps.dimensions, (*path, "caps", "dimensions"))
        yield from _named("recommendation", gate.repairs, (*path, "repairs"))
        yield from _named("source", gate.sources, (*path, "sources"))
        for n, note in enumerate(gate.notes):
            yield from _named("source", note.sources, (*path, "notes", n, "sources"))


def _from_routes(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, route in enumerate(questionnaire.routes):
        yield from _from_route(route, ("routes", i))
    rules = questionnaire.route_rules
    if rules is not None:
        yield "route", rules.base, ("route_rules", "base")
        yield from _named("route", rules.candidates, ("route_rules", "candidates"))


def _from_route(route: Route, path: Path) -> Iterator[Reference]:
    yield from _as_keys("dimension", route.readiness, (*path, "readiness"))
    yield from _as_keys("gate", route.gates, (*path, "gates"))
    yield from _named("source", route.sources, (*path, "sources"))


def _from_variants(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, variant in enumerate(questionnaire.variants):
        path: Path = ("variants", i)
        yield "route", variant.route, (*path, "route")
        yield from _as_keys("question", variant.assume, (*path, "assume"))
        yield from _named("gate", variant.ignore_gates, (*path, "ignore_gates"))
        yield from _named("dimension", variant.leave_out, (*path, "leave_out"))


def _from_recommendations(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, action in enumerate(questionnaire.recommendations):
        path: Path = ("recommendations", i)
        yield "role", action.owner, (*path, "owner")
        yield from _named("route", action.routes, (*path, "routes"))
        yield from _named("recommendation", action.prerequisites, (*path, "prerequisites"))
        yield from _named("recommendation", action.parallel, (*path, "parallel"))
        yield from _named("source", action.sources, (*path, "sources"))
    rules = questionnaire.recommendation_rules
    if rules is not None:
        yield from _named("recommendation", rules.first, ("recommendation_rules", "first"))


def _from_indices(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, index in enumerate(questionnaire.indices):
        path: Path = ("indices", i)
        for n, raised in enumerate(index.raises):
            yield from _named("finding", raised.of, (*path, "raises", n, "of"))
        yield from _named("source", index.sources, (*path, "sources"))
    for i, rule in enumerate(questionnaire.value_rules):
        yield "question", rule.question, ("value_rules", i, "question")
        yield from _named("source", rule.sources, ("value_rules", i, "sources"))


def _from_decisions(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, decision in enumerate(questionnaire.decisions):
        yield from _named("source", decision.sources, ("decisions", i, "sources"))
        for n, note in enumerate(decision.notes):
            yield from _named("source", note.sources, ("decisions", i, "notes", n, "sources"))
    for i, risk in enumerate(questionnaire.risks):
        yield from _named("recommendation", risk.repairs, ("risks", i, "repairs"))
        yield from _named("source", risk.sources, ("risks", i, "sources"))


def _from_responsibilities(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, template in enumerate(questionnaire.responsibilities):
        path: Path = ("responsibilities", i)
        for n, task in enumerate(template.tasks):
            yield from _as_keys("role", task.roles, (*path, "tasks", n, "roles"))
        yield from _named("source", template.sources, (*path, "sources"))


def _from_carry_over(questionnaire: Questionnaire) -> Iterator[Reference]:
    for i, carried in enumerate(questionnaire.carry_over):
        for n, answer in enumerate(carried.answers):
            yield "question", answer.question, ("carry_over", i, "answers", n, "question")
        for n, shown in enumerate(carried.shown_beside):
            yield "question", shown.question, ("carry_over", i, "shown_beside", n, "question")
    for i, pair in enumerate(questionnaire.printed_beside):
        yield _PRINTED, pair.here, ("printed_beside", i, "here")


def _from_worksheet(worksheet: Worksheet, path: Path) -> Iterator[Reference]:
    yield from _named("source", worksheet.sources, (*path, "sources"))
    if not isinstance(worksheet, CalculationWorksheet):
        return
    for i, check in enumerate(worksheet.checks):
        yield from _named("source", check.sources, (*path, "checks", i, "sources"))
    for i, benchmark in enumerate(worksheet.benchmarks):
        yield from _named("source", benchmark.sources, (*path, "benchmarks", i, "sources"))


def _not_cited(questionnaire: Questionnaire, cited: Collection[str]) -> Iterator[Problem]:
    for i, source in enumerate(questionnaire.sources):
        if source.id not in cited:
            yield Problem(
                code="source_not_cited",
                message=f"nothing rests on the source {source.id!r}",
                remedy="cite it where it is used, or remove it",
                path=("sources", i, "id"),
            )


def _verdict_names(questionnaire: Questionnaire) -> Iterator[Problem]:
    rules = questionnaire.route_rules
    if rules is None:
        return
    known = {rule.verdict for rule in rules.verdicts}
    for field, choice in (("primary", rules.primary), ("next", rules.next)):
        for i, verdict in enumerate(choice.verdicts):
            if verdict not in known:
                path: Path = ("route_rules", field, "verdicts", i)
                yield _unknown("verdict", verdict, path, known)


def _raised_levels(questionnaire: Questionnaire) -> Iterator[Problem]:
    for i, index in enumerate(questionnaire.indices):
        known = {level.id for level in index.levels}
        for n, raised in enumerate(index.raises):
            if raised.level not in known:
                yield _unknown("level", raised.level, ("indices", i, "raises", n, "level"), known)


def _assumptions(questionnaire: Questionnaire) -> Iterator[Problem]:
    """What a variant assumes must be an answer that its question takes."""
    for i, variant in enumerate(questionnaire.variants):
        try:
            read_answers(questionnaire, variant.assume)
        except AnswersRefused as refusal:
            for problem in refusal.problems:
                if problem.code != "unknown_question":
                    path: Path = ("variants", i, "assume", *problem.path[1:])
                    yield problem.model_copy(update={"path": path})


def _prerequisite_circles(questionnaire: Questionnaire) -> Iterator[Problem]:
    needs = {action.code: action.prerequisites for action in questionnaire.recommendations}
    positions = {action.code: i for i, action in enumerate(questionnaire.recommendations)}
    for circle in circles(needs):
        yield Problem(
            code="prerequisite_cycle",
            message="these recommendations require each other: "
            + " -> ".join((*circle, circle[0])),
            remedy="remove one of the prerequisites",
            path=("recommendations", positions[circle[0]], "prerequisites"),
        )
