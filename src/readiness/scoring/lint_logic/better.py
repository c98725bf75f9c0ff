"""Better answers that make things worse: a gate harsher, a score lower.

Raising an answer cannot lower the mean that it counts in. It can turn a gate to a harsher outcome;
that is searched exhaustively for each gate and question, and where it never happens caps cannot
fall either. And it can open further questions or shift weights: around every such turn scores are
compared with all other questions lowest, highest or open. What is reported there is real; that
nothing is reported is no proof.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product

from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.evaluation import Evaluation
from readiness.scoring.expressions import Node, Path, identifiers
from readiness.scoring.lint_logic.effort import Exhausted
from readiness.scoring.lint_logic.raises import (
    Given,
    Raise,
    assumed_answers,
    raises,
    scale,
    smallest,
)
from readiness.scoring.lint_logic.search import Goal, Searcher, Verdict
from readiness.scoring.lint_logic.view import View
from readiness.scoring.plans import GatePlan, Program
from readiness.scoring.problems import Problem
from readiness.scoring.questions import Question
from readiness.scoring.ranges.indices import factor_bounds
from readiness.scoring.ranges.knowledge import truths
from readiness.scoring.rounding import rounded
from readiness.scoring.rule_compiler import rule_name

_BEFORE = {"clear": 0, "condition": 1, "block": 2, "open": 2}
_AFTER = {"clear": 0, "condition": 1, "block": 2, "open": 0}
"""How harsh an outcome is; a gate that waited for an answer never became harsher."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A condition that shifts a dimension's weight, opens a question, or shifts what one counts."""

    title: str
    path: Path
    node: Node
    dimension: str
    opens: str | None = None
    counts: str | None = None

    def effects(self, view: View) -> frozenset[bool]:
        """Whether the weight may be shifted; whether the question may be asked."""
        truths = view.truths(self.node)
        if self.opens is None:
            return frozenset(truth is True for truth in truths)
        return frozenset(truth is not False for truth in truths)


def lint_better_answers(every: Searcher, complete: Searcher) -> Iterator[Problem]:
    """Yield each way in which a better answer is punished, with a smallest counter-example.

    `complete` knows complete sets of answers only: in these no gate waits for an answer. Every
    counter-example is scored before it is reported.
    """
    for i, plan in enumerate(every.model.program.gates):
        yield from _harsher_gates(complete, plan, i)
    for turn in _turns(every.model.program):
        yield from _lower_scores(every, turn)


def _harsher_gates(complete: Searcher, plan: GatePlan, index: int) -> Iterator[Problem]:
    program, code = complete.model.program, plan.gate.code
    name = f"gate.{rule_name(code)}"
    about = f"whether a better answer makes gate {code} harsher"
    behind = complete.model.behind([name])
    reported: set[str] = set()
    for step in raises(complete.model, behind):
        if complete.effort.spent:
            complete.effort.undecided[about] = None
            return
        if step.question.id in reported:
            continue
        goal = _becomes_harsher(complete, step, name)
        found = complete.search(goal, [name], about=about, apart=step.question.id)
        if found.verdict is not Verdict.REACHED:
            continue
        shows = partial(_is_harsher, complete, step, code)
        beside = [other for other in behind if other != step.question.id]
        witness = assumed_answers(complete.model, found.witness, beside)
        if not _confirmed(witness, shows):
            complete.effort.undecided[about] = None
            continue
        reported.add(step.question.id)
        others = smallest(witness, shows)
        before, after = (state.outcomes[code] for state in step.evaluations(program, others))
        yield Problem(
            code="better_is_worse",
            message=f"{step.described(program, others)} turns gate {code} from {before} to {after}",
            remedy="let the gate hold for every lower answer too, such as <= instead of ==",
            path=("gates", index, after),
        )


def _confirmed(others: Given, shows: Callable[[Given], bool]) -> bool:
    """Whether scoring confirms what a search found; it may rest on a second opinion."""
    try:
        return shows(others)
    except Exhausted:
        return False


def _is_harsher(complete: Searcher, step: Raise, code: str, others: Given) -> bool:
    complete.effort.take(complete.model.steps_of_scoring)
    before, after = (
        state.outcomes[code] for state in step.evaluations(complete.model.program, others)
    )
    return _AFTER[after] > _BEFORE[before]


def _becomes_harsher(complete: Searcher, step: Raise, name: str) -> Goal:
    def goal(view: View) -> bool | None:
        first, second = (one.values(name) for one in step.views(complete.model, view))
        before = [_BEFORE[str(outcome)] for outcome in first]
        after = [_AFTER[str(outcome)] for outcome in second]
        if min(after) > max(before):
            return True
        return False if max(after) <= min(before) else None

    return goal


def _turns(program: Program) -> Iterator[Turn]:
    for i, (weight_rule, rule) in enumerate(program.weight_rules):
        path: Path = ("weight_rules", i, "when")
        yield Turn(f"weight rule {weight_rule.id}", path, rule.node, weight_rule.dimension)
    for i, (value_rule, slot, rule) in enumerate(program.value_rules):
        dimension = program.questions[slot].question.dimension
        assert dimension is not None, "wrong_factor is reported before"
        path = ("value_rules", i, "when")
        title = f"value rule {value_rule.id}"
        yield Turn(title, path, rule.node, dimension, counts=value_rule.question)
    for i, plan in enumerate(program.questions):
        question = plan.question
        if plan.asked_if is not None and question.dimension is not None:
            path = ("questions", i, "asked_if")
            title = f"the question {question.code} opens"
            yield Turn(title, path, plan.asked_if.node, question.dimension, question.id)


