"""How the figures came about, in plain words, and what the report does not claim."""

from collections.abc import Iterator

from readiness import __version__
from readiness.reports.view.annex_parts import Method, MethodSection
from readiness.reports.view.facts import BegunRevision, Facts
from readiness.scoring.decisions import RiskRules
from readiness.scoring.rules import RecommendationRules, RouteRules


def build_method(facts: Facts) -> Method:
    """Reading guide and disclaimer."""
    say = facts.words.say
    return Method(
        title=say("How the figures come about"),
        sections=tuple(_sections(facts)),
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


def _sections(facts: Facts) -> Iterator[MethodSection]:
    yield _scale(facts)
    if facts.questionnaire.indices:
        yield _indices(facts)
    yield _unknown(facts)
    yield _gates(facts) if facts.judges_routes else _gates_of_steps(facts)
    if facts.questionnaire.route_rules is not None:
        yield _routes(facts, facts.questionnaire.route_rules)
    if facts.questionnaire.risk_rules is not None:
        yield _risks(facts, facts.questionnaire.risk_rules)
    if facts.questionnaire.recommendation_rules is not None:
        yield _order(facts, facts.questionnaire.recommendation_rules)
    yield _grades(facts)
    if facts.context.revision is not None:
        yield _revision(facts, facts.context.revision)
    yield _versions(facts)


def _scale(facts: Facts) -> MethodSection:
    say = facts.words.say
    exactly = (
        say(
            "Levels, gates and verdicts are decided on unrounded values. Printed scores are "
            "whole numbers, the overall score has one decimal, and halves go up."
        )
        if facts.judges_routes
        else say(
            "Levels, gates and decisions rest on unrounded values. Printed scores are whole "
            "numbers, the overall score and indices have one decimal, and halves go up."
        )
    )
    return MethodSection(
        title=say("Scores and levels"),
        paragraphs=(
            say(
                "Every answer counts from 0 to 4, times 25. A dimension is the weighted mean of "
                "its questions, and the overall score the weighted mean of its dimensions."
            ),
            exactly,
        ),
    )


def _indices(facts: Facts) -> MethodSection:
    say = facts.words.say
    paragraphs = [
        say(
            "An index is calculated as a dimension is, but stands outside the overall score. Hard "
            "triggers can raise its level and never lower it."
        )
    ]
    if facts.questionnaire.decisions:
        paragraphs.append(
            say(
                "The decision is read from a table by these levels. Single figures never decide it."
            )
        )
    counted = {index.id for index in facts.questionnaire.indices}
    asked = [q for q in facts.questionnaire.questions if q.dimension in counted]
    if all(question.dont_know == "exclude" for question in asked):
        paragraphs.append(
            say(
                "An answer “don't know” leaves an index, because 0 would be a statement too; it "
                "is listed as open."
            )
        )
    return MethodSection(title=say("Index and decision"), paragraphs=tuple(paragraphs))


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


def _gates_of_steps(facts: Facts) -> MethodSection:
    say = facts.words.say
    return MethodSection(
        title=say("Gates"),
        paragraphs=(
            say(
                "A gate that is triggered holds whatever the score is, and its text says what it "
                "stops. In condition form it asks you to settle something first."
            ),
        ),
    )


def _risks(facts: Facts, rules: RiskRules) -> MethodSection:
    say = facts.words.say
    return MethodSection(
        title=say("Risks"),
        paragraphs=(
            say(
                "Likelihood and impact of each risk are expert judgement; your answers decide "
                "whether it is raised. A product of %(bound)s or more is high.",
                bound=rules.high_from,
            ),
        ),
    )


def _routes(facts: Facts, rules: RouteRules) -> MethodSection:
    say = facts.words.say
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


def _order(facts: Facts, rules: RecommendationRules) -> MethodSection:
    say = facts.words.say
    divisors = {"small": rules.effort["S"], "medium": rules.effort["M"], "large": rules.effort["L"]}
    priority = (
        say(
            "The priority of an action is its impact times the weight of the best route it "
            "serves, divided by its effort: %(small)s for S, %(medium)s for M, %(large)s for L.",
            **divisors,
        )
        if facts.judges_routes
        else say(
            "The priority of an action is its impact divided by its effort: %(small)s for S, "
            "%(medium)s for M, %(large)s for L.",
            **divisors,
        )
    )
    return MethodSection(
        title=say("Order of the actions"),
        paragraphs=(
            priority,
            say(
                "What mends a gate comes before that order, and what an action needs comes before "
                "the action. The annex shows it for each."
            ),
        ),
    )


def _versions(facts: Facts) -> MethodSection:
    say, result = facts.words.say, facts.result
    return MethodSection(
        title=say("Versions"),
        paragraphs=(
            say(
                "Questionnaire %(reference)s with the hash %(digest)s, scored and printed by "
                "program version %(version)s. The same answers, questionnaire and version give the "
                "same report, byte for byte.",
                reference=result.questionnaire,
                digest=result.questionnaire_digest,
                version=__version__,
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


def _revision(facts: Facts, revision: BegunRevision) -> MethodSection:
    say = facts.words.say
    return MethodSection(
        title=say("Revision"),
        paragraphs=(
            say(
                "This report is on revision %(number)s of the answers. %(name)s re-opened them on "
                "%(day)s, for this reason: %(reason)s",
                number=revision.number,
                name=revision.by,
                day=facts.numbers.day(revision.at),
                reason=revision.reason,
            ),
        ),
    )
