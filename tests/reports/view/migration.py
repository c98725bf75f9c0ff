"""The companies of platform-migration's own cases, scored and worded, with a filled worksheet."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from readiness.catalog.cases import Case, load_cases
from readiness.catalog.loader import Loaded, load_questionnaire
from readiness.reports.view import FilledWorksheet, ReportContext, ReportView, build_view
from readiness.scoring import Questionnaire, Result, live_result, parse_answers
from tests.house.repository import ROOT
from tests.reports.view.companies import CONTEXT

FOLDER = ROOT / "questionnaires" / "platform-migration" / "2026.1.0"
MOVERS = ("mc-1", "mc-2", "mc-3")


@lru_cache
def loaded() -> Loaded:
    return load_questionnaire(FOLDER)


def migration() -> Questionnaire:
    return loaded().questionnaire


@lru_cache
def mover_case(name: str) -> Case:
    return next(found for found in load_cases(loaded()) if found.case == name)


def tco(sheet: str = "new_platform", /, **changed: object) -> FilledWorksheet:
    """The worked example of the worksheet of total cost, with some inputs changed."""
    filling = mover_case("tco-worked-example").worksheet
    assert filling is not None
    return FilledWorksheet("TCO", sheet, {**filling.inputs, **changed})


def mover_result(answers: Mapping[str, object]) -> Result:
    return live_result(migration(), parse_answers(migration(), answers))


def mover_of(
    answers: Mapping[str, object], *sheets: FilledWorksheet, context: ReportContext = CONTEXT
) -> ReportView:
    """The report of some answers with these worksheets."""
    filled = replace(context, worksheets=sheets)
    return build_view(migration(), mover_result(answers), filled)


@lru_cache
def mover(name: str, *, language: str = "en", with_cost: bool = False) -> ReportView:
    """The report of one of the companies, if wished with the worked example."""
    case = mover_case(name)
    assert case.organization is not None
    context = replace(CONTEXT, organization=case.organization.name, language=language)
    return mover_of(case.answers, *((tco(horizon=8),) if with_cost else ()), context=context)


def nothing_known() -> dict[str, object]:
    """Every question answered "don't know" that offers it."""
    asked = migration().questions
    return {q.id: "dont_know" for q in asked if q.dont_know != "refused"}
