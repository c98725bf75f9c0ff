"""A new questionnaire that works at once: copied from the example in `scaffold/`."""

import json
import re
from datetime import date
from pathlib import Path
from string import Template
from typing import Final

from readiness.catalog.plain_text import hidden_character
from readiness.catalog.texts_files import LANGUAGE
from readiness.errors import Conflict, InputProblem, InvalidInput

_EXAMPLE: Final = Path(__file__).parent / "scaffold"
_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_KEY, _LONGEST_TITLE = 60, 200


def write_new(directory: Path, key: str, title: str, language: str, today: date) -> Path:
    """Write `directory/<key>/<year>.1.0` and return it.

    The texts are in English whatever the language; they are there to be replaced. Raises
    `InvalidInput` for a key, title or language that is none and `Conflict` when there is a folder
    of that key already.
    """
    _refuse_wrong(key, title, language)
    version = f"{today.year}.1.0"
    folder = directory / key / version
    try:
        folder.parent.mkdir(parents=True)
    except FileExistsError:
        raise Conflict(
            "questionnaire_exists",
            f"There is a folder {key!r} among the questionnaires already.",
            "Choose another key, or copy its newest version to a new version folder.",
        ) from None
    words = {
        "key": key,
        "version": version,
        "today": today.isoformat(),
        "language": language,
        "title": json.dumps(title, ensure_ascii=False),
    }
    for example in sorted(_EXAMPLE.rglob("*.*")):
        name = example.relative_to(_EXAMPLE).as_posix().replace("language.", f"{language}.")
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = Template(example.read_text("utf-8")).substitute(words)
        target.write_text(text, encoding="utf-8", newline="\n")
    return folder


def _refuse_wrong(key: str, title: str, language: str) -> None:
    problems = []
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        problems.append(
            InputProblem(
                "wrong_value",
                f"{key[:80]!r} is no key for a questionnaire.",
                f"Use small letters, digits and hyphens, at most {_LONGEST_KEY}: spare-parts.",
                "/key",
            )
        )
    if not title.strip() or len(title) > _LONGEST_TITLE or hidden_character(title):
        problems.append(
            InputProblem(
                "wrong_value",
                f"{title[:80]!r} is no title.",
                f"Write 1 to {_LONGEST_TITLE} visible characters.",
                "/title",
            )
        )
    if not LANGUAGE.fullmatch(language):
        problems.append(
            InputProblem(
                "wrong_value",
                f"{language[:80]!r} is no language.",
                "Write two small letters such as en, or with a country such as de-AT.",
                "/language",
            )
        )
    if problems:
        raise InvalidInput(problems)
