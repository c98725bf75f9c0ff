"""Routes, decisions, gates and the plan."""

from collections.abc import Iterable

from pptx.slide import Slide

from readiness.reports.charts import PALETTE
from readiness.reports.slides.charts import Points, add_map
from readiness.reports.slides.deck import BOTTOM, INSIDE, MARGIN, TOP, Box, Cell, Line
from readiness.reports.slides.fitting import fitted
from readiness.reports.slides.story import Story
from readiness.reports.view.decision_parts import MatrixView
from readiness.reports.view.parts import ActionView, AnswerView, RouteLine

_HALF = (INSIDE - 0.4) / 2
_RIGHT = MARGIN + _HALF + 0.4
_BELOW = TOP + 1.05
_MATRIX = 7.4


def add_routes(story: Story) -> None:
    """Routes over fit and readiness as dots that can be edited, and as a table."""
    view, deck, say = story.view, story.deck, story.words.say
    part = view.routes
    assert part is not None  # the caller has asked
    said = [_route_said(story, route.line) for route in part.routes]
    weights = [
        f"{route.line.name}: "
        + ", ".join(f"{p.name} {p.score_label} ({p.weight_label})" for p in route.readiness_parts)
        for route in part.routes
        if route.line.standing != "other"
    ]
    notes = story.notes(part.lead, *said, *weights)
    slide = deck.slide(part.title, notes=notes, footer=story.foot)
    series = _points(route.line for route in part.routes)
    if series:
        sentence = say("Routes by fit and readiness: %(routes)s.", routes="; ".join(said))
        names = (say("Fit"), say("Readiness"))
        add_map(slide, Box(MARGIN, TOP, 5.6, BOTTOM - TOP), names, series, sentence)
    heads = ("", say("Route"), say("Verdict"), say("Fit"), say("Readiness"))
    rows = [[Cell(head) for head in heads]]
    for route in part.routes:
        line = route.line
        tone = PALETTE.verdicts[line.verdict] if line.verdict else None
        rows.append(
            [
                Cell(line.code, bold=True),
                Cell(line.name),
                Cell(line.verdict_label, bold=True, fill=tone.pale if tone else None),
                Cell(line.fit_label),
                Cell(line.readiness_label),
            ]
        )
    left = MARGIN + 5.9 if series else MARGIN
    place = Box(left, TOP + 0.1, MARGIN + INSIDE - left, BOTTOM - TOP)
    deck.table(slide, place, (1.2, 4.9, 2.6, 2, 2.6), rows, said=part.title)


def _points(lines: Iterable[RouteLine]) -> list[Points]:
    """Dots by verdict, in the order in which the verdicts come up."""
    found: dict[str, list[tuple[str, float, float]]] = {}
    tones: dict[str, str] = {}
    for line in lines:
        if line.fit is None or line.readiness is None:
            continue
        found.setdefault(line.verdict_label, []).append((line.code, line.fit, line.readiness))
        tone = PALETTE.verdicts[line.verdict].fill if line.verdict else PALETTE.muted
        tones[line.verdict_label] = tone
    return [Points(name, tones[name], tuple(places)) for name, places in found.items()]


def _route_said(story: Story, line: RouteLine) -> str:
    return story.words.say(
        "%(code)s %(name)s fit %(fit)s, readiness %(readiness)s, %(verdict)s",
        code=line.code,
        name=line.name,
        fit=line.fit_label,
        readiness=line.readiness_label,
        verdict=line.verdict_label,
    )


def add_decisions(story: Story) -> None:
    """What a decision table came to, its matrix, and the gravest risks."""
    view, deck, say = story.view, story.deck, story.words.say
    decision = view.decisions[0]
    notes = story.notes(decision.text, decision.because, decision.firmness)
    slide = deck.slide(decision.title, notes=notes, footer=story.foot)
    text = fitted(f"{decision.text} {decision.because}", INSIDE, 0.95, (16, 15, 14, 13, 12))
    deck.text(slide, Box(MARGIN, TOP, INSIDE, 1.0), [Line(text.text, text.size)])
    if decision.matrix is not None:
        place = Box(MARGIN, _BELOW, _MATRIX, BOTTOM - _BELOW)
        rows = _matrix_rows(decision.matrix)
        deck.table(slide, place, [1] * len(rows[0]), rows, said=decision.name, sizes=(13, 12, 11))
    if view.risks is not None and view.risks.risks:
        rows = [[Cell(""), Cell(say("Risk")), Cell(say("Weight"))]]
        rows += [
            [
                Cell(_unbroken(risk.code), bold=True),
                Cell(risk.name),
                Cell(f"{risk.likelihood} × {risk.impact} = {risk.product}", bold=risk.high),
            ]
            for risk in view.risks.risks
        ]
        left = MARGIN + _MATRIX + 0.3 if decision.matrix is not None else MARGIN
        place = Box(left, _BELOW, MARGIN + INSIDE - left, BOTTOM - _BELOW - 0.3)
        left_out = deck.table(
            slide, place, (2, 6, 2.6), rows, said=view.risks.title, sizes=(13, 12, 11)
        )
        _more(story, slide, left_out, left)


