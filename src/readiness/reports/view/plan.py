"""The plan: the report's recommendations in its windows of months."""

from collections.abc import Mapping

from readiness.reports.view.actions import window_label
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import ActionView
from readiness.reports.view.plan_parts import Plan, PlanWindow
from readiness.reports.view.schedule import build_bars


def build_plan(facts: Facts, actions: Mapping[str, ActionView]) -> Plan:
    """Windows in order of time; inside a window the order of the recommendations."""
    printed = [actions[a.code] for a in facts.result.recommendations if a.in_report]
    rules = facts.questionnaire.recommendation_rules
    names = sorted(set(rules.windows.values()), key=_months) if rules else []
    windows = tuple(_window(facts, name, printed) for name in names)
    ends = {month for window in windows for month in (window.first_month, window.last_month)}
    return Plan(
        title=_title(facts, printed, names),
        lead=_lead(facts, printed),
        windows=windows,
        bars=build_bars(facts, windows),
        ticks=tuple(sorted(ends)),
        legend=facts.words.say(
            "Effort: S up to 10 person-days, M 10 to 80, L above 80. Impact: 1 to 5. "
            "No action starts before those it needs."
        ),
        bars_note=facts.words.say(
            "A bar spans the months in which the action can be done; the letter in it is the "
            "effort, and an arrow comes from what has to be done first."
        ),
    )


def _title(facts: Facts, printed: list[ActionView], windows: list[str]) -> str:
    if not printed and not facts.result.complete:
        return facts.words.say("No action can be named yet")
    if not printed:
        return facts.words.say("No action is called for")
    if len(printed) == 1:
        return facts.words.say("One action moves you on")
    first = sum(action.window == windows[0] for action in printed)
    if not first:
        return facts.words.say("%(all)s actions move you on", all=len(printed))
    return facts.words.count(
        "%(all)s actions move you on; one of them can begin now",
        "%(all)s actions move you on; %(n)s of them can begin now",
        first,
        all=len(printed),
    )


def _lead(facts: Facts, printed: list[ActionView]) -> str:
    if not printed and not facts.result.complete:
        return facts.words.say("Recommendations follow once more questions are answered.")
    if not printed:
        return facts.words.say(
            "Your answers trigger no recommendation. Keep measuring, and score again in a year."
        )
    if facts.judges_routes:
        return facts.words.say(
            "In each stretch of months: repairs of gates on your routes first, then what brings "
            "most for its effort."
        )
    rules = facts.questionnaire.recommendation_rules
    if rules and {action.code for action in printed} & set(rules.first):
        return facts.words.say(
            "In each stretch of months: first what cannot wait, then repairs of gates, then what "
            "brings most for its effort."
        )
    return facts.words.say(
        "In each stretch of months: repairs of gates first, then what brings most for its effort."
    )


def _window(facts: Facts, window: str, printed: list[ActionView]) -> PlanWindow:
    first, last = _months(window)
    return PlanWindow(
        window=window,
        title=window_label(facts, window),
        first_month=first,
        last_month=last,
        actions=tuple(action for action in printed if action.window == window),
        empty=facts.words.say("Nothing falls into these months."),
    )


def _months(window: str) -> tuple[float, float]:
    first, _, last = window.partition("-")
    return float(first), float(last)
