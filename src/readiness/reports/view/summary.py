"""Cover and management summary: the message first."""

from collections.abc import Mapping

from readiness.reports.view.bounds import shortened
from readiness.reports.view.facts import BegunRevision, Facts
from readiness.reports.view.headline import headline
from readiness.reports.view.indices import index_level_name
from readiness.reports.view.pages import Cover, Summary
from readiness.reports.view.parts import ActionView, Fact, RouteLine
from readiness.reports.view.ranges import (
    is_so_far,
    levels_label,
    open_levels_label,
    open_range_label,
)
from readiness.reports.view.routes import route_lines
from readiness.scoring.answers import AnswerState
from readiness.scoring.result import IndexResult, Range

PEOPLE_ON_COVER = 6
LONGEST_ON_COVER = 40  # characters of a name
_DECISIONS = 3
_DECIDER = "management"


def build_cover(facts: Facts) -> Cover:
    """Who was assessed, when, with what, and by whom."""
    say, context, result = facts.words.say, facts.context, facts.result
    possible = open_levels_label(facts, result.certainty, result.possible_levels)
    particulars = [
        Fact(label=say("Date"), value=facts.numbers.day(context.created_at)),
        Fact(label=say("Rule set"), value=result.questionnaire),
        Fact(label=say("Edition"), value=_edition(facts)),
    ]
    if context.country:
        particulars.insert(0, Fact(label=say("Country"), value=_country(facts, context.country)))
    if context.revision:
        particulars.append(Fact(label=say("Revision"), value=_revision(facts, context.revision)))
    if context.report_id:
        particulars.append(Fact(label=say("Report"), value=context.report_id))
    return Cover(
        organization=context.organization,
        confidentiality=say("Confidential"),
        kicker=facts.texts.title,
        message=headline(facts),
        overall_label=facts.numbers.tenth(result.score),
        level_number=None if possible else result.level,
        level_label=possible or facts.level_name(result.level),
        range_label=open_range_label(facts, result.score_range) if possible else None,
        facts=tuple(particulars),
        participants=tuple(
            Fact(label=shortened(p.name, LONGEST_ON_COVER), value=facts.role_name(p.role))
            for p in context.participants[:PEOPLE_ON_COVER]
        ),
        further_participants=_further(facts),
        no_participants=say("No participants were named."),
        roles_covered=_roles_covered(facts),
        indices=tuple(_index_fact(facts, index) for index in result.indices),
        prepared_by=context.brand.name or context.account_name,
    )


def _further(facts: Facts) -> str | None:
    """How many people the cover has no room for; the annex names them all."""
    further = len(facts.context.participants) - PEOPLE_ON_COVER
    if further <= 0:
        return None
    return facts.words.count("and one more person", "and %(n)s more people", further)


def _edition(facts: Facts) -> str:
    say = facts.words.say
    return {
        "full": say("Full report"),
        "management": say("For management"),
        "annex": say("Annex"),
    }[facts.context.edition]


def _revision(facts: Facts, revision: BegunRevision) -> str:
    return facts.words.say(
        "%(number)s, re-opened on %(day)s",
        number=revision.number,
        day=facts.numbers.day(revision.at),
    )


def build_summary(facts: Facts, actions: Mapping[str, ActionView]) -> Summary:
    """The one page for management."""
    result = facts.result
    lines, decisions = route_lines(facts), _decisions(facts, actions)
    primary = next((line for line in lines if line.code == result.primary_route), None)
    level = next((lv for lv in facts.questionnaire.levels if lv.number == result.level), None)
    return Summary(
        title=headline(facts),
        sentence=_sentence(facts),
        score=result.score,
        score_label=facts.numbers.tenth(result.score),
        calculated=result.calculated_score,
        calculated_label=facts.numbers.tenth(result.calculated_score),
        capped=result.score != result.calculated_score,
        score_note=_score_note(facts),
        level_number=result.level,
        level_name=facts.level_name(result.level),
        level_definition=(facts.texts.levels[level.id].definition or "") if level else "",
        primary=primary,
        primary_note=_primary_note(facts, primary) if facts.judges_routes else "",
        primary_step=_primary_step(facts, primary),
        routes=lines,
        decisions_title=_decisions_title(facts, decisions),
        decisions=decisions,
        no_decisions=_no_decisions(facts),
        so_far=is_so_far(facts),
        low=result.score_range.low if result.score_range else None,
        high=result.score_range.high if result.score_range else None,
        certainty_note=_certainty_note(facts),
        range_label=open_range_label(facts, result.score_range),
        levels_possible_label=open_levels_label(facts, result.certainty, result.possible_levels),
        incomplete=missing_note(facts),
        evidence=_evidence(facts),
    )


def _sentence(facts: Facts) -> str:
    say, result = facts.words.say, facts.result
    if result.score is None:
        return say("No dimension could be scored, because too few answers are known.")
    if is_so_far(facts) and result.score_range is not None:
        return _so_far(facts, result.score_range)
    if facts.questionnaire.indices:
        return say(
            "Your readiness is %(score)s of 100, which is level %(level)s of %(levels)s: %(name)s.",
            score=facts.numbers.tenth(result.score),
            level=result.level,
            levels=len(facts.questionnaire.levels),
            name=facts.level_name(result.level),
        )
    return say(
        "Your overall score is %(score)s of 100, which is level %(level)s of %(levels)s: %(name)s.",
        score=facts.numbers.tenth(result.score),
        level=result.level,
        levels=len(facts.questionnaire.levels),
        name=facts.level_name(result.level),
    )


