"""Pages as HTML: one set of templates, in the language that the address begins with."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from readiness.reports.numbers import Numbers
from readiness.reports.untranslated import marked
from readiness.reports.words import Words, load_words
from readiness.scoring import Questionnaire
from readiness.scoring.texts import UNTRANSLATED_START, Texts
from readiness.web.cookies import form_token
from readiness.web.static_files import load_static

CATALOGUES: Final = Path(__file__).parent / "languages"
LANGUAGES: Final = {"de": "Deutsch", "nl": "Nederlands", "en": "English"}
"""The languages of the pages, by the names their speakers give them."""

_AFTER_LANGUAGE: Final = len("/en")


@dataclass(frozen=True, slots=True)
class Switch:
    """A language and the address of this same page in it."""

    language: str
    name: str
    address: str
    chosen: bool


def words_of(request: Request) -> Words:
    """The words of the language that the page's address begins with."""
    return load_words(language_of(request), CATALOGUES)


def language_of(request: Request) -> str:
    """The language that the page's address begins with, else the one the browser prefers."""
    begins = request.url.path[1:_AFTER_LANGUAGE]
    return begins if begins in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def preferred(accepted: str) -> str:
    """The first of our languages in an `Accept-Language` header, which lists the best first."""
    wanted = [part.split(";")[0].strip()[:2].lower() for part in accepted.split(",")]
    return next((language for language in wanted if language in LANGUAGES), "en")


def texts_in(request: Request, questionnaire: Questionnaire) -> Texts:
    """A questionnaire's words in the page's language, else in its own."""
    texts = questionnaire.texts
    return texts.get(language_of(request), texts[questionnaire.default_language])


def render(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Render a template of this room as a whole page.

    Every page knows: `say`, `count`, `numbers`, `language`, `base` (`/de`), `switches`, `static`,
    `form_token` and `path` (this page's address without its query).
    """
    return HTMLResponse(page_text(request, template, **values), status_code=status)


def page_text(request: Request, template: str, **values: object) -> str:
    """Render a template of this room as text: a page, or a part of one."""
    words = words_of(request)
    known: dict[str, Any] = {
        "say": words.say,
        "count": words.count,
        "numbers": Numbers(words.language),
        "language": words.language,
        "base": f"/{words.language}",
        "path": request.url.path,
        "switches": _switches(request, words.language),
        "static": load_static().address_of,
        "form_token": form_token(request),
    }
    return _environment().get_template(template).render(**(known | values))


def _switches(request: Request, current: str) -> list[Switch]:
    path = request.url.path
    rest = path[_AFTER_LANGUAGE:] if path[1:_AFTER_LANGUAGE] in LANGUAGES else "/"
    query = f"?{request.url.query}" if request.url.query else ""
    return [
        Switch(language, name, f"/{language}{rest}{query}", language == current)
        for language, name in LANGUAGES.items()
    ]


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("readiness.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _printable(value: object) -> object:
    """What an expression may print; None is a mistake in a template, never an empty text."""
    if value is None:
        raise TypeError("a template printed a value there is none of")
    if isinstance(value, str) and not isinstance(value, Markup) and UNTRANSLATED_START in value:
        return marked(value)
    return value
