"""One chart of every kind with ordinary values, the extremes and the longest labels."""

from collections.abc import Callable

from markupsafe import Markup

from readiness.reports.charts import (
    COMPACT,
    WIDE,
    Axis,
    CostTexts,
    CostYear,
    DumbbellRow,
    DumbbellTexts,
    MatrixOutcome,
    MatrixScale,
    RiskMapTexts,
    RiskPoint,
    RouteBarTexts,
    RouteMapTexts,
    RoutePoint,
    RouteRow,
    ScoreLabels,
    StairScore,
    TimelineRow,
    TimelineTexts,
    Verdict,
    cost_curve,
    decision_matrix,
    dumbbell,
    gauge,
    level_ladder,
    level_stairs,
    opinion_gap,
    option_scale,
    radar,
    risk_map,
    route_bars,
    route_map,
    score_bar,
    timeline,
)

TITLE = "Your score is 69.6 of 100, which is level 4 & “Direct-ready”."
LONG = "Direktvertriebsorganisationsverantwortungsbereich"
LEVELS = ("Trade-bound", "Exploring", "Pilot-capable", "Direct-ready", "Connected")
LONG_LEVELS = (LONG, "Erkundend", LONG, LONG, LONG)
LABELS = ScoreLabels("Score", "Calculated before gates", "Next level")
LONG_LABELS = ScoreLabels(f"Reifegrad der {LONG}", f"Berechnet ohne {LONG}", f"Ziel {LONG}")
VERDICTS: dict[Verdict, str] = {
    "go": "Go",
    "pilot": "Pilot",
    "prepare": "Prepare",
    "blocked": "Blocked",
    "not_a_fit": "Not a fit",
}
LONG_VERDICTS: dict[Verdict, str] = dict.fromkeys(VERDICTS, "Vorbereitungsmassnahmenbedürftig")
DIMENSIONS = (
    ("Strategy, leadership", "& resources"),
    ("Channel &", "partner policy"),
    ("End-customer knowledge,", "findability & CRM"),
    ("Product data &", "planning-tool readiness"),
    ("Parcel logistics", "& returns"),
    ("Commerce platform,", "transactions & compliance"),
    ("Marketplaces &", "e-procurement"),
    ("Connected products, replenishment", "& digital services"),
)
ROUTES: tuple[tuple[str, str, Verdict], ...] = (
    ("R1", "Own shop", "pilot"),
    ("R2", "Marketplace", "go"),
    ("R3", "Dealer-integrated direct", "prepare"),
    ("R4", "Findability and end-customer data without shop", "go"),
    ("R5", "Automatic replenishment", "blocked"),
    ("R6", "Planning-tool integration (BIM, CAD, AR)", "not_a_fit"),
)
MAP_TEXTS = RouteMapTexts("Fit", "Readiness", VERDICTS, "First choice from here")
BAR_TEXTS = RouteBarTexts("Fit", "Readiness", VERDICTS, "Thresholds: fit 40, 55; readiness 40, 60")
TICKS = (0.0, 3.0, 6.0, 18.0)


def decimal_comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def radar_of(
    *values: float | None,
    calculated: float | None = None,
    target: float | None = None,
    long: bool = False,
    compact: bool = False,
) -> Markup:
    labels = [(LONG, f"und {LONG}")] * 8 if long else DIMENSIONS
    axes = [
        Axis(label, value, calculated, target=target)
        for label, value in zip(labels, values, strict=True)
    ]
    named = LONG_LABELS if long else LABELS
    size = COMPACT if compact else WIDE
    return radar(axes, title=TITLE, fmt=decimal_comma, labels=named, size=size)


def stairs_of(
    value: float | None,
    calculated: float | None = None,
    span: tuple[float, float] | None = None,
    target: float | None = None,
    *,
    long: bool = False,
) -> Markup:
    return level_stairs(
        LONG_LEVELS if long else LEVELS,
        StairScore(value, calculated, span, target),
        title=TITLE,
        fmt=decimal_comma,
        labels=LONG_LABELS if long else LABELS,
    )