def _certainty_note(facts: Facts) -> str | None:
    """How firm the level of a closed assessment is; an open one says so in its sentence."""
    say, result = facts.words.say, facts.result
    scores = open_range_label(facts, result.score_range)
    if result.level is None or is_so_far(facts) or scores is None:
        return None
    if result.certainty == "firm":
        return say("The level is firm: the unknown answers leave %(range)s.", range=scores)
    return say(
        "The level is not firm: the unknown answers leave %(range)s, that is %(levels)s.",
        range=scores,
        levels=levels_label(facts, result.possible_levels or (), facts.level_name),
    )


def _so_far(facts: Facts, scores: Range) -> str:
    """What the answers so far give and what it can become; never a level as if it were final."""
    say, tenth = facts.words.say, facts.numbers.tenth
    given = say(
        "Your answers so far give %(score)s of 100; it can become %(low)s to %(high)s.",
        score=tenth(facts.result.score),
        low=tenth(scores.low),
        high=tenth(scores.high),
    )
    levels = levels_label(facts, facts.result.possible_levels or (), facts.level_name)
    possible = (
        say("The level is firm: %(levels)s.", levels=levels)
        if facts.result.certainty == "firm"
        else say("Levels still possible: %(levels)s.", levels=levels)
    )
    return f"{given} {possible}"


def _score_note(facts: Facts) -> str:
    result = facts.result
    if result.score == result.calculated_score:
        return facts.words.say("No gate lowers it.") if result.score is not None else ""
    gates = result.receipt.overall_capped_by or tuple(
        dict.fromkeys(code for d in result.receipt.dimensions for code in d.capped_by)
    )
    return facts.words.say(
        "Your answers alone give %(score)s; it is held down by %(gates)s.",
        score=facts.numbers.tenth(result.calculated_score),
        gates=", ".join(facts.gate(code).name for code in gates),
    )


def _primary_note(facts: Facts, primary: RouteLine | None) -> str:
    say = facts.words.say
    if primary is None or primary.verdict is None:
        return say("The verdict is open until the missing answers are given.")
    if primary.conditions:
        gates = ", ".join(gate.name for gate in primary.conditions)
        return facts.words.count(
            "Condition to meet first: %(gates)s.",
            "Conditions to meet first: %(gates)s.",
            len(primary.conditions),
            gates=gates,
        )
    if primary.verdict == "go":
        return say("No condition stands in its way.")
    if primary.verdict == "pilot":
        return say("No gate sets a condition; readiness asks for a small start.")
    return say("Build the missing capabilities before you start.")


def _primary_step(facts: Facts, primary: RouteLine | None) -> str:
    if primary is None or primary.verdict is None:
        return ""
    return facts.texts.routes[primary.code].next_step.get(primary.verdict, "")


def _decisions(facts: Facts, actions: Mapping[str, ActionView]) -> tuple[ActionView, ...]:
    """The highest ranked actions that management owns, filled by rank from the others.

    Where a decision is printed they are its next steps, whoever owns them.
    """
    ranked = [actions[action.code] for action in facts.result.recommendations]
    if facts.result.decisions:
        return tuple(ranked[:_DECISIONS])
    own = [action for action in ranked if action.owner == _DECIDER]
    others = [action for action in ranked if action.owner != _DECIDER]
    return tuple([*own[:_DECISIONS], *others][:_DECISIONS])


def _decisions_title(facts: Facts, decisions: tuple[ActionView, ...]) -> str:
    say, all_three = facts.words.say, len(decisions) == _DECISIONS
    if facts.result.decisions:
        return say("The three next steps") if all_three else say("Next steps")
    return say("Three decisions for management") if all_three else say("Decisions for management")


def _no_decisions(facts: Facts) -> str:
    say = facts.words.say
    if not facts.result.complete:
        return say("No decision can be proposed before more questions are answered.")
    if facts.result.decisions:
        return say("None of the listed actions is called for.")
    return say("No decision is asked of you: none of the listed actions is called for.")


def _index_fact(facts: Facts, result: IndexResult) -> Fact:
    index = next(i for i in facts.questionnaire.indices if i.id == result.id)
    level = index_level_name(facts, index, result.level)
    return Fact(
        label=facts.texts.indices[index.id].name,
        value=f"{facts.numbers.tenth(result.score)} · {level}",
    )


def missing_note(facts: Facts) -> str | None:
    """How many answers are missing, None when there is none."""
    missing = len(facts.result.missing)
    if not missing:
        return None
    return facts.words.count(
        "Not yet closed: %(n)s answer missing. Figures may still change.",
        "Not yet closed: %(n)s answers missing. Figures may still change.",
        missing,
    )


def _evidence(facts: Facts) -> str:
    words = facts.words
    unknown = len(facts.with_state(AnswerState.DONT_KNOW))
    covered = words.say(
        "Answers known: %(share)s of the weight.", share=facts.numbers.share(facts.result.coverage)
    )
    if not unknown:
        return words.say("%(covered)s Nothing was answered “don't know”.", covered=covered)
    said = words.count(
        "%(n)s question was answered “don't know”.",
        "%(n)s questions were answered “don't know”.",
        unknown,
    )
    return f"{covered} {said}"


def _roles_covered(facts: Facts) -> str:
    present = {facts.role_name(p.role) for p in facts.context.participants}
    names = [facts.role_name(role.id) for role in facts.questionnaire.roles]
    if not present:
        return facts.words.say("Roles: %(roles)s.", roles=", ".join(names))
    absent = [name for name in names if name not in present]
    if not absent:
        return facts.words.say("All roles took part.")
    return facts.words.say("Roles without a named person: %(roles)s.", roles=", ".join(absent))


def _country(facts: Facts, country: str) -> str:
    return str(facts.numbers.locale.territories.get(country.upper(), country))
