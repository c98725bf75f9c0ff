"""The texts of a language beside those they translate, and what translators gave back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from babel import Locale, UnknownLocaleError

from readiness.catalog.plain_text import hidden_character
from readiness.scoring.limits import MAX_TEXT_CHARACTERS
from readiness.scoring.problems import Problem
from readiness.scoring.spelling import did_you_mean

Place = tuple[str, ...]
"""Keys that lead to a text, such as ("questions", "logistics.single_parcel", "title")."""
TextsByPlace = Mapping[Place, str]

_FORMS: Final = "unit_forms"
_PLACEHOLDER: Final = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}|%\([A-Za-z_]+\)s")


class TextRow(NamedTuple):
    """A text to translate: what it says, what it is, and its translation, if there is one."""

    place: Place
    source: str
    context: str
    translation: str | None

    @property
    def state(self) -> str:
        """`missing`, `same as source`, or nothing to remark."""
        if self.translation is None:
            return "missing"
        return "same as source" if self.translation == self.source else ""


class GivenText(NamedTuple):
    """A translation as it came back: place, source and text as written, and where it stands."""

    place: str
    source: str
    text: str
    file: str
    line: int
    column: int | None = None

    def problem(self, code: str, message: str, remedy: str) -> Problem:
        """Return a problem at this translation."""
        return Problem(
            code=code,
            message=message,
            remedy=remedy,
            file=self.file,
            line=self.line,
            column=self.column,
        )


class GivenTexts(NamedTuple):
    """A file of translations: its name, and the questionnaire's key and language it says."""

    file: str
    questionnaire: str
    language: str
    texts: tuple[GivenText, ...]


@dataclass(slots=True)
class Taken:
    """What a file of translations comes to.

    `texts` are the language's texts afterwards; `added`, `changed` and `kept` count those of the
    file that are new, other than before, or as they were. `missing` have no translation;
    `outdated` were translated from a source text that has been changed since. With `problems`
    nothing may be written.
    """

    texts: dict[Place, str]
    added: int = 0
    changed: int = 0
    kept: int = 0
    missing: tuple[Place, ...] = ()
    outdated: list[Place] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def place_name(place: Place) -> str:
    """Return a place as one word for files: keys joined by `/`, as in a JSON Pointer."""
    return "/".join(key.replace("~", "~0").replace("/", "~1") for key in place)


def place_of(name: str) -> Place:
    """Return the place that has this name."""
    return tuple(key.replace("~1", "/").replace("~0", "~") for key in name.split("/"))


def source_for(language: str, source: TextsByPlace) -> dict[Place, str]:
    """Return the texts to translate into a language.

    Units have as many forms as the language has for counted things, not as many as the source's
    language has; a form that the source does not have is translated from the general one.
    """
    forms = _plural_forms(language)
    wanted: dict[Place, str] = {}
    for place, text in source.items():
        if forms is None or place[-2:-1] != (_FORMS,):
            wanted[place] = text
            continue
        for form in forms:
            own = (*place[:-1], form)
            general = source.get((*place[:-2], "unit"), text)
            wanted.setdefault(own, source.get(own, general))
    return wanted


def _plural_forms(language: str) -> list[str] | None:
    """The forms of a language beside the general one, or `None` when it is not known."""
    try:
        return sorted(Locale.parse(language, sep="-").plural_form.tags)
    except (UnknownLocaleError, ValueError):
        return None


def rows(source: TextsByPlace, present: TextsByPlace, contexts: TextsByPlace) -> Iterator[TextRow]:
    """Yield every text to translate, in the order of the source; empty ones need none."""
    for place, text in source.items():
        if text:
            yield TextRow(place, text, contexts[place], present.get(place))


def take(given: Iterable[GivenText], source: TextsByPlace, present: TextsByPlace) -> Taken:
    """Judge what came back against the texts as they are; nothing is raised.

    An empty translation leaves things as they are, so nothing is lost by it.
    """
    places = {place_name(place): place for place in source}
    taken = Taken(dict(present))
    seen: set[str] = set()
    for row in given:
        problem = _problem(row, places, source, seen)
        seen.add(row.place)
        if problem is not None:
            taken.problems.append(problem)
        elif row.text.strip():
            _count(taken, places[row.place], row, source, present)
    taken.missing = tuple(
        place for place, text in source.items() if text and place not in taken.texts
    )
    return taken


def _problem(
    row: GivenText, places: Mapping[str, Place], source: TextsByPlace, seen: set[str]
) -> Problem | None:
    if row.place not in places:
        return row.problem(
            "unknown_text",
            f"there is no text {row.place!r}",
            did_you_mean(row.place, places, "leave the places as they were exported"),
        )
    if row.place in seen:
        return row.problem(
            "duplicate_text", f"{row.place} is given twice", "keep one of the two rows"
        )
    hidden = hidden_character(row.text)
    if hidden or "\r" in row.text:
        return row.problem(
            "control_character",
            f"the text has the invisible character {hidden or 'U+000D'}",
            "delete it",
        )
    if len(row.text) > MAX_TEXT_CHARACTERS:
        return row.problem(
            "translation_too_long",
            f"the text has {len(row.text):,} characters; {MAX_TEXT_CHARACTERS:,} are allowed",
            "shorten it",
        )
    return _lost(row, source[places[row.place]])


def _lost(row: GivenText, source: str) -> Problem | None:
    wanted, found = sorted(_PLACEHOLDER.findall(source)), sorted(_PLACEHOLDER.findall(row.text))
    if not row.text.strip() or wanted == found:
        return None
    names = ", ".join(wanted) or "none"
    return row.problem(
        "lost_placeholder",
        f"{row.place} has other placeholders than its source, which has {names}",
        "write each of them once, exactly as in the source",
    )


def _count(
    taken: Taken, place: Place, row: GivenText, source: TextsByPlace, present: TextsByPlace
) -> None:
    if row.source != source[place]:
        taken.outdated.append(place)
    if place not in present:
        taken.added += 1
    elif present[place] != row.text:
        taken.changed += 1
    else:
        taken.kept += 1
    taken.texts[place] = row.text