def ladder_of(
    value: float | None, calculated: float | None = None, *, long: bool = False
) -> Markup:
    return level_ladder(
        LONG_LEVELS if long else LEVELS,
        value,
        title=TITLE,
        fmt=decimal_comma,
        calculated=calculated,
        labels=LONG_LABELS if long else LABELS,
    )


def gauge_of(
    score: float | None,
    level: str = "Level 4 Direct-ready",
    span: tuple[float, float] | None = None,
) -> Markup:
    return gauge(score, level, title=TITLE, fmt=decimal_comma, span=span)


def score_bar_of(
    value: float | None,
    calculated: float | None = None,
    span: tuple[float, float] | None = None,
    target: float | None = None,
) -> Markup:
    return score_bar(
        value, title=TITLE, fmt=decimal_comma, calculated=calculated, span=span, target=target
    )


def route_map_of(*places: tuple[float, float], long: bool = False) -> Markup:
    texts = RouteMapTexts(LONG, LONG, LONG_VERDICTS, LONG) if long else MAP_TEXTS
    points = [
        RoutePoint(code, f"{LONG} {name}" if long else name, fit, readiness, verdict)
        for (code, name, verdict), (fit, readiness) in zip(ROUTES, places, strict=True)
    ]
    return route_map(points, texts, title=TITLE)


def route_bars_of(*places: tuple[float | None, float | None], long: bool = False) -> Markup:
    texts = RouteBarTexts(LONG, LONG, LONG_VERDICTS, LONG) if long else BAR_TEXTS
    rows = [
        RouteRow(code, f"{name} {LONG}" if long else name, fit, readiness, verdict)
        for (code, name, verdict), (fit, readiness) in zip(ROUTES, places, strict=True)
    ]
    rows.append(RouteRow("R7", "Not assessed", None, None, None))
    return route_bars(rows, texts, title=TITLE, fmt=decimal_comma)


def timeline_of(
    *months: tuple[float, float],
    after: dict[int, tuple[int, ...]] | None = None,
    long: bool = False,
) -> Markup:
    """Bars over these months, numbered from 0; `after` says which waits for which."""
    label = f"{LONG} gemeinsam mit dem {LONG} einrichten" if long else "Clear the internal conflict"
    effort, owner = ("Mittel", LONG) if long else ("M", "Management")
    needed = {index: [f"REC-{n:02}" for n in waits] for index, waits in (after or {}).items()}
    rows = [
        TimelineRow(
            f"REC-{index:02}", label, owner, effort, index % 6, *span, tuple(needed.get(index, ()))
        )
        for index, span in enumerate(months)
    ]
    texts = TimelineTexts(LONG, LONG) if long else TimelineTexts("Impact", "Months")
    return timeline(rows, TICKS, texts, title=TITLE)


def dumbbell_of(*scores: tuple[float | None, float | None], long: bool = False) -> Markup:
    rows = [
        DumbbellRow(LONG if long else f"Dimension {n}", before, after, "+12,5", total=n == 0)
        for n, (before, after) in enumerate(scores)
    ]
    texts = DumbbellTexts(LONG, LONG) if long else DumbbellTexts("3 March 2026", "now")
    return dumbbell(rows, texts, title=TITLE, fmt=decimal_comma)


def matrix_of(
    held: tuple[int, int] | None, *, possible: bool = False, long: bool = False
) -> Markup:
    rows = MatrixScale(LONG if long else "Signs", [(LONG if long else "Few", "below 25"),
                       ("Some", "25 to below 50"), ("Many", "from 50")])  # fmt: skip
    columns = MatrixScale("Readiness", [(LONG if long else "Low", "below 40"), ("High", "from 40")])
    name = f"{LONG}: {LONG}" if long else "Stay; use the preparation for data quality"
    cells = [
        [
            MatrixOutcome(
                f"{name} {row} {column}",
                "held" if (row, column) == held else "possible" if possible else "none",
            )
            for column in range(2)
        ]
        for row in range(3)
    ]
    return decision_matrix(rows, columns, cells, title=TITLE, description="Every cell.")


