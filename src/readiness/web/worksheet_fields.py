"""The fields of a cost worksheet as a page shows them: how each is meant, and what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import FormData

from readiness.reports.numbers import Numbers
from readiness.reports.words import Words
from readiness.scoring.texts import Texts
from readiness.scoring.worksheets.model import WorksheetInput
from readiness.scoring.worksheets.result import EntryProblem
from readiness.scoring.worksheets.texts import CalculationText
from readiness.services.worksheet_entries import Clash, Typed, shown_entry, stamp_of
from readiness.services.worksheet_pages import SheetPage
from readiness.web.failure_texts import FieldProblem

STAMP: Final = "stamp."
"""Before an input's id: the field with the stamp of what it held when the page was made."""
_EXAMPLE: Final = 12_500.5
_LONGEST_QUOTED: Final = 60


@dataclass(frozen=True, slots=True)
class InputField:
    """One input with its label, hints, value as text, and what is to be said of the value."""

    id: str
    code: str
    label: str
    help: str
    hint: str
    unit: str
    yes_no: bool
    optional: bool
    value: str
    stamp: str
    error: str
    clash: Clash | None


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together."""

    name: str
    fields: tuple[InputField, ...]


def typed_fields(form: FormData) -> dict[str, Typed]:
    """What was sent, by id of the input; files in place of texts are passed over."""
    return {
        name: Typed(text, str(form.get(f"{STAMP}{name}", "")))
        for name, text in form.items()
        if isinstance(text, str) and not name.startswith(STAMP)
    }


class FieldWording:
    """Words the fields of a sheet in the page's language."""

    def __init__(self, page: SheetPage, texts: Texts, words: Words) -> None:
        found = texts.worksheets[page.worksheet.code]
        assert isinstance(found, CalculationText)  # lint has compared their kinds
        self._page = page
        self._texts = found
        self._words = words
        self._numbers = Numbers(words.language)
        self._clashes: Mapping[str, Clash] = {each.input: each for each in page.clashes}

    def groups(self) -> tuple[FieldGroup, ...]:
        """All fields, in groups, in the order asked."""
        return tuple(
            FieldGroup(
                self._texts.groups[group.id], tuple(self._field(entry) for entry in group.inputs)
            )
            for group in self._page.worksheet.groups
        )

    def problems(self) -> tuple[FieldProblem, ...]:
        """The lines of the error summary: what two people changed, then what is refused."""
        return (*self._clash_lines(), *self._refused_lines())

    def _clash_lines(self) -> Iterator[FieldProblem]:
        for name in self._clashes:
            title = self._texts.inputs[name].title
            said = self._words.say("Changed by somebody else meanwhile: %(name)s", name=title)
            yield FieldProblem(f"in-{name}", said)

    def _refused_lines(self) -> Iterator[FieldProblem]:
        entries = {entry.id: entry for entry in self._page.worksheet.inputs}
        for name, problem in self._page.problems.items():
            yield FieldProblem(
                f"in-{name}",
                self._words.say(
                    "%(name)s: %(problem)s",
                    name=self._texts.inputs[name].title,
                    problem=self._error(entries[name], problem),
                ),
            )

    def _field(self, entry: WorksheetInput) -> InputField:
        text = self._texts.inputs[entry.id]
        stored = self._page.inputs.get(entry.id)
        clash = self._clashes.get(entry.id)
        problem = self._page.problems.get(entry.id)
        return InputField(
            id=entry.id,
            code=entry.code,
            label=text.title,
            help=text.help or "",
            hint=self._hint(entry),
            unit=self._texts.units.get(entry.unit, ""),
            yes_no=entry.yes_no,
            optional=entry.optional,
            value=clash.yours if clash else shown_entry(stored, self._numbers),
            stamp=stamp_of(stored),
            error=self._error(entry, problem) if problem else "",
            clash=clash,
        )

    def _hint(self, entry: WorksheetInput) -> str:
        """The range where it says something, and what counts while the field is empty."""
        parts = [self._range(entry)] if self._says_a_range(entry) else []
        if isinstance(entry.default, bool):
            default = self._words.say("Yes") if entry.default else self._words.say("No")
            parts.append(
                self._words.say("Without an answer, “%(default)s” counts.", default=default)
            )
        elif entry.default is not None:
            figure = self._numbers.figure(entry.default)
            parts.append(self._words.say("Left empty, %(default)s counts.", default=figure))
        return " ".join(parts)

    def _says_a_range(self, entry: WorksheetInput) -> bool:
        """Amounts of money may be almost anything; a range beside each would only be noise."""
        is_money = entry.unit == self._page.worksheet.currency
        return not (entry.yes_no or is_money or entry.low is None or entry.high is None)

    def _range(self, entry: WorksheetInput) -> str:
        return self._words.say(
            "From %(low)s to %(high)s.",
            low=self._numbers.figure(entry.low or 0),
            high=self._numbers.figure(entry.high or 0),
        )

    def _error(self, entry: WorksheetInput, problem: EntryProblem) -> str:
        say = self._words.say
        typed = _quoted(shown_entry(self._page.inputs.get(entry.id), self._numbers))
        if entry.yes_no:
            return say("Choose yes or no.")
        if problem.code == "out_of_range":
            return say(
                "%(typed)s cannot be right here. %(range)s", typed=typed, range=self._range(entry)
            )
        if problem.code == "too_many_decimals" and not entry.decimals:
            return say("Give a whole number.")
        if problem.code == "too_many_decimals":
            return self._words.count(
                "Give one decimal at most.", "Give %(n)s decimals at most.", entry.decimals
            )
        example = self._numbers.figure(_EXAMPLE)
        return say(
            "“%(typed)s” is not a figure. Write it like %(example)s.", typed=typed, example=example
        )


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"
