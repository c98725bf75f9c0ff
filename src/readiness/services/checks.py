"""Checking questionnaires: load, lint, lock, cases, and whether the cases show every rule."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from readiness.catalog.case_model import Expectation
from readiness.catalog.cases import Case, load_cases, run_case
from readiness.catalog.catalog import version_folders
from readiness.catalog.documents import in_reading_order
from readiness.catalog.glossary import Glossaries
from readiness.catalog.loader import (
    CHANGES_FILE,
    QUESTIONNAIRE_FILE,
    Loaded,
    load_questionnaire,
)
from readiness.catalog.release_lock import ReleaseLock, read_lock
from readiness.scoring import Problem, Questionnaire, QuestionnaireRefused, Result
from readiness.scoring.engine import compiled
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import WorksheetResult
from readiness.services.decision_forms import decision_forms
from readiness.services.rule_form import RuleForm
from readiness.services.worksheet_forms import worksheet_forms

Shown = TypeVar("Shown")
Shows = Callable[[Result], Iterable[bool]]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked and every problem, by file and line.

    `undecided` says in words what was too large to be proved, with the questionnaire it is about.
    `untranslated` are texts that drafts lack in a language: no problems before they are released.
    """

    problems: tuple[Problem, ...]
    questionnaires: int
    cases: int
    rules: int
    undecided: tuple[str, ...] = ()
    untranslated: tuple[Problem, ...] = ()


def check(paths: Iterable[Path], directory: Path) -> CheckReport:
    """Check version folders, or all versions in folders of questionnaires.

    The lock of `directory` binds the released versions in it. Nothing is raised for problems.
    """
    checks = _Checks(directory, read_lock(directory))
    for path in paths:
        checks.path(path)
    return CheckReport(
        problems=in_reading_order(checks.problems),
        questionnaires=checks.questionnaires,
        cases=checks.cases,
        rules=checks.rules,
        undecided=tuple(checks.undecided),
        untranslated=in_reading_order(checks.untranslated),
    )


class _Checks:
    def __init__(self, directory: Path, lock: ReleaseLock) -> None:
        self.directory = directory.resolve()
        self.lock = lock
        self.problems: list[Problem] = []
        self.undecided: list[str] = []
        self.untranslated: list[Problem] = []
        self.glossaries = Glossaries()
        self.questionnaires = self.cases = self.rules = 0

    def path(self, path: Path) -> None:
        folders = find_version_folders(path)
        if not folders:
            self.problems.append(_nothing_here(path))
        for folder in folders:
            self.version(folder)
        if path.resolve() == self.directory:
            self.problems.extend(self.lock.problems)
            here = {f"{folder.parent.name}@{folder.name}" for folder in folders}
            self.problems.extend(self.lock.vanished(here))

    def version(self, folder: Path) -> None:
        self.questionnaires += 1
        try:
            loaded = load_questionnaire(folder)
        except QuestionnaireRefused as refusal:
            self.problems.extend(refusal.problems)
            return
        reference = loaded.questionnaire.reference
        self.undecided.extend(f"{reference}: {what}" for what in loaded.undecided)
        if folder.resolve().parent.parent == self.directory:
            self.problems.extend(self.lock.check(loaded))
        self.problems.extend(_missing_changes(loaded))
        self.untranslated.extend(loaded.untranslated)
        self.problems.extend(self.glossaries.problems(loaded))
        try:
            cases = load_cases(loaded)
        except QuestionnaireRefused as refusal:
            self.problems.extend(refusal.problems)
            return
        runs = [run_case(loaded, case) for case in cases]
        self.cases += len(runs)
        self.problems.extend(problem for run in runs for problem in run.problems)
        forms = list(rule_forms(loaded.questionnaire))
        self.rules += len(forms)
        results = [run.result for run in runs if run.result is not None]
        self.problems.extend(map(loaded.placed, uncovered(forms, results)))
        self.worksheets(loaded, [run.worksheet for run in runs if run.worksheet is not None])
        self.problems.extend(idle(cases))

    def worksheets(self, loaded: Loaded, filled: Sequence[WorksheetResult]) -> None:
        """Each worksheet's checks and sentences are shown by the cases that fill it."""
        for i, worksheet in enumerate(loaded.questionnaire.worksheets):
            if not isinstance(worksheet, CalculationWorksheet):
                continue
            forms = list(worksheet_forms(worksheet, ("worksheets", i)))
            self.rules += len(forms)
            own = [each for each in filled if each.code == worksheet.code]
            self.problems.extend(map(loaded.placed, uncovered(forms, own)))


def find_version_folders(path: Path) -> tuple[Path, ...]:
    """Return the version folders that a path names: itself, a questionnaire's or a directory's."""
    if (path / QUESTIONNAIRE_FILE).is_file():
        return (path,)
    own = version_folders(path)
    if own or not path.is_dir():
        return own
    return tuple(
        folder
        for questionnaire in sorted(path.iterdir())
        for folder in version_folders(questionnaire)
    )


def uncovered(forms: Sequence[RuleForm[Shown]], results: Sequence[Shown]) -> Iterator[Problem]:
    """Yield a problem for each form that fires in no result, or in every one."""
    for form in forms:
        shown = {fires for result in results for fires in form.shows(result)}
        if True not in shown:
            yield Problem(
                code="never_fires",
                message=f"no case shows {form.name}",
                remedy="add a case at its boundary in which it fires",
                path=form.path,
            )
        elif False not in shown:
            yield Problem(
                code="never_silent",
                message=f"every case shows {form.name}",
                remedy="add a case at its boundary in which it stays silent",
                path=form.path,
            )


