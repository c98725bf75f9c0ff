"""The charts about indices, decisions and risks, each with a sentence that says its values."""

from markupsafe import Markup

from readiness.reports.charts import (
    MatrixOutcome,
    MatrixScale,
    Palette,
    RiskMapTexts,
    RiskPoint,
    ScoreLabels,
    decision_matrix,
    gauge,
    level_ladder,
    risk_map,
)
from readiness.reports.html_drawing import Draw, palette_of
from readiness.reports.numbers import Numbers
from readiness.reports.view.annex_parts import ReportView
from readiness.reports.view.decision_parts import (
    DecisionView,
    IndexView,
    MatrixHead,
    MatrixView,
    Risks,
    RiskView,
)
from readiness.reports.words import Words


def index_gauges(view: ReportView, words: Words, numbers: Numbers, draw: Draw) -> dict[str, Markup]:
    """A gauge for each index, by code."""
    palette = palette_of(view)
    return {index.code: _gauge(index, words, numbers, draw, palette) for index in view.indices}


def index_ladders(
    view: ReportView, words: Words, numbers: Numbers, draw: Draw
) -> dict[str, Markup]:
    """The levels of each index with its score, by code."""
    palette = palette_of(view)
    return {index.code: _ladder(index, words, numbers, draw, palette) for index in view.indices}


def matrices(view: ReportView, words: Words, draw: Draw) -> dict[str, Markup]:
    """The matrix of each decision that has one, by code."""
    return {
        decision.code: _matrix(decision, decision.matrix, words, draw, palette_of(view))
        for decision in view.decisions
        if decision.matrix is not None
    }


def risk_chart(risks: Risks | None, words: Words, draw: Draw) -> Markup | None:
    """The map of the risks raised or open; `None` when there are none."""
    if risks is None or not risks.risks:
        return None
    say = words.say
    said = "; ".join(_risk_said(risk, words) for risk in risks.risks)
    high = say("high: product of %(bound)s or more", bound=risks.high_from)
    texts = RiskMapTexts(say("Likelihood"), say("Impact if it happens"), high)
    points = [
        RiskPoint(risk.code, risk.likelihood, risk.impact, risk.state == "open")
        for risk in risks.risks
    ]
    return draw(
        say("Risks by likelihood and impact: %(risks)s.", risks=said),
        lambda title: risk_map(
            points, texts, high_from=risks.high_from, title=title, description=risks.title
        ),
    )


def _risk_said(risk: RiskView, words: Words) -> str:
    return words.say(
        "%(code)s %(name)s %(likelihood)s × %(impact)s",
        code=risk.code,
        name=risk.name,
        likelihood=risk.likelihood,
        impact=risk.impact,
    )


def _gauge(
    index: IndexView, words: Words, numbers: Numbers, draw: Draw, palette: Palette
) -> Markup:
    sentence = words.say(
        "%(name)s: %(score)s of 100, %(level)s.",
        name=index.name,
        score=index.score_label,
        level=index.level_name,
    )
    return draw(
        sentence,
        lambda title: gauge(
            index.score,
            index.level_name,
            title=title,
            fmt=numbers.tenth,
            bounds=index.levels_from,
            palette=palette,
        ),
    )


def _ladder(
    index: IndexView, words: Words, numbers: Numbers, draw: Draw, palette: Palette
) -> Markup:
    sentence = words.say(
        "%(name)s: the levels are %(levels)s; the index is %(score)s.",
        name=index.name,
        levels=", ".join(f"{step.number} {step.name}" for step in index.ladder),
        score=index.score_label,
    )
    labels = ScoreLabels(score=words.say("Index"), calculated=words.say("Index"))
    return draw(
        sentence,
        lambda title: level_ladder(
            [step.name for step in index.ladder],
            index.score,
            title=title,
            fmt=numbers.tenth,
            labels=labels,
            bounds=index.levels_from,
            palette=palette,
        ),
    )


def _matrix(
    decision: DecisionView, matrix: MatrixView, words: Words, draw: Draw, palette: Palette
) -> Markup:
    sentence = words.say(
        "%(name)s: %(outcome)s. %(because)s",
        name=decision.name,
        outcome=decision.outcome_name,
        because=decision.because,
    )
    if decision.possible:
        sentence = f"{sentence} {words.say('Still possible')}: {'; '.join(decision.possible)}."
    return draw(
        sentence,
        lambda title: decision_matrix(
            _scale(matrix.rows_name, matrix.rows),
            _scale(matrix.columns_name, matrix.columns),
            [[MatrixOutcome(cell.name, cell.mark) for cell in row] for row in matrix.cells],
            title=title,
            description=_described(matrix),
            palette=palette,
        ),
    )


def _scale(name: str, heads: tuple[MatrixHead, ...]) -> MatrixScale:
    return MatrixScale(name, [(head.name, head.bounds) for head in heads])


def _described(matrix: MatrixView) -> str:
    """Every cell in words, row by row."""
    return "; ".join(
        f"{row.name}, {column.name}: {cell.name}"
        for row, line in zip(matrix.rows, matrix.cells, strict=True)
        for column, cell in zip(matrix.columns, line, strict=True)
    )
