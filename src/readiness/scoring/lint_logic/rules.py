"""Rules that no answers make true, rules that all answers make true, questions never asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from readiness.scoring.expressions import And, Constant, Node, Path, identifiers, source_text
from readiness.scoring.lint_logic.goals import becomes, is_not_true, is_true, together
from readiness.scoring.lint_logic.search import Goal, Searcher, Verdict
from readiness.scoring.plans import Program, Rule
from readiness.scoring.problems import Problem
from readiness.scoring.rule_compiler import rule_name

_MOST_PARTS = 24
"""Parts of a condition that are compared two by two to say why it is never true."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: what it belongs to, where it stands, and how a problem with it is called.

    `gate` is the gate that the condition is a form or a note of, `outcome` the form; `defines` is
    the name that others read.
    """

    title: str
    path: Path
    node: Node
    dead: str = "dead_rule"
    gate: str | None = None
    outcome: str | None = None
    defines: str | None = None


def lint_rule_logic(every: Searcher, complete: Searcher) -> Iterator[Problem]:
    """Yield what is proved about single rules; `complete` knows complete sets of answers only.

    What rests on something already reported is passed over, so that one mistake is said once.
    """
    reported: set[str] = set()
    for condition in _conditions(every.model.program):
        if not reported.isdisjoint(every.model.behind(identifiers(condition.node))):
            continue
        problem = _never(every, condition) or _always(complete, condition)
        if problem is not None:
            yield problem
            reported |= {condition.defines} if condition.defines else set()


def _conditions(program: Program) -> Iterator[Condition]:
    """Every condition, each after those that it can read."""
    yield from _of_questions(program)
    for i, (value_rule, _, rule) in enumerate(program.value_rules):
        yield Condition(f"value rule {value_rule.id}", ("value_rules", i, "when"), rule.node)
    for i, (weight_rule, rule) in enumerate(program.weight_rules):
        yield Condition(f"weight rule {weight_rule.id}", ("weight_rules", i, "when"), rule.node)
    yield from _of_gates(program)
    for i, (finding, _, rule) in enumerate(program.findings):
        name = f"finding.{rule_name(finding.code)}"
        path: Path = ("findings", i, "when")
        yield Condition(f"finding {finding.code}", path, rule.node, defines=name)
    yield from _of_decisions(program)
    for i, plan in enumerate(program.routes):
        for n, (at_most, rule) in enumerate(plan.fit.limits):
            title = f"the limit {at_most:g} of the fit of route {plan.route.code}"
            yield Condition(title, ("routes", i, "fit", "limits", n, "when"), rule.node)
    for i, (variant, rule) in enumerate(program.variants):
        yield Condition(f"variant {variant.code}", ("variants", i, "when"), rule.node)
    for i, (action, rule) in enumerate(program.recommendations):
        title, path = f"recommendation {action.code}", ("recommendations", i, "when")
        yield Condition(title, path, rule.node, dead="untriggered_recommendation")
    yield from _of_the_rest(program)


def _of_the_rest(program: Program) -> Iterator[Condition]:
    for i, (template, rule) in enumerate(program.templates):
        place: Path = ("responsibilities", i, "shown_when")
        yield Condition(f"the role template {template.code}", place, rule.node)
    if program.base_until is not None:
        path = ("route_rules", "base_until")
        yield Condition("the end of the base programme", path, program.base_until.node)
    if program.light_when is not None:
        path = ("recommendation_rules", "light_when")
        yield Condition("the light wording", path, program.light_when.node)


def _of_decisions(program: Program) -> Iterator[Condition]:
    for i, (risk, _, rule) in enumerate(program.risks):
        name = f"risk.{rule_name(risk.code)}"
        yield Condition(f"risk {risk.code}", ("risks", i, "when"), rule.node, defines=name)
    for i, plan in enumerate(program.decisions):
        for n, (note, rule) in enumerate(plan.notes):
            title = f"note {note.id} of decision {plan.decision.code}"
            yield Condition(title, ("decisions", i, "notes", n, "when"), rule.node)


def _of_questions(program: Program) -> Iterator[Condition]:
    for position in program.visibility_order:
        plan = program.questions[position]
        question, path = plan.question, ("questions", position)
        if plan.asked_if is not None:
            yield Condition(
                title=f"the condition under which {question.code} is asked",
                path=(*path, "asked_if"),
                node=plan.asked_if.node,
                dead="unreachable_question",
                defines=question.id,
            )
        if isinstance(plan.offered, Rule):
            title = f"the condition under which {question.code} may not apply"
            yield Condition(title, (*path, "not_applicable"), plan.offered.node)


def _of_gates(program: Program) -> Iterator[Condition]:
    for i, plan in enumerate(program.gates):
        name = f"gate.{rule_name(plan.gate.code)}"
        for form, rule in (("block", plan.block), ("condition", plan.condition)):
            if rule is not None:
                yield Condition(
                    title=f"gate {plan.gate.code} in {form} form",
                    path=("gates", i, form),
                    node=rule.node,
                    gate=name,
                    outcome=form,
                    defines=name,
                )
        for n, (note, rule) in enumerate(plan.notes):
            yield Condition(
                title=f"note {note.id} of gate {plan.gate.code}",
                path=("gates", i, "notes", n, "when"),
                node=rule.node,
                gate=name,
            )


def _never(every: Searcher, condition: Condition) -> Problem | None:
    node, about = condition.node, f"whether {condition.title} can be true"
    if _impossible(every, [is_true(node)], [node], about=about):
        return Problem(
            code=condition.dead,
            message=f"{condition.title} is never true, whatever is answered{_why(every, node)}",
            remedy="compare with what the questions can become, or remove it",
            path=condition.path,
        )
    return _never_shown(every, condition) if condition.gate else None


def _never_shown(every: Searcher, condition: Condition) -> Problem | None:
    assert condition.gate is not None
    outcomes = (condition.outcome,) if condition.outcome else ("block", "condition")
    goals = [is_true(condition.node), becomes(condition.gate, *outcomes)]
    about = f"whether {condition.title} can show"
    if not _impossible(every, goals, [condition.node], [condition.gate], about=about):
        return None
    reason = (
        "the block form is true whenever it is"
        if condition.outcome
        else "the gate is clear whenever it is true"
    )
    return Problem(
        code=condition.dead,
        message=f"{condition.title} never shows: {reason}",
        remedy="narrow the other condition, or remove this one",
        path=condition.path,
    )


def _always(complete: Searcher, condition: Condition) -> Problem | None:
    if isinstance(condition.node, Constant):
        return None
    about = f"whether {condition.title} can be false"
    if not _impossible(complete, [is_not_true(condition.node)], [condition.node], about=about):
        return None
    return Problem(
        code="always_true_rule",
        message=f"{condition.title} is always true once everything is answered",
        remedy='correct the condition; if it is meant for everybody, write "true" or leave it out',
        path=condition.path,
    )


def _impossible(
    searcher: Searcher,
    goals: list[Goal],
    nodes: Iterable[Node],
    names: Iterable[str] = (),
    *,
    about: str | None,
) -> bool:
    return searcher.search(together(goals), names, nodes, about=about).verdict is Verdict.NEVER


def _why(every: Searcher, node: Node) -> str:
    """Two parts that exclude each other, if two are enough."""
    if isinstance(node, And):
        for pair in combinations(node.operands[:_MOST_PARTS], 2):
            if _impossible(every, [is_true(part) for part in pair], pair, about=None):
                first, second = (f"'{source_text(part)}'" for part in pair)
                return f": {first} and {second} exclude each other"
    return ""
