"""The lines that pages of receipts are made of."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from readiness.scoring.receipt_parts import Read, Receipt, RuleReceipt


def heading(text: str) -> Text:
    """A title with a line above it."""
    return Text(f"\n{text}", style="bold underline")


def rule_lines(receipt: Receipt, rule: RuleReceipt, title: str) -> Iterator[RenderableType]:
    """A rule's condition, and the comparisons that decided it with what they read."""
    codes = codes_of(receipt)
    yield Text.assemble((title, "bold"), f": {rule.condition}")
    for part in rule.decided_by:
        yield Padding(Text(f"{part.text}   ({read_words(codes, part.read)})"), (0, 0, 0, 4))


def codes_of(receipt: Receipt) -> dict[str, str]:
    """The codes of questions by id."""
    return {answer.id: answer.code for answer in receipt.answers}


def read_words(codes: dict[str, str], read: Read) -> str:
    """What a rule read, in words."""
    return ", ".join(f"{codes.get(name, name)} = {value(got)}" for name, got in read.items())


def value(got: object, state: str | None = None) -> str:
    """A value as it was read, or the state of an answer without one."""
    if got is None:
        return word(state if state is not None else "no value")
    if isinstance(got, tuple):
        return ", ".join(map(str, got)) or "nothing"
    return str(got)


def word(said: str | None) -> str:
    """An outcome or a verdict in words; open where there is none."""
    return "open" if said is None else said.replace("_", " ")


def number(figure: float | None) -> str:
    """A score with its decimal."""
    return "none" if figure is None else f"{figure:.1f}"
