"""Worksheets of a questionnaire made ready to calculate; the ones used last are kept."""

from collections.abc import Mapping
from typing import Final

from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import QuestionnaireRefused
from readiness.scoring.rule_compiler import rule_name
from readiness.scoring.worksheets.compiling import WorksheetPlan, compile_worksheet
from readiness.scoring.worksheets.model import CalculationWorksheet

PLANS_KEPT: Final = 64
_plans: dict[int, WorksheetPlan] = {}


def finding_names(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Return by code what conditions of worksheets call the findings."""
    return {each.code: f"finding.{rule_name(each.code)}" for each in questionnaire.findings}


def plan_of(questionnaire: Questionnaire, worksheet: CalculationWorksheet) -> WorksheetPlan:
    """Return a worksheet's plan; raises `QuestionnaireRefused` when it does not compile.

    A plan holds its worksheet, so that no other can get the same identity while it is kept.
    """
    plan = _plans.get(id(worksheet))
    if plan is None:
        made, problems = compile_worksheet(worksheet, finding_names(questionnaire))
        if made is None:
            raise QuestionnaireRefused(problems)
        plan = _plans[id(worksheet)] = made
        for oldest in list(_plans)[:-PLANS_KEPT]:  # a copy: other threads add meanwhile
            _plans.pop(oldest, None)
    return plan
