"""Sentences of a questionnaire with slots such as `{triggers}`, filled in."""

import re

_SLOT = re.compile(r"\{(\w+)\}")


def filled(sentence: str, **values: str) -> str:
    """The sentence with its slots filled; one that nothing is known for stays as it was written.

    Braces mean nothing else here: the sentences come from whoever wrote the questionnaire.
    """
    return _SLOT.sub(lambda found: values.get(found[1], found[0]), sentence)