def _matrix_rows(matrix: MatrixView) -> list[list[Cell]]:
    """The matrix with its heads; what holds is shown on colour and in bold."""
    rows = [[Cell(f"{matrix.rows_name} / {matrix.columns_name}")]]
    rows[0] += [Cell(f"{head.name} {head.bounds}") for head in matrix.columns]
    for head, cells in zip(matrix.rows, matrix.cells, strict=True):
        row = [Cell(f"{head.name} {head.bounds}", bold=True)]
        for cell in cells:
            is_held = cell.mark == "held"
            fill = PALETTE.accent_soft if is_held else None
            row.append(Cell(cell.name, bold=is_held, fill=fill))
        rows.append(row)
    return rows


def add_gates(story: Story) -> None:
    """Gates with their repairs on the left, decisions on the right."""
    view, deck, say = story.view, story.deck, story.words.say
    summary, gates = view.summary, view.gates
    answers = [f"{gate.code}: {_said(gate.answers)}" for gate in gates.gates if gate.answers]
    because = [f"{each.code}: {_said(each.because)}" for each in summary.decisions if each.because]
    slide = deck.slide(gates.title, notes=story.notes(*answers, *because), footer=story.foot)
    rows = [[Cell(say("Gate")), Cell(say("Outcome")), Cell(say("First repair"))]]
    for gate in gates.gates:
        repair = gate.repairs[0].text if gate.repairs else gate.no_repairs
        rows.append([Cell(f"{gate.code} {gate.name}", bold=True), Cell(gate.outcome_label),
                     Cell(repair)])  # fmt: skip
    place = Box(MARGIN, TOP + 0.1, _HALF + 0.6, BOTTOM - TOP - 0.4)
    if gates.gates:
        left_out = deck.table(slide, place, (4, 2, 6), rows, said=gates.title)
        _more(story, slide, left_out, MARGIN)
    else:
        deck.text(slide, place, [Line(gates.lead or gates.clear_note, 16)])
    left, width = _RIGHT + 0.6, _HALF - 0.6
    lines = [Line(summary.decisions_title, 18, deck.primary, bold=True, space=8)]
    for number, action in enumerate(summary.decisions, start=1):
        text = fitted(action.text, width - 0.2, 0.95, (15, 14, 13, 12))
        lines.append(Line(f"{number}. {text.text}", text.size, bold=True, space=2))
        facts = (action.owner_label, action.effort_label, action.window_label)
        lines.append(Line(" · ".join(fact for fact in facts if fact), 12, PALETTE.muted, space=10))
    if not summary.decisions:
        lines.append(Line(summary.no_decisions, 15))
    deck.text(slide, Box(left, TOP, width, BOTTOM - TOP), lines, fill=PALETTE.stripe)


def add_plan(story: Story) -> None:
    """The plan's actions by window of months."""
    view, deck, say = story.view, story.deck, story.words.say
    plan = view.plan
    actions = [action for window in plan.windows for action in window.actions]
    because = [f"{each.code}: {_said(each.because)}" for each in actions if each.because]
    notes = story.notes(plan.lead, plan.legend, *because)
    slide = deck.slide(plan.title, notes=notes, footer=story.foot)
    heads = (say("Window"), "", say("Action"), say("Owner"), say("Effort"), say("Impact"))
    rows = [[Cell(head) for head in heads], *(_action(action) for action in actions)]
    place = Box(MARGIN, TOP + 0.1, INSIDE, BOTTOM - TOP - 0.4)
    if not actions:
        deck.text(slide, place, [Line(plan.lead, 18)])
        return
    left_out = deck.table(slide, place, (2.2, 1.7, 9, 3.2, 1.6, 1.7), rows, said=plan.title)
    _more(story, slide, left_out, MARGIN)


def _action(action: ActionView) -> list[Cell]:
    return [
        Cell(action.window_label),
        Cell(_unbroken(action.code), bold=True),
        Cell(action.text),
        Cell(action.owner_label),
        Cell(action.effort_label),
        Cell(action.impact_label),
    ]


def _unbroken(code: str) -> str:
    """A code that stays on one line."""
    return code.replace("-", "\u2011")


def _said(answers: tuple[AnswerView, ...]) -> str:
    return "; ".join(f"{answer.code} {answer.label}" for answer in answers)


def _more(story: Story, slide: Slide, left_out: int, left: float) -> None:
    """Say how many lines of a table found no room."""
    if not left_out:
        return
    said = story.words.count(
        "One more stands in the report.", "%(n)s more stand in the report.", left_out
    )
    line = Line(said, 12, PALETTE.muted)
    story.deck.text(slide, Box(left, BOTTOM - 0.2, _HALF, 0.3), [line])