def idle(cases: Sequence[Case]) -> Iterator[Problem]:
    """Yield a problem for each case that can fail only where its base fails, or nowhere."""
    by_name = {case.case: case for case in cases}
    for case in cases:
        base = by_name.get(case.sheet.base or "")
        if not _expects_something(case.expect):
            key, why = "case", "expects nothing"
        elif base is not None and _same(case, base):
            key, why = "base", f"expects of the same answers what its base {base.case!r} expects"
        else:
            continue
        yield case.placed(
            Problem(
                code="case_shows_nothing",
                message=f"the case {case.case!r} {why}",
                remedy="say under expect: what it shows, change an answer, or remove it",
                path=(key,),
            )
        )


def _expects_something(expect: Expectation) -> bool:
    """Tell whether anything is compared: an empty list is, an empty mapping only of some."""
    written = expect.model_dump(exclude_unset=True)
    if "gates" in written or "risks" in written or written.get("variants"):
        return True
    if {"checks", "problems"} & (written.get("worksheet") or {}).keys():
        return True
    return _has_a_value(written)


def _has_a_value(written: object) -> bool:
    return any(map(_has_a_value, written.values())) if isinstance(written, dict) else True


def _same(case: Case, base: Case) -> bool:
    given = (case.answers, case.second_opinions, case.worksheet) == (
        base.answers,
        base.second_opinions,
        base.worksheet,
    )
    return given and case.expect.model_dump(exclude_unset=True) == base.expect.model_dump(
        exclude_unset=True
    )


def rule_forms(questionnaire: Questionnaire) -> Iterator[RuleForm[Result]]:
    """Yield every rule, and of gates every form, that cases have to show."""
    for i, weight_rule in enumerate(questionnaire.weight_rules):
        name = f"weight rule {weight_rule.id}"
        yield RuleForm(name, ("weight_rules", i), _weight_rule(weight_rule.id))
    yield from _gate_forms(questionnaire)
    for i, finding in enumerate(questionnaire.findings):
        name = f"finding {finding.code}"
        yield RuleForm(name, ("findings", i), _listed("findings", finding.code))
    yield from decision_forms(questionnaire)
    yield from _limit_forms(questionnaire)
    rules = questionnaire.route_rules
    for i, row in enumerate(rules.verdicts if rules else ()):
        name = f"the verdict {row.verdict}"
        yield RuleForm(name, ("route_rules", "verdicts", i), _verdict(row.verdict))
    for i, variant in enumerate(questionnaire.variants):
        name = f"variant {variant.code}"
        yield RuleForm(name, ("variants", i), _listed("variants", variant.code))
    for i, action in enumerate(questionnaire.recommendations):
        name = f"recommendation {action.code}"
        yield RuleForm(name, ("recommendations", i), _recommendation(action.code))


def _gate_forms(questionnaire: Questionnaire) -> Iterator[RuleForm[Result]]:
    for i, gate in enumerate(questionnaire.gates):
        for form in ("block", "condition"):
            if getattr(gate, form) is not None:
                name = f"gate {gate.code} in {form} form"
                yield RuleForm(name, ("gates", i, form), _outcome(gate.code, form))
        for n, note in enumerate(gate.notes):
            name = f"note {note.id} of gate {gate.code}"
            yield RuleForm(name, ("gates", i, "notes", n), _note(gate.code, note.id))


def _limit_forms(questionnaire: Questionnaire) -> Iterator[RuleForm[Result]]:
    for i, plan in enumerate(compiled(questionnaire).routes):
        for n, (at_most, rule) in enumerate(plan.fit.limits):
            name = f"the fit of route {plan.route.code} held at {at_most:g}"
            path = ("routes", i, "fit", "limits", n)
            yield RuleForm(name, path, _limit(plan.route.code, rule.text))


def _weight_rule(rule: str) -> Shows:
    return lambda result: [any(fired.rule == rule for fired in result.receipt.weight_rules)]


def _outcome(gate: str, form: str) -> Shows:
    return lambda result: [any(g.code == gate and g.outcome == form for g in result.gates)]


def _note(gate: str, note: str) -> Shows:
    return lambda result: [any(g.code == gate and note in g.notes for g in result.gates)]


def _listed(section: str, code: str) -> Shows:
    return lambda result: [any(entry.code == code for entry in getattr(result, section))]


def _limit(code: str, condition: str) -> Shows:
    return lambda result: [
        any(limit.condition == condition for limit in route.fit_limits)
        for route in result.receipt.routes
        if route.code == code
    ]


def _verdict(verdict: str) -> Shows:
    return lambda result: [route.verdict == verdict for route in result.routes]


def _recommendation(code: str) -> Shows:
    return lambda result: [
        any(a.code == code for a in (*result.recommendations, *result.not_relevant))
    ]


def _missing_changes(loaded: Loaded) -> Iterator[Problem]:
    file = loaded.folder / CHANGES_FILE
    if not file.is_file():
        yield Problem(
            code="missing_file",
            message="nothing says what changed in this version",
            remedy=f"write {CHANGES_FILE}",
            file=str(file),
            line=1,
            column=1,
        )


def _nothing_here(path: Path) -> Problem:
    return Problem(
        code="missing_file",
        message="there is no questionnaire here",
        remedy=f"name a folder <key>/<version> with a file {QUESTIONNAIRE_FILE}, or one above it",
        file=str(path),
        line=1,
        column=1,
    )
