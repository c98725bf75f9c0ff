"""The interface words of a report in one language.

English sentences are the message ids; a further language is one catalogue
`languages/<language>.po` beside this file. Messages are collected with the keywords `say` and
`count:1,2` from this room's modules and templates.
"""

import io
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from readiness.errors import NotFound

CATALOGUES = Path(__file__).parent / "languages"
SOURCE_LANGUAGE = "en"


class Words:
    """Says a message in one language, with its values put in by name: `%(name)s`."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def say(self, message: str, **values: object) -> str:
        """The message in this language."""
        said = self._translations.gettext(message)
        return said % values if values else said

    def count(self, singular: str, plural: str, number: int, **values: object) -> str:
        """The form of the message that goes with `number`; `%(n)s` prints the number."""
        said = self._translations.ngettext(singular, plural, number)
        return said % {"n": number, **values}


@lru_cache
def load_words(language: str, folder: Path = CATALOGUES) -> Words:
    """The words of a language; raises `NotFound` when there is no catalogue for it."""
    if language == SOURCE_LANGUAGE:
        return Words(language, NullTranslations())
    path = folder / f"{language}.po"
    if not language.isalpha() or not path.is_file():
        offered = sorted({SOURCE_LANGUAGE, *(found.stem for found in folder.glob("*.po"))})
        raise NotFound(
            "language_not_offered",
            f"Reports are not offered in the language {language!r}.",
            f"Choose one of: {', '.join(offered)}.",
        )
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Words(language, Translations(compiled))
