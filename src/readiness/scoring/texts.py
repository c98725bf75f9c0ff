"""Everything a questionnaire says in one language; structure lives elsewhere, words live here."""

from typing import Literal

from readiness.scoring.parts import Part
from readiness.scoring.sources import BenchmarkText
from readiness.scoring.worksheets.texts import WorksheetText

PluralForm = Literal["zero", "one", "two", "few", "many"]
"""The forms beside the general one that languages have for counted things (Unicode CLDR)."""


UNTRANSLATED_START, UNTRANSLATED_END = "\u2068", "\u2069"
"""Signs around a text in another language than those beside it; files cannot contain them."""


def untranslated(text: str, language: str) -> str:
    """A text that stands for a missing one, marked with the language it is in."""
    return f"{UNTRANSLATED_START}({language}) {text}{UNTRANSLATED_END}"


class QuestionText(Part):
    """`options` is keyed by option value, item id or (for bands) value 0-4.

    `unit` is printed after a figure; `unit_forms` has the unit's other forms, such as `one: month`.
    """

    title: str
    help: str | None = None
    why: str | None = None
    evidence: str | None = None
    unit: str | None = None
    unit_forms: dict[PluralForm, str] = {}
    not_applicable: str | None = None
    options: dict[str, str] = {}

    def unit_in(self, form: str) -> str | None:
        """The unit in a plural form such as `one`, or the general one where it has no such form."""
        return next((unit for own, unit in self.unit_forms.items() if own == form), self.unit)


class NamedText(Part):
    """A name and, where there is one, its definition."""

    name: str
    definition: str | None = None


class DimensionText(Part):
    """A dimension's name, what it covers, and one line per level id."""

    name: str
    definition: str
    levels: dict[str, str]


class GateText(Part):
    """What is printed for a gate in block form, in condition form, and its notes by id."""

    name: str
    block: str | None = None
    condition: str | None = None
    notes: dict[str, str] = {}


class RouteText(Part):
    """A route's name, essence, when it suits, and the next step by verdict."""

    name: str
    essence: str
    suits: str
    next_step: dict[str, str]


class RecommendationText(Part):
    """The action; `light` is the wording for very small firms."""

    text: str
    light: str | None = None


class IndexText(Part):
    """An index's name, what it covers, and its own levels by id.

    `raised` and `open` are sentences with the slots `{calculated}`, `{triggers}`, `{raised}` and
    `{questions}`.
    """

    name: str
    definition: str
    levels: dict[str, NamedText]
    raised: str | None = None
    open: str | None = None


class OutcomeText(Part):
    """What an outcome of a decision is called, and what to do."""

    name: str
    text: str


class DecisionText(Part):
    """A decision's name, its outcomes by id, and its notes by id."""

    name: str
    definition: str
    outcomes: dict[str, OutcomeText]
    notes: dict[str, str] = {}


class RiskText(Part):
    """A risk's name and what lowers it."""

    name: str
    mitigation: str


class ResponsibilitiesText(Part):
    """A role template's name, what its letters stand for, and its tasks by id."""

    name: str
    definition: str
    letters: dict[str, str]
    tasks: dict[str, str]


class CarryOverText(Part):
    """Sentences about other questionnaires.

    Slots: `{reasons}`, `{questionnaire}`, `{date}`, `{question}`, `{answer}`, `{months}`.
    """

    offered: str
    taken: str
    shown: str
    too_old: str


class Texts(Part):
    """One language of a questionnaire."""

    title: str
    description: str
    disclaimer: str
    roles: dict[str, NamedText]
    levels: dict[str, NamedText]
    verdicts: dict[str, NamedText] = {}
    dimensions: dict[str, DimensionText]
    questions: dict[str, QuestionText]
    indices: dict[str, IndexText] = {}
    value_rules: dict[str, str] = {}
    gates: dict[str, GateText] = {}
    findings: dict[str, str] = {}
    risks: dict[str, RiskText] = {}
    risk_classes: dict[str, str] = {}
    decisions: dict[str, DecisionText] = {}
    routes: dict[str, RouteText] = {}
    variants: dict[str, str] = {}
    recommendations: dict[str, RecommendationText] = {}
    weight_rules: dict[str, str] = {}
    responsibilities: dict[str, ResponsibilitiesText] = {}
    carry_over: CarryOverText | None = None
    benchmarks: dict[str, BenchmarkText] = {}
    worksheets: dict[str, WorksheetText] = {}
    sources: dict[str, str] = {}
