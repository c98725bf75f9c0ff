"""Text into tokens. Common slips (`=`, `and`, `≤`) are reported and read as what was meant."""

import math
import re
from enum import Enum, auto
from typing import NamedTuple

from readiness.scoring.expressions.errors import Code, ErrorLog, Path, Span, Unreadable, quoted

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<string>"[^"\r\n]*"|'[^'\r\n]*')
    |(?P<unterminated>["'][^\r\n]*)
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
    |(?P<operator>===|!==|&&|\|\||==|!=|<=|>=|<>|=<|=>|[-+*/<>!?:(),\[\]=&|≤≥≠])
    |(?P<foreign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UNREADABLE = frozenset({"unterminated", "foreign"})
_MEANT = {
    **dict.fromkeys(("=", "==="), "=="),
    **dict.fromkeys(("!==", "<>", "≠"), "!="),
    **dict.fromkeys(("=<", "≤"), "<="),
    **dict.fromkeys(("=>", "≥"), ">="),
    **dict.fromkeys(("&", "and"), "&&"),
    **dict.fromkeys(("|", "or"), "||"),
    "not": "!",
    "true": "true",
    "false": "false",
    "in": "in",
}
"""Slips and words, in lower case, and how the language writes them."""

_FOREIGN_REMEDIES = {
    "%": "Write the number alone: percentages are plain numbers.",
    "{": "Write lists in square brackets: [1, 2].",
    "\u00a0": "Replace the no-break space by a plain space.",
    **dict.fromkeys("“”„‘’‚«»", "Use plain quotes: \" or '."),
    **dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "Use the plain minus sign: -"),
}


class Kind(Enum):
    """What sort of token it is."""

    NUMBER = auto()
    STRING = auto()
    TRUTH = auto()
    NAME = auto()
    OPERATOR = auto()
    END = auto()


class Token(NamedTuple):
    """`text` is what the token means: operators as in the language, strings without quotes."""

    kind: Kind
    text: str
    span: Span


def tokenize(text: str, path: Path, errors: ErrorLog) -> list[Token]:
    """The tokens of the text, ended by an END token.

    Raises Unreadable, after recording every such place, if parts cannot be read as tokens.
    """
    tokens: list[Token] = []
    readable = True
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        span = Span(match.start(), match.end() - match.start(), path)
        if group in _UNREADABLE or _is_bad_constant(match):
            _report_unreadable(match, span, errors)
            readable = False
        elif group == "number":
            tokens.append(Token(Kind.NUMBER, match.group(), span))
        elif group == "string":
            tokens.append(Token(Kind.STRING, match.group()[1:-1], span))
        elif group != "space":
            tokens.append(_word_or_operator(match.group(), span, errors))
    if not readable:
        raise Unreadable
    tokens.append(Token(Kind.END, "", Span(len(text), 0, path)))
    return tokens


def _is_bad_constant(match: re.Match[str]) -> bool:
    text = match.group()
    if match.lastgroup == "number":
        return not math.isfinite(float(text))
    return match.lastgroup == "string" and ("\\" in text or not text.isprintable())


def _word_or_operator(text: str, span: Span, errors: ErrorLog) -> Token:
    meant = _MEANT.get(text.lower())
    if meant is None:
        is_word = text[0].isalpha() or text[0] == "_"
        return Token(Kind.NAME if is_word else Kind.OPERATOR, text, span)
    if meant != text:
        errors.add(
            Code.WRONG_OPERATOR,
            span,
            f"{quoted(text)} is not part of the rule language",
            f"Write {meant} instead.",
        )
    return Token(Kind.TRUTH if meant in ("true", "false") else Kind.OPERATOR, meant, span)


def _report_unreadable(match: re.Match[str], span: Span, errors: ErrorLog) -> None:
    text = match.group()
    if match.lastgroup == "number":
        code, remedy = Code.INVALID_NUMBER, "Write a number below 1e308."
        message = f"the number {quoted(text)} is too large"
    elif match.lastgroup == "string":
        code, remedy = Code.SYNTAX, "Use letters, digits, signs and spaces; there are no escapes."
        message = "a string holds a backslash or a character that cannot be printed"
    elif match.lastgroup == "unterminated":
        code, remedy = Code.UNTERMINATED_STRING, f"Close it with {text[0]}"
        message = "a string begins here and does not end on this line"
    else:
        code, remedy = Code.SYNTAX, _FOREIGN_REMEDIES.get(text, "Remove it.")
        message = f"the character {text!r} is not part of the rule language"
    errors.add(code, span, message, remedy)
