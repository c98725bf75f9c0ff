"""Gates, routes and recommendations have all parts that scoring reads."""

from collections.abc import Iterator

from readiness.scoring.expressions import Path
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem


def lint_rules(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield definitions of rules that lack a part."""
    yield from _gates(questionnaire)
    yield from _routes(questionnaire)
    yield from _recommendations(questionnaire)


def _gates(questionnaire: Questionnaire) -> Iterator[Problem]:
    for i, gate in enumerate(questionnaire.gates):
        if gate.block is None and gate.condition is None:
            yield _incomplete(
                f"gate {gate.code} has neither block nor condition",
                "add block: or condition:",
                ("gates", i),
            )
        if gate.block is None and (gate.caps.overall is not None or gate.caps.dimensions):
            yield _incomplete(
                f"gate {gate.code} caps scores but has no block form, which alone caps",
                "add block:, or remove caps:",
                ("gates", i, "caps"),
            )


def _routes(questionnaire: Questionnaire) -> Iterator[Problem]:
    if questionnaire.routes and questionnaire.route_rules is None:
        yield _incomplete(
            "there are routes and no rules to judge them",
            "add route_rules: with base, candidates, verdicts, index, primary and next",
            ("routes",),
        )
    for i, route in enumerate(questionnaire.routes):
        path: Path = ("routes", i)
        if bool(route.fit.terms) == (route.fit.formula is not None):
            yield _incomplete(
                f"the fit of route {route.code} needs terms or a formula, one of the two",
                "give either terms: or formula:",
                (*path, "fit"),
            )
        if not route.readiness:
            yield _incomplete(
                f"the readiness of route {route.code} has no dimension",
                "add weights of dimensions under readiness:",
                (*path, "readiness"),
            )


def _recommendations(questionnaire: Questionnaire) -> Iterator[Problem]:
    rules = questionnaire.recommendation_rules
    if rules is None:
        if questionnaire.recommendations:
            yield _incomplete(
                "there are recommendations and no rules to order them",
                "add recommendation_rules: with main_list, effort, route_weights and windows",
                ("recommendations",),
            )
        return
    if questionnaire.routes:
        needed = {"relevant_fit": rules.relevant_fit, "route_weights": rules.route_weights}
        for field in (name for name, value in needed.items() if value is None):
            yield _incomplete(
                f"there are routes and the recommendations have no {field}",
                f"add {field}:",
                ("recommendation_rules",),
            )
    used = {action.effort for action in questionnaire.recommendations}
    if rules.light_when is not None:
        # The light wording makes an action one class smaller.
        used |= {"S"} if "M" in used else set()
        used |= {"M"} if "L" in used else set()
    for field, given in (("effort", rules.effort), ("windows", rules.windows)):
        for effort in sorted(used - set(given)):
            yield _incomplete(
                f"effort {effort} is used and not given in {field}",
                f"add {effort}: to {field}",
                ("recommendation_rules", field),
            )


def _incomplete(message: str, remedy: str, path: Path) -> Problem:
    return Problem(code="incomplete_definition", message=message, remedy=remedy, path=path)
