"""A language made up of the English one, in which no letter is plain: what is plain is hard-coded.

Every sentence stands between « and », and every letter of it is replaced by a foreign one.
"""

import re
from gettext import NullTranslations
from typing import Any

from readiness.reports.words import Words
from readiness.scoring import Questionnaire

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FOREIGN = "áßçďéƒğĥíĵķľµñóþøřšťúůŵ×ýžÅÞÇĎÉĘĞĤÎĴĶĽÆÑÓÐØŘŠŤÚŮŴŸÝŽ"
_LETTERS = str.maketrans(_PLAIN, _FOREIGN)
_KEPT = re.compile(r"(%\(\w+\)s|\{\w+\})")


def pseudo(text: str) -> str:
    """The sentence in the made-up language; placeholders stay."""
    pieces = (
        piece if _KEPT.fullmatch(piece) else piece.translate(_LETTERS)
        for piece in _KEPT.split(text)
    )
    return f"«{''.join(pieces)}»"


class PseudoTranslations(NullTranslations):
    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return pseudo(singular if number == 1 else plural)


def pseudo_words(_: str) -> Words:
    return Words("en", PseudoTranslations())


def pseudo_questionnaire(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with every text in the made-up language."""
    english = questionnaire.texts["en"]
    foreign = type(english).model_validate(_foreign(english.model_dump(exclude_none=True)))
    return questionnaire.model_copy(update={"texts": {"en": foreign}})


def _foreign(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _foreign(inner) for key, inner in said.items()}
    return pseudo(said)