def risk_map_of(
    *places: tuple[int, int], high_from: int | None = 16, is_open: bool = False, long: bool = False
) -> Markup:
    texts = RiskMapTexts(*([LONG] * 3 if long else ("Likelihood", "Impact", "high: 16 or more")))
    points = [
        RiskPoint(f"RSK-{number:02}", likelihood, impact, is_open)
        for number, (likelihood, impact) in enumerate(places, start=1)
    ]
    return risk_map(points, texts, high_from=high_from, title=TITLE, description="Every risk.")


def costs_of(
    *years: tuple[float, float], meet_at: float | None = None, long: bool = False
) -> Markup:
    texts = CostTexts(*([LONG] * 4 if long else ("Total cost", "Status quo", "Years", "They meet")))
    return cost_curve(
        [CostYear(year, first, second) for year, (first, second) in enumerate(years)],
        texts,
        meet_at=meet_at,
        fmt=lambda amount: f"{amount:,.0f}",
        title=TITLE,
    )


CHARTS: dict[str, Callable[[], Markup]] = {
    "radar": lambda: radar_of(64, 70, 71, 75, 71, 66, 70, 65),
    "radar, all 0": lambda: radar_of(*[0.0] * 8),
    "radar, all 100": lambda: radar_of(*[100.0] * 8),
    "radar, none": lambda: radar_of(*[None] * 8),
    "radar, gaps": lambda: radar_of(12, None, 40, 50, None, 60, None, 99.9),
    "radar, capped": lambda: radar_of(*[38.0] * 8, calculated=61.4),
    "radar, long": lambda: radar_of(*[100.0] * 8, calculated=0, long=True),
    "radar, target": lambda: radar_of(12, None, 40, 50, 71, 60, None, 99.9, target=80),
    "radar, compact": lambda: radar_of(64, 70, 71, 75, 71, 66, 70, 65, target=80, compact=True),
    "radar, compact, capped": lambda: radar_of(
        *[38.0] * 8, calculated=61.4, target=40, compact=True
    ),
    "stairs": lambda: stairs_of(69.6, 69.6, None, 80),
    "stairs, 0": lambda: stairs_of(0, 0, (0, 1), 20),
    "stairs, 100": lambda: stairs_of(100, 100),
    "stairs, none": lambda: stairs_of(None),
    "stairs, capped": lambda: stairs_of(38, 61.4, (30, 45), 40),
    "stairs, all alike": lambda: stairs_of(79.9, 80, (79, 100), 80),
    "stairs, long": lambda: stairs_of(0, 100, (0, 100), 20, long=True),
    "opinions": lambda: opinion_gap(0, 3, title=TITLE),
    "opinions, settled": lambda: opinion_gap(4, 0, 0, title=TITLE),
    "opinions, alike": lambda: opinion_gap(2, 2, 4, title=TITLE),
    "ladder": lambda: ladder_of(69.6),
    "ladder, 0": lambda: ladder_of(0),
    "ladder, 100": lambda: ladder_of(100),
    "ladder, none": lambda: ladder_of(None),
    "ladder, capped": lambda: ladder_of(38, 52.3),
    "ladder, capped closely": lambda: ladder_of(59.9, 60.2),
    "ladder, capped far": lambda: ladder_of(0, 100),
    "ladder, long": lambda: ladder_of(99, 100, long=True),
    "ladder, long at the left": lambda: ladder_of(0, 1, long=True),
    "gauge": lambda: gauge_of(69.6),
    "gauge, 0": lambda: gauge_of(0, "Trade-bound"),
    "gauge, 100": lambda: gauge_of(100, LONG),
    "gauge, none": lambda: gauge_of(None, f"{LONG} {LONG}"),
    "gauge, span": lambda: gauge_of(42, "Pilot-capable or Direct-ready", (0, 100)),
    "score bar": lambda: score_bar_of(71),
    "score bar, span": lambda: score_bar_of(38, 61.5, (0, 100), 40),
    "score bar, 0": lambda: score_bar_of(0),
    "score bar, 100": lambda: score_bar_of(100, 100),
    "score bar, none": lambda: score_bar_of(None),
    "score bar, capped": lambda: score_bar_of(38, 61.5),
    "route map": lambda: route_map_of((91, 70), (82, 71), (71, 70), (75, 71), (39, 67), (0, 73)),
    "route map, one point": lambda: route_map_of(*[(60, 52)] * 6),
    "route map, one corner": lambda: route_map_of(*[(100, 100)] * 6),
    "route map, other corner": lambda: route_map_of(*[(0, 0)] * 6),
    "route map, a row": lambda: route_map_of(*[(55, 50 + i) for i in range(6)]),
    "route map, long": lambda: route_map_of(*[(50, 50)] * 6, long=True),
    "route bars": lambda: route_bars_of((91, 70), (82, 71), (71, 70), (75, 71), (39, 67), (0, 73)),
    "route bars, extremes": lambda: route_bars_of(
        (0, 100), (100, 0), (None, 40), (55, None), (100, 100), (0, 0)
    ),
    "route bars, long": lambda: route_bars_of(*[(40, 60)] * 6, long=True),
    "matrix": lambda: matrix_of((1, 1)),
    "matrix, open": lambda: matrix_of(None, possible=True),
    "matrix, long": lambda: matrix_of((2, 1), long=True),
    "risk map": lambda: risk_map_of((4, 5), (3, 5), (4, 4), (1, 1)),
    "risk map, one cell": lambda: risk_map_of(*[(4, 5)] * 12),
    "risk map, one corner": lambda: risk_map_of(*[(5, 5)] * 7, is_open=True),
    "risk map, none high": lambda: risk_map_of((5, 1), high_from=None),
    "risk map, long": lambda: risk_map_of((2, 2), long=True),
    "costs": lambda: costs_of((566, 0), (757, 276), (944, 556), (1000, 1124), meet_at=2.9),
    "costs, alike": lambda: costs_of((10, 10), (10, 10), meet_at=0),
    "costs, nothing": lambda: costs_of((0, 0), (0, 0)),
    "costs, below zero": lambda: costs_of((-5, 0), (3, -900), (1000, -900)),
    "costs, fifteen years": lambda: costs_of(*((n * 1e6, n * 1e7) for n in range(16)), meet_at=15),
    "costs, long": lambda: costs_of((1, 0), (2, 3), meet_at=1, long=True),
    "timeline": lambda: timeline_of(
        (0, 1.5), (0, 3), (1.5, 3), (3, 6), (6, 18), (12, 18), after={2: (0,), 4: (2, 3), 5: (9,)}
    ),
    "timeline, empty": timeline_of,
    "timeline, short bars": lambda: timeline_of((0, 0.1), (17.9, 18), (17, 18), after={1: (0,)}),
    "timeline, upwards": lambda: timeline_of((3, 6), (0, 3), after={0: (1,)}),
    "timeline, long": lambda: timeline_of((0, 3), (3, 6), (17, 18), after={1: (0,)}, long=True),
    "dumbbell": lambda: dumbbell_of((22.1, 28.4), (50, 44.5), (60, 60), (None, 12), (12, None)),
    "dumbbell, extremes": lambda: dumbbell_of((0, 100), (100, 0), (0, 0), (100, 100), (None, None)),
    "dumbbell, close": lambda: dumbbell_of((50, 50.1), (99.9, 100), (0.1, 0)),
    "dumbbell, long": lambda: dumbbell_of((0, 100), (3, 4), long=True),
    "option scale": lambda: option_scale(3, title=TITLE),
    "option scale, 0": lambda: option_scale(0, title=TITLE),
    "option scale, 4": lambda: option_scale(4, title=TITLE),
    "option scale, none": lambda: option_scale(None, title=TITLE),
    "option scale, halves": lambda: option_scale(2.5, title=TITLE, fmt=decimal_comma),
}
