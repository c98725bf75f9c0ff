"""Finds words of another language in the text of a report."""

import re
from collections.abc import Iterable, Iterator

from readiness.reports.words import load_words
from tests.reports.pdf.gates.tag_rules import squeezed

# Words every longer text holds, none of which is a word of the two other languages.
FUNCTION_WORDS = {
    "en": "the and with your which are have from this that not they what when should been into"
    " than only where how each every would these those their there because",
    "de": "und der das nicht mit eine ist sind für auf werden wird oder auch wenn sich nach aus"
    " dem noch kein keine Ihre Ihren sowie durch über zur zum",
    "nl": "het een niet voor zijn wordt worden ook maar deze dit bij naar geen wel kunnen heeft"
    " hebben uw tussen omdat zonder",
}
FEWEST_WORDS = 4  # of a sentence that is looked for as a whole
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")


def foreign_words(text: str, language: str, names: Iterable[str]) -> Iterator[str]:
    """Function words of other languages than `language`, with what stands around them.

    `names` are titles and names that may stand in their own language.
    """
    whole = re.sub(r"[\s\u200b]+", " ", text)
    for name in sorted(names, key=len, reverse=True):
        whole = whole.replace(name, " ")
    for other, listed in FUNCTION_WORDS.items():
        if other != language:
            words = re.compile(rf"(?<![\w-])(?:{'|'.join(listed.split())})(?![\w-])")
            for found in words.finditer(whole):
                around = whole[max(0, found.start() - 40) : found.end() + 40]
                yield f"{other} {found[0]!r} in {around!r}"


def untranslated_sentences(text: str, language: str, messages: Iterable[str]) -> Iterator[str]:
    """English messages of the interface that stand in a text of another language."""
    said = squeezed(text)
    words = load_words(language)
    for message in messages:
        translated = words.say(message)
        for piece in _PLACEHOLDER.split(message):
            if len(piece.split()) < FEWEST_WORDS or piece in translated:
                continue
            if squeezed(piece) in said:
                yield message
