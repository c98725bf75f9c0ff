"""The answers on a sheet: what is asked, what counts, and what rules read."""

from functools import reduce
from operator import add
from typing import Final

import polars as pl

from readiness.bulk.division import quotient
from readiness.bulk.expressions import RuleCompiler
from readiness.bulk.layout import (
    DONT_KNOW,
    FIRST_STATE,
    NO_GAP,
    NOT_APPLICABLE,
    UNANSWERED,
    Field,
    Layout,
)
from readiness.bulk.names import Flag, Items, Name, Number, Text, Word
from readiness.bulk.sheet import Sheet
from readiness.bulk.workings import Workings
from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.plans import QuestionPlan, Rule
from readiness.scoring.program import LARGEST_GAP
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    SingleQuestion,
)
from readiness.scoring.rule_compiler import ITEMS

GAP: Final = "byte of the largest gap"
_BYTE_STEPS: Final = 256.0


def code_name(field: Field) -> str:
    """Name the column with a question's byte."""
    return f"byte of {field.question.id}"


def wide_name(field: Field, byte: int) -> str:
    """Name the column with one byte of a question's wide field."""
    return f"byte {byte} of {field.question.id}"


def columns_at(layout: Layout) -> dict[str, int]:
    """Return where in a vector each column of bytes stands."""
    places = {GAP: layout.gap_at}
    for field in layout.fields:
        places[code_name(field)] = field.at
        for byte in range(field.wide_bytes):
            places[wide_name(field, byte)] = field.wide_at + byte
    return places


def put_questions(work: Workings, layout: Layout) -> None:
    """Put every question on the sheet, those first that decide whether others are asked."""
    sheet, names = work.sheet, work.names
    work.codes = [pl.col(code_name(field)) for field in layout.fields]
    for position in work.program.visibility_order:
        field = layout.fields[position]
        plan = work.program.questions[position]
        code = work.codes[position] = _settled(sheet, work.compiler, plan, field)
        names.values[field.question.id] = _readable(sheet, field, code)
        names.tests.update(_tests(field, code))
        if isinstance(field.question, MultipleQuestion) and field.question.bands:
            names.values[f"{ITEMS}{field.question.id}"] = _items(field, field.question, code)
    gap = pl.col(GAP)
    names.values[LARGEST_GAP] = Number(
        sheet.put(LARGEST_GAP, pl.when(gap != NO_GAP).then(gap)), Interval(0, 4), is_byte=True
    )


def _settled(sheet: Sheet, compiler: RuleCompiler, plan: QuestionPlan, field: Field) -> pl.Expr:
    """The byte as scoring takes it, see S-08 and S-09 in docs/scoring.md."""
    code = pl.col(code_name(field))
    if plan.asked_if is None and not isinstance(plan.offered, Rule):
        return code
    asked = pl.lit(value=True)
    if plan.asked_if is not None:
        asked = sheet.share(compiler.condition(plan.asked_if.node))
    offered = pl.lit(plan.offered is True)
    if isinstance(plan.offered, Rule):
        offered = compiler.condition(plan.offered.node).fill_null(value=True)
    refused = (code == _byte(NOT_APPLICABLE)) & asked & ~offered
    settled = (
        pl.when(~asked)
        .then(_byte(NOT_APPLICABLE))
        .when(refused)
        .then(_byte(UNANSWERED))
        .otherwise(code)
    )
    return sheet.put(f"settled {code_name(field)}", settled)


def _tests(field: Field, code: pl.Expr) -> dict[tuple[str, str], pl.Expr]:
    question = field.question
    answered = code < _byte(FIRST_STATE)
    measured = pl.lit(value=False)
    if isinstance(question, NumberQuestion):
        typed = [pl.col(wide_name(field, byte)) != 0 for byte in range(field.wide_bytes)]
        measured = answered & pl.any_horizontal(typed)
    return {
        ("answered", question.id): answered,
        ("unknown", question.id): code == _byte(DONT_KNOW),
        ("measured", question.id): measured,
    }


def _readable(sheet: Sheet, field: Field, code: pl.Expr) -> Name:
    question = field.question
    answered = code < _byte(FIRST_STATE)
    name = f"value of {question.id}"
    match question:
        case BooleanQuestion():
            return Flag(sheet.put(name, pl.when(answered).then(code == 1)))
        case NumberQuestion() if not question.bands:
            figure = sheet.put(name, pl.when(answered).then(_figure(field, question.decimals)))
            return Number(figure, Interval(question.low, question.high))
        case MultipleQuestion() if not question.bands:
            return _items(field, question, code)
        case SingleQuestion() | NumberQuestion() | MultipleQuestion():
            return _choice(field, sheet.put(name, pl.when(answered).then(code)))
        case _:
            return Text()


def _items(field: Field, question: MultipleQuestion, code: pl.Expr) -> Items:
    listed = (code < _byte(FIRST_STATE)) & _bit(field, 0)
    return Items(
        {
            item.id: pl.when(listed).then(_bit(field, i))
            for i, item in enumerate(question.items, start=1)
        }
    )


def _choice(field: Field, value: pl.Expr) -> Name:
    """A byte that is the value itself, or the position of a number or a word."""
    values = field.values
    numbers = [value for value in values if isinstance(value, int)]
    if values == tuple(range(len(values))):  # also bands, which list no values
        return Number(value, Interval(0, max(field.largest, 0)), is_byte=True)
    if len(numbers) < len(values):
        return Word(value, values)
    number = pl.lit(None, dtype=pl.Float64)
    for position, meant in enumerate(numbers):
        number = pl.when(value == position).then(float(meant)).otherwise(number)
    return Number(number, Interval(min(numbers), max(numbers)))


def _figure(field: Field, decimals: int) -> pl.Expr:
    """Exact: a whole number divided once; null where no figure was typed."""
    digits = [
        pl.col(wide_name(field, byte)).cast(pl.Float64) * _BYTE_STEPS**byte
        for byte in range(field.wide_bytes)
    ]
    content = reduce(add, digits)
    steps = content + float(field.first - 1)
    return pl.when(content > 0).then(quotient(steps, 10.0**decimals))


def _bit(field: Field, position: int) -> pl.Expr:
    byte, bit = divmod(position, 8)
    return (pl.col(wide_name(field, byte)) & _byte(1 << bit)) != 0


def _byte(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt8)
