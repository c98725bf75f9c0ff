"""Commands that take a file of answers: no server and no database are needed."""

from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.forms import ReportEdition, ScoreFormat, ShowFormat

app = typer.Typer()


@app.command()
def score(  # noqa: PLR0917  # one parameter an option
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version.")],
    answers: Annotated[
        Path, typer.Argument(help="Answers file, YAML or JSON.", exists=True, dir_okay=False)
    ],
    form: Annotated[ScoreFormat, typer.Option("--format", help="Form of the result.")] = (
        ScoreFormat.TEXT
    ),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of the terminal.")
    ] = None,
    language: Annotated[str, typer.Option(help="Language of all forms but json.")] = "en",
    edition: Annotated[
        ReportEdition, typer.Option(help="Which parts of the report a page or PDF holds.")
    ] = ReportEdition.FULL,
    quick: Annotated[
        bool, typer.Option("--quick", help="Quick scan: only the profile and the core questions.")
    ] = False,
) -> None:
    """Score a file of answers; no server and no database are needed."""
    from readiness.commands.scoring import Wanted, score_file

    wanted = Wanted(form.value, language, edition.value, "quick" if quick else "full")
    if wanted.form in ("xlsx", "pptx"):
        from readiness.commands.report_files import write_report_file

        write_report_file(questionnaire, answers, output, wanted, wanted.form)
        return
    score_file(questionnaire, answers, output, wanted)


@app.command()
def explain(  # noqa: PLR0913, PLR0917  # one parameter an option
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version.")],
    answers: Annotated[
        Path, typer.Argument(help="Answers file, YAML or JSON.", exists=True, dir_okay=False)
    ],
    question: Annotated[str | None, typer.Option(help="Explain one answer, by code or id.")] = None,
    dimension: Annotated[str | None, typer.Option(help="Explain one dimension.")] = None,
    gate: Annotated[str | None, typer.Option(help="Explain one gate.")] = None,
    route: Annotated[str | None, typer.Option(help="Explain one route.")] = None,
    recommendation: Annotated[str | None, typer.Option(help="Explain one recommendation.")] = None,
    index: Annotated[str | None, typer.Option(help="Explain an index and its level.")] = None,
    decision: Annotated[str | None, typer.Option(help="Explain one decision.")] = None,
    risk: Annotated[str | None, typer.Option(help="Explain one risk.")] = None,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Try every weight and threshold.")
    ] = False,
    form: Annotated[ShowFormat, typer.Option("--format", help="Form of the explanation.")] = (
        ShowFormat.TEXT
    ),
) -> None:
    """Say why a score is what it is, what blocks, and what would lift it."""
    from readiness.commands.explaining import Asked, explain_file

    asked = Asked(
        question=question,
        dimension=dimension,
        gate=gate,
        route=route,
        recommendation=recommendation,
        index=index,
        decision=decision,
        risk=risk,
        sensitivity=sensitivity,
    )
    explain_file(questionnaire, answers, asked, form.value)


@app.command()
def simulate(
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version.")],
    answers: Annotated[
        Path, typer.Argument(help="Answers file, YAML or JSON.", exists=True, dir_okay=False)
    ],
    change: Annotated[
        list[str], typer.Option(help="Answer to change, such as LOG-01=3; null takes it back.")
    ],
    form: Annotated[ShowFormat, typer.Option("--format", help="Form of the result.")] = (
        ShowFormat.TEXT
    ),
) -> None:
    """Score a file of answers with some of them changed, and show what differs."""
    from readiness.commands.simulating import simulate_file

    simulate_file(questionnaire, answers, change, form.value)


@app.command()
def plan(  # noqa: PLR0913, PLR0917  # one parameter an option
    questionnaire: Annotated[str, typer.Argument(help="Key or key@version.")],
    answers: Annotated[
        Path, typer.Argument(help="Answers file, YAML or JSON.", exists=True, dir_okay=False)
    ],
    target: Annotated[
        str, typer.Option(help="Such as overall:4, logistics:3 (dimension: level) or R1:go.")
    ],
    budget: Annotated[int | None, typer.Option(help="Person-days there are.")] = None,
    horizon: Annotated[int, typer.Option(help="Months; what ends later is left out.")] = 18,
    fixed: Annotated[
        list[str] | None,
        typer.Option(help="LOG-01=3: raise at least to 3; REC-25: carry out. Repeatable."),
    ] = None,
    excluded: Annotated[
        list[str] | None,
        typer.Option(help="Question that stays, or recommendation left out. Repeatable."),
    ] = None,
    form: Annotated[ShowFormat, typer.Option("--format", help="Form of the plan.")] = (
        ShowFormat.TEXT
    ),
) -> None:
    """Find the least person-days from a file of answers to a target, step by step."""
    from readiness.commands import planning

    wishes = planning.build_wishes(budget, horizon, fixed or [], excluded or [])
    planning.plan_file(questionnaire, answers, target, wishes, form.value)
