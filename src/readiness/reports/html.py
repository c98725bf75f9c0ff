"""A report view as HTML, for paper and for the screen, from one set of templates."""

from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from readiness.reports.charts import chart_image
from readiness.reports.charts.qr_code import qr_code
from readiness.reports.html_charts import cover_art, report_charts
from readiness.reports.html_drawing import palette_of
from readiness.reports.html_style import brand_css, print_css, screen_css
from readiness.reports.plain_text import safe_text
from readiness.reports.report_parts import COVERS, VERIFIED_ON_COVER, parts_of
from readiness.reports.untranslated import marked
from readiness.reports.view.annex_parts import ReportView
from readiness.reports.view.brand_parts import LogoView
from readiness.reports.words import load_words
from readiness.scoring.texts import UNTRANSLATED_START

__all__ = ["print_css", "render_html"]

_LONGEST_IN_HEAD = 70
_LONGEST_IN_FOOT = 45
_WIDE_LOGO = 3.0
_LARGE_NAME, _MEDIUM_NAME = 26, 60


def render_html(view: ReportView, *, for_print: bool) -> str:
    """The whole report as one document without any reference to the outside.

    For print it goes with `print_css()`; for the screen its stylesheet and fonts are inlined.
    Whatever people typed passes through `safe_text` on its way into the page.
    """
    words = load_words(view.language)
    art = cover_art(view)
    logo = view.brand.logo
    own_style = brand_css(palette_of(view))
    style = own_style if for_print else screen_css() + own_style
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            view=view,
            title=safe_text(view.title),
            for_print=for_print,
            style=Markup(style),  # noqa: S704 - our own sheet, its colours checked
            say=words.say,
            cover_template=COVERS[view.edition],
            parts=parts_of(view, words),
            charts=report_charts(view, words, for_print=for_print),
            verified_on_cover=view.edition in VERIFIED_ON_COVER,
            verify_address=_verify_address(view, for_print=for_print),
            cover_art=Markup(art) if art else None,  # noqa: S704 - a data URL made of figures
            logo_url=Markup(logo.url) if logo else None,  # noqa: S704 - a data URL of Base64
            logo_size=_logo_size(logo) if logo else "",
            name_size=_name_size(view.organization),
            running_head=_shortened(view.organization),
            running_foot=_running_foot(view),
        )
    )


@dataclass(frozen=True, slots=True)
class _VerifyAddress:
    """Where the report is verified: the address to go to, as it is shown, and its code."""

    href: Markup
    shown: Markup
    code: Markup


def _verify_address(view: ReportView, *, for_print: bool) -> _VerifyAddress | None:
    """An address takes no break opportunities: it would lead elsewhere when it is copied."""
    part = view.verification
    if part is None or part.address is None:
        return None
    sentence = safe_text(part.address_note, unbroken=len(part.address_note))
    code = qr_code(part.address, sentence)
    return _VerifyAddress(
        href=escape(part.address),
        shown=escape(safe_text(part.address, unbroken=len(part.address))),
        code=chart_image(code, sentence) if for_print else code,
    )


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("readiness.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _printable(value: object) -> object:
    """What an expression may print: markup of our own, numbers, and text made safe."""
    if value is None:
        raise TypeError("a template printed a value there is none of")
    if isinstance(value, str) and not isinstance(value, Markup):
        return marked(value, safe_text) if UNTRANSLATED_START in value else safe_text(value)
    return value


def _name_size(name: str) -> str:
    if len(name) <= _LARGE_NAME:
        return "name-large"
    return "name-medium" if len(name) <= _MEDIUM_NAME else "name-small"


def _logo_size(logo: LogoView) -> str:
    return "logo-wide" if logo.width > logo.height * _WIDE_LOGO else "logo-high"


def _running_foot(view: ReportView) -> str:
    reference = view.report_id or view.questionnaire
    if view.brand.name is None:
        return reference
    return f"{_shortened(view.brand.name, _LONGEST_IN_FOOT)} · {reference}"


def _shortened(name: str, longest: int = _LONGEST_IN_HEAD) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
