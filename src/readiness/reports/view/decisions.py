"""Decisions in words: the outcome, what it rests on, and the matrix it is read from."""

from collections.abc import Sequence

from readiness.reports.view.decision_parts import DecisionView, MatrixCell, MatrixHead, MatrixView
from readiness.reports.view.facts import Facts
from readiness.reports.view.gates import note_view
from readiness.scoring.decision_matrix import OVERALL, DecisionMatrix, decision_matrix
from readiness.scoring.decisions import Decision
from readiness.scoring.levels import Level
from readiness.scoring.result import DecisionResult
from readiness.scoring.texts import DecisionText, NamedText


def build_decisions(facts: Facts) -> tuple[DecisionView, ...]:
    """Every decision, in the questionnaire's order."""
    defined = {decision.code: decision for decision in facts.questionnaire.decisions}
    return tuple(
        _decision(facts, defined[result.code], result) for result in facts.result.decisions
    )


def _decision(facts: Facts, decision: Decision, result: DecisionResult) -> DecisionView:
    text = facts.texts.decisions[decision.code]
    matrix = decision_matrix(facts.questionnaire, decision.code)
    outcome = text.outcomes.get(result.outcome or "")
    view = _matrix_view(facts, matrix, result) if matrix else None
    return DecisionView(
        code=decision.code,
        name=text.name,
        definition=text.definition,
        title=outcome.name if outcome else facts.words.say("The decision is still open"),
        outcome=result.outcome,
        outcome_name=outcome.name if outcome else facts.words.say("open"),
        text=outcome.text if outcome else "",
        because=_because(facts, view) if view else "",
        firmness=_firmness(facts, result),
        possible=_possible(text, result),
        notes=tuple(
            note_view(facts, text.notes[note.id], note)
            for note in decision.notes
            if note.id in result.notes
        ),
        matrix=view,
    )


def _firmness(facts: Facts, result: DecisionResult) -> str:
    say = facts.words.say
    if result.outcome is None:
        return say("The outcome is open until the missing answers are given.")
    if result.firm is False:
        return say("The outcome is provisional: missing answers can still change it.")
    return ""


def _possible(text: DecisionText, result: DecisionResult) -> tuple[str, ...]:
    """Names of the outcomes that can still come out, while it is more than one."""
    names = tuple(text.outcomes[outcome].name for outcome in result.possible or () if outcome)
    return names if len(names) > 1 else ()


def _because(facts: Facts, matrix: MatrixView) -> str:
    row = next((head.name for head in matrix.rows if head.held), None)
    column = next((head.name for head in matrix.columns if head.held), None)
    if row is None or column is None:
        return ""
    return facts.words.say(
        "%(rows)s: “%(row)s”. %(columns)s: “%(column)s”.",
        rows=matrix.rows_name,
        row=row,
        columns=matrix.columns_name,
        column=column,
    )


def _matrix_view(facts: Facts, matrix: DecisionMatrix, result: DecisionResult) -> MatrixView:
    rows, columns = _heads(facts, matrix.rows), _heads(facts, matrix.columns)
    text = facts.texts.decisions[result.code]
    return MatrixView(
        rows_name=_scale_name(facts, matrix.rows),
        columns_name=_scale_name(facts, matrix.columns),
        rows=rows,
        columns=columns,
        cells=tuple(
            tuple(
                _cell(text, outcome, result, held=row.held and column.held)
                for outcome, column in zip(line, columns, strict=True)
            )
            for line, row in zip(matrix.cells, rows, strict=True)
        ),
    )


def _cell(
    text: DecisionText, outcome: str | None, result: DecisionResult, *, held: bool
) -> MatrixCell:
    """Without an outcome a cell is empty; one that may still come out is marked as such."""
    if outcome is None:
        return MatrixCell(outcome="", name="", text="", mark="none")
    may_come = outcome in (result.possible or ()) and len(result.possible or ()) > 1
    is_held = held and outcome == result.outcome
    return MatrixCell(
        outcome=outcome,
        name=text.outcomes[outcome].name,
        text=text.outcomes[outcome].text,
        mark="held" if is_held else "possible" if may_come else "none",
    )


def _scale_name(facts: Facts, scale: str) -> str:
    if scale == OVERALL:
        return facts.words.say("Readiness")
    if scale in facts.texts.indices:
        return facts.texts.indices[scale].name
    return facts.dimension_name(scale)


def _heads(facts: Facts, scale: str) -> tuple[MatrixHead, ...]:
    for index in facts.questionnaire.indices:
        if index.id == scale:
            result = next(r for r in facts.result.indices if r.id == scale)
            names = facts.texts.indices[scale].levels
            return _named_heads(facts, index.levels, names, result.level)
    levels = {dimension.id: dimension.level for dimension in facts.result.dimensions}
    held = levels.get(scale, facts.result.level)
    return _named_heads(facts, facts.questionnaire.levels, facts.texts.levels, held)


def _named_heads(
    facts: Facts, levels: Sequence[Level], names: dict[str, NamedText], held: int | None
) -> tuple[MatrixHead, ...]:
    say, numbers = facts.words.say, facts.numbers
    starts = [numbers.figure(level.from_score) for level in levels]
    heads = []
    for place, level in enumerate(levels):
        if place == len(levels) - 1:
            bounds = say("from %(low)s", low=starts[place])
        elif place == 0:
            bounds = say("below %(high)s", high=starts[1])
        else:
            bounds = say("%(low)s to below %(high)s", low=starts[place], high=starts[place + 1])
        heads.append(
            MatrixHead(name=names[level.id].name, bounds=bounds, held=level.number == held)
        )
    return tuple(heads)
