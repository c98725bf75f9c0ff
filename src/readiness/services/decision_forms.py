"""Value rules, raises, risks and outcomes of decisions that cases have to show."""

from collections.abc import Callable, Iterable, Iterator

from readiness.scoring import Questionnaire, Result
from readiness.scoring.indices import Raise, ScoreIndex
from readiness.services.rule_form import RuleForm


def decision_forms(questionnaire: Questionnaire) -> Iterator[RuleForm[Result]]:
    """Yield each with what tells of a result whether it fires."""
    for i, rule in enumerate(questionnaire.value_rules):
        yield RuleForm(f"value rule {rule.id}", ("value_rules", i), _value_rule(rule.id))
    for i, index in enumerate(questionnaire.indices):
        for n, raised in enumerate(index.raises):
            name = f"the raise of index {index.code} to {raised.level}"
            yield RuleForm(name, ("indices", i, "raises", n), _raise(index, raised))
    for i, risk in enumerate(questionnaire.risks):
        yield RuleForm(f"risk {risk.code}", ("risks", i), _risk(risk.code))
    for i, decision in enumerate(questionnaire.decisions):
        for n, row in enumerate(decision.rows):
            name = f"{row.outcome} of decision {decision.code}"
            yield RuleForm(name, ("decisions", i, "rows", n), _outcome(decision.code, n + 1))
        for n, note in enumerate(decision.notes):
            name = f"note {note.id} of decision {decision.code}"
            yield RuleForm(name, ("decisions", i, "notes", n), _note(decision.code, note.id))


def _value_rule(rule: str) -> Callable[[Result], Iterable[bool]]:
    return lambda result: [any(each.rule == rule for each in result.receipt.value_rules)]


def _raise(index: ScoreIndex, raised: Raise) -> Callable[[Result], Iterable[bool]]:
    level = next(level.number for level in index.levels if level.id == raised.level)
    return lambda result: [
        any(
            part.level == level and part.at_least == raised.at_least
            for found in result.receipt.indices
            if found.id == index.id
            for part in found.raises
        )
    ]


def _risk(code: str) -> Callable[[Result], Iterable[bool]]:
    return lambda result: [any(r.code == code and r.state == "raised" for r in result.risks)]


def _outcome(code: str, row: int) -> Callable[[Result], Iterable[bool]]:
    return lambda result: [any(d.code == code and d.row == row for d in result.decisions)]


def _note(code: str, note: str) -> Callable[[Result], Iterable[bool]]:
    return lambda result: [any(d.code == code and note in d.notes for d in result.decisions)]
