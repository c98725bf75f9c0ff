"""The message of the whole report in one line."""

from readiness.reports.view.facts import Facts
from readiness.reports.view.ranges import is_so_far
from readiness.scoring.result import DecisionResult, RouteResult


def headline(facts: Facts) -> str:
    """Which route comes first and what stands before it, or what was decided, or the level.

    While answers are missing it says that this holds so far.
    """
    line = _line(facts)
    if not is_so_far(facts) or facts.result.level is None:
        return line
    if facts.result.mode == "quick":
        return facts.words.say("Quick scan: %(line)s", line=line)
    return facts.words.say("So far: %(line)s", line=line)


def _line(facts: Facts) -> str:
    result = facts.result
    if result.decisions:
        return _decision_headline(facts, result.decisions[0])
    primary = next((r for r in result.routes if r.code == result.primary_route), None)
    if primary is None or primary.verdict is None:
        return _level_headline(facts)
    waiting = _first_waiting(facts, primary)
    if waiting is not None:
        return _base_headline(facts, primary, waiting)
    return _primary_headline(facts, primary)


def _decision_headline(facts: Facts, decision: DecisionResult) -> str:
    outcome = facts.texts.decisions[decision.code].outcomes.get(decision.outcome or "")
    if outcome is not None:
        return outcome.name
    if facts.result.level is None:
        return _level_headline(facts)
    return facts.words.say("The decision is still open")


def _level_headline(facts: Facts) -> str:
    say, level = facts.words.say, facts.result.level
    if level is None:
        return say("There are too few answers for a result yet")
    return say("You stand at level %(n)s, %(name)s", n=level, name=facts.level_name(level))


def _first_waiting(facts: Facts, primary: RouteResult) -> RouteResult | None:
    """The first next route, where the base programme leads only because that one must wait."""
    rules, following = facts.questionnaire.route_rules, facts.result.next_routes
    if rules is None or primary.code != rules.base or not following:
        return None
    return next(r for r in facts.result.routes if r.code == following[0])


def _base_headline(facts: Facts, primary: RouteResult, waiting: RouteResult) -> str:
    say = facts.words.say
    names = {"route": facts.route(primary.code).name, "next": facts.route(waiting.code).name}
    if waiting.verdict != "blocked":
        return say("%(route)s comes first; %(next)s can follow", **names)
    gates = [facts.gate(code).name for code in waiting.blocked_by]
    if len(gates) > 1:
        return say("%(route)s comes first; %(next)s waits for %(n)s repairs", n=len(gates), **names)
    return say(
        "%(route)s comes first; %(next)s waits for one repair: %(gate)s", gate=gates[0], **names
    )


def _primary_headline(facts: Facts, primary: RouteResult) -> str:
    say, route = facts.words.say, facts.route(primary.code).name
    if primary.verdict == "go":
        return say("%(route)s is the route to start now", route=route)
    if primary.verdict != "pilot":
        return say("%(route)s is the programme to prepare first", route=route)
    gates = [facts.gate(code).name for code in primary.conditions]
    if not gates:
        return say("%(route)s is the route to pilot", route=route)
    if len(gates) > 1:
        return say(
            "%(route)s is the route to pilot, on %(n)s conditions", route=route, n=len(gates)
        )
    return say(
        "%(route)s is the route to pilot, on one condition: %(gate)s", route=route, gate=gates[0]
    )
