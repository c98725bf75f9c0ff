"""A result as a report: one object from which web page, PDF, text and JSON are made."""

from readiness.reports.view.actions import actions_by_code
from readiness.reports.view.annex import build_annex
from readiness.reports.view.annex_parts import ReportView
from readiness.reports.view.bounds import within_bounds
from readiness.reports.view.brand import build_brand
from readiness.reports.view.comparison import build_comparison
from readiness.reports.view.decisions import build_decisions
from readiness.reports.view.dimensions import build_profile
from readiness.reports.view.facts import (
    AnswerNote,
    BegunRevision,
    EarlierResult,
    EvidencePiece,
    FilledWorksheet,
    GivenBy,
    OpinionPair,
    Participant,
    ReportContext,
    SettledOpinion,
    WrittenRemark,
    gather_facts,
)
from readiness.reports.view.findings import build_findings
from readiness.reports.view.gates import build_gates
from readiness.reports.view.indices import build_indices
from readiness.reports.view.method import build_method
from readiness.reports.view.outlook import build_outlook
from readiness.reports.view.plan import build_plan
from readiness.reports.view.reading import build_reading
from readiness.reports.view.responsibilities import build_responsibilities
from readiness.reports.view.risks import build_risks
from readiness.reports.view.routes import build_routes
from readiness.reports.view.sources import build_sources
from readiness.reports.view.steps import build_steps
from readiness.reports.view.summary import build_cover, build_summary
from readiness.reports.view.verification import build_verification
from readiness.reports.view.worksheets import build_worksheets
from readiness.scoring.model import Questionnaire
from readiness.scoring.result import Result

__all__ = [
    "AnswerNote",
    "BegunRevision",
    "EarlierResult",
    "EvidencePiece",
    "FilledWorksheet",
    "GivenBy",
    "OpinionPair",
    "Participant",
    "ReportContext",
    "ReportView",
    "SettledOpinion",
    "WrittenRemark",
    "build_view",
]


def build_view(questionnaire: Questionnaire, result: Result, context: ReportContext) -> ReportView:
    """Word and format a result; the same three inputs give the same view.

    Raises `NotFound` when the questionnaire or the interface lacks the context's language.
    """
    context = within_bounds(context)
    facts = gather_facts(questionnaire, result, context)
    actions = actions_by_code(facts)
    gates, plan = build_gates(facts, actions), build_plan(facts, actions)
    return ReportView(
        language=context.language,
        edition=context.edition,
        title=facts.words.say(
            "%(title)s – %(organization)s",
            title=facts.texts.title,
            organization=context.organization,
        ),
        organization=context.organization,
        questionnaire=result.questionnaire,
        questionnaire_title=facts.texts.title,
        report_id=context.report_id,
        created_at=context.created_at,
        created_label=facts.numbers.day(context.created_at),
        levels_from=tuple(level.from_score for level in questionnaire.levels[1:]),
        capping=any(gate.caps.overall or gate.caps.dimensions for gate in questionnaire.gates),
        brand=build_brand(facts),
        cover=build_cover(facts),
        summary=build_summary(facts, actions),
        outlook=build_outlook(facts),
        decisions=build_decisions(facts),
        indices=build_indices(facts),
        profile=build_profile(facts),
        comparison=build_comparison(facts),
        reading=build_reading(facts),
        steps=build_steps(facts, gates, plan),
        gates=gates,
        routes=build_routes(facts),
        findings=build_findings(facts),
        risks=build_risks(facts, actions),
        plan=plan,
        worksheets=build_worksheets(facts),
        responsibilities=build_responsibilities(facts),
        annex=build_annex(facts, actions),
        sources=build_sources(facts),
        method=build_method(facts),
        verification=build_verification(facts),
    )
