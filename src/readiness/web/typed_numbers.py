"""Numbers as people type them: with comma or point, with or without what groups thousands."""

from decimal import Decimal

from babel import Locale

from readiness.services.typed_figures import read_figure


def read_number(typed: str, locale: Locale) -> float | None:
    """Return the number typed, whole ones as `int`; None where it cannot be told."""
    figure = read_figure(typed, locale.language)
    return None if isinstance(figure, str) else figure


def shown_number(value: float, locale: Locale) -> str:
    """Return a number as it is typed in a language, nothing grouped."""
    exact = Decimal(repr(value)).normalize()
    return f"{exact:f}".replace(".", str(locale.number_symbols["latn"]["decimal"]))
