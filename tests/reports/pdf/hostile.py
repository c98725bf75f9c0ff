"""What people may type where a report prints it, at its worst."""

from dataclasses import replace
from typing import Final

from readiness.reports.view import FilledWorksheet
from readiness.services.documents import ReportSource
from tests.reports.pdf.occasions import Occasion, of_mover, written_about

MARKUP: Final = (
    "<script>alert(1)</script><img src=x onerror=alert(2)></section></table>&amp;&#0;"
    "<style>*{display:none}</style>{{ 7*7 }}{% raw %}%(name)s %s {0} ]]> <!-- "
)
WRITINGS: Final = (
    "\u202eשלום עולם\u202c مرحبا \u2066abc\u2069 株式会社 한국어 中文 हिन्दी "
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308 "
    "\U0001f44d\U0001f3fd "
    "a\u200b\u200c\u200d\ufeffb\u00adc \x00\x01\x07\x1b[31m\r\n\x85\u2028\u2029\t "
    f"\ue000\uf8ff\ufffe\ufffd e{(chr(0x301) + chr(0x323)) * 30} \U000e0041 Ω→✓≤ ｆｕｌｌ ﬃ Ⅷ"
)
LONG: Final = "Abteilung für Sonderfälle " * 400
ONE_WORD: Final = "Donaudampfschifffahrt" * 143


def typed_everywhere(text: str) -> ReportSource:
    """A report with this text as the organization's name and in all that people may write."""
    return written_about(text, name=f"{text[:2]}{text}")


def typed_in_worksheets() -> ReportSource:
    """Worksheets with every hostile text in their inputs."""
    made = of_mover("mc-2", with_cost=True)
    (first, *others) = made.worksheets
    typed = dict(zip(first.inputs, (MARKUP, WRITINGS, LONG, ONE_WORD), strict=False))
    spoilt = FilledWorksheet(first.code, first.sheet, {**first.inputs, **typed})
    return replace(made, organization=WRITINGS, worksheets=(spoilt, *others))


HOSTILE: Final = (
    Occasion("markup", "de", lambda: typed_everywhere(MARKUP)),
    Occasion("writings", "en", lambda: typed_everywhere(WRITINGS)),
    Occasion("ten-thousand-characters", "de", lambda: typed_everywhere(LONG)),
    Occasion("one-word", "nl", lambda: typed_everywhere(ONE_WORD)),
    Occasion("worksheets", "en", typed_in_worksheets),
)
