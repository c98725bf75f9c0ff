"""Texts of which parts stand in another language: those say so, to eye and ear."""

import re
from collections.abc import Callable

from markupsafe import Markup

from readiness.scoring.texts import UNTRANSLATED_END, UNTRANSLATED_START

_UNTRANSLATED = re.compile(
    rf"({UNTRANSLATED_START}\([A-Za-z-]+\) .*?{UNTRANSLATED_END})", re.DOTALL
)
_IN_LANGUAGE = Markup(
    '<span lang="{language}"><span class="language">{language}</span> {said}</span>'
)


def marked(text: str, clean: Callable[[str], str] = str) -> Markup:
    """Return the text as markup, each part that is not translated marked with its language.

    Every part passes through `clean` before it is escaped.
    """
    return Markup().join(_piece(piece, clean) for piece in _UNTRANSLATED.split(text))


def _piece(text: str, clean: Callable[[str], str]) -> str:
    if not text.startswith(UNTRANSLATED_START):
        return clean(text)
    language, _, said = text[2:].partition(") ")
    return _IN_LANGUAGE.format(language=language, said=clean(said))
