"""The risk register in words."""

from collections.abc import Mapping

from readiness.reports.view.answers import answer_views
from readiness.reports.view.decision_parts import Risks, RiskView
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import ActionView, Named
from readiness.scoring.result import RiskResult


def build_risks(facts: Facts, actions: Mapping[str, ActionView]) -> Risks | None:
    """Risks raised or open, by falling product; `None` without risks in the questionnaire."""
    if not facts.questionnaire.risks:
        return None
    rules, listed = facts.questionnaire.risk_rules, facts.result.risks
    codes = {risk.code for risk in listed}
    return Risks(
        title=risks_title(facts),
        lead=_lead(facts, rules.high_from if rules else None),
        high_from=rules.high_from if rules else None,
        risks=tuple(_risk(facts, risk, actions) for risk in listed),
        not_raised=tuple(
            Named(code=risk.code, name=facts.texts.risks[risk.code].name)
            for risk in facts.questionnaire.risks
            if risk.code not in codes
        ),
    )


def risks_title(facts: Facts) -> str:
    """How many risks are raised, and how many of them are high, in one line."""
    words = facts.words
    raised = [risk for risk in facts.result.risks if risk.state == "raised"]
    high = sum(risk.high for risk in raised)
    if not raised and facts.result.risks:
        return words.say("No risk is raised so far; some cannot be excluded yet")
    if not raised:
        return words.say("No risk is raised")
    if not high:
        return words.count("One risk is raised", "%(n)s risks are raised", len(raised))
    if len(raised) == 1:
        return words.say("One risk is raised, and it is high")
    return words.count(
        "%(all)s risks are raised, one of them high",
        "%(all)s risks are raised, %(n)s of them high",
        high,
        all=len(raised),
    )


def _lead(facts: Facts, high_from: int | None) -> str:
    say = facts.words.say
    order = say("Likelihood and impact run from 1 to 5; their product gives the order.")
    if high_from is None:
        return order
    bound = say("From %(bound)s a risk is high.", bound=high_from)
    return f"{order} {bound}"


def _risk(facts: Facts, risk: RiskResult, actions: Mapping[str, ActionView]) -> RiskView:
    text = facts.texts.risks[risk.code]
    receipt = next(r for r in facts.result.receipt.risks if r.rule == risk.code)
    return RiskView(
        code=risk.code,
        name=text.name,
        likelihood=risk.likelihood,
        impact=risk.impact,
        product=risk.product,
        high=risk.high,
        class_label=_class_label(facts, risk),
        state=risk.state,
        mitigation=text.mitigation,
        answers=answer_views(facts, facts.questions_behind(receipt)),
        repairs=tuple(actions[code] for code in risk.repairs if code in actions),
    )


def _class_label(facts: Facts, risk: RiskResult) -> str:
    if risk.state == "open":
        return facts.words.say("not excluded")
    return facts.texts.risk_classes["high" if risk.high else "raised"]
