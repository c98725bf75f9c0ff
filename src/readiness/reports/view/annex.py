"""The consultant's annex: the rest of the actions, all answers, and receipts in short."""

from collections.abc import Mapping

from readiness.reports.view.annex_answers import answer_groups
from readiness.reports.view.annex_parts import Annex, RoleCoverage, WeightRow
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import ActionView
from readiness.reports.view.receipts import build_receipts
from readiness.scoring.answers import AnswerState

_GIVEN = (AnswerState.ANSWERED, AnswerState.DONT_KNOW)


def build_annex(facts: Facts, actions: Mapping[str, ActionView]) -> Annex:
    """Everything the pages before rest on."""
    say, result = facts.words.say, facts.result
    return Annex(
        title=say("Annex: what the result rests on"),
        lead=say("For those who check. Nothing here changes the message of the pages before."),
        remaining=tuple(actions[a.code] for a in result.recommendations if not a.in_report),
        no_remaining=say("Every recommendation that fits you stands in the plan."),
        not_relevant=tuple(actions[a.code] for a in result.not_relevant),
        no_not_relevant=say("No recommendation was set aside as not relevant."),
        answers=answer_groups(facts),
        ignored=tuple(facts.questions[name].code for name in result.ignored),
        roles=tuple(_role(facts, role.id, role.code) for role in facts.questionnaire.roles),
        weights=tuple(_weights(facts)),
        overall_row=_overall_row(facts),
        weight_rules=tuple(
            facts.texts.weight_rules[rule.rule] for rule in result.receipt.weight_rules
        ),
        no_weight_rules=say("No rule shifts the weights; they are the questionnaire's own."),
        caps=tuple(_caps(facts)),
        no_caps=say("No gate lowers a score."),
        receipts=build_receipts(facts, actions),
    )


def _role(facts: Facts, role: str, code: str) -> RoleCoverage:
    own = [facts.answers[q.id] for q in facts.questionnaire.questions if q.role == role]
    missing = [answer for answer in own if answer.id in facts.result.missing]
    given = [answer.state for answer in own if answer.state in _GIVEN]
    answered, asked = given.count(AnswerState.ANSWERED), len(given) + len(missing)
    people = [p.name for p in facts.context.participants if p.role in (role, code)]
    return RoleCoverage(
        code=code,
        name=facts.role_name(role),
        people=", ".join(people) or facts.words.say("nobody named"),
        asked=asked,
        answered=answered,
        dont_know=given.count(AnswerState.DONT_KNOW),
        missing=len(missing),
        share_label=facts.numbers.share(answered / asked if asked else None),
    )


def _weights(facts: Facts) -> list[WeightRow]:
    numbers = facts.numbers
    base = {dimension.id: dimension.weight for dimension in facts.questionnaire.dimensions}
    return [
        WeightRow(
            code=result.code,
            name=facts.dimension_name(result.id),
            base_weight=numbers.figure(base[result.id]),
            weight=numbers.tenth(result.weight),
            calculated=numbers.tenth(result.calculated_score),
            score=numbers.tenth(result.score),
            brings=numbers.tenth(
                None if result.score is None else result.score * result.weight / 100
            ),
        )
        for result in facts.result.dimensions
    ]


def _overall_row(facts: Facts) -> WeightRow:
    numbers, result = facts.numbers, facts.result
    return WeightRow(
        code="",
        name=facts.words.say("Overall"),
        base_weight=numbers.figure(sum(d.weight for d in facts.questionnaire.dimensions)),
        weight=numbers.figure(100) if result.score is not None else numbers.figure(0),
        calculated=numbers.tenth(result.calculated_score),
        score=numbers.tenth(result.score),
        brings=numbers.tenth(result.score),
    )


def _caps(facts: Facts) -> list[str]:
    say, receipt = facts.words.say, facts.result.receipt
    caps = [
        say(
            "%(gates)s: %(name)s",
            gates=", ".join(dimension.capped_by),
            name=facts.dimension_name(dimension.id),
        )
        for dimension in receipt.dimensions
        if dimension.capped_by
    ]
    if receipt.overall_capped_by:
        gates = ", ".join(receipt.overall_capped_by)
        caps.append(say("%(gates)s: the overall score", gates=gates))
    return caps
