"""Every language says everything, and nothing about things that are not there."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from readiness.scoring.expressions import Path
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.questions import MultipleQuestion, NumberQuestion, Question, SingleQuestion
from readiness.scoring.rules import Route
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.texts import Texts

_FREE: Final = {
    "roles": ("definition",),
    "levels": ("definition",),
    "verdicts": ("definition",),
    "questions": ("help", "why", "evidence", "unit", "not_applicable"),
    "recommendations": ("light",),
}
"""Texts that are given where there is something to say."""


def lint_texts(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield missing and orphaned texts of each language."""
    if questionnaire.default_language not in questionnaire.texts:
        yield Problem(
            code="missing_text",
            message=f"there are no texts in {questionnaire.default_language!r}, "
            "the default language",
            remedy=f"add texts/{questionnaire.default_language}.yaml",
            path=("default_language",),
        )
    sections = _sections(questionnaire)
    for language, texts in questionnaire.texts.items():
        path: Path = ("texts", language)
        for section, names in sections.items():
            yield from compared(names, getattr(texts, section), (*path, section))
        yield from _inside_questions(questionnaire, texts, (*path, "questions"))
        yield from _inside_dimensions(questionnaire, texts, (*path, "dimensions"))
        yield from _inside_gates(questionnaire, texts, (*path, "gates"))
        yield from _inside_routes(questionnaire, texts, (*path, "routes"))
        yield from _inside_benchmarks(questionnaire, texts, (*path, "benchmarks"))
        yield from _said_elsewhere(questionnaire, texts, path)


def _sections(questionnaire: Questionnaire) -> Mapping[str, list[str]]:
    rules = questionnaire.route_rules
    return {
        "roles": _role_names(questionnaire),
        "levels": [level.id for level in questionnaire.levels],
        "verdicts": _verdicts(questionnaire) if rules else [],
        "dimensions": [dimension.id for dimension in questionnaire.dimensions],
        "questions": [question.id for question in questionnaire.questions],
        "gates": [gate.code for gate in questionnaire.gates],
        "findings": [finding.code for finding in questionnaire.findings],
        "indices": [index.id for index in questionnaire.indices],
        "value_rules": [rule.id for rule in questionnaire.value_rules],
        "risks": [risk.code for risk in questionnaire.risks],
        "risk_classes": ["high", "raised"] if questionnaire.risks else [],
        "decisions": [decision.code for decision in questionnaire.decisions],
        "responsibilities": [template.code for template in questionnaire.responsibilities],
        "routes": [route.code for route in questionnaire.routes],
        "variants": [variant.code for variant in questionnaire.variants],
        "recommendations": [action.code for action in questionnaire.recommendations],
        "weight_rules": [rule.id for rule in questionnaire.weight_rules],
        "benchmarks": [benchmark.id for benchmark in questionnaire.benchmarks],
        "worksheets": [worksheet.code for worksheet in questionnaire.worksheets],
        "sources": [source.id for source in questionnaire.sources],
    }


def _role_names(questionnaire: Questionnaire) -> list[str]:
    """Roles, and advisers outside the roles: those are printed by name as well."""
    advisers = [q.advised_by for q in questionnaire.questions if q.advised_by is not None]
    return list(dict.fromkeys([*(role.id for role in questionnaire.roles), *advisers]))


def _verdicts(questionnaire: Questionnaire) -> list[str]:
    rules = questionnaire.route_rules
    return list(dict.fromkeys(rule.verdict for rule in rules.verdicts)) if rules else []


