"""The quick scan: profile and core questions only, marked as such, and never a verdict `go`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.engine import compiled
from readiness.scoring.model import Questionnaire
from readiness.scoring.plans import GatePlan, Program, Rule
from readiness.scoring.questions import Question
from readiness.scoring.result import GateResult, NotAssessed, Outcome, Result, Verdict

_NOT_ASKED = Answer(AnswerState.NOT_ASKED)

Word = TypeVar("Word")


@dataclass(frozen=True, slots=True)
class QuickScan:
    """Answers for a quick scan; `set_aside` are questions answered but not asked in it."""

    answers: Answers
    set_aside: frozenset[str]


def is_asked(question: Question) -> bool:
    """Tell whether a quick scan asks the question: the profile and what is marked as core."""
    return question.core or not question.scored


def quick_scan(questionnaire: Questionnaire, answers: Answers) -> QuickScan:
    """Return the answers with every other question marked as not asked.

    Such a question has no weight, lowers no confidence and fires no rule.
    """
    left_out = [q.id for q in questionnaire.questions if not is_asked(q)]
    given = {**answers.given, **dict.fromkeys(left_out, _NOT_ASKED)}
    seconds = {name: a for name, a in answers.second_opinions.items() if name not in left_out}
    return QuickScan(
        answers=Answers(given, seconds),
        set_aside=frozenset(name for name in left_out if name in answers.given),
    )


def quick_result(questionnaire: Questionnaire, result: Result, scan: QuickScan) -> Result:
    """Mark the result of a quick scan, and take back what it cannot know.

    `go` is shown as `pilot`; a gate that rests on questions that were not asked is open unless it
    is triggered.
    """
    not_assessed = gates_not_assessed(compiled(questionnaire))
    unsure = {part.gate for part in not_assessed}
    ignored = {*result.ignored, *scan.set_aside}
    return result.model_copy(
        update={
            "mode": "quick",
            "ignored": tuple(q.id for q in questionnaire.questions if q.id in ignored),
            "gates": tuple(_open(gate) if gate.code in unsure else gate for gate in result.gates),
            "not_assessed": not_assessed,
            "routes": tuple(
                replace(
                    route,
                    verdict=_held(route.verdict),
                    possible_verdicts=_each_once(map(_held, route.possible_verdicts or ())),
                )
                for route in result.routes
            ),
            "variants": tuple(
                replace(variant, verdict=_held(variant.verdict)) for variant in result.variants
            ),
        }
    )


def gates_not_assessed(program: Program) -> tuple[NotAssessed, ...]:
    """Return the gates that rest on questions a quick scan does not ask.

    A gate is not assessed as a whole when it asks about no other capability.
    """
    return tuple(part for plan in program.gates for part in _not_assessed(program, plan))


def _not_assessed(program: Program, plan: GatePlan) -> Iterable[NotAssessed]:
    scored = [q for q in _read_by(program, plan.block, plan.condition) if q.scored]
    left_out = tuple(question.id for question in scored if not is_asked(question))
    if left_out:
        whole = len(left_out) == len(scored)
        yield NotAssessed(gate=plan.gate.code, whole=whole, questions=left_out)


def _read_by(program: Program, *rules: Rule | None) -> list[Question]:
    """The questions that the rules read, each once; the first slots are the questions'."""
    slots = dict.fromkeys(slot for rule in rules if rule for slot in rule.reads)
    return [program.questions[slot].question for slot in slots if slot < len(program.questions)]


def _open(gate: GateResult) -> GateResult:
    """The gate, not excluded where it would be clear."""
    return replace(
        gate,
        outcome=_not_clear(gate.outcome),
        possible_outcomes=_each_once(map(_not_clear, gate.possible_outcomes or ())),
    )


def _not_clear(outcome: Outcome) -> Outcome:
    return "open" if outcome == "clear" else outcome


def _held(verdict: Verdict | None) -> Verdict | None:
    """The verdict a quick scan shows: `go` needs the whole assessment."""
    return "pilot" if verdict == "go" else verdict


def _each_once(words: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(dict.fromkeys(words))
