"""Numbers and dates as a reader of one language expects them; halves always go up."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent

# A bare language leaves the country open; these are the ones whose habits the reports follow.
_LOCALES = {"en": "en_GB", "de": "de_DE", "nl": "nl_NL"}
_ZONES = {"en": "Europe/London", "de": "Europe/Berlin", "nl": "Europe/Amsterdam"}

NOTHING = "–"
_NO_BREAK_SPACE = "\u00a0"
_PERCENT = "%"
_SPELT_KEPT = 4096  # a report prints some 800 scores and points, most of them as others do


def half_up(value: float, decimals: int) -> Decimal:
    """Round the number as it prints (not its binary neighbour) to `decimals`, halves up."""
    return _rounded(repr(value), decimals)


def _rounded(printed: str, decimals: int) -> Decimal:
    return Decimal(printed).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=_SPELT_KEPT)
def _spelt(printed: str, decimals: int, locale: Locale) -> str:
    """By how the number prints, since 0.0 and -0.0 are equal but print differently."""
    pattern = "0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(_rounded(printed, decimals), format=pattern, locale=locale)


def _exact(value: float) -> Decimal:
    """The number as it prints, without useless zeros."""
    return Decimal(repr(value)).normalize()


class Numbers:
    """Formats for one language; `None` prints as a dash."""

    def __init__(self, language: str) -> None:
        self.locale = Locale.parse(_LOCALES.get(language, language))

    def whole(self, value: float | None) -> str:
        """A score of 0-100 without decimals."""
        return self._fixed(value, 0)

    def tenth(self, value: float | None) -> str:
        """A score or a number of points with one decimal."""
        return self._fixed(value, 1)

    def share(self, fraction: float | None) -> str:
        """A fraction of 0-1 as a whole percentage."""
        if fraction is None:
            return NOTHING
        return format_percent(half_up(fraction, 2), locale=self.locale)

    def figure(self, value: float) -> str:
        """A number as somebody typed it: its own decimals, none added, none lost."""
        exact = _exact(value)
        decimals = max(0, -int(exact.as_tuple().exponent))
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(exact, format=pattern, locale=self.locale)

    def amount(self, value: float, decimals: int) -> str:
        """A calculated figure with as many decimals as it is printed with, grouped."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(half_up(value, decimals), format=pattern, locale=self.locale)

    def with_unit(self, value: float, unit: str) -> str:
        """A figure and its unit, never parted; whether a space precedes "%" is up to the language.

        `unit` may go on in words, such as "% of orders".
        """
        space = _NO_BREAK_SPACE
        if unit.startswith(_PERCENT):
            space = self.locale.percent_formats[None].pattern.partition(_PERCENT)[0].lstrip("#,0.")
        return f"{self.figure(value)}{space}{unit}"

    def plural_form(self, value: float) -> str:
        """Which form of a counted thing goes with the figure as printed: one, few, other …"""
        return str(self.locale.plural_form(_exact(value)))

    def day(self, value: date | datetime) -> str:
        """A date in full, such as 22 November 2026."""
        return format_date(value, format="long", locale=self.locale)

    def short_day(self, value: date | datetime) -> str:
        """A date for narrow columns, such as 22 Nov 2026."""
        return format_date(value, format="medium", locale=self.locale)

    def month(self, value: date | datetime) -> str:
        """A month with its year, such as Feb 2027."""
        return str(format_skeleton("yMMM", value, locale=self.locale))

    def time_of_day(self, value: datetime) -> str:
        """A time where most readers of the language live, such as 14:02."""
        zone = ZoneInfo(_ZONES.get(self.locale.language, "UTC"))
        return format_time(value, format="short", tzinfo=zone, locale=self.locale)

    def _fixed(self, value: float | None, decimals: int) -> str:
        if value is None:
            return NOTHING
        return _spelt(repr(value), decimals, self.locale)
