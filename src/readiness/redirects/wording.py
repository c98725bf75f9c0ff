"""What stands in a sheet in a language: the columns' labels, and what each problem says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LANGUAGE: Final = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """The worksheet's own words in a language: labels by column id, sentences by check id.

    A label may end with the words for the column's items in brackets, in their order.
    """

    columns: Mapping[str, str]
    checks: Mapping[str, str]


CELL_CODES: Final = (
    "value_missing",
    "wrong_type",
    "out_of_range",
    "too_many_decimals",
    "unknown_option",
    "text_too_long",
)
"""What can be wrong with a cell beside the worksheet's own checks; always an error."""

CELL_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "value_missing": "There is no old address.",
        "wrong_type": "This is no figure.",
        "out_of_range": "The figure lies outside the accepted range.",
        "too_many_decimals": "The figure has too many decimals.",
        "unknown_option": "This is none of the words the column takes.",
        "text_too_long": "The text is too long.",
    },
    "de": {
        "value_missing": "Die alte Adresse fehlt.",
        "wrong_type": "Das ist keine Zahl.",
        "out_of_range": "Die Zahl liegt außerhalb des zulässigen Bereichs.",
        "too_many_decimals": "Die Zahl hat zu viele Nachkommastellen.",
        "unknown_option": "Dieses Wort kennt die Spalte nicht.",
        "text_too_long": "Der Text ist zu lang.",
    },
    "nl": {
        "value_missing": "De oude URL ontbreekt.",
        "wrong_type": "Dit is geen getal.",
        "out_of_range": "Het getal ligt buiten het toegestane bereik.",
        "too_many_decimals": "Het getal heeft te veel decimalen.",
        "unknown_option": "Dit woord kent de kolom niet.",
        "text_too_long": "De tekst is te lang.",
    },
}


def cell_words(language: str) -> Mapping[str, str]:
    """Return what is said about cells, in English where the language is not known."""
    return CELL_WORDS.get(language, CELL_WORDS[LANGUAGE])
