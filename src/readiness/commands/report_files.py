"""`readiness score` as workbook or slides: what they are written with takes a while to load."""

from pathlib import Path
from typing import Literal

from readiness.commands.scoring import Wanted, wanted_source
from readiness.commands.terminal import write
from readiness.services.report_files import render_form


def write_report_file(
    questionnaire: str,
    answers: Path,
    output: Path | None,
    wanted: Wanted,
    form: Literal["xlsx", "pptx"],
) -> None:
    """Score a file of answers and write workbook or slides."""
    source = wanted_source(questionnaire, answers, output, wanted)
    write(render_form(source, wanted.language, form), output)