def _inside_questions(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    for question in questionnaire.questions:
        text = texts.questions.get(question.id)
        if text is None:
            continue
        here = (*path, question.id)
        yield from compared(_option_names(question), text.options, (*here, "options"))
        for key in ("unit", "unit_forms"):
            if getattr(text, key) and not isinstance(question, NumberQuestion):
                why = f"{question.code} is no number question"
                yield orphaned(key, why, "remove it", (*here, key))
        never = question.not_applicable is None and question.asked_if is None
        if text.not_applicable is not None and never:
            yield orphaned(
                "not_applicable",
                f"{question.code} applies to everybody",
                "remove it, or say in the question when it may not apply",
                (*here, "not_applicable"),
            )


def _option_names(question: Question) -> list[str]:
    match question:
        case SingleQuestion():
            return [str(option.value) for option in question.options]
        case MultipleQuestion():
            bands = dict.fromkeys(str(band.value) for band in question.bands)
            return [*(item.id for item in question.items), *bands]
        case NumberQuestion():
            return list(dict.fromkeys(str(band.value) for band in question.bands))
        case _:
            return []


def _inside_dimensions(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    levels = [level.id for level in questionnaire.levels]
    for dimension in questionnaire.dimensions:
        text = texts.dimensions.get(dimension.id)
        if text is not None:
            yield from compared(levels, text.levels, (*path, dimension.id, "levels"))


def _inside_gates(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    for gate in questionnaire.gates:
        text = texts.gates.get(gate.code)
        if text is None:
            continue
        here = (*path, gate.code)
        yield from compared([note.id for note in gate.notes], text.notes, (*here, "notes"))
        for form in ("block", "condition"):
            rule, words = getattr(gate, form), getattr(text, form)
            if rule is not None and words is None:
                yield missing(form, (*here, form))
            if rule is None and words is not None:
                yield orphaned(
                    form,
                    f"gate {gate.code} has no {form} form",
                    "remove it, or add the form to the gate",
                    (*here, form),
                )


def _inside_routes(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    for route in questionnaire.routes:
        text = texts.routes.get(route.code)
        if text is None:
            continue
        needed = [v for v in _verdicts(questionnaire) if _possible(questionnaire, route, v)]
        given = {
            verdict: words
            for verdict, words in text.next_step.items()
            if verdict in needed or verdict not in _verdicts(questionnaire)
        }
        yield from compared(needed, given, (*path, route.code, "next_step"))


def _inside_benchmarks(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    """A year in words is said in every language."""
    for benchmark in questionnaire.benchmarks:
        text = texts.benchmarks.get(benchmark.id)
        if text is not None and text.year is None and not benchmark.year.isdecimal():
            yield missing("year", (*path, benchmark.id, "year"))


def _said_elsewhere(questionnaire: Questionnaire, texts: Texts, path: Path) -> Iterator[Problem]:
    """What one language says beside the necessary, every language says."""
    for section, names in _FREE.items():
        for entry, text in getattr(texts, section).items():
            others = [getattr(other, section).get(entry) for other in questionnaire.texts.values()]
            for name in names:
                elsewhere = any(getattr(other, name, None) for other in others)
                if elsewhere and not getattr(text, name):
                    yield missing(name, (*path, section, entry, name))


def _possible(questionnaire: Questionnaire, route: Route, verdict: str) -> bool:
    """The base route is always offered, and a route that no gate blocks is never blocked."""
    rules = questionnaire.route_rules
    if verdict == "not_a_fit":
        return rules is None or route.code != rules.base
    return verdict != "blocked" or "blocks" in route.gates.values()


def compared(names: Collection[str], texts: Mapping[str, object], path: Path) -> Iterator[Problem]:
    """Yield a problem for each name without text and for each text without name."""
    lacking = [name for name in names if name not in texts]
    for name in lacking:
        yield missing(name, (*path, name))
    for name in texts:
        if name not in names:
            yield orphaned(
                name,
                f"there is no {name!r} in the questionnaire",
                did_you_mean(name, lacking, "remove it, or add what it describes"),
                (*path, name),
            )


def missing(name: str, path: Path) -> Problem:
    """Return the problem of a text that is missing at the path."""
    where = ".".join(str(part) for part in path[2:-1])
    return Problem(
        code="missing_text",
        message=f"the text of {name!r} is missing in {where} ({path[1]})",
        remedy=f"add {name}: with its wording",
        path=path,
    )


def orphaned(name: str, why: str, remedy: str, path: Path) -> Problem:
    """Return the problem of a text that describes nothing."""
    return Problem(
        code="orphaned_text", message=f"{name!r} describes nothing: {why}", remedy=remedy, path=path
    )
