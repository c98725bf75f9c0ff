"""Recommendations in words."""

from datetime import date

from readiness.reports.view.answers import answer_views
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import ActionView
from readiness.scoring.result import RecommendationResult


def action_view(facts: Facts, action: RecommendationResult) -> ActionView:
    """One recommendation with the answers that made it fire."""
    defined = next(r for r in facts.questionnaire.recommendations if r.code == action.code)
    text = facts.texts.recommendations[action.code]
    receipt = next(r for r in facts.result.receipt.recommendations if r.code == action.code)
    return ActionView(
        code=action.code,
        rank=action.rank,
        text=text.light if action.light and text.light else text.text,
        effort=action.effort,
        effort_label=_effort_label(facts, action.effort),
        impact=action.impact,
        impact_label=facts.words.say("%(impact)s of 5", impact=action.impact),
        owner=action.owner,
        owner_label=facts.role_name(action.owner),
        prerequisites=action.prerequisites,
        parallel=tuple(code for code in defined.parallel if code in fired_codes(facts)),
        routes=tuple(facts.route(code) for code in action.routes),
        repairs=tuple(facts.gate(code) for code in action.repairs),
        light=action.light and bool(text.light),
        in_report=action.in_report,
        window=action.window,
        window_label=window_label(facts, action.window),
        due_label=_due_label(facts, action),
        because=answer_views(facts, facts.questions_behind(receipt.fired)),
    )


def actions_by_code(facts: Facts) -> dict[str, ActionView]:
    """Every recommendation that fired, the irrelevant ones too, by code and in order."""
    result = facts.result
    fired = (*result.recommendations, *result.not_relevant)
    return {action.code: action_view(facts, action) for action in fired}


def fired_codes(facts: Facts) -> frozenset[str]:
    """Codes of the recommendations that fired and are relevant."""
    return frozenset(action.code for action in facts.result.recommendations)


def window_label(facts: Facts, window: str) -> str:
    """The plan's window in words; `window` is `first-last` in months."""
    first, _, last = window.partition("-")
    return facts.words.say("Months %(first)s to %(last)s", first=first, last=last)


def _due_label(facts: Facts, action: RecommendationResult) -> str:
    """By which month the window ends, counted from the day of the report; no month where none of
    the action's routes fits."""
    if action in facts.result.not_relevant:
        return facts.words.say("not relevant now")
    made = facts.context.created_at
    months = made.year * 12 + made.month - 1 + int(action.window.partition("-")[2])
    due = date(months // 12, months % 12 + 1, 1)
    return facts.words.say("by %(month)s", month=facts.numbers.month(due))


def _effort_label(facts: Facts, effort: str) -> str:
    say = facts.words.say
    return {"S": say("small"), "M": say("medium"), "L": say("large")}[effort]
