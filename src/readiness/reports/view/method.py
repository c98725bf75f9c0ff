"""How the figures came about, in plain words, and what the report does not claim."""

from readiness.reports.view.annex_parts import Method, MethodSection
from readiness.reports.view.facts import Facts


def build_method(facts: Facts) -> Method:
    """Reading guide and disclaimer."""
    say = facts.words.say
    return Method(
        title=say("How to read the figures"),
        sections=(_scale(facts), _unknown(facts), _gates(facts), _routes(facts), _grades(facts)),
        disclaimer_title=say("What this report does not claim"),
        disclaimer=(
            facts.texts.disclaimer,
            say(
                "The law and the dated facts were last checked on %(day)s. Cut points without a "
                "documented source are expert judgement.",
                day=facts.numbers.day(facts.questionnaire.as_of),
            ),
        ),
    )


def _scale(facts: Facts) -> MethodSection:
    say = facts.words.say
    return MethodSection(
        title=say("Scores and levels"),
        paragraphs=(
            say(
                "Every answer counts from 0 to 4, times 25. A dimension is the weighted mean of "
                "its questions, and the overall score the weighted mean of its dimensions."
            ),
            say(
                "Levels, gates and verdicts are decided on unrounded values. Printed scores are "
                "whole numbers, the overall score has one decimal, and halves go up."
            ),
        ),
    )


def _unknown(facts: Facts) -> MethodSection:
    say, share = facts.words.say, facts.numbers.share
    return MethodSection(
        title=say("Don't know, does not apply, not measured"),
        paragraphs=(
            say(
                "A key figure nobody knows counts as 0, because what is not measured cannot be "
                "steered. Any other question answered “don't know” leaves the score."
            ),
            say(
                "A question that does not apply takes its weight with it. A band given instead of "
                "a figure counts and is marked as estimated."
            ),
            say(
                "Confidence is the weight of the answers known against the weight that applies. "
                "Below %(least)s the level is marked “insufficient evidence”.",
                least=share(facts.questionnaire.sufficient_confidence),
            ),
        ),
    )


def _gates(facts: Facts) -> MethodSection:
    say = facts.words.say
    return MethodSection(
        title=say("Gates and caps"),
        paragraphs=(
            say(
                "A gate that blocks stops the routes named, and some hold a score below a bound. "
                "The calculated value is printed beside it; the level is that of the lower one."
            ),
            say("A gate in condition form lowers no score. It lets a route pass as a pilot only."),
        ),
    )


def _routes(facts: Facts) -> MethodSection:
    say = facts.words.say
    rules = facts.questionnaire.route_rules
    if rules is None:
        return MethodSection(
            title=say("Routes"), paragraphs=(say("This questionnaire judges no routes."),)
        )
    verdicts = [facts.texts.verdicts[row.verdict] for row in rules.verdicts]
    seen = dict.fromkeys(f"{text.name}: {text.definition}" for text in verdicts if text.definition)
    total = sum(rules.index.values())
    return MethodSection(
        title=say("Route verdicts"),
        paragraphs=(
            *seen,
            say(
                "The primary route has the highest index: %(fit)s fit and %(readiness)s readiness. "
                "A route less than %(close)s points behind it is a close alternative.",
                fit=facts.numbers.share(rules.index["fit"] / total),
                readiness=facts.numbers.share(rules.index["readiness"] / total),
                close=facts.numbers.figure(rules.close_within),
            ),
        ),
    )


def _grades(facts: Facts) -> MethodSection:
    say = facts.words.say
    return MethodSection(
        title=say("Published reference values"),
        paragraphs=(
            say(
                "Each carries its year and a grade: A measured and documented, B credible second "
                "hand, C practitioner opinion, D vendor claim. Grade D is never a target."
            ),
        ),
    )
