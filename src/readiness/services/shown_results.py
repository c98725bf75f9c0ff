"""A result as pages show it: the view and the charts that the report is made from, too."""

from collections.abc import Callable
from dataclasses import dataclass

from readiness.reports.html_charts import ReportCharts, report_charts
from readiness.reports.view import ReportContext, ReportView
from readiness.reports.view.facts import gather_facts
from readiness.reports.view.outlook import build_outlook
from readiness.reports.view.outlook_parts import Outlook
from readiness.reports.words import load_words
from readiness.scoring import Questionnaire
from readiness.services.documents import ReportSource, report_view


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A report's view with its charts drawn for the screen; `begun` when anything is answered."""

    view: ReportView
    charts: ReportCharts
    begun: bool


def offered_language(questionnaire: Questionnaire, language: str) -> str:
    """The language wished, or the questionnaire's own where it has no texts in that one."""
    return language if language in questionnaire.texts else questionnaire.default_language


def show_result(source: Callable[[], ReportSource], language: str) -> ShownResult:
    """Word and draw a result; computes for some ten milliseconds.

    Raises `NotFound` when neither questionnaire nor reports have the language.
    """
    gathered = source()
    spoken = offered_language(gathered.questionnaire, language)
    view = report_view(gathered, spoken)
    charts = report_charts(view, load_words(spoken), for_print=False)
    return ShownResult(view, charts, begun=_is_begun(gathered))


def show_outlook(source: Callable[[], ReportSource], language: str) -> tuple[Outlook | None, bool]:
    """Word what is still open, and tell whether anything is answered; raises as `show_result`."""
    gathered = source()
    spoken = offered_language(gathered.questionnaire, language)
    context = ReportContext(gathered.organization, gathered.made_at, spoken, brand=gathered.brand)
    facts = gather_facts(gathered.questionnaire, gathered.result, context)
    return build_outlook(facts), _is_begun(gathered)


def _is_begun(gathered: ReportSource) -> bool:
    return any(
        answer.state not in ("unanswered", "not_asked")
        for answer in gathered.result.receipt.answers
    )