def _lower_scores(every: Searcher, turn: Turn) -> Iterator[Problem]:
    """The first raise that turns the condition and costs points."""
    program = every.model.program
    about = f"whether a better answer lowers a score because of {turn.title}"
    for step in raises(every.model, every.model.behind(identifiers(turn.node))):
        if every.effort.spent:
            every.effort.undecided[about] = None
            return
        goal = _turns_over(every, step, turn)
        if turn.counts is not None:
            goal = _counts_worse(every, step, turn.counts, turn.dimension)
        reads = () if turn.counts is None else (turn.counts,)
        found = every.search(goal, reads, [turn.node], about=about, apart=step.question.id)
        if found.verdict is not Verdict.REACHED:
            continue
        shows = partial(_costs, every, step, turn)
        witness = assumed_answers(every.model, found.witness)
        for around in _surroundings(every, turn, witness):
            if _confirmed(around, shows):
                others = smallest(around, shows)
                yield Problem(
                    code="better_is_worse",
                    message=f"{step.described(program, others)} "
                    f"{_loss(program, step, turn, others)}, because of {turn.title}",
                    remedy="let the condition read the profile instead of what can get better",
                    path=turn.path,
                )
                return
        every.effort.undecided[about] = None


def _turns_over(every: Searcher, step: Raise, turn: Turn) -> Goal:
    def goal(view: View) -> bool | None:
        before, after = (turn.effects(one) for one in step.views(every.model, view))
        if before.isdisjoint(after):
            return True
        return False if len(before | after) == 1 else None

    return goal


def _counts_worse(every: Searcher, step: Raise, question: str, dimension: str) -> Goal:
    """What a question with value rules counts gets worse: less, or more in a concern."""
    model = every.model
    rules = [
        (rule.node, part.parts)
        for part, _, rule in model.program.value_rules
        if part.question == question
    ]

    def points(view: View) -> tuple[int, int] | None:
        readings = view.look_up(question).readings or ()
        values = [reading.value for reading in readings if isinstance(reading.value, int)]
        if not values:
            return None
        low, high = factor_bounds((truths(view.truths(node)), parts) for node, parts in rules)
        return min(values) * low, max(values) * high

    def goal(view: View) -> bool | None:
        before, after = (points(one) for one in step.views(model, view))
        if before is None or after is None:
            return False
        better, worse = (before, after) if dimension in model.concerns else (after, before)
        if min(worse) > max(better):
            return True
        return False if max(worse) <= min(better) else None

    return goal


def _surroundings(every: Searcher, turn: Turn, fixed: Given) -> Iterator[Given]:
    """Sets of answers around the fixed ones: the other questions open, lowest or highest.

    The question that opens, the others of its dimension and all the rest are varied by themselves.
    """
    groups: tuple[list[Question], ...] = ([], [], [])
    for question in every.model.questions.values():
        if question.id == turn.opens:
            groups[0].append(question)
        elif question.scored:
            groups[1 if question.dimension == turn.dimension else 2].append(question)
    for choices in product((None, 0, -1), repeat=len(groups)):
        around = {
            question.id: Answer(AnswerState.ANSWERED, value=scale(every.model, question.id)[end])
            for group, end in zip(groups, choices, strict=True)
            if end is not None
            for question in group
        }
        yield {**around, **fixed}


def _costs(every: Searcher, step: Raise, turn: Turn, others: Given) -> bool:
    every.effort.take(every.model.steps_of_scoring)
    return _loss(every.model.program, step, turn, others) is not None


def _loss(program: Program, step: Raise, turn: Turn, others: Given) -> str | None:
    """What the raise costs: a dimension's, an index's or the overall score, before and after."""
    before, after = step.evaluations(program, others)
    pairs = {
        f"the score of dimension {plan.code}": (
            before.dimensions[plan.id].capped,
            after.dimensions[plan.id].capped,
        )
        for plan in program.dimensions
        if plan.id in (step.question.dimension, turn.dimension)
    }
    pairs["the overall score"] = (before.overall, after.overall)
    for title, (high, low) in pairs.items():
        if high is not None and low is not None and low < high:
            return f"lowers {title} from {rounded(high)} to {rounded(low)}"
    return _loss_of_an_index(program, (step.question.dimension, turn.dimension), before, after)


def _loss_of_an_index(
    program: Program, concerned: Collection[str | None], before: Evaluation, after: Evaluation
) -> str | None:
    for plan in program.indices:
        old, new = (state.indices[plan.index.id].calculated for state in (before, after))
        if plan.index.id not in concerned or old is None or new is None or old == new:
            continue
        if (new > old) is (plan.index.direction == "concern"):
            verb = "raises" if new > old else "lowers"
            return f"{verb} index {plan.index.code} from {rounded(old)} to {rounded(new)}"
    return None
