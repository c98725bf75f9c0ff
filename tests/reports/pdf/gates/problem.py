"""What a gate of our own finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule of a gate that a document breaks, and where."""

    rule: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.detail}"
